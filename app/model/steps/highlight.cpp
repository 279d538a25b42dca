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

bool depends_on_groups(const core::Stage& stage) {
  return stage.operation == core::Operation::depthwise ||
         stage.operation == core::Operation::grouped;
}

/// Builds one Highlight; the members that all kinds share are set first.
class Builder {
 public:
  Builder(const Hover& hover, const Place& pin, const core::Chain& list, const core::Shape& in)
      : list_(list),
        in_(in),
        shapes_(core::result_shapes(list, in)),
        window_(core::window_stage(list)),
        layer_(window_layer(list)) {
    h_.source = hover;
    h_.pinned = hover.empty();
    if (h_.pinned) h_.source.place = pin;
    h_.pixel = output_pixel(clamped(hover.place.value_or(pin), list, in), list, in);
    h_.channels.assign(shapes_.size(), -1);
    for (const core::Shape& shape : shapes_) h_.lit.push_back(all(shape.channels, true));
  }

  Highlight build() {
    set_window();
    if (h_.source.place) about_place(clamped(*h_.source.place, list_, in_));
    if (h_.source.tap) about_tap(*h_.source.tap);
    if (h_.source.weight) about_weight(*h_.source.weight);
    return std::move(h_);
  }

 private:
  const core::Stage& stage(int i) const { return list_.stages[static_cast<std::size_t>(i)]; }
  int channels(int result) const { return shapes_[static_cast<std::size_t>(result)].channels; }
  std::vector<bool>& lit(int result) { return h_.lit[static_cast<std::size_t>(result)]; }

  void set_window() {
    core::for_each_tap_with_padding(layer_, in_, h_.pixel.row, h_.pixel.column,
                                    [&](const core::Tap& tap) { h_.window.push_back(tap); });
    h_.window_box = window_box(h_.pixel, layer_, in_);
  }

  void about_place(const Place& place) {
    const bool is_whole_pixel = h_.source.all_channels && place.result == kInput;
    if (!is_whole_pixel) choose(place.result, place.channel);
    if (place.result <= window_) about_input_pixel(place);
  }

  /// One channel of a result, what it is made of, and what is made of it.
  void choose(int result, int channel) {
    h_.channels[static_cast<std::size_t>(result)] = channel;
    lit(result) = only(channels(result), channel);
    light_before(result);
    light_behind(result);
  }

  /// What the lit channels are made of: all, but where a channel has its own or those of its group.
  void light_before(int result) {
    if (result == 0) return;
    const core::Stage& made_by = stage(result - 1);
    if (!depends_on_groups(made_by)) return;
    const int source = made_by.reads;
    const int groups = core::groups_of(made_by, channels(source));
    std::vector<bool> from = all(channels(source), false);
    for (int c = 0; c < channels(result); ++c) {
      if (!lit(result)[static_cast<std::size_t>(c)]) continue;
      const int group = c / (channels(result) / groups);
      const int each = channels(source) / groups;
      const auto first = from.begin() + group * each;
      std::fill(first, first + each, true);
    }
    lit(source) = from;
    if (std::count(from.begin(), from.end(), true) == 1)
      h_.channels[static_cast<std::size_t>(source)] =
          static_cast<int>(std::find(from.begin(), from.end(), true) - from.begin());
    light_before(source);
  }

  /// What is made of the lit channels, likewise.
  void light_behind(int result) {
    if (result + 1 >= static_cast<int>(shapes_.size())) return;
    const core::Stage& next = stage(result);
    if (next.reads != result || !depends_on_groups(next)) return;
    const int groups = core::groups_of(next, channels(result));
    std::vector<bool> made = all(channels(result + 1), false);
    for (int c = 0; c < static_cast<int>(made.size()); ++c) {
      const int group = c / (channels(result + 1) / groups);
      const int each = channels(result) / groups;
      const auto first = lit(result).begin() + group * each;
      if (std::count(first, first + each, true) > 0) made[static_cast<std::size_t>(c)] = true;
    }
    lit(result + 1) = made;
    light_behind(result + 1);
  }

