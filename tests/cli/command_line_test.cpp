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
