#include "app/desk/open_window.h"

#include <chrono>
#include <utility>

#include "app/desk/recorder.h"
#include "app/desk/replay.h"
#include "app/desk/start.h"
#include "app/desk/thumbnails.h"

namespace twofold::desk {
namespace {

/// How long a frame waits for numbers before it shows the last ones: a drag that can be followed at
/// once never shows old pictures.
constexpr std::chrono::milliseconds kPatience{12};

}  // namespace

OpenWindow::OpenWindow(model::Session::Start start, platform::Surface& surface, WindowHooks hooks,
                       RememberedSettings& settings)
    : pin_is_given_(start.pin_is_given),
      session_(std::move(start)),
      surface_(surface),
      settings_(settings),
      live_(surface),
      hooks_(std::move(hooks)) {
  add_thumbnails(session_);
  remember_pictures(session_);
  session_.say({picture_facts(session_.library(), session_.document().batch), false});
}

OpenWindow::~OpenWindow() {
  if (keeps_settings_) settings_.keep(session_);
}

io::Result<io::Done> OpenWindow::record(const std::string& file) {
  const ImVec2 size = surface_.size();
  io::Result<std::unique_ptr<Recorder>> recorder = Recorder::begin(
      file, session_, {static_cast<int>(size.x), static_cast<int>(size.y)}, pin_is_given_);
  if (!recorder) return recorder.error();
  recorder_ = std::move(recorder).value();
  return io::Done{};
}

void OpenWindow::replay(io::Recording recording) {
  keeps_settings_ = false;
  replay_ = std::make_unique<Replay>(std::move(recording), session_);
}

void OpenWindow::keep_work(const std::filesystem::path& folder) { work_.emplace(folder, session_); }

void OpenWindow::offer_work(const std::filesystem::path& left_behind) {
  remember(session_, {left_behind.string()});
}

std::optional<std::filesystem::path> OpenWindow::keep_work_now() {
  return work_ ? work_->keep_now(session_) : std::nullopt;
}

void OpenWindow::close_work() {
  if (work_) work_->close(session_);
}

std::optional<double> OpenWindow::work_due_in() const {
  return work_ ? work_->due_in(session_) : std::nullopt;
}

void OpenWindow::frame() {
  const ui::DrawnFrame drawn = live_.frame(session_, kPatience);
  session_.want(drawn.wanted);
  // What comes from outside is asked for as if it had been in the window.
  std::vector<model::WorldRequest> outside = std::exchange(waiting_, {});
  if (auto dropped = surface_.take_dropped(); !dropped.empty())
    outside.emplace_back(model::OpenPaths{std::move(dropped)});
  if (replay_) return play_line();
  model::Edits edits = drawn.edits;
  edits.of_world.insert(edits.of_world.begin(), outside.begin(), outside.end());
  apply(edits);
  if (ImGui::IsAnyMouseDown()) return;
  if (keeps_settings_ && settings_.keep(session_)) hooks_.settings_kept();
  if (work_) work_->keep(session_);
}

void OpenWindow::offer(const std::filesystem::path& picture) { add_thumbnail(session_, picture); }

bool OpenWindow::show_live(model::LibraryPicture picture) {
  if (session_.is_computing()) return false;
  session_.show_live(std::move(picture));
  return true;
}

void OpenWindow::apply(const model::Edits& edits) {
  if (recorder_) recorder_->see_numbers(session_);
  session_.apply(edits);
  waiting_ = carry_out(session_, edits.of_world, hooks_);
  if (!recorder_) return;
  recorder_->see_frame(edits, session_, live_.state());
  if (recorder_->take_failure())
    session_.say({"The recording cannot be written any more; what is in the file stays", true});
}

/// While a recording is played nothing else is asked for.
void OpenWindow::play_line() {
  io::Result<io::Done> played = io::Done{};
  if (!replay_->is_done()) played = replay_->play_line(session_, live_.state());
  if (played && !replay_->is_done()) return;
  replay_.reset();
  session_.release_numbers();
  if (!played) session_.say({played.error().sentence, true});
}

}  // namespace twofold::desk
