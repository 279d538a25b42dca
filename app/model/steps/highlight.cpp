#include "app/model/steps/highlight.h"

#include <algorithm>

namespace twofold::model::inline steps {
namespace {

std::vector<bool> all(int count, bool lit) {
  return std::vector<bool>(static_cast<std::size_t>(count), lit);
}

std::vector<bool> only(int count, int index) {
  std::vector<bool> lit = all(count, false);
  if (index >= 0 && index < count) lit[static_cast<std::size_t>(index)] = true;
  return lit;
}

/// Builds one Highlight; the members that all kinds share are set first.
class Builder {
 public:
  Builder(const Hover& hover, const Place& pin, const core::Layer& layer, const core::Shape& in)
      : layer_(layer), in_(in), channels_z_(core::intermediate_channels(layer, in)) {
    h_.source = hover;
    h_.pinned = hover.empty();
    if (h_.pinned) h_.source.place = pin;
    h_.pixel = output_pixel(clamped(hover.place.value_or(pin), layer, in), layer, in);
    h_.x_lit = all(in.channels, true);
    h_.z_lit = all(channels_z_, true);
    h_.y_lit = all(layer.out_channels, true);
  }

  Highlight build() {
    set_window();
    if (h_.source.place) about_place(clamped(*h_.source.place, layer_, in_));
    if (h_.source.tap) about_tap(*h_.source.tap);
    if (h_.source.weight) about_weight(*h_.source.weight);
    return std::move(h_);
  }

 private:
  void set_window() {
    core::for_each_tap_with_padding(layer_, in_, h_.pixel.row, h_.pixel.column,
                                    [&](const core::Tap& tap) { h_.window.push_back(tap); });
    h_.window_box = window_box(h_.pixel, layer_, in_);
  }

  void about_place(const Place& place) {
    switch (place.stage) {
      case Stage::input: return about_input(place);
      case Stage::depthwise:
      case Stage::pointwise: return choose_intermediate(place.channel);
      case Stage::output:
        h_.y_channel = place.channel;
        h_.y_lit = only(layer_.out_channels, place.channel);
        return;
    }
  }

  void choose_intermediate(int t) {
    const auto [q, r] = core::channel_origin(t, layer_.channel_multiplier);
    h_.x_channel = q;
    h_.z_channel = t;
    h_.x_lit = only(in_.channels, q);
    h_.z_lit = only(channels_z_, t);
  }

  void choose_input(int q) {
    h_.x_channel = q;
    h_.x_lit = only(in_.channels, q);
    const int m = layer_.channel_multiplier;
    for (int t = 0; t < channels_z_; ++t) h_.z_lit[static_cast<std::size_t>(t)] = t / m == q;
  }

  void about_input(const Place& place) {
    if (!h_.source.all_channels) choose_input(place.channel);
    core::for_each_output_fed(layer_, in_, place.row, place.column,
                              [&](int oy, int ox, int ky, int kx) {
                                h_.fed.push_back({oy, ox});
                                if (OutputPixel{oy, ox} == h_.pixel)
                                  h_.tap = core::Tap{ky, kx, place.row, place.column};
                              });
    if (h_.fed.empty()) return;
    PixelBox& box = h_.fed_box;
    box = {h_.fed.front().row, h_.fed.front().column, 0, 0};
    box.height = h_.fed.back().row - box.top + 1;
    box.width = h_.fed.back().column - box.left + 1;
  }

  void about_tap(const FilterCell& cell) {
    choose_intermediate(core::intermediate_channel(cell.q, cell.r, layer_.channel_multiplier));
    for (const core::Tap& tap : h_.window)
      if (tap.ky == cell.ky && tap.kx == cell.kx) h_.tap = tap;
    const core::Pads around = core::pads(layer_, in_);
    const core::Extent out = core::output_size(layer_, in_);
    const auto [sy, sx] = layer_.strides;
    const int top = core::input_index(0, cell.ky, sy, layer_.dilations.height, around.top);
    const int left = core::input_index(0, cell.kx, sx, layer_.dilations.width, around.left);
    h_.reach = PixelBox{top, left, (out.height - 1) * sy + 1, (out.width - 1) * sx + 1};
    h_.reach_step = layer_.strides;
  }

  void about_weight(const MixCell& cell) {
    choose_intermediate(cell.t);
    h_.y_channel = cell.k;
    h_.y_lit = only(layer_.out_channels, cell.k);
    h_.weight = cell;
  }

  const core::Layer& layer_;
  const core::Shape& in_;
  int channels_z_;
  Highlight h_;
};

/// The hover, or none where what it is on has gone with a change of the layer; a place is moved
/// into the picture that there is now.
Hover still_there(const Hover& hover, const core::Layer& layer, const core::Shape& in) {
  const auto inside = [](int index, int count) { return index >= 0 && index < count; };
  Hover result = hover;
  if (hover.place) result.place = clamped(*hover.place, layer, in);
  if (const auto& tap = hover.tap;
      tap && !(inside(tap->q, in.channels) && inside(tap->r, layer.channel_multiplier) &&
               inside(tap->ky, layer.kernel.height) && inside(tap->kx, layer.kernel.width)))
    result.tap.reset();
  if (const auto& weight = hover.weight;
      weight && !(inside(weight->t, core::intermediate_channels(layer, in)) &&
                  inside(weight->k, layer.out_channels)))
    result.weight.reset();
  return result;
}

}  // namespace

Highlight highlight(const Hover& hover, const Place& pin, const core::Layer& layer,
                    const core::Shape& in) {
  return Builder(still_there(hover, layer, in), clamped(pin, layer, in), layer, in).build();
}

Highlight highlight_of_step(const core::Stage& of, const core::Step& step, const core::Layer& layer,
                            const core::Shape& in) {
  const core::Value& v = step.value;
  if (of.operation == core::Operation::pointwise) {
    Hover hover;
    hover.weight = MixCell{step.source, v.channel};
    Highlight h = highlight(hover, {Stage::output, v.oy, v.ox, v.channel}, layer, in);
    h.pinned = true;
    return h;
  }
  const Stage stage = of.operation == core::Operation::depthwise ? Stage::depthwise : Stage::output;
  Highlight h = highlight({}, {stage, v.oy, v.ox, v.channel}, layer, in);
  h.tap = step.tap;
  h.x_channel = step.source;
  h.x_lit = only(in.channels, step.source);
  return h;
}

PixelBox window_box(const OutputPixel& pixel, const core::Layer& layer, const core::Shape& in) {
  const core::Pads around = core::pads(layer, in);
  const core::Extent size = core::effective_kernel(layer);
  return {core::input_index(pixel.row, 0, layer.strides.height, 1, around.top),
          core::input_index(pixel.column, 0, layer.strides.width, 1, around.left), size.height,
          size.width};
}

Place input_place(const Highlight& h, const core::Layer& layer, const core::Shape& in) {
  if (h.source.place && h.source.place->stage == Stage::input) return *h.source.place;
  return input_under(layer, in, h.pixel.row, h.pixel.column);
}

}  // namespace twofold::model::inline steps
