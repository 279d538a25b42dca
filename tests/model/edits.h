// What a panel would hand to the session.
#pragma once

#include <utility>
#include <vector>

#include "app/model/session/session.h"

namespace twofold::tests {

inline model::Edits change(const model::Action& action, model::Gesture gesture = 0) {
  model::Edits edits;
  edits.changes.push_back({action, gesture});
  return edits;
}

inline model::Edits look(model::ViewAction action) {
  model::Edits edits;
  edits.looks.push_back(std::move(action));
  return edits;
}

inline model::Edits walk_by(std::vector<model::WalkAction> actions) {
  model::Edits edits;
  edits.walks = std::move(actions);
  return edits;
}

inline model::Edits ask(model::SessionRequest request) {
  model::Edits edits;
  edits.of_session.push_back(request);
  return edits;
}

inline model::Edits pin_at(const model::Place& place) { return look(model::SetPin{place}); }

}  // namespace twofold::tests