  void about_input_pixel(const Place& place) {
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
    choose(cell.stage + 1,
           core::intermediate_channel(cell.q, cell.r, stage(cell.stage).layer.channel_multiplier));
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
    choose(stage(cell.stage).reads, cell.t);
    const int made = cell.stage + 1;
    h_.channels[static_cast<std::size_t>(made)] = cell.k;
    lit(made) = only(channels(made), cell.k);
    light_behind(made);
    h_.weight = cell;
  }

  const core::Chain& list_;
  const core::Shape& in_;
  std::vector<core::Shape> shapes_;
  int window_;
  const core::Layer& layer_;
  Highlight h_;
};

/// The hover, or none where what it is on has gone with a change of the layer; a place is moved
/// into the picture that there is now.
Hover still_there(const Hover& hover, const core::Chain& list, const core::Shape& in) {
  const auto inside = [](int index, int count) { return index >= 0 && index < count; };
  const auto shapes = core::result_shapes(list, in);
  const int stages = static_cast<int>(list.stages.size());
  const auto stage = [&](int i) -> const core::Stage& {
    return list.stages[static_cast<std::size_t>(i)];
  };
  const auto read_by = [&](int i) {
    return shapes[static_cast<std::size_t>(stage(i).reads)].channels;
  };
  Hover result = hover;
  if (hover.place) result.place = clamped(*hover.place, list, in);
  if (const auto& tap = hover.tap;
      tap &&
      !(inside(tap->stage, stages) && stage(tap->stage).operation == core::Operation::depthwise &&
        inside(tap->q, read_by(tap->stage)) &&
        inside(tap->r, stage(tap->stage).layer.channel_multiplier) &&
        inside(tap->ky, stage(tap->stage).layer.kernel.height) &&
        inside(tap->kx, stage(tap->stage).layer.kernel.width)))
    result.tap.reset();
  if (const auto& weight = hover.weight;
      weight && !(inside(weight->stage, stages) &&
                  stage(weight->stage).operation == core::Operation::pointwise &&
                  inside(weight->t, read_by(weight->stage)) &&
                  inside(weight->k, stage(weight->stage).layer.out_channels)))
    result.weight.reset();
  return result;
}

}  // namespace

Highlight highlight(const Hover& hover, const Place& pin, const core::Chain& list,
                    const core::Shape& in) {
  return Builder(still_there(hover, list, in), clamped(pin, list, in), list, in).build();
}

Highlight highlight_of_step(const core::Stage& of, int result, const core::Step& step,
                            const core::Chain& list, const core::Shape& in) {
  const core::Value& v = step.value;
  const Place place{result, v.oy, v.ox, v.channel};
  if (of.operation == core::Operation::pointwise) {
    Hover hover;
    hover.weight = MixCell{step.source, v.channel, result - 1};
    Highlight h = highlight(hover, place, list, in);
    if (has_input_pixels(list, result)) h.source.place = place;
    h.pinned = true;
    return h;
  }
  Highlight h = highlight({}, place, list, in);
  h.tap = step.tap;
  const auto source = static_cast<std::size_t>(of.reads);
  h.channels[source] = step.source;
  h.lit[source] = only(static_cast<int>(h.lit[source].size()), step.source);
  return h;
}

PixelBox window_box(const OutputPixel& pixel, const core::Layer& layer, const core::Shape& in) {
  const core::Pads around = core::pads(layer, in);
  const core::Extent size = core::effective_kernel(layer);
  return {core::input_index(pixel.row, 0, layer.strides.height, 1, around.top),
          core::input_index(pixel.column, 0, layer.strides.width, 1, around.left), size.height,
          size.width};
}

Place input_place(const Highlight& h, const core::Chain& list, const core::Shape& in) {
  if (h.source.place && has_input_pixels(list, h.source.place->result)) return *h.source.place;
  return input_under(window_layer(list), in, h.pixel.row, h.pixel.column);
}

}  // namespace twofold::model::inline steps
