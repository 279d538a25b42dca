#include "app/model/session/worker.h"

#include <exception>
#include <new>

namespace twofold::model::inline session {
namespace {

/// Of work on a large picture, where frames have to wait for it.
constexpr std::chrono::milliseconds kPiece{8};

}  // namespace

Worker::Worker(base::Background& background, std::function<void()> wake)
    : background_(background),
      wake_(std::move(wake)),
      pace_{.longest = background.runs_alone() ? kForever : kPiece} {}

Worker::~Worker() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    stop_ = true;
  }
  background_.stop(*this);
}

void Worker::request(Inputs inputs, PaintRequest look) {
  {
    const std::lock_guard lock(mutex_);
    waiting_ = {std::move(inputs), std::move(look)};
    is_newest_ = false;
    failure_.clear();
    stop_ = true;
  }
  background_.post(*this);
}

Finished Worker::take(std::chrono::milliseconds patience) {
  background_.wait(patience, [this] {
    const std::lock_guard lock(mutex_);
    return (finished_.numbers && is_newest_) || !(waiting_ || running_);
  });
  const std::lock_guard lock(mutex_);
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

void Worker::publish(SharedEvaluation evaluation) {
  painter_.paint(*evaluation, look_.view, look_.wanted);
  auto pictures = std::make_shared<const Painter>(painter_);
  {
    const std::lock_guard lock(mutex_);
    // Even where a newer request waits: what is on screen is older still.
    finished_ = {std::move(evaluation), std::move(pictures)};
    is_newest_ = !waiting_;
  }
  wake_();
}

/// Null where nothing came of it. Nothing may leave the turn by being thrown: it has no caller.
SharedEvaluation Worker::next_piece() {
  std::string why;
  try {
    return evaluating_->next({&stop_, &done_});
  } catch (const std::bad_alloc&) {
    why =
        "There is not enough memory for this; choose a smaller picture, multiplier or number "
        "of outputs";
  } catch (const std::exception& error) {
    why = std::string("The numbers cannot be computed (") + error.what() +
          "); undo the last change, and please report it";
  }
  evaluating_.reset();
  const std::lock_guard lock(mutex_);
  failure_ = std::move(why);
  return nullptr;
}

/// Turns to the newest request; whether there is anything to do.
bool Worker::begin_turn() {
  const std::lock_guard lock(mutex_);
  if (closing_) return false;
  if (waiting_) {
    Asked asked = *std::exchange(waiting_, std::nullopt);
    evaluating_.emplace(std::move(asked.inputs), last_, pace_);
    look_ = std::move(asked.look);
    running_ = true;
    stop_ = false;
    done_ = 0;
    started_ = Clock::now();
  }
  return evaluating_.has_value();
}

bool Worker::turn() {
  if (!begin_turn()) return false;
  SharedEvaluation next = next_piece();
  const bool goes_on = evaluating_ && !evaluating_->is_done();
  if (next) {
    // A first look's x is kept, should the rest be stopped: reducing a large picture takes long.
    if (!goes_on || !last_ || last_->x() != next->x()) last_ = next;
    publish(std::move(next));
  }
  if (!goes_on) evaluating_.reset();
  const std::lock_guard lock(mutex_);
  running_ = goes_on;
  return goes_on || waiting_;
}

}  // namespace twofold::model::inline session
