#include "app/ui/shown_value.h"

#include <algorithm>

#include "app/model/prediction.h"
#include "app/ui/numbers.h"

namespace twofold::ui {

bool is_made(const Frame& frame, const ShownChannel& what, model::OutputPixel at) {
  const model::Playback& playback = frame.view().playback;
  if (!playback.active) return true;
  const int b = std::min(frame.view().batch_index, what.tensor->shape.batch - 1);
  const auto complete = model::complete_pixels(*frame.session.walk(), model::steps_shown(playback),
                                               {what.key.kind, what.channel}, b);
  const std::int64_t number =
      static_cast<std::int64_t>(at.row) * what.tensor->shape.width + at.column;
  return !complete || number < *complete;
}

std::string shown_value(const Frame& frame, const ShownChannel& what, model::OutputPixel at) {
  if (!is_made(frame, what, at)) return "\xe2\x80\x93";
  const int b = std::min(frame.view().batch_index, what.tensor->shape.batch - 1);
  return fixed(what.tensor->at(b, at.row, at.column, what.channel), 2);
}

}  // namespace twofold::ui
