// Plays a recording again (`--replay FILE`), line after line, in a session that holds its numbers:
// they come at the very moments at which they came when it was recorded, so that it leads to the
// same document and the same window.
#pragma once

#include <optional>
#include <string>

#include "app/desk/numbered_documents.h"
#include "app/io/recording.h"
#include "app/ui/frame/window_state.h"

namespace twofold::desk {

class Replay {
 public:
  /// Of a session that was started by replayed_start() of the same recording.
  Replay(io::Recording recording, const model::Session& session);

  bool is_done() const { return next_ == recording_.frames.size(); }

  /// Plays the next line. An error if it leads elsewhere than it did: a picture was changed, or
  /// another version computes otherwise.
  io::Result<io::Done> play_line(model::Session& session, ui::WindowState& window);

 private:
  io::Error differs(const std::string& why) const;
  io::Result<io::Done> take_in(const io::RecordedFrame& frame, model::Session& session) const;

  io::Recording recording_;
  NumberedDocuments documents_;
  std::size_t next_ = 0;
};

/// The session's start that a recording begins with; its numbers are held.
io::Result<model::Session::Start> replayed_start(const io::RecordedStart& recorded,
                                                 const std::string& file);

/// Plays all of it; then numbers come by themselves again.
io::Result<io::Done> play(Replay& replay, model::Session& session, ui::WindowState& window);

}  // namespace twofold::desk
