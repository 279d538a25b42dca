#include "app/io/recording.h"

#include "app/io/code_words.h"
#include "tests/model/pictures.h"
#include "tests/support/catch.h"

namespace twofold::io {
namespace {

RecordedStart some_start() {
  const tests::Opened o = tests::opened(40, 30);
  RecordedStart start{1280, 720, {o.document, {"/photos/made up.png"}, std::nullopt},
                      {4},  {},  true};
  for (model::PictureRef& picture : start.document.document.batch) picture.id = 0;
  start.view.pin = {1, 3, 4, 1};
  start.view.ui_zoom = 1.1f;
  start.view.large = paint::PictureKey{paint::PictureKind::share, 2};
  start.view.hover.tap = model::FilterCell{0, 1, 2, 2};
  start.view.recent_pictures = {"/photos/caf\xe9.png", "/photos/sea.png"};
  start.view.playback.done = 1'000'000'000'000;
  start.view.playback.unit = core::Unit::row;
  return start;
}

/// One of every kind, with what it holds at first.
template <class... Kinds>
std::vector<std::variant<Kinds...>> all_kinds(const std::variant<Kinds...>&) {
  return {Kinds{}...};
}

/// Frames that ask for everything there is.
std::vector<RecordedFrame> frames_of_all_kinds() {
  const tests::Opened o = tests::opened(40, 30);
  std::vector<RecordedFrame> frames;
  for (model::Action action : all_kinds(model::Action{})) {
    if (auto* replace = std::get_if<model::ReplaceDocument>(&action))
      replace->document = o.document;
    frames.emplace_back().edits.changes = {{action, 7}};
  }
  for (const model::ViewAction& look : all_kinds(model::ViewAction{}))
    frames.emplace_back().edits.looks = {look};
  for (const model::WalkAction& walk : all_kinds(model::WalkAction{}))
    frames.emplace_back().edits.walks = {walk};
  for (const model::SessionRequest& request : all_kinds(model::SessionRequest{}))
    frames.emplace_back().edits.of_session = {request};
  for (const model::WorldRequest& request : all_kinds(model::WorldRequest{}))
    frames.emplace_back().edits.of_world = {request};
  return frames;
}

std::vector<RecordedFrame> telling_frames() {
  std::vector<RecordedFrame> frames(4);
  frames[0].numbers = 0;
  frames[0].edits.looks = {model::SetPin{{2, 1, 2, 3}}, model::ZoomAbout{0.1, 1.0 / 3, 1.25},
                           model::SplitLanes{1, 0.45f}, model::OpenCost{model::CostPage::time},
                           model::OpenLarge{{paint::PictureKind::difference, 3}}};
  frames[1].times = model::RaceTimes{1e-3, 0.1};
  frames[1].edits.walks = {model::PlayOn{1.0 / 60}, model::StepBy{model::StepSize::stage, -1},
                           model::GoToStep{std::int64_t{1} << 62}, model::AskFor{{.cost = true}}};
  frames[2].edits.changes = {
      {model::SetKernelCell{1, 2, 0, 2, -0.1f}, 3},
      {model::SetSeed{18446744073709551615u}, 18446744073709551615u},
      {model::SetFilters{{model::FilterOrigin::preset, core::KernelPreset::sobel_x}}, 0}};
  frames[2].leads_to = "citrus m4";
  frames[3].edits.of_world = {model::OpenPaths{{"/a b/\"x\".png", "/caf\xe9.png", "citrus"}},
                              model::EnterSetUp{"citrus m2"}};
  frames[3].cards = WindowCards{true, false, true, false, 5, -1, 2, -1};
  return frames;
}

std::string text_of(const Recording& recording) {
  std::string text = start_line(recording.start);
  for (const RecordedFrame& frame : recording.frames) text += frame_line(frame);
  return text;
}

}  // namespace

TEST_CASE("types and enumerators are named as in the code") {
  CHECK(word_of_type<model::SetMultiplier>() == "SetMultiplier");
  CHECK(word_of_type<core::Shape>() == "Shape");
  CHECK(words_of_enum<model::OperationView>() ==
        std::vector<std::string_view>{"regular", "depthwise", "separable"});
  CHECK(words_of_enum<core::Padding>() == std::vector<std::string_view>{"same", "valid"});
  CHECK(words_of_enum<paint::PictureKind>().back() == "network");
}

TEST_CASE("what is written of a recording is read back as it was, whatever was asked for") {
  for (const std::vector<RecordedFrame>& frames : {frames_of_all_kinds(), telling_frames()}) {
    const Recording recording{some_start(), frames};
    const Result<Recording> read = read_recording(text_of(recording));
    INFO((read ? "" : read.error().sentence));
    REQUIRE(read);
    CHECK(read->start == recording.start);
    REQUIRE(read->frames.size() == recording.frames.size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
      INFO(frame_line(frames[i]));
      CHECK(read->frames[i] == frames[i]);
    }
  }
}

TEST_CASE("the look of a recording is brought within its limits") {
  RecordedStart start = some_start();
  for (const float zoom : {-1.0f, 0.0f, 3e38f}) {
    start.view.ui_zoom = zoom;
    start.view.viewport = {zoom, -zoom, zoom};
    start.view.lane_splits = {0.5f, 0.4f, 0.6f};
    start.view.bottom_split = zoom;
    const Result<Recording> read = read_recording(start_line(start));
    REQUIRE(read);
    CHECK(read->start.view.ui_zoom == (zoom > 1 ? 2.5f : zoom < 0 ? 0.6f : 0));
    CHECK(read->start.view.viewport == model::clamped(start.view.viewport));
    CHECK(read->start.view.lane_splits == model::ViewState{}.lane_splits);
    CHECK(read->start.view.bottom_split == model::ViewState{}.bottom_split);
  }
}

TEST_CASE("what a frame asks for can be printed") {
  model::Edits edits;
  edits.changes = {{model::SetMultiplier{4}, 3}};
  edits.walks = {model::GoToEnd{}};
  CHECK(edits_text(edits) == R"({"changes":[{"action":{"SetMultiplier":{"value":4}},"gesture":3}],)"
                             R"("walks":[{"GoToEnd":{}}]})");
  CHECK(edits_text({}) == "{}");
}

TEST_CASE("damage to a recording is told with its line, each kind by a sentence of its own") {
  const std::string first = start_line(some_start());
  const auto why = [&](const std::string& line) {
    const Result<Recording> read = read_recording(first + line + "\n");
    REQUIRE_FALSE(read);
    return read.error().sentence;
  };
  const std::pair<const char*, const char*> lines[] = {
      {"{", "line 2: this is not JSON: it goes wrong at line 1, column 2"},
      {"[]", "line 2: must be an object"},
      {R"({"colour":1})", "line 2: \"colour\" is nothing that a recording has"},
      {R"({"looks":1})", "line 2: \"looks\" must be a list, but is 1"},
      {R"({"looks":[{}]})", "must have one name and what belongs to it"},
      {R"({"looks":[{"Fly":{}}]})", "has \"Fly\", which this version does not know"},
      {R"({"looks":[{"GoToEnd":{}}]})", "has \"GoToEnd\", which this version does not know"},
      {R"({"looks":[{"Present":{}}]})", "in \"Present\": \"on\" is missing"},
      {R"({"looks":[{"Present":{"on":1}}]})", "\"on\" must be true or false, but is 1"},
      {R"({"looks":[{"Present":{"on":true,"off":true}}]})", "\"off\" is nothing that Present has"},
      {R"({"looks":[{"ShowOperation":{"operation":"fold3"}}]})",
       "\"operation\" must be regular or depthwise or separable, but is \"fold3\""},
      {R"({"looks":[{"ShowPicture":{"batch_index":-1}}]})", "must be a whole number from 0 to"},
      {R"({"looks":[{"ShowPicture":{"batch_index":1.5}}]})", "but is 1.5"},
      {R"({"looks":[{"ScrollRows":{"to":1e39}}]})", "must be a number that float32 can hold"},
      {R"({"numbers":-1})", "must be a whole number from 0 to"},
      {R"({"changes":[{"action":{"SetGrey":{"grey":true}}}]})", "\"gesture\" is missing"},
      {R"({"changes":[{"action":{"ReplaceDocument":{"document":{}}},"gesture":0}]})",
       "is no document"}};
  for (const auto& [line, sentence] : lines) {
    INFO(line);
    INFO(why(line));
    CHECK(why(line).find(sentence) != std::string::npos);
    CHECK(why(line).rfind("line 2: ", 0) == 0);
  }
  CHECK(read_recording("").error().sentence == "the file is empty");
  CHECK(read_recording("\xff\xd8\xff\xe0 a photograph").error().sentence ==
        "this is no recording: its first line has no end");
  CHECK(read_recording("{}\n").error().sentence ==
        "this is no recording: its first line: \"twofold_recording\" is missing");
  CHECK(read_recording(R"({"twofold_recording":2})"
                       "\n")
            .error()
            .sentence.find("must be 1") != std::string::npos);
  CHECK(read_recording(first + R"({"looks":[)").error().sentence ==
        "line 2 is cut off; remove it to play the others");
}

TEST_CASE("a recording that is cut anywhere is refused, or is that of fewer frames") {
  const Recording recording{some_start(), telling_frames()};
  const std::string text = text_of(recording);
  for (std::size_t n = 0; n < text.size(); n += 7) {
    const Result<Recording> read = read_recording(text.substr(0, n));
    CHECK(read.ok() == (n > 0 && text[n - 1] == '\n'));
  }
}

}  // namespace twofold::io
