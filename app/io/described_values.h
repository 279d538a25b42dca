// Members of the values that what is asked for (app/io/described.h) is made of.
#pragma once

#include "app/io/recording.h"

namespace twofold::io {

template <class V>
void describe(V& v, core::Extent& e) {
  v("height", e.height);
  v("width", e.width);
}
template <class V>
void describe(V& v, core::Shape& s) {
  v("batch", s.batch);
  v("height", s.height);
  v("width", s.width);
  v("channels", s.channels);
}
template <class V>
void describe(V& v, core::Pads& p) {
  v("top", p.top);
  v("bottom", p.bottom);
  v("left", p.left);
  v("right", p.right);
}
template <class V>
void describe(V& v, core::Layer& l) {
  v("kernel", l.kernel);
  v("strides", l.strides);
  v("dilations", l.dilations);
  v("padding", l.padding);
  v("channel_multiplier", l.channel_multiplier);
  v("out_channels", l.out_channels);
}
template <class V>
void describe(V& v, model::PictureRef& p) {
  v("id", p.id);
  v("width", p.width);
  v("height", p.height);
  v("channels", p.channels);
  v("name", p.name);
}
template <class V>
void describe(V& v, model::Bypass& b) {
  v("depthwise", b.depthwise);
  v("pointwise", b.pointwise);
}
template <class V>
void describe(V& v, model::FilterWord& w) {
  v("origin", w.origin);
  v("preset", w.preset);
}
template <class V>
void describe(V& v, model::Place& p) {
  v("result", p.result);
  v("row", p.row);
  v("column", p.column);
  v("channel", p.channel);
}
template <class V>
void describe(V& v, core::AfterSum& a) {
  v("bias", a.bias);
  v("normalisation", a.normalisation);
  v("activation", a.activation);
}
template <class V>
void describe(V& v, core::WeightBits& b) {
  v("bits", b.bits);
  v("scale_per_channel", b.scale_per_channel);
}
/// One channel of what is typed behind a stage, and its number.
struct NumberedAfter {
  int channel = 0;
  model::ChannelAfter typed;
};
template <class V>
void describe(V& v, NumberedAfter& n) {
  v("channel", n.channel);
  v("bias", n.typed.bias);
  v("scale", n.typed.scale);
  v("shift", n.typed.shift);
  v("mean", n.typed.mean);
  v("variance", n.typed.variance);
}
template <class V>
void describe(V& v, model::AfterValues& a) {
  v("epsilon", a.epsilon);
  v("folded", a.folded);
  std::vector<NumberedAfter> channels;
  channels.reserve(a.channels.size());
  for (const auto& [channel, typed] : a.channels) channels.push_back({channel, typed});
  v("channels", channels);
  a.channels.clear();
  for (const NumberedAfter& n : channels) a.channels[n.channel] = n.typed;
}
template <class V>
void describe(V& v, model::FilterCell& c) {
  v("q", c.q);
  v("r", c.r);
  v("ky", c.ky);
  v("kx", c.kx);
  v("stage", c.stage);
}
template <class V>
void describe(V& v, model::MixCell& c) {
  v("t", c.t);
  v("k", c.k);
  v("stage", c.stage);
}
template <class V>
void describe(V& v, model::Hover& h) {
  v("all_channels", h.all_channels);
  v("place", h.place);
  v("tap", h.tap);
  v("weight", h.weight);
}
template <class V>
void describe(V& v, paint::PictureKey& k) {
  v("kind", k.kind);
  v("channel", k.channel);
  v("result", k.result);
}
template <class V>
void describe(V& v, model::Counting& c) {
  v("flops", c.flops);
  v("bias", c.bias);
  v("padding", c.padding);
}
template <class V>
void describe(V& v, core::NetworkScale& s) {
  v("width", s.width);
  v("side", s.side);
}
template <class V>
void describe(V& v, model::CostLook& c) {
  v("open", c.open);
  v("page", c.page);
  v("counting", c.counting);
  v("network", c.network);
  // As published it is not told: recordings that know no other stay good.
  std::optional<core::NetworkScale> scale;
  if (c.network_scale != core::NetworkScale{}) scale = c.network_scale;
  v("network_scale", scale);
  c.network_scale = scale.value_or(core::NetworkScale{});
  v("network_side", c.network_side);
  v("network_layer", c.network_layer);
}
template <class V>
void describe(V& v, model::Facts& f) {
  v("value", f.value);
  v("shape", f.shape);
  v("cost", f.cost);
  v("winner", f.winner);
}
template <class V>
void describe(V& v, model::RaceTimes& t) {
  v("separable", t.separable);
  v("standard", t.standard);
}
template <class V>
void describe(V& v, core::FilterShape& s) {
  v("height", s.height);
  v("width", s.width);
  v("in", s.in);
  v("out", s.out);
}
template <class V>
void describe(V& v, core::Filter& f) {
  v("shape", f.shape);
  v("values", f.values);
}
/// A kernel whose values do not fill its shape is none.
template <class V>
void describe(V& v, model::TargetKernel& t) {
  v("source", t.source);
  v("seed", t.seed);
  v("name", t.name);
  std::optional<core::Filter> given;
  if (t.kernel) given = *t.kernel;
  v("kernel", given);
  if (given && std::ssize(given->values) == given->shape.count())
    t.kernel = std::make_shared<const core::Filter>(*std::move(given));
}
template <class V>
void describe(V& v, model::SliceChoice& s) {
  v("q", s.q);
  v("k", s.k);
}
template <class V>
void describe(V& v, model::LostLook& l) {
  v("multiplier", l.multiplier);
  v("slice", l.slice);
}
template <class V>
void describe(V& v, core::TrainingSettings& s) {
  v("optimiser", s.optimiser);
  v("learning_rate", s.learning_rate);
  v("initialisation", s.initialisation);
  v("seed", s.seed);
}
template <class V>
void describe(V& v, model::TrainingLook& t) {
  v("task", t.task);
  v("sigma", t.sigma);
  v("settings", t.settings);
  v("student", t.student);
  v("channel", t.channel);
  v("weight", t.weight);
  v("step", t.step);
  v("playing", t.playing);
  v("carry", t.carry);
  v("speed", t.speed);
  v("axis", t.axis);
  v("side", t.side);
}
template <class V>
void describe(V& v, model::LearningLook& l) {
  v("open", l.open);
  v("page", l.page);
  v("target", l.target);
  v("lost", l.lost);
  v("training", l.training);
}
template <class V>
void describe(V& v, model::Viewport& p) {
  v("centre_x", p.centre_x);
  v("centre_y", p.centre_y);
  v("zoom", p.zoom);
}
template <class V>
void describe(V& v, model::Playback& p) {
  v("active", p.active);
  v("playing", p.playing);
  v("done", p.done);
  v("carry", p.carry);
  v("speed", p.speed);
  v("begins_slowly", p.begins_slowly);
  v("slow_from", p.slow_from);
  v("slow_seconds", p.slow_seconds);
  v("unit", p.unit);
  v("order", p.order);
  v.any("stage", p.stage);
  v("loops", p.loops);
  v("predicts", p.predicts);
  v("asked", p.asked);
  v("hidden", p.hidden);
  v("shown", p.shown);
  v("races", p.races);
  v("by_clock", p.by_clock);
}
template <class V>
void describe(V& v, model::ViewState& s) {
  v("pin", s.pin);
  v("pin_was_dragged", s.pin_was_dragged);
  v("hover", s.hover);
  v("batch_index", s.batch_index);
  v("operation", s.operation);
  v("output_view", s.output_view);
  v("range_mode", s.range_mode);
  v("typed_range", s.typed_range);
  v("scales_are_held", s.scales_are_held);
  v.any("written_z", s.written_z);
  v.any("written_x", s.written_x);
  v("playback", s.playback);
  v("values_as_bytes", s.values_as_bytes);
  v("viewport", s.viewport);
  v("rows_scroll", s.rows_scroll);
  v("other_rows_scroll", s.other_rows_scroll);
  v("outputs_scroll", s.outputs_scroll);
  v("columns_scroll", s.columns_scroll);
  v("other_columns_scroll", s.other_columns_scroll);
  v("lane_splits", s.lane_splits);
  v("bottom_split", s.bottom_split);
  v("theme", s.theme);
  v("less_motion", s.less_motion);
  v("ui_zoom", s.ui_zoom);
  v("present", s.present);
  v("present_lane", s.present_lane);
  v("large", s.large);
  v("cost", s.cost);
  v("learning", s.learning);
  v("links_fade", s.links_fade);
  v("recent_pictures", s.recent_pictures);
}

}  // namespace twofold::io
