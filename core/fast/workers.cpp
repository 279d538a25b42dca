#include "core/fast/workers.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>

namespace twofold::core::fast {

struct Workers::Arena {
  // TBB grumbles on standard error about threads that the machine does not have.
  explicit Arena(int threads) : arena(std::min(threads, tbb::this_task_arena::max_concurrency())) {}
  tbb::task_arena arena;
};

Workers::Workers(int threads)
    : threads_(threads > 0 ? threads : tbb::this_task_arena::max_concurrency()) {
  if (threads_ > 1) arena_ = std::make_unique<Arena>(threads_);
}
Workers::~Workers() = default;
Workers::Workers(Workers&&) noexcept = default;
Workers& Workers::operator=(Workers&&) noexcept = default;

void Workers::run(std::int64_t tiles, const StopFlag* stop,
                  const std::function<void(int, std::int64_t)>& work) const {
  std::atomic<std::int64_t> next{0};
  const auto take_tiles = [&](int slot) {
    while (!(stop && stop->load(std::memory_order_relaxed))) {
      const std::int64_t tile = next.fetch_add(1, std::memory_order_relaxed);
      if (tile >= tiles) return;
      work(slot, tile);
    }
  };
  if (!arena_ || tiles <= 1) return take_tiles(0);
  arena_->arena.execute(
      [&] { tbb::parallel_for(0, threads_, take_tiles, tbb::static_partitioner()); });
}

}  // namespace twofold::core::fast
