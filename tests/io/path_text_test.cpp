#include "app/io/path_text.h"

#include "tests/support/catch.h"

namespace twofold::io {

TEST_CASE("a path comes back from its text to the byte, whatever its bytes are") {
  for (const std::string path :
       {"/photos/citrus.jpg", "relative/a b%20c.png", "/caf\xc3\xa9.png", "/caf\xe9.png", "\xff",
        "/\xed\xa0\x80.png", "/100%\xff%41", "file:///odd/folder", "", "/a\nb\"c\\d",
        "/\xf0\x9f\x8d\x8b.png", "/cut\xf0\x9f\x8d"}) {
    INFO(path);
    const std::string text = path_text(path);
    CHECK(is_utf8(text));
    CHECK(path_of_text(text) == path);
  }
}

TEST_CASE("a path is written as it is where JSON can hold it, and as a URI where not") {
  CHECK(path_text("/caf\xc3\xa9 100%.png") == "/caf\xc3\xa9 100%.png");
  CHECK(path_text("/caf\xe9 1.png") == "file:///caf%E9%201.png");
}

TEST_CASE("a URI that somebody else wrote is read, and one that is broken stays as it is") {
  CHECK(path_of_text("file:///a%20b.png") == "/a b.png");
  CHECK(path_of_text("file:///a%2") == "/a%2");
  CHECK(path_of_text("file:///a%zz") == "/a%zz");
  CHECK(path_of_text("file:///a%") == "/a%");
  CHECK(path_of_text("a%20b.png") == "a%20b.png");
}

}  // namespace twofold::io
