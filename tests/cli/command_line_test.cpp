// What every command shares: help, version, and one line for every mistake.
#include "app/io/path_text.h"
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

TEST_CASE("A number that is too large is refused as that, not for its form") {
  const auto said = [](const std::string& option, const std::string& value) {
    std::vector<std::string> words{"cost"};
    for (const auto& [name, usual] :
         std::vector<std::pair<std::string, std::string>>{{"--input", "1x8x8x3"},
                                                          {"--multiplier", "1"},
                                                          {"--out-channels", "4"},
                                                          {"--kernel", "3x3"}})
      if (name != option) words.insert(words.end(), {name, usual});
    words.insert(words.end(), {option, value});
    const Ran ran = twofold(words);
    CHECK(failed_plainly(ran, 2));
    return ran.err;
  };
  CHECK(said("--multiplier", "2147483648") ==
        "twofold: --multiplier is too large: \"2147483648\" holds a number beyond 2147483647\n");
  CHECK(said("--input", "1x8x99999999999x3").rfind("twofold: --input is too large", 0) == 0);
  CHECK(said("--input", "1x8x-99999999999x3").rfind("twofold: --input must be batch", 0) == 0);
  CHECK(said("--kernel", "3x99999999999").rfind("twofold: --kernel is too large", 0) == 0);
  CHECK(said("--kernel", "3xx").rfind("twofold: --kernel must be height", 0) == 0);
}

TEST_CASE("An empty word is refused, not taken for an option that was left out") {
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"cost", "--network", "mobilenet-v1", "--alpha", ""}, {""}, {"export", "citrus", ""}}) {
    const Ran ran = twofold(words);
    CHECK(failed_plainly(ran, 2));
    CHECK(says(ran, "is empty"));
  }
}

TEST_CASE("What is quoted of a long word does not bury what is said of it") {
  std::string letters;
  for (int i = 0; i < 50'000; ++i) letters += "\xc3\xa4";
  const Ran ran = twofold({"cost", "--kernel", letters});
  CHECK(failed_plainly(ran, 2));
  CHECK(says(ran, "twofold: "));
  CHECK(ran.err.size() < 1100);
  CHECK(io::is_utf8(ran.err));
}

}  // namespace
}  // namespace twofold::tests
