#include "app/model/steps/place.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/taps.h"

namespace twofold::model::inline steps {
namespace {

/// Pixels that are looked at for a striking place.
constexpr double kCandidates = 1 << 17;

int clamped_index(int value, int length) { return std::clamp(value, 0, std::max(length - 1, 0)); }

/// What places the windows along one axis.
struct Axis {
  int stride;
  int pad;
  int middle;  ///< from a window's first tap to its middle one

  /// Input coordinate under the middle of the window of output coordinate `o`.
  int under(int o) const { return stride * o - pad + middle; }
  /// Output coordinate whose middle is nearest to input coordinate `i`.
  int over(int i) const {
    return static_cast<int>(std::lround(static_cast<double>(i + pad - middle) / stride));
  }
};

struct Axes {
  Axis rows;
  Axis columns;
};

Axes axes(const core::Layer& layer, const core::Shape& in) {
  const core::Pads around = core::pads(layer, in);
  return {
      {layer.strides.height, around.top, layer.dilations.height * ((layer.kernel.height - 1) / 2)},
      {layer.strides.width, around.left, layer.dilations.width * ((layer.kernel.width - 1) / 2)}};
}

/// The middle of the window of an output pixel, which may lie in the padding.
Place middle_under(const core::Layer& layer, const core::Shape& in, int row, int column) {
  const Axes along = axes(layer, in);
  return {kInput, along.rows.under(row), along.columns.under(column), 0};
}

/// The output pixel whose middle is nearest, which may lie outside the output.
Place nearest_over(const core::Layer& layer, const core::Shape& in, int row, int column) {
  const Axes along = axes(layer, in);
  return {kOutput, along.rows.over(row), along.columns.over(column), 0};
}

int most_mixed_output(const core::Filter& p) {
  int best = 0;
  int most_terms = -1;
  for (int k = 0; k < p.shape.out; ++k) {
    int terms = 0;
    for (int t = 0; t < p.shape.in; ++t) terms += p.at(0, 0, t, k) != 0;
    if (terms > most_terms) {
      most_terms = terms;
      best = k;
    }
  }
  return best;
}

/// Looks for the place whose numbers are all well away from zero.
class Search {
 public:
  explicit Search(const Evaluation& e)
      : e_(e),
        list_(e.stages.list),
        window_(core::window_stage(list_)),
        last_(e.stages.count() - 1),
        mixes_(list_.stages.back().operation == core::Operation::pointwise) {}

  int channel() const { return mixes_ ? most_mixed_output(e_.filter(last_)) : 0; }

  /// The least magnitude among the output, its terms and the values under their windows.
  float least_magnitude(int row, int column, int k, float give_up_below) const {
    float least = std::abs(e_.y()->at(0, row, column, k));
    if (!mixes_) return std::min(least, least_under(row, column, k));
    const SharedTensor& terms = e_.result(last_);
    for (int t = 0; t < terms->shape.channels && least > give_up_below; ++t) {
      const float weight = e_.filter(last_).at(0, 0, t, k);
      if (weight == 0) continue;
      least = std::min({least, std::abs(weight * terms->at(0, row, column, t)),
                        last_ == window_ + 1 ? least_under(row, column, t) : least});
    }
    return least;
  }

 private:
  /// Under the window of channel t of the window stage.
  float least_under(int row, int column, int t) const {
    const core::Stage& stage = e_.stages.stage(window_);
    if (stage.operation != core::Operation::depthwise) return e_.y()->at(0, row, column, t);
    const core::Filter& d = e_.filter(window_);
    const SharedTensor& x = e_.result(window_);
    const core::ChannelOrigin from = core::channel_origin(t, d.shape.out);
    float least = std::numeric_limits<float>::infinity();
    core::for_each_tap_with_padding(stage.layer, x->shape, row, column, [&](const core::Tap& tap) {
      const float cell = d.at(tap.ky, tap.kx, from.q, from.r);
      if (!core::reads_input(tap, x->shape)) {
        least = 0;
      } else if (cell != 0) {
        // Judged by the pixel: a box filter's products are small whatever the picture is.
        least = std::min(least, std::abs(x->at(0, tap.iy, tap.ix, from.q)));
      }
    });
    return least;
  }

