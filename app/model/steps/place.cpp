#include "app/model/steps/place.h"

#include <cmath>
#include <limits>

#include "core/taps.h"

namespace twofold::model::inline steps {
namespace {

constexpr const char* kStageNames[] = {"input", "depthwise", "pointwise", "output"};

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
  return {Stage::input, along.rows.under(row), along.columns.under(column), 0};
}

/// The output pixel whose middle is nearest, which may lie outside the output.
Place nearest_over(const core::Layer& layer, const core::Shape& in, int row, int column) {
  const Axes along = axes(layer, in);
  return {Stage::output, along.rows.over(row), along.columns.over(column), 0};
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

/// The least magnitude among the sum, its terms and the products behind them.
float least_magnitude(const Evaluation& e, int row, int column, int k, float give_up_below) {
  const core::Layer& layer = e.document.layer;
  float least = std::abs(e.y->at(0, row, column, k));
  for (int t = 0; t < e.z->shape.channels && least > give_up_below; ++t) {
    const float weight = e.filters.pointwise.at(0, 0, t, k);
    if (weight == 0) continue;
    least = std::min(least, std::abs(weight * e.z->at(0, row, column, t)));
    const core::ChannelOrigin from = core::channel_origin(t, layer.channel_multiplier);
    core::for_each_tap_with_padding(layer, e.x->shape, row, column, [&](const core::Tap& tap) {
      const float cell = e.filters.depthwise.at(tap.ky, tap.kx, from.q, from.r);
      if (!core::reads_input(tap, e.x->shape)) {
        least = 0;
      } else if (cell != 0) {
        // Judged by the pixel: a box filter's products are small whatever the picture is.
        least = std::min(least, std::abs(e.x->at(0, tap.iy, tap.ix, from.q)));
      }
    });
  }
  return least;
}

}  // namespace

core::Shape stage_shape(const core::Layer& layer, const core::Shape& in, Stage stage) {
  switch (stage) {
    case Stage::input: return in;
    case Stage::depthwise:
    case Stage::pointwise: return core::depthwise_output_shape(layer, in);
    case Stage::output: return core::output_shape(layer, in);
  }
  return in;
}

Place clamped(const Place& place, const core::Layer& layer, const core::Shape& in) {
  const core::Shape shape = stage_shape(layer, in, place.stage);
  return {place.stage, clamped_index(place.row, shape.height),
          clamped_index(place.column, shape.width), clamped_index(place.channel, shape.channels)};
}

Place input_under(const core::Layer& layer, const core::Shape& in, int row, int column) {
  return clamped(middle_under(layer, in, row, column), layer, in);
}

Place output_over(const core::Layer& layer, const core::Shape& in, int row, int column) {
  return clamped(nearest_over(layer, in, row, column), layer, in);
}

OutputPixel output_pixel(const Place& place, const core::Layer& layer, const core::Shape& in) {
  if (place.stage != Stage::input) return {place.row, place.column};
  const Place over = output_over(layer, in, place.row, place.column);
  return {over.row, over.column};
}

Place carried_over(const Place& place, const Document& before, const Document& after) {
  const core::Shape in_before = input_shape(before);
  const core::Shape in_after = input_shape(after);
  if (in_before == in_after && before.layer == after.layer) return place;

  // The middle of a window may lie in the padding: brought inside only at the end.
  Place spot = place;
  if (place.stage != Stage::input)
    spot = middle_under(before.layer, in_before, place.row, place.column);
  const auto scaled = [](int index, int from, int to) {
    return static_cast<int>(std::floor((index + 0.5) * to / std::max(from, 1)));
  };
  spot.row = scaled(spot.row, in_before.height, in_after.height);
  spot.column = scaled(spot.column, in_before.width, in_after.width);

  Place carried = spot;
  if (place.stage != Stage::input)
    carried = nearest_over(after.layer, in_after, spot.row, spot.column);
  carried.stage = place.stage;
  carried.channel = place.channel;
  if (place.stage == Stage::depthwise || place.stage == Stage::pointwise) {
    // The same filter of the same input channel, wherever the multiplier has moved it.
    const auto [q, r] = core::channel_origin(place.channel, before.layer.channel_multiplier);
    const int m = after.layer.channel_multiplier;
    carried.channel = core::intermediate_channel(q, std::min(r, m - 1), m);
  }
  return clamped(carried, after.layer, in_after);
}

Place striking_place(const Evaluation& e) {
  const int k = most_mixed_output(e.filters.pointwise);
  const core::Shape& shape = e.y->shape;
  Place best{Stage::output, shape.height / 2, shape.width / 2, k};
  float best_least = 0;
  // Not near the border, where there is no room around the pin.
  const int margin_y = shape.height / 5;
  const int margin_x = shape.width / 5;
  // Of a large picture every few pixels are enough.
  const double pixels = static_cast<double>(shape.height) * shape.width;
  const int step = std::max(1, static_cast<int>(std::sqrt(pixels / kCandidates)));
  for (int row = margin_y; row < shape.height - margin_y; row += step) {
    for (int column = margin_x; column < shape.width - margin_x; column += step) {
      const float least = least_magnitude(e, row, column, k, best_least);
      if (least <= best_least) continue;
      best_least = least;
      best.row = row;
      best.column = column;
    }
  }
  return best;
}

const char* stage_name(Stage stage) { return kStageNames[static_cast<int>(stage)]; }

std::optional<Stage> stage_named(std::string_view name) {
  for (int i = 0; i < 4; ++i)
    if (name == kStageNames[i]) return static_cast<Stage>(i);
  return std::nullopt;
}

}  // namespace twofold::model::inline steps
