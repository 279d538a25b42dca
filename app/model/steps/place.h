// Places: one value of one result, and where the same spot of the picture is in another.
//
// In a list of stages the results up to the input of the stage that reads windows have the input's
// pixels; those behind it have the output's.
#pragma once

#include <string_view>

#include "app/model/numbers/evaluation.h"
#include "app/model/state/view_state.h"

namespace twofold::model::inline steps {

/// The number of a result, brought inside the list: kOutput is its last.
int result_in(const core::Chain& list, int result);
inline bool is_output(const core::Chain& list, const Place& place) {
  return result_in(list, place.result) == static_cast<int>(list.stages.size());
}

/// Whether a result has the input's pixels.
inline bool has_input_pixels(const core::Chain& list, int result) {
  return result_in(list, result) <= core::window_stage(list);
}

/// Shape of a result.
core::Shape result_shape(const core::Chain& list, const core::Shape& in, int result);

/// The settings of the stage that reads windows.
const core::Layer& window_layer(const core::Chain& list);

/// The place with every coordinate brought inside its result.
Place clamped(const Place& place, const core::Chain& list, const core::Shape& in);

/// The input pixel under the middle of the window of output pixel (row, column), brought inside the
/// picture; channel 0.
Place input_under(const core::Layer& layer, const core::Shape& in, int row, int column);

/// The output pixel whose window's middle is nearest to input pixel (row, column); channel 0.
Place output_over(const core::Layer& layer, const core::Shape& in, int row, int column);

/// The output pixel that a place is about: its own, or for the input's pixels the one nearest
/// above.
struct OutputPixel {
  int row = 0;
  int column = 0;
  bool operator==(const OutputPixel&) const = default;
};
OutputPixel output_pixel(const Place& place, const core::Chain& list, const core::Shape& in);

/// The place that shows the same spot of the picture after the layer or the input has changed.
Place carried_over(const Place& place, const Document& before, const Document& after);

/// A place on a strong edge whose products, terms and sum are all well away from zero: on the
/// output with the most terms, the pixel where the least of these magnitudes is largest. Places
/// with a window over the padding are left out.
Place striking_place(const Evaluation& evaluation);

/// The word of a result in files and on the command line: "input", "output", else its stage's label
/// ("depthwise").
std::string result_name(const core::Chain& list, int result);

/// The result of that name; "pointwise" is what the last pointwise stage reads.
std::optional<int> result_named(const core::Chain& list, std::string_view name);

}  // namespace twofold::model::inline steps
