// twofold detect: the layers of the network, and the faces in a picture.
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/io/assets.h"
#include "tests/cli/program.h"
#include "tests/support/catch.h"

namespace twofold::tests {
namespace {

using nlohmann::json;

std::string picture(const char* name) { return (*io::assets_folder() / "images" / name).string(); }

TEST_CASE("detect finds the face of the astronaut, in pixels of the picture") {
  const Ran ran = twofold({"detect", picture("astronaut.jpg"), "--json"});
  REQUIRE(ran.status == 0);
  const json got = json::parse(ran.out);
  CHECK(got["layers"].size() == 7);
  CHECK(got["layers"][1]["operation"] == "separable");
  REQUIRE(got["boxes"].size() == 1);
  const json& face = got["boxes"][0];
  // 133, 61, 93, 90 of 416 are 164, 75, 114, 111 of the 512 pixels of the file.
  CHECK(std::abs(face["left"].get<int>() - 164) < 6);
  CHECK(std::abs(face["top"].get<int>() - 75) < 6);
  CHECK(std::abs(face["width"].get<int>() - 114) < 6);
}

TEST_CASE("detect says so where there is no face") {
  const Ran ran = twofold({"detect", picture("citrus.jpg"), "--side", "224"});
  REQUIRE(ran.status == 0);
  CHECK(ran.out.find("No face found.") != std::string::npos);
}

TEST_CASE("a side that the network cannot take is refused") {
  const Ran ran = twofold({"detect", picture("citrus.jpg"), "--side", "400"});
  CHECK(ran.status == 2);
  CHECK(ran.err == "twofold: --side must be a multiple of 32 from 96 to 1280, not 400\n");
}

}  // namespace
}  // namespace twofold::tests
