// Places: one value of one stage, and where the same spot of the picture is in another stage.
#pragma once

#include <string_view>

#include "app/model/numbers/evaluation.h"
#include "app/model/state/view_state.h"

namespace twofold::model::inline steps {

/// Shape of a stage: x, z, or y (also for `pointwise`, with the channels of z).
core::Shape stage_shape(const core::Layer& layer, const core::Shape& in, Stage stage);

/// The place with every coordinate brought inside its stage.
Place clamped(const Place& place, const core::Layer& layer, const core::Shape& in);

/// The input pixel under the middle of the window of output pixel (row, column), brought inside the
/// picture; channel 0.
Place input_under(const core::Layer& layer, const core::Shape& in, int row, int column);

/// The output pixel whose window's middle is nearest to input pixel (row, column); channel 0.
Place output_over(const core::Layer& layer, const core::Shape& in, int row, int column);

/// The output pixel that a place is about: its own, or for the input the one nearest above it.
struct OutputPixel {
  int row = 0;
  int column = 0;
  bool operator==(const OutputPixel&) const = default;
};
OutputPixel output_pixel(const Place& place, const core::Layer& layer, const core::Shape& in);

/// The place that shows the same spot of the picture after the layer or the input has changed.
Place carried_over(const Place& place, const Document& before, const Document& after);

/// A place on a strong edge whose products, terms and sum are all well away from zero: on the
/// output with the most terms, the pixel where the least of these magnitudes is largest. Places
/// with a window over the padding are left out.
Place striking_place(const Evaluation& evaluation);

/// "input", "depthwise", "pointwise", "output".
const char* stage_name(Stage stage);
std::optional<Stage> stage_named(std::string_view name);

}  // namespace twofold::model::inline steps
