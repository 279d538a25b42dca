#include "app/ui/lanes/shown_value.h"

#include "app/model/steps/prediction.h"
#include "app/ui/draw/numbers.h"

namespace twofold::ui::inline lanes {
namespace {

/// Whether the stepper has come as far as this pixel; true while nothing is stepped.
bool is_made(const Frame& frame, const ShownChannel& what, model::OutputPixel at) {
  const model::Playback& playback = frame.view().playback;
  if (!playback.active) return true;
  const core::Shape& shape = what.tensor->shape;
  const auto complete = model::complete_pixels(*frame.session.walk(), model::steps_shown(playback),
                                               {what.key.kind, what.channel, what.key.result},
                                               frame.batch_index(shape));
  const std::int64_t number = static_cast<std::int64_t>(at.row) * shape.width + at.column;
  return !complete || number < *complete;
}

}  // namespace

std::optional<float> made_value(const Frame& frame, const ShownChannel& what,
                                model::OutputPixel at) {
  if (!is_made(frame, what, at)) return std::nullopt;
  return what.tensor->at(frame.batch_index(what.tensor->shape), at.row, at.column, what.channel);
}

std::string shown_value(const Frame& frame, const ShownChannel& what, model::OutputPixel at) {
  const std::optional<float> value = made_value(frame, what, at);
  return value ? steady(*value) : kNotMade;
}

}  // namespace twofold::ui::inline lanes
