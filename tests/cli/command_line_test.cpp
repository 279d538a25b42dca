// What every command shares: help, version, and one line for every mistake.
#include "tests/cli/program.h"
#include "tests/support/catch.h"

namespace twofold::tests {
namespace {

TEST_CASE("Help and version go to standard output") {
  for (const std::vector<std::string>& asked :
       std::vector<std::vector<std::string>>{{"--help"}, {"eval", "--help"}, {"cost", "--help"}}) {
    const Ran ran = twofold(asked);
    CHECK(ran.status == 0);
    CHECK(ran.err.empty());
    CHECK(ran.out.find("Usage: twofold") != std::string::npos);
  }
  const Ran version = twofold({"--version"});
  CHECK(version.status == 0);
  CHECK(version.out.rfind("twofold ", 0) == 0);
  CHECK(version.out.find('\n') == version.out.size() - 1);
}

TEST_CASE("What the program is made of is listed with versions, and the files that are loaded") {
  const Ran ran = twofold({"--version", "--verbose"});
  CHECK(ran.status == 0);
  CHECK(ran.err.empty());
  CHECK(ran.out.rfind(twofold({"--version"}).out, 0) == 0);
  for (const char* library :
       {"CLI11", "Eigen", "fmt", "giflib", "Highway", "libcgif", "libheif", "libjpeg-turbo",
        "libwebp", "nlohmann json", "stb_image ", "stb_image_write", "zlib"}) {
    INFO(library << " in\n" << ran.out);
    const std::size_t at = ran.out.find(std::string("\n  ") + library);
    REQUIRE(at != std::string::npos);
    const std::string line = ran.out.substr(at + 1, ran.out.find('\n', at + 1) - at - 1);
    CHECK(line.find_first_of("0123456789", line.find_last_of(' ')) != std::string::npos);
  }
#ifdef __linux__
  CHECK(ran.out.find("libjpeg.so.") != std::string::npos);
#endif
  CHECK(failed_plainly(twofold({"--verbose"}), 2));
}

TEST_CASE("What is not understood is named in one line, and where help is") {
  const Ran option = twofold({"cost", "--frobnicate"});
  CHECK(failed_plainly(option, 2));
  CHECK(says(option, "--frobnicate is not understood; see twofold cost --help"));
  CHECK(failed_plainly(twofold({"eval"}), 2));
  CHECK(failed_plainly(twofold({"eval", "a.json", "b.json"}), 2));
  CHECK(says(twofold({"cost", "--kernel"}), "--kernel needs one value"));
  CHECK(failed_plainly(twofold({"cost", "--kernel", "3x3", "--kernel", "3x3"}), 2));
}

}  // namespace
}  // namespace twofold::tests
