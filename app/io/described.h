// What a session is asked for and how it looks, member by member: the one list that recordings are
// written and read by. An action that is missing here does not compile.
//
//     describe(visitor, action)    calls visitor(name, member) for each member
//
// Whole numbers are counts and places, from 0 on; visitor.any() takes those that may be below.
#pragma once

#include "app/io/recording.h"

namespace twofold::io {

// Values that others are made of.
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
  v("stage", p.stage);
  v("row", p.row);
  v("column", p.column);
  v("channel", p.channel);
}
template <class V>
void describe(V& v, model::FilterCell& c) {
  v("q", c.q);
  v("r", c.r);
  v("ky", c.ky);
  v("kx", c.kx);
}
template <class V>
void describe(V& v, model::MixCell& c) {
  v("t", c.t);
  v("k", c.k);
}
template <class V>
void describe(V& v, model::Hover& h) {
  v("place", h.place);
  v("tap", h.tap);
  v("weight", h.weight);
}
template <class V>
void describe(V& v, paint::PictureKey& k) {
  v("kind", k.kind);
  v("channel", k.channel);
}
template <class V>
void describe(V& v, model::Counting& c) {
  v("flops", c.flops);
  v("bias", c.bias);
  v("padding", c.padding);
}
template <class V>
void describe(V& v, model::CostLook& c) {
  v("open", c.open);
  v("page", c.page);
  v("counting", c.counting);
  v("network", c.network);
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
  v("unit", p.unit);
  v("order", p.order);
  v("part", p.part);
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
  v("outputs_scroll", s.outputs_scroll);
  v("columns_scroll", s.columns_scroll);
  v("lane_splits", s.lane_splits);
  v("bottom_split", s.bottom_split);
  v("theme", s.theme);
  v("ui_zoom", s.ui_zoom);
  v("present", s.present);
  v("present_lane", s.present_lane);
  v("large", s.large);
  v("cost", s.cost);
  v("learning", s.learning);
  v("links_fade", s.links_fade);
  v("recent_pictures", s.recent_pictures);
}

// Actions on the document.
// clang-format off
template <class V> void describe(V& v, model::OpenPictures& a) { v("batch", a.batch); }
template <class V> void describe(V& v, model::SetLongestSide& a) { v("longest_side", a.longest_side); }
template <class V> void describe(V& v, model::SetGrey& a) { v("grey", a.grey); }
template <class V> void describe(V& v, model::SetNoiseInput& a) { v("shape", a.shape); }
template <class V> void describe(V& v, model::SetMultiplier& a) { v.any("value", a.value); }
template <class V> void describe(V& v, model::SetOutChannels& a) { v.any("value", a.value); }
template <class V> void describe(V& v, model::SetKernel& a) { v("size", a.size); }
template <class V> void describe(V& v, model::SetStrides& a) { v("strides", a.strides); }
template <class V> void describe(V& v, model::SetDilations& a) { v("dilations", a.dilations); }
template <class V> void describe(V& v, model::SetPadding& a) { v("padding", a.padding); }
template <class V> void describe(V& v, model::SetLayer& a) { v("layer", a.layer); }
template <class V> void describe(V& v, model::SetBypass& a) { v("bypass", a.bypass); }
template <class V> void describe(V& v, model::SetFilters& a) { v("word", a.word); }
template <class V> void describe(V& v, model::SetSeed& a) { v("seed", a.seed); }
template <class V> void describe(V& v, model::SetMix& a) { v("mix", a.mix); }
template <class V> void describe(V& v, model::ChoosePreset& a) { v("q", a.q); v("r", a.r); v("preset", a.preset); }
template <class V> void describe(V& v, model::SetKernelCell& a) { v("q", a.q); v("r", a.r); v("ky", a.ky); v("kx", a.kx); v("value", a.value); }
template <class V> void describe(V& v, model::NormaliseKernel& a) { v("q", a.q); v("r", a.r); }
template <class V> void describe(V& v, model::SetWeight& a) { v("t", a.t); v("k", a.k); v("value", a.value); }
template <class V> void describe(V& v, model::SetBias& a) { v("k", a.k); v("value", a.value); }
template <class V> void describe(V&, model::ClearBias&) {}
template <class V> void describe(V& v, model::SetActivation& a) { v("activation", a.activation); }
template <class V>
void describe(V& v, model::TakeFilters& a) {
  core::Filter depthwise = a.filters.get() ? a.filters.get()->depthwise : core::Filter{};
  core::Filter pointwise = a.filters.get() ? a.filters.get()->pointwise : core::Filter{};
  v("layer", a.layer);
  v("depthwise", depthwise);
  v("pointwise", pointwise);
  a.filters = depthwise.values.empty() && pointwise.values.empty()
                  ? model::GivenFilters{}
                  : model::GivenFilters{std::move(depthwise), std::move(pointwise)};
}
template <class V> void describe(V& v, model::ReplaceDocument& a) { v("document", a.document); }

