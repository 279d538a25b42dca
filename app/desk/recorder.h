// Writes down what is asked for in the window, frame by frame, while it is open (`--record FILE`).
// Every line is in the file as soon as its frame is over, so that a fault leaves what led to it.
#pragma once

#include <fstream>
#include <memory>
#include <string>

#include "app/desk/going_along.h"
#include "app/desk/numbered_documents.h"
#include "app/io/recording.h"

namespace twofold::desk {

class Recorder final : public FrameWriter {
 public:
  /// Of what a window is begun with.
  struct Window {
    int width = 0;
    int height = 0;
  };
  /// Begins a file with where the session stands; nothing has been computed yet.
  static io::Result<std::unique_ptr<Recorder>> begin(const std::string& path,
                                                     const model::Session& session,
                                                     const Window& window, bool pin_is_given);

  void see_numbers(const model::Session& session) override;
  void see_frame(const model::Edits& edits, const model::Session& session,
                 const ui::WindowState& window) override;
  bool take_failure() override;

 private:
  Recorder(std::ofstream file, const model::Session& session);
  void write(const io::RecordedFrame& frame);

  std::ofstream file_;
  NumberedDocuments documents_;
  // What was written last.
  std::optional<int> numbers_;
  bool has_standard_ = false;
  std::optional<model::RaceTimes> times_;
  model::Place pin_;
  io::WindowCards cards_;
  bool has_failed_ = false;
};

/// What a recording leaves out and a replay does not carry out: what writes files or works the
/// window itself.
bool is_recorded(const model::WorldRequest& request);

}  // namespace twofold::desk
