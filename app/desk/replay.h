// Plays a recording again (`--replay FILE`), line after line, in a session that holds its numbers:
// they come at the very moments at which they came when it was recorded, so that it leads to the
// same document and the same window.
#pragma once

#include <optional>
#include <string>

#include "app/desk/going_along.h"
#include "app/desk/numbered_documents.h"
#include "app/io/recording.h"

namespace twofold::desk {

class Replay final : public FramePlayer {
 public:
  /// Of a session that was started by replayed_start() of the same recording.
  Replay(io::Recording recording, const model::Session& session);

  bool is_done() const override { return next_ == recording_.frames.size(); }

  io::Result<io::Done> play_line(model::Session& session, ui::WindowState& window) override;

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
