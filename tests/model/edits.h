// What a panel would hand to the session.
#pragma once

#include <functional>
#include <utility>

#include "app/model/session/session.h"

namespace twofold::tests {

inline model::Edits change(const model::Action& action, model::Gesture gesture = 0) {
  model::Edits edits;
  edits.changes.push_back({action, gesture});
  return edits;
}

inline model::Edits look(std::function<void(model::ViewState&)> f) {
  model::Edits edits;
  edits.looks.push_back(std::move(f));
  return edits;
}

inline model::Edits ask(model::Request request) {
  model::Edits edits;
  edits.requests.push_back(std::move(request));
  return edits;
}

inline model::Edits pin_at(const model::Place& place) {
  return look([place](model::ViewState& v) { v.pin = place; });
}

}  // namespace twofold::tests
