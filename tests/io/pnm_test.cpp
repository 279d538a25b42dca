#include "app/io/pictures/readers.h"
#include "tests/support/catch.h"

namespace twofold::tests {
namespace {

TEST_CASE("Plain files, comments and any white space are read") {
  const io::Result<io::StoredPicture> grey =
      io::read_pnm("P2 # made by hand\n# 7 7 7\n2\t1\r\n10\n 0  10");
  REQUIRE(grey);
  CHECK(grey->values == core::Tensor({1, 1, 2, 1}, {0, 1}));
  CHECK(grey->made_of == "values 0 to 10");
  const io::Result<io::StoredPicture> colour = io::read_pnm("P3\n1 1 255\n255 0 51");
  REQUIRE(colour);
  CHECK(colour->values == core::Tensor({1, 1, 1, 3}, {1, 0, 0.2f}));
}

TEST_CASE("A maximum above 255 means two bytes a value, the high one first") {
  const io::Result<io::StoredPicture> grey =
      io::read_pnm(std::string("P5 2 1 65535\n\x01\x00\xff\xff", 17));
  REQUIRE(grey);
  CHECK(grey->values == core::Tensor({1, 1, 2, 1}, {256.0f / 65535.0f, 1}));
  const io::Result<io::StoredPicture> deep = io::read_pnm(std::string("P5 1 1 1000\n\x01\xf4", 14));
  REQUIRE(deep);
  CHECK(deep->values == core::Tensor({1, 1, 1, 1}, {0.5f}));
}

TEST_CASE("Values may look like white space in binary files") {
  const io::Result<io::StoredPicture> grey = io::read_pnm("P5 3 1 255\n\n# ");
  REQUIRE(grey);
  CHECK(grey->values.at(0, 0, 0, 0) == 10.0f / 255.0f);
  CHECK(grey->values.at(0, 0, 1, 0) == 35.0f / 255.0f);
}

TEST_CASE("Headers and values that cannot be are refused") {
  for (const char* bytes :
       {"P2", "P2 ", "P2 2", "P2 2 2", "P2 2 2 0\n0 0 0 0", "P2 2 2 65536\n0 0 0 0",
        "P2 -2 2 255\n0 0 0 0", "P2 a 2 255\n", "P5 2 2 255\nabc", "P5 2 2 255", "P2 2 1 255\n1",
        "P2 2 1 255\n1 x", "P2 2 1 7\n1 8", "P5 1 1 7\n8", "P2 99999999999 1 255\n0",
        "P2 2 1 255\n1 99999999999"}) {
    INFO(bytes);
    REQUIRE(io::is_pnm(std::string(bytes) + " "));
    CHECK_FALSE(io::read_pnm(bytes).ok());
  }
}

}  // namespace
}  // namespace twofold::tests
