#include "core/fast/threads/crew.h"

#include <hwy/cache_control.h>

#include <algorithm>
#include <thread>
#include <utility>

#include "core/fast/threads/lend_thread.h"
#include "core/fast/threads/step_aside.h"

namespace twofold::core::fast::inline threads {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kClose = std::chrono::microseconds(100);
constexpr auto kPatience = std::chrono::microseconds(50);  // most helpers come sooner
constexpr int kLooks = 8000;  // for more work, some ten nanoseconds each

}  // namespace

Crew& Crew::instance() {
  // Never destroyed: a helper may still be looking for work when the program ends.
  static Crew* crew = new Crew;
  return *crew;
}

Crew::Crew() {
  for (int i = 1; i < machine_threads(); ++i) helpers_.push_back(std::make_unique<Helper>());
}

void Crew::run(int threads, bool only_awake, const std::function<void(int)>& part) {
  std::unique_lock lock(one_run_, std::try_to_lock);
  const int helpers = std::min<int>(threads - 1, static_cast<int>(helpers_.size()));
  if (!lock || helpers <= 0) return part(0);
  threads_ = threads;
  failure_ = nullptr;
  part_ = &part;
  ++number_;
  const auto now = Clock::now();
  const bool wakes = !only_awake || now - last_run_.load() < kClose;
  last_run_ = now;
  awaited_ = false;
  for (int i = 0; wakes && i < helpers; ++i) wake(i);
  try {
    part(0);
  } catch (...) {
    note_failure();
  }
  // A helper counts itself in before it reads part_: who has seen it is counted.
  part_ = nullptr;
  for (int look = 0; inside_ > 0; ++look) {
    hwy::Pause();
    // The helper may be waiting for this very processor.
    if (look > kLooks) std::this_thread::yield();
  }
  // Nobody writes it any more.
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

/// Keeps what is being thrown for the caller of run: memory may run out on any thread.
void Crew::note_failure() {
  const std::lock_guard lock(failing_);
  if (!failure_) failure_ = std::current_exception();
}

void Crew::make_way() {
  if (!awaited_ || Clock::now() - last_run_.load() < kPatience) return;
  awaited_ = false;
  step_aside();
}

void Crew::wake(int index) {
  if (helpers_[static_cast<std::size_t>(index)]->awake.exchange(true)) return;
  awaited_ = true;
  try {
    lend_thread(&Crew::help, this, index);
  } catch (...) {
    // The system gives no thread, or no memory for one: whoever is there does the work. The call
    // may have been taken up all the same, and come once there is a thread: a second one beside it
    // would work in the same place.
    awaited_ = false;
  }
}

void Crew::help(void* crew, int index) { static_cast<Crew*>(crew)->work(index); }

/// Takes part in the run in progress unless it was `seen` before; whether it did.
bool Crew::serve(int index, std::uint64_t& seen) {
  if (number_ == seen) return false;
  ++inside_;
  seen = number_;
  const std::function<void(int)>* part = part_;
  const bool wanted = part && index + 1 < threads_;
  awaited_ = false;
  try {
    if (wanted) (*part)(index + 1);
  } catch (...) {
    note_failure();
  }
  --inside_;
  return wanted;
}

/// Serves runs as they come, and gives the thread back when none has come for a while.
void Crew::work(int index) {
  std::atomic<bool>& awake = helpers_[static_cast<std::size_t>(index)]->awake;
  std::uint64_t seen = 0;
  for (;;) {
    for (int look = 0; look < kLooks; ++look) {
      if (serve(index, seen)) look = 0;
      hwy::Pause();
    }
    awake = false;
    // A run that began just now took this helper for awake: nobody else will come for it.
    if (number_ == seen || awake.exchange(true)) return;
  }
}

}  // namespace twofold::core::fast::inline threads
