// What the panels of one frame ask for, as values that can be compared; applied after the last of
// them has drawn. What the frame drew is no part of it.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "app/model/state/action.h"
#include "app/model/state/learning_action.h"
#include "app/model/state/view_action.h"
#include "app/model/steps/walk_action.h"

namespace twofold::model::inline session {

struct Undo {
  bool operator==(const Undo&) const = default;
};
struct Redo {
  bool operator==(const Redo&) const = default;
};
/// Restores the opening exactly: document and look.
struct ResetAll {
  bool operator==(const ResetAll&) const = default;
};

/// Asked of the session, which carries it out with everything else.
using SessionRequest = std::variant<Undo, Redo, ResetAll>;

struct OpenPaths {
  std::vector<std::string> paths;
  bool operator==(const OpenPaths&) const = default;
};
struct SaveDocument {
  std::string path;
  bool operator==(const SaveDocument&) const = default;
};
struct CopyText {
  std::string text;
  std::string says;
  bool operator==(const CopyText&) const = default;
};
/// The address that restores the set-up, to the clipboard.
struct CopyLink {
  bool operator==(const CopyLink&) const = default;
};
/// Types a set-up line; its picture may be a file. Words about what is looked at may stand behind.
struct EnterSetUp {
  std::string line;
  bool operator==(const EnterSetUp&) const = default;
};
struct Export {
  std::string folder;
  bool operator==(const Export&) const = default;
};
/// The charts about cost as SVG and PNG, into a new folder in the working one.
struct ExportCharts {
  bool operator==(const ExportCharts&) const = default;
};
/// A standard kernel from a .npy file, to be copied.
struct OpenKernel {
  std::string path;
  bool operator==(const OpenKernel&) const = default;
};
struct ToggleFullScreen {
  bool operator==(const ToggleFullScreen&) const = default;
};
struct SystemOpenDialog {
  bool operator==(const SystemOpenDialog&) const = default;
};
/// The camera's pictures as they come, or the last one from now on.
struct ToggleCamera {
  bool operator==(const ToggleCamera&) const = default;
};
struct Quit {
  bool operator==(const Quit&) const = default;
};

/// Asked of the world around the session: files, clipboard, window.
using WorldRequest =
    std::variant<OpenPaths, SaveDocument, CopyText, CopyLink, EnterSetUp, Export, ExportCharts,
                 OpenKernel, ToggleFullScreen, SystemOpenDialog, ToggleCamera, Quit>;

struct Edits {
  struct Change {
    Action action;
    Gesture gesture = 0;
    bool operator==(const Change&) const = default;
  };
  std::vector<Change> changes;
  std::vector<ViewAction> looks;
  std::vector<WalkAction> walks;
  std::vector<LearningAction> lessons;
  std::vector<SessionRequest> of_session;
  std::vector<WorldRequest> of_world;

  bool operator==(const Edits&) const = default;
};

/// One line for the status bar.
struct Message {
  std::string text;
  bool is_error = false;
};

}  // namespace twofold::model::inline session
