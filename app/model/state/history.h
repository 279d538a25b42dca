// Undo and redo over values: a list of documents and where we are in it.
#pragma once

#include <vector>

#include "app/model/state/action.h"

namespace twofold::model::inline state {

class History {
 public:
  explicit History(Document first) : past_{std::move(first)} {}

  const Document& now() const { return past_[at_]; }

  /// Makes `next` the present. An equal document is no step; a step of the gesture that made the
  /// present replaces it, so that one drag is one step, and none if it ends where it began.
  void push(Document next, Gesture gesture);

  /// Another present in place of this one: no step of the user's.
  void amend(Document now) { past_[at_] = std::move(now); }
  /// The same with every document, by a change(Document&).
  template <class Change>
  void amend_each(Change&& change) {
    for (Document& document : past_) change(document);
  }

  bool can_undo() const { return at_ > 0; }
  bool can_redo() const { return at_ + 1 < past_.size(); }
  void undo();
  void redo();
  /// What undo() and redo() would make the present; only where they can.
  const Document& before() const { return past_[at_ - 1]; }
  const Document& after() const { return past_[at_ + 1]; }

  /// Every document that undo or redo can still reach.
  const std::vector<Document>& reachable() const { return past_; }

 private:
  static constexpr std::size_t kMost = 500;
  std::vector<Document> past_;
  std::size_t at_ = 0;
  Gesture gesture_ = 0;
};

}  // namespace twofold::model::inline state
