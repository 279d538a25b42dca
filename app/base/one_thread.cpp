#include "app/base/one_thread.h"

#include <algorithm>
#include <cassert>

namespace twofold::base {

void OneThread::post(Task& task) {
  if (&task == running_)
    runs_again_ = true;
  else if (std::find(posted_.begin(), posted_.end(), &task) == posted_.end())
    posted_.push_back(&task);
}

void OneThread::stop(Task& task) {
  assert(&task != running_ && "a task is not stopped by its own turn");
  std::erase(posted_, &task);
}

void OneThread::wait(std::chrono::milliseconds patience, const std::function<bool()>& enough) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + patience;
  while (do_turn() && !enough() && Clock::now() < end) continue;
}

bool OneThread::do_turn() {
  if (posted_.empty()) return false;
  running_ = posted_.front();
  posted_.pop_front();
  runs_again_ = false;
  const bool has_more = running_->turn();
  if (has_more || runs_again_) posted_.push_back(running_);
  running_ = nullptr;
  return true;
}

}  // namespace twofold::base
