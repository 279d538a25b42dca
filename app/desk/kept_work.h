// Keeps the layer that is being worked on in a file beside the settings, so that whatever ends the
// window (a fault, a signal, the power) does not end the work: the next start offers it.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>

#include "app/model/session/session.h"

namespace twofold::desk {

/// The layer of a window that did not end properly, where there is one in `folder`; from now on
/// under a name that later windows leave alone until one of them ends like that too.
std::optional<std::filesystem::path> work_left_behind(const std::filesystem::path& folder);

class KeptWork {
 public:
  using Clock = std::chrono::steady_clock;

  /// In `folder`, which is made when it is needed; where there is none nothing is kept. The
  /// document that `session` begins with needs no keeping.
  KeptWork(std::optional<std::filesystem::path> folder, const model::Session& session);

  /// Between frames: writes the layer if it has changed, at most every few seconds.
  void keep(const model::Session& session, Clock::time_point now = Clock::now());

  /// Seconds until keep() has something to write; none if it has not, as long as nothing changes.
  std::optional<double> due_in(const model::Session& session,
                               Clock::time_point now = Clock::now()) const;

  /// Writes it now, however large it is, as the window is about to end; the file, or none if there
  /// is nothing to keep or it cannot be written.
  std::optional<std::filesystem::path> keep_now(const model::Session& session);

  /// The user has closed the window: there is nothing to offer.
  void forget();

 private:
  bool is_due(const model::Session& session) const;
  void write(const model::Session& session);

  std::optional<std::filesystem::path> file_;  ///< of this process
  model::Document kept_;                       ///< what the file has, or what needs none
  bool is_written_ = false;
  Clock::time_point next_{};
};

}  // namespace twofold::desk
