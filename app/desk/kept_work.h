// Keeps the layer that is being worked on, and how it is looked at, in a file beside the settings.
// The next start goes on from there: after a window that was closed, and after one that a fault, a
// signal or the power has ended.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>

#include "app/model/session/session.h"

namespace twofold::desk {

/// The layer of a window that did not end properly, where there is one in `folder`; from now on
/// under a name that later windows leave alone until one of them ends like that too.
std::optional<std::filesystem::path> work_left_behind(const std::filesystem::path& folder);

/// Where the window that was closed last has left its layer; there may be no such file.
std::filesystem::path closed_work(const std::filesystem::path& folder);

class KeptWork {
 public:
  using Clock = std::chrono::steady_clock;

  /// In `folder`, which is made when it is needed; where there is none nothing is kept. What
  /// `session` begins with needs no keeping while the window is open.
  KeptWork(std::optional<std::filesystem::path> folder, const model::Session& session);

  /// Between frames: writes the layer if it has changed, at most every few seconds.
  void keep(const model::Session& session, Clock::time_point now = Clock::now());

  /// Seconds until keep() has something to write; none if it has not, as long as nothing changes.
  std::optional<double> due_in(const model::Session& session,
                               Clock::time_point now = Clock::now()) const;

  /// Writes it now, however large it is, as something ends the window; the file, or none if there
  /// is nothing to keep or it cannot be written.
  std::optional<std::filesystem::path> keep_now(const model::Session& session);

  /// The user has closed the window: leaves the layer where the next start looks for it.
  void close(const model::Session& session);

 private:
  /// What changes the look of a layer that comes back.
  struct KeptLook {
    model::Place pin;
    bool pin_was_dragged = false;
    int batch_index = 0;
    model::OperationView operation{};
    model::OutputView result{};
    model::Viewport viewport;

    bool operator==(const KeptLook&) const = default;
  };
  static KeptLook look_of(const model::Session& session);

  bool has_changed(const model::Session& session) const;
  bool is_due(const model::Session& session) const;
  void write(const model::Session& session);

  std::optional<std::filesystem::path> folder_;
  std::optional<std::filesystem::path> file_;  ///< of this process
  model::Document kept_;                       ///< what the file has, or what needs none
  std::optional<KeptLook> kept_look_;          ///< none before the first numbers place the pin
  bool is_written_ = false;
  Clock::time_point next_{};
};

}  // namespace twofold::desk
