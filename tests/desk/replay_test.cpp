// Two hundred recorded edits, played again: the same document, the same look, the same pixels.
#include "app/desk/replay.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "app/desk/recorder.h"
#include "app/desk/start_options.h"
#include "app/desk/window_cards.h"
#include "app/desk/window_frame.h"
#include "app/desk/world_requests.h"
#include "app/io/pictures/picture_file.h"
#include "app/io/pictures/png_file.h"
#include "core/filters.h"
#include "tests/cli/program.h"
#include "tests/support/catch.h"

namespace twofold::desk {
namespace {

constexpr int kWidth = 800;
constexpr int kHeight = 600;

/// A folder that is gone with the test.
struct Folder {
  Folder()
      : path(std::filesystem::temp_directory_path() /
             ("twofold_replay_test_" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path);
    std::filesystem::create_directories(path);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string in(const char* name) const { return (path / name).string(); }
  std::filesystem::path path;
};

/// Somebody at the window, who asks for one thing after the other while numbers come as they do.
class Somebody {
 public:
  Somebody(const std::string& file, std::string picture)
      : session_(start()), picture_(std::move(picture)) {
    auto recorder = Recorder::begin(file, session_, {kWidth, kHeight}, false);
    REQUIRE(recorder);
    recorder_ = std::move(recorder).value();
  }

  void ask(int times) {
    for (int i = 0; i < times; ++i) frame(next());
    // Whatever is still on its way comes in frames in which nothing is asked for.
    do frame({});
    while (session_.is_computing());
    frame({});
  }

  model::Session& session() { return session_; }
  const ui::WindowState& window() const { return window_; }

 private:
  static model::Session::Start start() {
    io::Result<model::Session::Start> start = make_start({});
    REQUIRE(start);
    return std::move(start).value();
  }

  int upto(int most) { return static_cast<int>(random_.next() % static_cast<unsigned>(most + 1)); }

  void frame(const model::Edits& edits) {
    // Now and then the numbers come at once, now and then many frames later.
    session_.tick(std::chrono::milliseconds(upto(3) == 0 ? 200 : 0));
    recorder_->see_numbers(session_);
    session_.apply(edits);
    CHECK(carry_out(session_, edits.of_world, {}).empty());
    window_.followed_row = upto(5);
    window_.shows_keys = upto(3) == 0;
    recorder_->see_frame(edits, session_, window_);
  }

  model::Edits next() {
    model::Edits edits;
    switch (upto(9)) {
      case 0: edits.changes = {{model::SetMultiplier{1 + upto(5)}, 1 + random_.next() % 3}}; break;
      case 1: edits.changes = {{model::SetKernel{{1 + upto(4), 1 + upto(4)}}, 0}}; break;
      case 2: edits.changes = {{model::SetWeight{upto(5), upto(2), random_.uniform()}, 9}}; break;
      case 3: edits.looks = {model::MovePin{{2, upto(300), upto(300), upto(2)}}}; break;
      case 4: edits.looks = {model::ZoomAbout{random_.uniform(), random_.uniform(), 1.3}}; break;
      case 5: edits.walks = {model::StepBy{model::StepSize::larger_unit, 1 - 2 * upto(1)}}; break;
      case 6: edits.walks = {model::PlayOn{0.02}, model::GoToStep{upto(2'000'000)}}; break;
      case 7:
        edits.of_session = {random_.next() % 4 ? model::SessionRequest{model::Undo{}}
                                               : model::SessionRequest{model::Redo{}}};
        break;
      case 8: edits.changes = {{model::SetStrides{{1 + upto(1), 1 + upto(1)}}, 0}}; break;
      default: rarely(edits);
    }
    return edits;
  }

  void rarely(model::Edits& edits) {
    switch (upto(6)) {
      case 0: edits.of_world = {model::OpenPaths{{picture_}}}; break;
      case 1: edits.of_world = {model::EnterSetUp{"citrus m2 k3 seed5"}}; break;
      case 2: edits.of_session = {model::ResetAll{}}; break;
      case 3:
        edits.looks = {model::ShowOperation{static_cast<model::OperationView>(upto(2))}};
        break;
      case 4: edits.looks = {model::ShowResult{static_cast<model::OutputView>(upto(2))}}; break;
      case 5: edits.walks = {model::SetStepOrder{static_cast<core::Order>(upto(1))}}; break;
      default: edits.walks = {model::SetWalkedStage{upto(2) - 1}};
    }
  }