// On the look.
template <class V> void describe(V& v, model::PointAt& a) { v("hover", a.hover); }
template <class V> void describe(V& v, model::SetPin& a) { v("place", a.place); }
template <class V> void describe(V& v, model::MovePin& a) { v("place", a.place); }
template <class V> void describe(V& v, model::ShowPicture& a) { v("batch_index", a.batch_index); }
template <class V> void describe(V& v, model::ShowOperation& a) { v("operation", a.operation); }
template <class V> void describe(V& v, model::ShowResult& a) { v("result", a.result); }
template <class V> void describe(V& v, model::SetRange& a) { v("mode", a.mode); }
template <class V> void describe(V& v, model::SetTypedRange& a) { v("limit", a.limit); }
template <class V> void describe(V& v, model::HoldScales& a) { v("on", a.on); }
template <class V> void describe(V& v, model::ShowBytes& a) { v("on", a.on); }
template <class V> void describe(V& v, model::WriteOutIntermediate& a) { v.any("channel", a.channel); }
template <class V> void describe(V& v, model::WriteOutInput& a) { v.any("channel", a.channel); }
template <class V> void describe(V& v, model::Pan& a) { v("dx", a.dx); v("dy", a.dy); }
template <class V> void describe(V& v, model::ZoomAbout& a) { v("x", a.x); v("y", a.y); v("factor", a.factor); }
template <class V> void describe(V& v, model::BringIntoSight& a) { v("x", a.x); v("y", a.y); }
template <class V> void describe(V&, model::ShowWhole&) {}
template <class V> void describe(V& v, model::ScrollRows& a) { v("to", a.to); }
template <class V> void describe(V& v, model::ScrollOutputs& a) { v("to", a.to); }
template <class V> void describe(V& v, model::ScrollColumns& a) { v("to", a.to); }
template <class V> void describe(V& v, model::SplitLanes& a) { v("lane", a.lane); v("at", a.at); }
template <class V> void describe(V& v, model::SplitBottom& a) { v("at", a.at); }
template <class V> void describe(V& v, model::ChooseTheme& a) { v("theme", a.theme); }
template <class V> void describe(V& v, model::ScaleWords& a) { v("by", a.by); }
template <class V> void describe(V& v, model::Present& a) { v("on", a.on); }
template <class V> void describe(V& v, model::OpenLane& a) { v("lane", a.lane); }
template <class V> void describe(V& v, model::OpenLarge& a) { v("picture", a.picture); }
template <class V> void describe(V&, model::CloseLarge&) {}
template <class V> void describe(V& v, model::OpenCost& a) { v("page", a.page); }
template <class V> void describe(V&, model::CloseCost&) {}
template <class V> void describe(V& v, model::CountAs& a) { v("counting", a.counting); }
template <class V> void describe(V& v, model::ChooseNetwork& a) { v("network", a.network); }
template <class V> void describe(V& v, model::SetNetworkSide& a) { v("side", a.side); }
template <class V> void describe(V& v, model::ChooseNetworkLayer& a) { v("layer", a.layer); }
template <class V> void describe(V& v, model::RememberPictures& a) { v("paths", a.paths); }

// On the walk through the steps.
template <class V> void describe(V&, model::PlayOrPause&) {}
template <class V> void describe(V& v, model::PlayOn& a) { v("seconds", a.seconds); }
template <class V> void describe(V& v, model::StepBy& a) { v("size", a.size); v.any("direction", a.direction); }
template <class V> void describe(V& v, model::GoToStep& a) { v("done", a.done); }
template <class V> void describe(V&, model::GoToStart&) {}
template <class V> void describe(V&, model::GoToEnd&) {}
template <class V> void describe(V&, model::GoToPin&) {}
template <class V> void describe(V& v, model::SetSpeed& a) { v("level", a.level); }
template <class V> void describe(V& v, model::ChangeSpeed& a) { v.any("levels", a.levels); }
template <class V> void describe(V& v, model::SetStepUnit& a) { v("unit", a.unit); }
template <class V> void describe(V& v, model::SetStepOrder& a) { v("order", a.order); }
template <class V> void describe(V& v, model::SetWalkedPart& a) { v("part", a.part); }
template <class V> void describe(V&, model::ToggleLoop&) {}
template <class V> void describe(V&, model::TogglePrediction&) {}
template <class V> void describe(V& v, model::AskFor& a) { v("facts", a.facts); }
template <class V> void describe(V&, model::ToggleRace&) {}
template <class V> void describe(V&, model::ToggleRaceClock&) {}
template <class V> void describe(V&, model::LeaveSteps&) {}