  const Evaluation& e_;
  const core::Chain& list_;
  int window_;
  int last_;
  bool mixes_;
};

/// The channel of a result that goes on showing the same, wherever a multiplier has moved it.
int carried_channel(const Place& place, const core::Chain& before, const core::Chain& after) {
  const core::Stage& from = before.stages[static_cast<std::size_t>(place.result) - 1];
  const core::Stage& to = after.stages[static_cast<std::size_t>(place.result) - 1];
  if (from.operation != core::Operation::depthwise || to.operation != core::Operation::depthwise)
    return place.channel;
  // The same filter of the same input channel.
  const auto [q, r] = core::channel_origin(place.channel, from.layer.channel_multiplier);
  const int m = to.layer.channel_multiplier;
  return core::intermediate_channel(q, std::min(r, m - 1), m);
}

}  // namespace

int result_in(const core::Chain& list, int result) {
  return std::clamp(result, 0, static_cast<int>(list.stages.size()));
}

core::Shape result_shape(const core::Chain& list, const core::Shape& in, int result) {
  return core::result_shapes(list, in)[static_cast<std::size_t>(result_in(list, result))];
}

const core::Layer& window_layer(const core::Chain& list) {
  return list.stages[static_cast<std::size_t>(core::window_stage(list))].layer;
}

Place clamped(const Place& place, const core::Chain& list, const core::Shape& in) {
  const core::Shape shape = result_shape(list, in, place.result);
  return {result_in(list, place.result), clamped_index(place.row, shape.height),
          clamped_index(place.column, shape.width), clamped_index(place.channel, shape.channels)};
}

Place input_under(const core::Layer& layer, const core::Shape& in, int row, int column) {
  const Place under = middle_under(layer, in, row, column);
  return {kInput, clamped_index(under.row, in.height), clamped_index(under.column, in.width), 0};
}

Place output_over(const core::Layer& layer, const core::Shape& in, int row, int column) {
  const Place over = nearest_over(layer, in, row, column);
  const core::Extent size = core::output_size(layer, in);
  return {kOutput, clamped_index(over.row, size.height), clamped_index(over.column, size.width), 0};
}

OutputPixel output_pixel(const Place& place, const core::Chain& list, const core::Shape& in) {
  if (!has_input_pixels(list, place.result)) return {place.row, place.column};
  const Place over = output_over(window_layer(list), in, place.row, place.column);
  return {over.row, over.column};
}

Place carried_over(const Place& place, const Document& before, const Document& after) {
  const core::Shape in_before = input_shape(before);
  const core::Shape in_after = input_shape(after);
  const core::Chain list_before = stages_of(before);
  const core::Chain list_after = stages_of(after);
  if (in_before == in_after && list_before == list_after)
    return {result_in(list_after, place.result), place.row, place.column, place.channel};

  // The middle of a window may lie in the padding: brought inside only at the end.
  Place spot = place;
  if (!has_input_pixels(list_before, place.result))
    spot = middle_under(window_layer(list_before), in_before, place.row, place.column);
  // Far out in the padding of a small input that becomes a large one there is no such index.
  static constexpr double kFarthest = 1 << 30;
  const auto scaled = [](int index, int from, int to) {
    const double at = std::floor((index + 0.5) * to / std::max(from, 1));
    return static_cast<int>(std::clamp(at, -kFarthest, kFarthest));
  };
  spot.row = scaled(spot.row, in_before.height, in_after.height);
  spot.column = scaled(spot.column, in_before.width, in_after.width);

  // The output stays the output, however long the list is.
  const int result = is_output(list_before, place) ? kOutput : place.result;
  Place carried = spot;
  if (!has_input_pixels(list_after, result))
    carried = nearest_over(window_layer(list_after), in_after, spot.row, spot.column);
  carried.result = result_in(list_after, result);
  carried.channel = place.channel;
  const bool is_within =
      place.result > 0 && !is_output(list_before, place) && carried.result == place.result;
  if (is_within) carried.channel = carried_channel(place, list_before, list_after);
  return clamped(carried, list_after, in_after);
}

Place striking_place(const Evaluation& e) {
  const Search search(e);
  const int k = search.channel();
  const core::Shape& shape = e.y()->shape;
  Place best{e.stages.count(), shape.height / 2, shape.width / 2, k};
  float best_least = 0;
  // Not near the border, where there is no room around the pin.
  const int margin_y = shape.height / 5;
  const int margin_x = shape.width / 5;
  // Of a large picture every few pixels are enough.
  const double pixels = static_cast<double>(shape.height) * shape.width;
  const int step = std::max(1, static_cast<int>(std::sqrt(pixels / kCandidates)));
  for (int row = margin_y; row < shape.height - margin_y; row += step) {
    for (int column = margin_x; column < shape.width - margin_x; column += step) {
      const float least = search.least_magnitude(row, column, k, best_least);
      if (least <= best_least) continue;
      best_least = least;
      best.row = row;
      best.column = column;
    }
  }
  return best;
}

std::string result_name(const core::Chain& list, int result) {
  const int number = result_in(list, result);
  if (number == 0) return "input";
  if (number == static_cast<int>(list.stages.size())) return "output";
  return list.stages[static_cast<std::size_t>(number) - 1].label;
}

std::optional<int> result_named(const core::Chain& list, std::string_view name) {
  const int count = static_cast<int>(list.stages.size());
  for (int i = 0; i <= count; ++i)
    if (name == result_name(list, i)) return i;
  if (name != "pointwise") return std::nullopt;
  for (int i = count - 1; i >= 0; --i) {
    const core::Stage& stage = list.stages[static_cast<std::size_t>(i)];
    if (stage.operation == core::Operation::pointwise) return stage.reads;
  }
  return std::nullopt;
}

}  // namespace twofold::model::inline steps
