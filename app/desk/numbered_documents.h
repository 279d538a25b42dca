// The documents of a session in the order in which they came: a recording names them by number.
#pragma once

#include <optional>
#include <vector>

#include "app/model/state/document.h"

namespace twofold::desk {

class NumberedDocuments {
 public:
  explicit NumberedDocuments(const model::Document& first) : all_{first} {}

  /// After a frame: whether its document is another one than before.
  bool add(const model::Document& document) {
    if (document == all_.back()) return false;
    all_.push_back(document);
    return true;
  }

  /// The number of the newest one that is equal.
  std::optional<int> number_of(const model::Document& document) const {
    for (std::size_t i = all_.size(); i-- > 0;)
      if (all_[i] == document) return static_cast<int>(i);
    return std::nullopt;
  }

  /// Null where there are not so many.
  const model::Document* find(int number) const {
    const auto i = static_cast<std::size_t>(number);
    return number >= 0 && i < all_.size() ? &all_[i] : nullptr;
  }

 private:
  std::vector<model::Document> all_;
};

}  // namespace twofold::desk
