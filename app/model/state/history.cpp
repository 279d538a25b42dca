#include "app/model/state/history.h"

namespace twofold::model::inline state {

void History::push(Document next, Gesture gesture) {
  if (next == now()) return;
  const bool continues = gesture != 0 && gesture == gesture_ && !can_redo() && can_undo();
  if (continues && next == past_[at_ - 1]) {
    // Dragged back to where it began: no step is left, and what comes next begins a new one.
    past_.pop_back();
    --at_;
    gesture_ = 0;
    return;
  }
  if (continues) {
    past_[at_] = std::move(next);
    return;
  }
  past_.resize(at_ + 1);
  past_.push_back(std::move(next));
  if (past_.size() > kMost) past_.erase(past_.begin());
  at_ = past_.size() - 1;
  gesture_ = gesture;
}

void History::undo() {
  if (can_undo()) --at_;
  gesture_ = 0;
}

void History::redo() {
  if (can_redo()) ++at_;
  gesture_ = 0;
}

}  // namespace twofold::model::inline state
