// Tiles of work shared out to threads: each takes the next tile from a counter, so that a thread
// which the system holds up costs one tile and not its half of the picture.
#pragma once

#include <cstdint>
#include <functional>

#include "core/fast/lend.h"
#include "core/separable.h"

namespace twofold::core::fast {

class Workers {
 public:
  /// `threads` counts the calling thread; 0: machine_threads().
  explicit Workers(int threads) : threads_(threads > 0 ? threads : machine_threads()) {}

  int threads() const { return threads_; }

  /// Calls work(slot, tile) for every tile in [0, tiles), slot in [0, threads()); no two calls with
  /// the same slot at the same time. Between tiles `stop` is looked at.
  void run(std::int64_t tiles, const StopFlag* stop,
           const std::function<void(int slot, std::int64_t tile)>& work) const;

 private:
  int threads_ = 1;
};

}  // namespace twofold::core::fast
