#include "core/fast/threads/workers.h"

#include <atomic>

#include "core/fast/threads/crew.h"

namespace twofold::core::fast::inline threads {

void Workers::run(std::int64_t tiles, const StopFlag* stop,
                  const std::function<void(int, std::int64_t)>& work) const {
  const bool together = team_.threads > 1 && tiles > 1;
  std::atomic<std::int64_t> next{0};
  const auto take_tiles = [&](int slot) {
    while (!(stop && stop->load(std::memory_order_relaxed))) {
      const std::int64_t tile = next.fetch_add(1, std::memory_order_relaxed);
      if (tile >= tiles) return;
      work(slot, tile);
      if (together && slot == 0) Crew::instance().make_way();
    }
  };
  if (!together) return take_tiles(0);
  Crew::instance().run(team_.threads, team_.only_awake, std::ref(take_tiles));
}

}  // namespace twofold::core::fast::inline threads
