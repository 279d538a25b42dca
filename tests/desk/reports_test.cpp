// Files on which the program once ended, or said what is false, given to the program itself.
#include "app/desk/start_options.h"
#include "app/io/settings_file.h"
#include "app/model/steps/pixel_sums.h"
#include "tests/cli/eval_case.h"

namespace twofold::tests {
namespace {

std::string reported(const char* name) {
  return std::string(TWOFOLD_SOURCE_DIR) + "/tests/io/reports/" + name;
}

TEST_CASE("a reported layer of 64 channels is shown as one sum in windows of any size") {
  for (const char* size : {"1280x720", "320x240"}) {
    INFO(size);
    const TemporaryFolder out;
    const Ran ran = twofold({"export", reported("regular_64_channels.json"), "--operation",
                             "regular", "--size", size, "-o", out / "x"});
    INFO(ran.err);
    CHECK(ran.status == 0);
  }
}

TEST_CASE("a reported case of 65 outputs comes to the same by every engine") {
  const std::string path = reported("standard_65_outputs.json");
  const Ran plain = twofold({"eval", path, "--engine", "reference"});
  const Ran fast = twofold({"eval", path, "--engine", "fast"});
  REQUIRE(plain.status == 0);
  REQUIRE(fast.status == 0);
  // Whole numbers: no order of the sums rounds.
  CHECK(tensor(json::parse(fast.out), "output").values ==
        tensor(json::parse(plain.out), "output").values);
}

TEST_CASE("a reported layer shows the same number in its lane and in One value") {
  desk::StartTexts texts;
  texts.pictures = {reported("layer72.json")};
  io::Result<model::Session::Start> start = desk::make_start(texts);
  REQUIRE(start);
  model::Session::Start begun = std::move(start).value();
  begun.view.operation = model::OperationView::regular;
  model::Session session(std::move(begun));
  session.settle();
  const model::Evaluation& numbers = *session.numbers();
  REQUIRE(numbers.standard);
  const model::BatchPixel pixel{0, {30, 30}};
  for (int k = 0; k < numbers.standard->shape.channels; ++k) {
    INFO(k);
    // Whole numbers here too.
    CHECK(numbers.standard->at(0, 30, 30, k) == model::standard_sum(numbers, pixel, k).sum);
  }
}

TEST_CASE("reported settings that are nested without end do not end the start") {
  const Ran unpacked = run_program({"gzip", "-dc", reported("settings_deep_theme.json.gz")});
  REQUIRE(unpacked.status == 0);
  CHECK(io::read_settings(unpacked.out) == io::Settings{});
}

}  // namespace
}  // namespace twofold::tests
