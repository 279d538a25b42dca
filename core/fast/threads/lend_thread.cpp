#include "core/fast/threads/lend_thread.h"

#if defined(TWOFOLD_THREADS)
#include <tbb/task_arena.h>

#include <memory>
#elif defined(TWOFOLD_PAGE_THREADS)
#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#else
#include <cassert>
#endif

namespace twofold::core::fast::inline threads {

#if defined(TWOFOLD_THREADS)

namespace {

tbb::task_arena* new_arena() {
  auto arena = std::make_unique<tbb::task_arena>(machine_threads());
  // Left to the first call, memory that runs out in there would let the second one wait for ever.
  arena->initialize();
  return arena.release();
}

}  // namespace

int machine_threads() { return tbb::this_task_arena::max_concurrency(); }

void lend_thread(void (*call)(void*, int), void* context, int index) {
  // Never destroyed: a call may still be running when the program ends.
  static auto* arena = new_arena();
  arena->enqueue([call, context, index] { call(context, index); });
}

#elif defined(TWOFOLD_PAGE_THREADS)

namespace {

/// Threads that do what they are told, one thing after the other. For a page, where there is no
/// TBB.
class Lent {
 public:
  explicit Lent(int threads) {
    for (int i = 0; i < threads; ++i) std::thread([this] { serve(); }).detach();
  }

  void call(std::function<void()> what) {
    {
      const std::lock_guard lock(mutex_);
      calls_.push_back(std::move(what));
    }
    there_is_one_.notify_one();
  }

 private:
  void serve() {
    for (;;) {
      std::unique_lock lock(mutex_);
      there_is_one_.wait(lock, [this] { return !calls_.empty(); });
      const std::function<void()> call = std::move(calls_.front());
      calls_.pop_front();
      lock.unlock();
      call();
    }
  }

  std::mutex mutex_;
  std::condition_variable there_is_one_;
  std::deque<std::function<void()> > calls_;
};

}  // namespace

int machine_threads() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

void lend_thread(void (*call)(void*, int), void* context, int index) {
  // Never destroyed: its threads run for as long as the page is open.
  static auto* lent = new Lent(std::max(1, machine_threads() - 1));
  lent->call([call, context, index] { call(context, index); });
}

#else

int machine_threads() { return 1; }

void lend_thread(void (*)(void*, int), void*, int) { assert(false && "there is no other thread"); }

#endif

}  // namespace twofold::core::fast::inline threads
