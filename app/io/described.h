// What a session is asked for and how it looks, member by member: the one list that recordings are
// written and read by. An action that is missing here does not compile.
//
//     describe(visitor, action)    calls visitor(name, member) for each member
//
// Whole numbers are counts and places, from 0 on; visitor.any() takes those that may be below.
#pragma once

#include "app/io/described_values.h"

namespace twofold::io {

// Actions on the document.
// clang-format off
template <class V> void describe(V& v, model::OpenPictures& a) { v("batch", a.batch); }
template <class V> void describe(V& v, model::SetLongestSide& a) { v("longest_side", a.longest_side); }
template <class V> void describe(V& v, model::SetGrey& a) { v("grey", a.grey); }
template <class V> void describe(V& v, model::SetInput& a) { v("source", a.source); v("shape", a.shape); v("pattern", a.pattern); }
template <class V> void describe(V& v, model::SetMultiplier& a) { v.any("value", a.value); }
template <class V> void describe(V& v, model::SetOutChannels& a) { v.any("value", a.value); }
template <class V> void describe(V& v, model::SetKernel& a) { v("size", a.size); }
template <class V> void describe(V& v, model::SetStrides& a) { v("strides", a.strides); }
template <class V> void describe(V& v, model::SetDilations& a) { v("dilations", a.dilations); }
template <class V> void describe(V& v, model::SetPadding& a) { v("padding", a.padding); }
template <class V> void describe(V& v, model::SetPads& a) { v("pads", a.pads); }
template <class V> void describe(V& v, model::SetConvention& a) { v("name", a.name); }
template <class V> void describe(V& v, model::SetLayer& a) { v("layer", a.layer); }
template <class V> void describe(V& v, model::SetBlock& a) { v("name", a.name); }
template <class V> void describe(V& v, model::SetExpansion& a) { v.any("value", a.value); }
template <class V> void describe(V& v, model::SetGroups& a) { v.any("value", a.value); }
template <class V> void describe(V& v, model::SetAfter& a) { v("stage", a.stage); v("after", a.after); }
template <class V> void describe(V& v, model::SetAfterValues& a) { v("stage", a.stage); v("values", a.values); }
template <class V> void describe(V& v, model::SetBits& a) { v("stage", a.stage); v("bits", a.bits); }
template <class V> void describe(V& v, model::SetBypass& a) { v("bypass", a.bypass); }
template <class V> void describe(V& v, model::SetFilters& a) { v("word", a.word); }
template <class V> void describe(V& v, model::SetSeed& a) { v("seed", a.seed); }
template <class V> void describe(V& v, model::SetMix& a) { v("mix", a.mix); }
template <class V> void describe(V& v, model::ChoosePreset& a) { v("q", a.q); v("r", a.r); v("preset", a.preset); }
template <class V> void describe(V& v, model::SetKernelCell& a) { v("q", a.q); v("r", a.r); v("ky", a.ky); v("kx", a.kx); v("value", a.value); }
template <class V> void describe(V& v, model::NormaliseKernel& a) { v("q", a.q); v("r", a.r); }
template <class V> void describe(V& v, model::SetWeight& a) { v("t", a.t); v("k", a.k); v("value", a.value); v.any("stage", a.stage); }
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
template <class V> void describe(V& v, model::ScrollRows& a) { v("to", a.to); v("other", a.other); }
template <class V> void describe(V& v, model::ScrollOutputs& a) { v("to", a.to); }
template <class V> void describe(V& v, model::ScrollColumns& a) { v("to", a.to); v("other", a.other); }
template <class V> void describe(V& v, model::SplitLanes& a) { v("lane", a.lane); v("at", a.at); }
template <class V> void describe(V& v, model::SplitBottom& a) { v("at", a.at); }
template <class V> void describe(V& v, model::ChooseTheme& a) { v("theme", a.theme); }
template <class V> void describe(V& v, model::ScaleWords& a) { v("to", a.to); }
template <class V> void describe(V& v, model::LessMotion& a) { v("on", a.on); }
template <class V> void describe(V& v, model::Present& a) { v("on", a.on); }
template <class V> void describe(V& v, model::OpenLane& a) { v("lane", a.lane); }
template <class V> void describe(V& v, model::OpenLarge& a) { v("picture", a.picture); }
template <class V> void describe(V&, model::CloseLarge&) {}
template <class V> void describe(V& v, model::OpenCost& a) { v("page", a.page); }
template <class V> void describe(V&, model::CloseCost&) {}
template <class V> void describe(V& v, model::CountAs& a) { v("counting", a.counting); }
template <class V> void describe(V& v, model::ChooseNetwork& a) { v("network", a.network); }
template <class V> void describe(V& v, model::ScaleNetwork& a) { v("scale", a.scale); }
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
template <class V> void describe(V&, model::BeginSlowly&) {}
template <class V> void describe(V&, model::PlayAgain&) {}
template <class V> void describe(V& v, model::SetStepUnit& a) { v("unit", a.unit); }
template <class V> void describe(V& v, model::SetStepOrder& a) { v("order", a.order); }
template <class V> void describe(V& v, model::SetWalkedStage& a) { v.any("stage", a.stage); }
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
template <class V> void describe(V&, model::ToggleCamera&) {}
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