// On the pages about learning.
template <class V> void describe(V& v, model::OpenLearning& a) { v("page", a.page); }
template <class V> void describe(V&, model::CloseLearning&) {}
template <class V> void describe(V& v, model::ChooseKernel& a) { v("target", a.target); }
template <class V> void describe(V& v, model::FitWith& a) { v("multiplier", a.multiplier); }
template <class V> void describe(V& v, model::LookAtSlice& a) { v("slice", a.slice); }
template <class V> void describe(V& v, model::ChooseTask& a) { v("task", a.task); }
template <class V> void describe(V& v, model::SetSigma& a) { v("sigma", a.sigma); }
template <class V> void describe(V& v, model::SetTraining& a) { v("settings", a.settings); }
template <class V> void describe(V& v, model::PlayTraining& a) { v("on", a.on); }
template <class V> void describe(V& v, model::TrainOn& a) { v("seconds", a.seconds); }
template <class V> void describe(V& v, model::GoToTrainingStep& a) { v("step", a.step); }
template <class V> void describe(V& v, model::StepTraining& a) { v.any("by", a.by); }
template <class V> void describe(V& v, model::SetTrainingSpeed& a) { v("steps_a_second", a.steps_a_second); }
template <class V> void describe(V& v, model::LookAtStudent& a) { v("student", a.student); }
template <class V> void describe(V& v, model::LookAtOutput& a) { v("channel", a.channel); }
template <class V> void describe(V& v, model::PinWeight& a) { v("weight", a.weight); }
template <class V> void describe(V& v, model::ChooseLossAxis& a) { v("axis", a.axis); }
template <class V> void describe(V& v, model::ShowBeside& a) { v("side", a.side); }

// Requests.
template <class V> void describe(V&, model::Undo&) {}
template <class V> void describe(V&, model::Redo&) {}
template <class V> void describe(V&, model::ResetAll&) {}
template <class V> void describe(V& v, model::OpenPaths& a) { v("paths", a.paths); }
template <class V> void describe(V& v, model::SaveDocument& a) { v("path", a.path); }
template <class V> void describe(V& v, model::CopyText& a) { v("text", a.text); v("says", a.says); }
template <class V> void describe(V&, model::CopyLink&) {}
template <class V> void describe(V& v, model::EnterSetUp& a) { v("line", a.line); }
template <class V> void describe(V& v, model::Export& a) { v("folder", a.folder); }
template <class V> void describe(V&, model::ExportCharts&) {}
template <class V> void describe(V& v, model::OpenKernel& a) { v("path", a.path); }
template <class V> void describe(V&, model::ToggleFullScreen&) {}
template <class V> void describe(V&, model::SystemOpenDialog&) {}
template <class V> void describe(V&, model::Quit&) {}
// clang-format on

template <class V>
void describe(V& v, model::Edits::Change& c) {
  v("action", c.action);
  v("gesture", c.gesture);
}
template <class V>
void describe(V& v, model::Edits& e) {
  v("changes", e.changes);
  v("looks", e.looks);
  v("walks", e.walks);
  v("lessons", e.lessons);
  v("of_session", e.of_session);
  v("of_world", e.of_world);
}

template <class V>
void describe(V& v, WindowCards& c) {
  v("browser", c.browser);
  v("keys", c.keys);
  v("setup_line", c.setup_line);
  v("save", c.save);
  v("network_scroll", c.network_scroll);
  v.any("followed_row", c.followed_row);
  v("first_chip", c.first_chip);
  v.any("chosen_chip", c.chosen_chip);
}
template <class V>
void describe(V& v, RecordedFrame& f) {
  v("numbers", f.numbers);
  v("times", f.times);
  describe(v, f.edits);
  v("cards", f.cards);
  v("leads_to", f.leads_to);
}
template <class V>
void describe(V& v, RecordedStart& s) {
  v("width", s.width);
  v("height", s.height);
  v("document", s.document);
  v("ids", s.ids);
  v("view", s.view);
  v("pin_is_given", s.pin_is_given);
}

}  // namespace twofold::io
