// What may go along with the frames of an open window: writing them down, playing others. The
// window knows no more of it than this, so that a page, which does neither, is made without it.
#pragma once

#include "app/io/result.h"
#include "app/model/session/session.h"
#include "app/ui/frame/window_state.h"

namespace twofold::desk {

class FrameWriter {
 public:
  virtual ~FrameWriter() = default;

  /// Between the session's tick and the applying of the frame's edits: what has come.
  virtual void see_numbers(const model::Session& session) = 0;
  /// After the frame: what was asked for in it, and what the window looks like.
  virtual void see_frame(const model::Edits& edits, const model::Session& session,
                         const ui::WindowState& window) = 0;
  /// Whether the file could not be written any more; said once.
  virtual bool take_failure() = 0;
};

class FramePlayer {
 public:
  virtual ~FramePlayer() = default;

  virtual bool is_done() const = 0;
  /// Plays the next line. An error if it leads elsewhere than it did: a picture was changed, or
  /// another version computes otherwise.
  virtual io::Result<io::Done> play_line(model::Session& session, ui::WindowState& window) = 0;
};

}  // namespace twofold::desk
