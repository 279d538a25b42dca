#include "app/io/base64.h"

#include "core/filters.h"
#include "tests/support/catch.h"

namespace twofold::io {

TEST_CASE("the test vectors of RFC 4648") {
  const std::pair<const char*, const char*> rows[] = {{"", ""},
                                                      {"f", "Zg=="},
                                                      {"fo", "Zm8="},
                                                      {"foo", "Zm9v"},
                                                      {"foob", "Zm9vYg=="},
                                                      {"fooba", "Zm9vYmE="},
                                                      {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : rows) {
    CHECK(base64(bytes) == text);
    CHECK(from_base64(text) == std::string(bytes));
  }
}

TEST_CASE("bytes of every length come back") {
  core::Random random(3);
  for (std::size_t length = 0; length < 70; ++length) {
    std::string bytes;
    for (std::size_t i = 0; i < length; ++i)
      bytes.push_back(static_cast<char>(random.next() % 256));
    CHECK(from_base64(base64(bytes)) == bytes);
  }
}

TEST_CASE("what is not base64 is refused") {
  for (const char* text :
       {"Z", "Zg", "Zg=", "Zg=a", "Z===", "====", "Zm9v Zm9v", "Zg==Zm9v", "Zm9\n"})
    CHECK_FALSE(from_base64(text));
}

}  // namespace twofold::io
