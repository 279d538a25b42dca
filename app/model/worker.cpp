#include "app/model/worker.h"

namespace twofold::model {

Worker::Worker(std::function<void()> wake) : wake_(std::move(wake)), thread_([this] { run(); }) {}

Worker::~Worker() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    stop_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Worker::request(Inputs inputs) {
  {
    const std::lock_guard lock(mutex_);
    waiting_ = std::move(inputs);
    finished_ = nullptr;
    stop_ = true;
  }
  changed_.notify_all();
}

std::shared_ptr<const Evaluation> Worker::take(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, patience, [this] { return finished_ || !(waiting_ || running_); });
  return std::exchange(finished_, nullptr);
}

bool Worker::busy() const {
  const std::lock_guard lock(mutex_);
  return waiting_ || running_ || finished_;
}

void Worker::run() {
  std::shared_ptr<const Evaluation> last;
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return waiting_ || closing_; });
    if (closing_) return;
    const Inputs inputs = *std::exchange(waiting_, std::nullopt);
    running_ = true;
    stop_ = false;
    lock.unlock();
    auto result = evaluate(inputs, last.get(), stop_);
    lock.lock();
    running_ = false;
    if (!result) continue;
    last = result;
    // A request that came in meanwhile makes this one old, but it is a good basis for the next.
    if (!waiting_) finished_ = std::move(result);
    changed_.notify_all();
    lock.unlock();
    wake_();
    lock.lock();
  }
}

}  // namespace twofold::model
