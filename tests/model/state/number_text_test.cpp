#include "app/model/state/number_text.h"

#include <cmath>

#include "tests/support/catch.h"

namespace twofold::model {

TEST_CASE("a number is read where the whole text is one") {
  float value = 7;
  for (const auto& [text, is] :
       {std::pair{"0.5", 0.5f}, {"-3", -3.0f}, {".25", 0.25f}, {"1e-3", 1e-3f}, {"2E2", 200.0f}}) {
    INFO(text);
    CHECK(read_number(text, value));
    CHECK(value == is);
  }
  CHECK(read_number("-inf", value));
  CHECK(std::isinf(value));
  int whole = 0;
  CHECK(read_number("-12", whole));
  CHECK(whole == -12);
  std::uint64_t seed = 0;
  CHECK(read_number("18446744073709551615", seed));
  CHECK(seed == 18446744073709551615u);
}

TEST_CASE("what is no number leaves the old one") {
  for (const char* text : {"", "+1", " 1", "1 ", "1,5", "0x10", "1e", "--1", "1e99999", "seven"}) {
    INFO(text);
    double value = 7;
    int whole = 7;
    CHECK_FALSE(read_number(text, value));
    CHECK_FALSE(read_number(text, whole));
    CHECK(value == 7);
    CHECK(whole == 7);
  }
  int whole = 7;
  CHECK_FALSE(read_number("2147483648", whole));
  CHECK_FALSE(read_number("1.0", whole));
}

}  // namespace twofold::model
