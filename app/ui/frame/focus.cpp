#include "app/ui/frame/focus.h"

#include <algorithm>
#include <iterator>

namespace twofold::ui::inline frame {
namespace {

bool works_a_control(const KeyPress& press) {
  if (press.ctrl || press.alt) return false;
  switch (press.key) {
    case Key::left:
    case Key::right:
    case Key::up:
    case Key::down:
    case Key::enter:
    case Key::space:
    case Key::home:
    case Key::end:
    case Key::page_up:
    case Key::page_down: return true;
    default: return false;
  }
}

}  // namespace

std::vector<KeyPress> Focus::begin_frame(const std::vector<KeyPress>& keys) {
  keys_.clear();
  if (std::find(order_.begin(), order_.end(), id_) == order_.end()) id_.clear();
  std::vector<KeyPress> left;
  for (const KeyPress& press : keys) {
    if (is(press, Key::tab)) {
      move(1);
    } else if (is(press, Key::tab, false, true)) {
      move(-1);
    } else if (!id_.empty() && is(press, Key::escape)) {
      id_.clear();
    } else if (!id_.empty() && works_a_control(press)) {
      keys_.push_back(press);
    } else {
      left.push_back(press);
    }
  }
  order_.clear();
  return left;
}

void Focus::move(int by) {
  if (order_.empty()) return;
  const int count = static_cast<int>(order_.size());
  const auto found = std::find(order_.begin(), order_.end(), id_);
  const int before = found == order_.end() ? (by > 0 ? -1 : count)
                                           : static_cast<int>(std::distance(order_.begin(), found));
  id_ = order_[static_cast<std::size_t>((before + by + count) % count)];
}

bool Focus::visit(const std::string& id) {
  order_.push_back(id);
  return id == id_;
}

int Focus::presses(Key key) const {
  return static_cast<int>(std::count_if(keys_.begin(), keys_.end(),
                                        [key](const KeyPress& press) { return press.key == key; }));
}

}  // namespace twofold::ui::inline frame
