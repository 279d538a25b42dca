// The threads that help: TBB's workers, kept at hand between runs.
//
// Waking a sleeping thread takes longer than many a layer. A helper that has finished its work
// therefore goes on looking for more for about a tenth of a millisecond before it gives its thread
// back to TBB; a run that comes soon after another one finds it awake.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace twofold::core::fast::inline threads {

class Crew {
 public:
  /// The process's one crew: as many helpers as the machine has threads, but for the caller's.
  static Crew& instance();

  /// Calls part(slot) for slot 0 on this thread, and on up to `threads` - 1 helpers for slots from
  /// 1 on, as far as they come in time; returns when all that began have ended, and throws then
  /// what the first part that failed threw. A part must be able to do all the work alone. If the
  /// helpers are busy with another run, slot 0 does. With `only_awake` no helper is woken but for
  /// the second of two runs that follow closely: more are likely to come.
  void run(int threads, bool only_awake, const std::function<void(int slot)>& part);

  /// For slot 0 between two pieces of work: if a helper that was woken has not come yet, it may be
  /// waiting for this very processor, which it is left.
  void make_way();

 private:
  /// One helper. `awake` while it has, or has asked for, a thread.
  struct Helper {
    std::atomic<bool> awake{false};
  };

  Crew();
  void wake(int index);
  static void help(void* crew, int index);
  void work(int index);
  bool serve(int index, std::uint64_t& seen);
  void note_failure();

  std::vector<std::unique_ptr<Helper>> helpers_;
  std::mutex one_run_;
  std::atomic<std::chrono::steady_clock::time_point> last_run_{};  ///< when it began
  /// Whether a helper was woken for the run in progress and none has come.
  std::atomic<bool> awaited_{false};
  /// The run in progress, null between runs, and its number.
  std::atomic<const std::function<void(int)>*> part_{nullptr};
  std::atomic<std::uint64_t> number_{0};
  std::atomic<int> threads_{0};
  /// Helpers that may be looking at part_; it stays valid until there are none.
  std::atomic<int> inside_{0};
  /// What a part of the run in progress threw, once one has.
  std::mutex failing_;
  std::exception_ptr failure_;
};

}  // namespace twofold::core::fast::inline threads
