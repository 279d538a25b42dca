#include "app/model/history.h"

namespace twofold::model {

void History::push(Document next, Gesture gesture) {
  if (next == now()) return;
  if (gesture != 0 && gesture == gesture_ && !can_redo() && can_undo()) {
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

}  // namespace twofold::model
