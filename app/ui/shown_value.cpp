#include "app/ui/shown_value.h"

#include <algorithm>

#include "app/ui/numbers.h"

namespace twofold::ui {

bool is_made(const Frame& frame, const ShownChannel& what, model::OutputPixel at) {
  const model::Painted* painted = frame.session.painter().painted(what.key);
  if (!painted || painted->shape != what.tensor->shape) return true;
  const std::int64_t number = static_cast<std::int64_t>(at.row) * painted->shape.width + at.column;
  return number < painted->complete;
}

std::string shown_value(const Frame& frame, const ShownChannel& what, model::OutputPixel at) {
  if (!is_made(frame, what, at)) return "\xe2\x80\x93";
  const int b = std::min(frame.view().batch_index, what.tensor->shape.batch - 1);
  return fixed(what.tensor->at(b, at.row, at.column, what.channel), 2);
}

}  // namespace twofold::ui
