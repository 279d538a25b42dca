// Tiles of work shared out to threads: each takes the next tile from a counter, so that a thread
// which the system holds up costs one tile and not its half of the picture.
#pragma once

#include <cstdint>
#include <functional>

#include "core/fast/threads/lend_thread.h"
#include "core/separable.h"

namespace twofold::core::fast::inline threads {

/// Who takes part in a run.
struct Team {
  int threads = 1;          ///< at most, the calling one included
  bool only_awake = false;  ///< work so short that a thread which sleeps would come too late
};

class Workers {
 public:
  /// 0 threads: machine_threads().
  explicit Workers(int threads, bool only_awake = false)
      : team_{threads > 0 ? threads : machine_threads(), only_awake} {}

  int threads() const { return team_.threads; }

  /// Calls work(slot, tile) for every tile in [0, tiles), slot in [0, threads()); no two calls with
  /// the same slot at the same time. Between tiles `stop` is looked at.
  void run(std::int64_t tiles, const StopFlag* stop,
           const std::function<void(int slot, std::int64_t tile)>& work) const;

 private:
  Team team_;
};

}  // namespace twofold::core::fast::inline threads