  core::Random random_{12};
  model::Session session_;
  std::string picture_;
  ui::WindowState window_;
  std::unique_ptr<Recorder> recorder_;
};

/// A picture of its own, so that another file than the bundled ones is opened.
void write_picture(const std::string& path) {
  paint::Rgba8 picture(50, 40);
  for (std::size_t i = 0; i < picture.pixels.size(); ++i)
    picture.pixels[i] = i % 4 == 3 ? 255 : static_cast<std::uint8_t>(i * 2654435761u >> 8);
  REQUIRE(io::save_png(path, picture));
}

}  // namespace

TEST_CASE("200 recorded edits played again give the same document, look and window") {
  const Folder folder;
  write_picture(folder.in("own.png"));
  Somebody somebody(folder.in("lesson.jsonl"), folder.in("own.png"));
  somebody.ask(200);
  model::Session& recorded = somebody.session();

  io::Result<io::Recording> recording = io::load_recording(folder.in("lesson.jsonl"));
  INFO((recording ? "" : recording.error().sentence));
  REQUIRE(recording);
  CHECK(recording->frames.size() >= 200);
  io::Result<model::Session::Start> start =
      replayed_start(recording->start, folder.in("lesson.jsonl"));
  REQUIRE(start);
  model::Session session(std::move(start).value());
  ui::WindowState window;
  Replay replay(std::move(recording).value(), session);
  const auto played = play(replay, session, window);
  INFO((played ? "" : played.error().sentence));
  REQUIRE(played);
  session.settle();
  CHECK(session.document() == recorded.document());
  CHECK(session.view() == recorded.view());
  CHECK(session.history().reachable() == recorded.history().reachable());
  CHECK(cards_of(window) == cards_of(somebody.window()));
  const auto picture = [](model::Session& s, const ui::WindowState& w) {
    return window_picture(s, kWidth, kHeight, cards_of(w));
  };
  const bool are_same = picture(session, window) == picture(recorded, somebody.window());
  CHECK(are_same);

  // And by the program itself, at the recorded size.
  const tests::Ran ran =
      tests::twofold({"export", "--replay", folder.in("lesson.jsonl"), "-o", folder.in("out")});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  const io::Result<io::SavedDocument> saved = io::load_document(folder.in("out/layer.json"));
  REQUIRE(saved);
  CHECK(saved->document.layer == recorded.document().layer);
  CHECK(saved->document.bank == recorded.document().bank);
  const io::Result<io::Picture> exported = io::load_picture(folder.in("out/window.png"));
  REQUIRE(exported);
  CHECK(exported->values.shape.width == kWidth);
}

TEST_CASE("a recording that leads elsewhere is told, with the line, and ends the program with 2") {
  const Folder folder;
  write_picture(folder.in("own.png"));
  {
    Somebody somebody(folder.in("a.jsonl"), folder.in("own.png"));
    somebody.ask(1);
  }
  const std::string start = [&] {
    std::ifstream file(folder.in("a.jsonl"));
    std::string line;
    std::getline(file, line);
    return line + "\n";
  }();
  const auto run = [&](const std::string& lines) {
    std::ofstream(folder.in("b.jsonl")) << start << lines;
    return tests::twofold({"export", "--replay", folder.in("b.jsonl"), "-o", folder.in("out")});
  };
  const std::string change = R"({"changes":[{"action":{"SetMultiplier":{"value":2}},"gesture":0}])";
  CHECK(run(R"({"numbers":0})"
            "\n" +
            change + R"(,"leads_to":"citrus m2 k3 s1 o3 seed7"})" + "\n")
            .status == 0);
  const std::pair<std::string, const char*> wrong[] = {
      {change + R"(,"leads_to":"citrus m3"})",
       "line 2 of the recording leads to \"citrus m2 k3 s1 o3 seed7\", but led to \"citrus m3\""},
      {R"({"numbers":4})", "has numbers of a document 4 that there has not been yet"},
      {R"({"of_world":[{"Quit":{}}]})", "asks for what no recording holds"},
      {R"({"of_world":[{"OpenPaths":{"paths":["/no/such.png"]}}],"leads_to":"such"})",
       "but led to \"such\" when it was recorded: /no/such.png: there is no such file"},
      {R"({"changes":[{"action":{"OpenPictures":{"batch":[{"id":9,"width":4,"height":4,)"
       R"("channels":3,"name":"sea"}]}},"gesture":0}]})",
       "shows a picture that was not opened"},
      {"{", "line 2: this is not JSON"}};
  for (const auto& [line, sentence] : wrong) {
    const tests::Ran ran = run(line + "\n");
    INFO(line << ran.err);
    CHECK(tests::failed_plainly(ran, 2));
    CHECK(tests::says(ran, sentence));
  }
  CHECK(tests::failed_plainly(tests::twofold({"export", "citrus", "--replay", folder.in("a.jsonl"),
                                              "-o", folder.in("out")}),
                              2));
  CHECK(tests::failed_plainly(
      tests::twofold({"export", "--replay", folder.in("none.jsonl"), "-o", folder.in("out")}), 2));
}

}  // namespace twofold::desk
