#include "app/model/worker.h"

#include <new>

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
    is_newest_ = false;
    failure_.clear();
    stop_ = true;
  }
  changed_.notify_all();
}

SharedEvaluation Worker::take(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, patience,
                    [this] { return (finished_ && is_newest_) || !(waiting_ || running_); });
  return std::exchange(finished_, nullptr);
}

std::string Worker::take_failure() {
  const std::lock_guard lock(mutex_);
  return std::exchange(failure_, {});
}

bool Worker::busy() const {
  const std::lock_guard lock(mutex_);
  return waiting_ || running_ || finished_;
}

std::optional<float> Worker::progress() const {
  const std::lock_guard lock(mutex_);
  if (!running_ || Clock::now() - started_ < std::chrono::milliseconds(500)) return std::nullopt;
  return done_.load();
}

void Worker::publish(SharedEvaluation evaluation) {
  {
    const std::lock_guard lock(mutex_);
    // Even where a newer request waits: what is on screen is older still.
    finished_ = std::move(evaluation);
    is_newest_ = !waiting_;
  }
  changed_.notify_all();
  wake_();
}

SharedEvaluation Worker::evaluated(const Inputs& inputs, SharedEvaluation& last) {
  const SharedEvaluation basis = last;
  try {
    return evaluate(inputs, basis.get(), {&stop_, &done_}, [&](SharedEvaluation preview) {
      // Its x is kept, should the rest be stopped: reducing a large picture takes long.
      if (!basis || basis->x != preview->x) last = preview;
      publish(std::move(preview));
    });
  } catch (const std::bad_alloc&) {
    const std::lock_guard lock(mutex_);
    failure_ =
        "There is not enough memory for this; choose a smaller picture, multiplier or number "
        "of outputs";
    return nullptr;
  }
}

void Worker::run() {
  SharedEvaluation last;
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return waiting_ || closing_; });
    if (closing_) return;
    const Inputs inputs = *std::exchange(waiting_, std::nullopt);
    running_ = true;
    stop_ = false;
    done_ = 0;
    started_ = Clock::now();
    lock.unlock();
    SharedEvaluation result = evaluated(inputs, last);
    if (result) last = result;
    if (result) publish(std::move(result));
    lock.lock();
    running_ = false;
    changed_.notify_all();
  }
}

}  // namespace twofold::model
