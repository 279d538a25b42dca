// `twofold export` at any step, as an animation, and of the race.
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/io/pictures/picture_file.h"
#include "app/io/text_file.h"
#include "tests/cli/program.h"
#include "tests/support/catch.h"

namespace twofold::tests {
namespace {

/// A folder that is gone with the test.
struct Folder {
  Folder()
      : path(std::filesystem::temp_directory_path() /
             ("twofold_export_test_" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string in(const char* name) const { return (path / name).string(); }
  std::filesystem::path path;
};

std::vector<std::string> export_to(const std::string& folder, std::vector<std::string> more) {
  std::vector<std::string> words{"export", "citrus", "-o", folder, "--size", "640x400"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

core::Floats window_at(const Folder& folder, std::vector<std::string> more) {
  const Ran ran = twofold(export_to(folder.in("at"), std::move(more)));
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  const io::Result<io::Picture> picture = io::load_picture(folder.in("at/window.png"));
  REQUIRE(picture);
  return picture->values.values;
}

TEST_CASE("export --step shows the window at that step, in either order") {
  const Folder folder;
  const core::Floats half = window_at(folder, {"--step", "1200000"});
  // A function, so that a failure does not print a million numbers.
  const auto is_same = [&](std::vector<std::string> more) {
    return window_at(folder, std::move(more)) == half;
  };
  CHECK(is_same({"--step", "1200000"}));
  CHECK_FALSE(is_same({"--step", "1200001"}));
  CHECK_FALSE(is_same({"--step", "1200000", "--order", "pixel"}));
  CHECK_FALSE(is_same({"--step", "1200000", "--race"}));
}

TEST_CASE("export of a block writes the channels of each of its stages") {
  const Folder folder;
  const Ran ran = twofold(export_to(
      folder.in("block"), {"--block", "inverted-residual", "--expansion", "2", "--step", "90000"}));
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  for (const char* name : {"input_02.png", "expansion_05.png", "depthwise_05.png", "output_02.png"})
    CHECK(std::filesystem::exists(folder.path / "block" / name));
  // What its stages cost is told as a list, as `twofold cost --block` does.
  const io::Result<std::string> costs = io::read_file(folder.path / "block" / "cost.json");
  REQUIRE(costs);
  const auto stages = nlohmann::json::parse(*costs).at("stages");
  REQUIRE(stages.size() == 3);
  CHECK(stages[0].at("operation") == "pointwise");
  CHECK(stages[0].at("params") == 3 * 6);
  CHECK(stages[1].at("params") == 3 * 3 * 6);
  CHECK(stages[2].at("params") == 6 * 3);
  const Ran wrong = twofold(export_to(folder.in("wrong"), {"--block", "grouped", "--groups", "2"}));
  CHECK(wrong.status == 2);
  CHECK(wrong.err.find("--groups") != std::string::npos);
}

TEST_CASE("export --animate writes as many frames as asked for, or one GIF") {
  const Folder folder;
  const std::vector<std::string> three{"--animate", "0:end", "--frames", "3"};
  CHECK(twofold(export_to(folder.in("frames"), three)).status == 0);
  for (const char* name : {"frame_0000.png", "frame_0001.png", "frame_0002.png"})
    CHECK(std::filesystem::exists(folder.path / "frames" / name));
  CHECK_FALSE(std::filesystem::exists(folder.path / "frames" / "frame_0003.png"));
  std::filesystem::create_directories(folder.path);
  CHECK(twofold(export_to(folder.in("steps.gif"), three)).status == 0);
  CHECK(std::filesystem::file_size(folder.path / "steps.gif") > 10'000);
  const Ran race =
      twofold(export_to(folder.in("race.gif"), {"--animate", "0:end", "--frames", "2", "--race"}));
  CHECK(race.status == 0);
}

TEST_CASE("A name that no file can have, and a layer that no memory can hold, are one line each") {
  const Folder folder;
  const auto refused = [&](std::vector<std::string> words, const char* why, int status) {
    words.insert(words.begin(), "export");
    words.insert(words.end(), {"-o", folder.in("refused"), "--size", "640x400"});
    const Ran ran = twofold(words);
    INFO(ran.err);
    CHECK(ran.status == status);
    CHECK(std::count(ran.err.begin(), ran.err.end(), '\n') == 1);
    CHECK(ran.err.find(why) != std::string::npos);
  };
  refused({std::string(300, 'a')}, "twofold: ", 2);
  std::filesystem::create_directories(folder.path);
  std::filesystem::create_symlink("loop", folder.path / "loop");
  refused({folder.in("loop")}, "loop", 1);
  refused({"citrus", "--out-channels", "4096", "--kernel", "75x75"}, "2^26 weights", 2);
}

TEST_CASE("Steps that cannot be are named in one line") {
  const Folder folder;
  const auto refused = [&](std::vector<std::string> more, const char* words) {
    const Ran ran = twofold(export_to(folder.in("no"), std::move(more)));
    CAPTURE(ran.err);
    CHECK(failed_plainly(ran, 2));
    CHECK(says(ran, words));
    CHECK_FALSE(std::filesystem::exists(folder.path / "no"));
  };
  refused({"--step", "-1"}, "--step");
  refused({"--step", "x"}, "--step must be a number of multiply-adds, not \"x\"");
  refused({"--step", "99999999999"}, "there is no step 99999999999");
  refused({"--animate", "5"}, "--animate must be FROM:TO");
  refused({"--animate", "0:99999999999"}, "there is no step");
  refused({"--animate", "0:end", "--frames", "0"}, "--frames must be from 1");
  refused({"--order", "row"}, "--order must be stage or pixel");
  refused({"--race", "--operation", "regular"}, "--race");
}

}  // namespace
}  // namespace twofold::tests
