#include "app/io/pictures/exif_orientation.h"

#include <string>

#include "tests/support/catch.h"

using namespace twofold;
using namespace std::string_literals;

namespace {

/// EXIF data of one entry, its numbers with the lowest byte first.
std::string little(const std::string& entry) { return "II*\0\x08\0\0\0\x01\0"s + entry; }

const std::string kSix = "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"s;

}  // namespace

TEST_CASE("the orientation is read whichever byte comes first, with and without EXIF's mark") {
  CHECK(io::exif_orientation(little(kSix)) == 6);
  CHECK(io::exif_orientation("Exif\0\0"s + little(kSix)) == 6);
  CHECK(io::exif_orientation("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0"s) == 8);
}

TEST_CASE("an entry after another one, at the place that the header says") {
  const std::string other = "\x0f\x01\x02\0\x04\0\0\0ABC\0"s;
  CHECK(io::exif_orientation("II*\0\x0a\0\0\0??\x02\0"s + other + kSix) == 6);
}

TEST_CASE("without an orientation that can be, a picture is upright") {
  CHECK(io::exif_orientation("") == 1);
  CHECK(io::exif_orientation("Exif\0\0"s) == 1);
  CHECK(io::exif_orientation("no EXIF at all"s) == 1);
  CHECK(io::exif_orientation(little("\x12\x01\x03\0\x01\0\0\0\x09\0\0\0"s)) == 1);
  CHECK(io::exif_orientation(little("\x12\x01\x03\0\x01\0\0\0\0\0\0\0"s)) == 1);
  // As four bytes, and as two numbers.
  CHECK(io::exif_orientation(little("\x12\x01\x04\0\x01\0\0\0\x06\0\0\0"s)) == 1);
  CHECK(io::exif_orientation(little("\x12\x01\x03\0\x02\0\0\0\x06\0\x06\0"s)) == 1);
  // Entries far beyond the end, and 65,535 of them.
  CHECK(io::exif_orientation("II*\0\xff\xff\xff\xff\x01\0"s) == 1);
  CHECK(io::exif_orientation("II*\0\x08\0\0\0\xff\xff"s) == 1);
  for (std::size_t length = 0; length < little(kSix).size() - 4; ++length)
    CHECK(io::exif_orientation(little(kSix).substr(0, length)) == 1);
}
