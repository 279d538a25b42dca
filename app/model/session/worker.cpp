#include "app/model/session/worker.h"

#include <new>

namespace twofold::model::inline session {

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

void Worker::request(Inputs inputs, Look look) {
  {
    const std::lock_guard lock(mutex_);
    waiting_ = {std::move(inputs), std::move(look)};
    is_newest_ = false;
    failure_.clear();
    stop_ = true;
  }
  changed_.notify_all();
}

Finished Worker::take(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  const auto has_come = [this] {
    return (finished_.numbers && is_newest_) || !(waiting_ || running_);
  };
  // Whoever has no patience must not sleep at all: waking up takes milliseconds where all
  // processors are busy.
  if (patience.count() > 0) changed_.wait_for(lock, patience, has_come);
  return std::exchange(finished_, {});
}

std::string Worker::take_failure() {
  const std::lock_guard lock(mutex_);
  return std::exchange(failure_, {});
}

bool Worker::busy() const {
  const std::lock_guard lock(mutex_);
  return waiting_ || running_ || finished_.numbers;
}

std::optional<float> Worker::progress() const {
  const std::lock_guard lock(mutex_);
  if (!running_ || Clock::now() - started_ < std::chrono::milliseconds(500)) return std::nullopt;
  return done_.load();
}

void Worker::publish(SharedEvaluation evaluation, const Look& look) {
  painter_.paint(*evaluation, look.view, look.wanted);
  auto pictures = std::make_shared<const Painter>(painter_);
  {
    const std::lock_guard lock(mutex_);
    // Even where a newer request waits: what is on screen is older still.
    finished_ = {std::move(evaluation), std::move(pictures)};
    is_newest_ = !waiting_;
  }
  changed_.notify_all();
  wake_();
}

SharedEvaluation Worker::evaluated(const Asked& asked, SharedEvaluation& last) {
  const SharedEvaluation basis = last;
  try {
    return evaluate(asked.inputs, basis.get(), {&stop_, &done_}, [&](SharedEvaluation preview) {
      // Its x is kept, should the rest be stopped: reducing a large picture takes long.
      if (!basis || basis->x != preview->x) last = preview;
      publish(std::move(preview), asked.look);
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
    const Asked asked = *std::exchange(waiting_, std::nullopt);
    running_ = true;
    stop_ = false;
    done_ = 0;
    started_ = Clock::now();
    lock.unlock();
    SharedEvaluation result = evaluated(asked, last);
    if (result) last = result;
    if (result) publish(std::move(result), asked.look);
    lock.lock();
    running_ = false;
    changed_.notify_all();
  }
}

}  // namespace twofold::model::inline session
