// What was asked for in a window, frame by frame, as a file: JSON lines, the first of which says
// where it began. Played again from there it leads to the same document and the same window.
//
//     {"twofold_recording":1,"width":1440,"height":900,"document":{...},"view":{...}}
//     {"numbers":0,"looks":[{"SetPin":{"place":{...}}}]}
//     {"changes":[{"action":{"SetMultiplier":{"value":4}},"gesture":3}],"leads_to":"citrus m4"}
//
// The members are those of app/io/described.h. A frame in which nothing was asked for has no line.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/io/document_file.h"
#include "app/io/result.h"
#include "app/model/session/edits.h"
#include "app/model/steps/playback.h"

namespace twofold::io {

/// Where a recording begins.
struct RecordedStart {
  int width = 0;  ///< of the window
  int height = 0;
  SavedDocument document;
  std::vector<int> ids;  ///< of its pictures, by which later lines name them
  model::ViewState view;
  bool pin_is_given = false;

  bool operator==(const RecordedStart&) const = default;
};

/// The window's own state, as far as it outlasts the hand: which cards are open, what is scrolled.
struct WindowCards {
  bool browser = false;
  bool keys = false;
  bool setup_line = false;
  bool save = false;
  int network_scroll = 0;
  int followed_row = -1;
  int first_chip = 0;
  int chosen_chip = -1;

  bool operator==(const WindowCards&) const = default;
};

/// What happened in one frame, in this order.
struct RecordedFrame {
  /// The numbers came of the document after so many changes of it.
  std::optional<int> numbers;
  std::optional<model::RaceTimes> times;  ///< became known
  model::Edits edits;
  std::optional<WindowCards> cards;  ///< changed to these
  std::string leads_to;              ///< set-up line of the document, where that changed

  bool operator==(const RecordedFrame&) const = default;
};

struct Recording {
  RecordedStart start;
  std::vector<RecordedFrame> frames;

  bool operator==(const Recording&) const = default;
};

/// One line each, with its end.
std::string start_line(const RecordedStart& start);
std::string frame_line(const RecordedFrame& frame);

/// What a frame asks for, as one line: for messages and for whoever looks for a fault.
std::string edits_text(const model::Edits& edits);

/// The recording in a text; an error names the line, not the file. The pictures of the start have
/// to be opened first, so that they have the ids that it names.
Result<Recording> read_recording(std::string_view text);
Result<Recording> load_recording(const std::filesystem::path& path);

}  // namespace twofold::io
