// What the panels of one frame ask for; applied after the last of them has drawn.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "app/model/pictures/painter.h"
#include "app/model/state/action.h"
#include "app/model/state/view_state.h"

namespace twofold::model::inline session {

/// Asked of the session.
struct Undo {};
struct Redo {};
/// Restores the opening exactly: document and look.
struct ResetAll {};

/// Asked of the world around the session: files, clipboard, window.
struct OpenPaths {
  std::vector<std::string> paths;
};
struct SaveDocument {
  std::string path;
};
struct CopyText {
  std::string text;
  std::string says;
};
/// Types a set-up line.
struct EnterSetUp {
  std::string line;
};
struct Export {
  std::string folder;
};
/// The charts about cost as SVG and PNG, into a new folder in the working one.
struct ExportCharts {};
struct ToggleFullScreen {};
struct SystemOpenDialog {};
struct Quit {};

using Request = std::variant<Undo, Redo, ResetAll, OpenPaths, SaveDocument, CopyText, EnterSetUp,
                             Export, ExportCharts, ToggleFullScreen, SystemOpenDialog, Quit>;

struct Edits {
  struct Change {
    Action action;
    Gesture gesture = 0;
  };
  std::vector<Change> changes;
  std::vector<std::function<void(ViewState&)>> looks;
  std::vector<Request> requests;
  std::vector<Wanted> wanted;  ///< all pictures that were drawn
};

/// One line for the status bar.
struct Message {
  std::string text;
  bool is_error = false;
};

}  // namespace twofold::model::inline session
