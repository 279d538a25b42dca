// The open window: all that lives from its opening to its closing. It has no loop of its own;
// whoever has one calls frame() for as long as the window is open.
//
//     while (!window.should_close()) {
//       window.wait_or_poll(open.is_busy());
//       open.frame();
//     }
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/desk/going_along.h"
#include "app/desk/kept_work.h"
#include "app/desk/live_window.h"
#include "app/desk/remembered_settings.h"
#include "app/desk/world_requests.h"
#include "app/io/recording.h"

namespace twofold::desk {

class OpenWindow {
 public:
  /// `surface` and `settings` outlive this.
  OpenWindow(model::Session::Start start, platform::Surface& surface, WindowHooks hooks,
             RememberedSettings& settings);
  /// Keeps the settings.
  ~OpenWindow();
  OpenWindow(const OpenWindow&) = delete;
  OpenWindow& operator=(const OpenWindow&) = delete;

  /// Records what is asked for from now on; before the first frame.
  io::Result<io::Done> record(const std::string& file);
  /// Plays a recording first, a line a frame; the session was started by replayed_start().
  void replay(io::Recording recording);

  /// From now on the layer is kept in this folder while it is worked on. Not for recordings.
  void keep_work(const std::filesystem::path& folder);
  /// Puts the layer that an earlier window left behind among what was opened last.
  void offer_work(const std::filesystem::path& left_behind);
  /// Keeps the layer now, since something ends the window; where, if there is anything to keep.
  std::optional<std::filesystem::path> keep_work_now();
  /// The user has closed the window: the next one begins with its layer.
  void close_work();
  /// Seconds until a frame is due that keeps the layer; none if there is nothing to keep.
  std::optional<double> work_due_in() const;

  /// One frame: takes in what has come, draws, applies what was done in it. Whatever takes longer
  /// than a frame goes on in the background meanwhile; until there are numbers the window says so.
  void frame();

  /// Asks for something with the next frame, as if it had been asked for in the window.
  void ask(model::WorldRequest request) { waiting_.push_back(std::move(request)); }
  /// Offers a picture that has come since the window was opened.
  void offer(const std::filesystem::path& picture);
  /// The network of the page about one, where its weights have come since.
  void bring(std::shared_ptr<const model::TrainedNetwork> network) {
    session_.bring(std::move(network));
  }
  /// Shows a camera's picture, unless the last one is still being computed; whether it does.
  bool show_live(model::LibraryPicture picture);
  /// Session::take_whole.
  void take_whole(model::LibraryPicture picture) { session_.take_whole(std::move(picture)); }
  void say(model::Message message) { session_.say(std::move(message)); }

  /// What is shown: for whoever tells it in words.
  const model::Session& session() const { return session_; }
  /// What the last frame drew, by name.
  const ui::Registry& registry() const { return live_.registry(); }
  /// The control that has the keys; empty if none has.
  const std::string& focused() { return live_.state().focus.id(); }
  /// Whether the list of pictures is open.
  bool shows_pictures() { return live_.state().shows_browser; }

  /// Whether another frame is due though nobody does anything.
  bool is_busy() const {
    return session_.is_busy() || live_.is_moving() || !waiting_.empty() || replay_ != nullptr;
  }

 private:
  void play_line();
  void apply(const model::Edits& edits);

  bool pin_is_given_;
  bool keeps_settings_ = true;  ///< not those of a recording
  model::Session session_;
  platform::Surface& surface_;
  RememberedSettings& settings_;
  LiveWindow live_;
  WindowHooks hooks_;
  std::vector<model::WorldRequest> waiting_;  ///< for numbers, or for the next frame
  std::unique_ptr<FrameWriter> recorder_;     ///< null: nothing is recorded
  std::unique_ptr<FramePlayer> replay_;       ///< while there are lines left
  std::optional<KeptWork> work_;
};

}  // namespace twofold::desk
