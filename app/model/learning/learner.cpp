#include "app/model/learning/learner.h"

#include <new>
#include <utility>

namespace twofold::model {
inline namespace learning {

Learner::Learner(base::Background& background, std::function<void()> wake)
    : background_(background), wake_(std::move(wake)) {}

Learner::~Learner() {
  closing_ = true;
  background_.stop(*this);
}

void Learner::request(LearningInputs inputs) {
  {
    const std::lock_guard lock(mutex_);
    waiting_ = std::move(inputs);
    stopped_ = false;
  }
  background_.post(*this);
}

void Learner::stop() {
  const std::lock_guard lock(mutex_);
  waiting_.reset();
  stopped_ = true;
}

std::shared_ptr<const Lost> Learner::lost() const {
  const std::lock_guard lock(mutex_);
  return lost_;
}

std::shared_ptr<const Classroom> Learner::classroom() const {
  const std::lock_guard lock(mutex_);
  return classroom_;
}

bool Learner::busy() const {
  const std::lock_guard lock(mutex_);
  return waiting_ || running_;
}

std::string Learner::take_failure() {
  const std::lock_guard lock(mutex_);
  return std::exchange(failure_, {});
}

/// Whether a run may go on: nothing else is asked for, and somebody still looks at it.
bool Learner::goes_on() const {
  const std::lock_guard lock(mutex_);
  return !waiting_ && !stopped_ && !closing_;
}

template <class Page>
void Learner::publish(std::shared_ptr<const Page>& place, std::shared_ptr<const Page> page) {
  if (!page) return;
  {
    const std::lock_guard lock(mutex_);
    place = std::move(page);
  }
  wake_();
}

void Learner::carry_out(const LearningInputs& inputs) {
  if (inputs.look.page == LearningPage::lost) {
    const std::shared_ptr<const Lost> lost = lost_maker_.make(inputs);
    publish(lost_, lost);
    if (goes_on()) publish(lost_, lost_maker_.with_energies(*lost, &closing_));
    return;
  }
  classroom_maker_.run(
      inputs, [this] { return goes_on(); }, &closing_,
      [this](std::shared_ptr<const Classroom> room) { publish(classroom_, std::move(room)); });
}

bool Learner::turn() {
  std::optional<LearningInputs> inputs;
  {
    const std::lock_guard lock(mutex_);
    inputs = std::exchange(waiting_, std::nullopt);
    running_ = inputs.has_value();
    if (!inputs) return false;
  }
  std::string failure;
  try {
    carry_out(*inputs);
  } catch (const std::bad_alloc&) {
    failure = "There is not enough memory for this page; choose a smaller picture";
  }
  bool has_more = false;
  {
    const std::lock_guard lock(mutex_);
    running_ = false;
    if (!failure.empty()) failure_ = std::move(failure);
    has_more = waiting_.has_value();
  }
  wake_();
  return has_more;
}

}  // namespace learning
}  // namespace twofold::model
