// Where the session stands: its pin, its walk through the steps, what is lit.
#include <algorithm>

#include "app/model/session/session.h"
#include "app/model/steps/prediction.h"

namespace twofold::model::inline session {

void Session::place_pin() {
  pin_home_ = striking_place(*numbers_);
  pin_document_ = numbers_->document;
  pin_is_placed_ = true;
  carry_pin();
}

void Session::carry_pin() {
  if (problems_.empty()) view_.pin = carried_over(pin_home_, pin_document_, document());
}

/// The pin in the coordinates of the numbers, which may still be an earlier document's.
Place Session::pin_of_numbers() const {
  return clamped(carried_over(pin_home_, pin_document_, numbers_->document), numbers_->stages.list,
                 numbers_->x()->shape);
}

WalkedLayer Session::walked_layer() const {
  return {numbers_->stages.list, numbers_->collapsed.list, numbers_->x()->shape, view_.operation,
          pin_of_numbers(),      view_.batch_index,        race_times()};
}

std::optional<RaceTimes> Session::race_times() const {
  if (holds_numbers_) return told_times_;
  const auto measured = measurer_.latest();
  if (!measured || !measured->done || measured->layer != numbers_->document.layer ||
      measured->in != numbers_->x()->shape)
    return std::nullopt;
  return RaceTimes{measured->of(Way::fused).median, measured->of(Way::standard).median};
}

/// The walk over the present numbers as the playback wants it, standing at the same value.
void Session::refresh_walk() {
  if (!numbers_) return;
  const WalkKey key = model::walk_key(view_.playback, walked_layer());
  if (walk_ && key == walk_key_) return;
  walk_key_ = key;
  const SharedWalk before = walk_;
  walk_ = std::make_shared<const Walk>(model::walk(view_.playback, walked_layer()));
  if (before) view_.playback = carried_over(view_.playback, *before, *walk_);
}

/// Present has room for one lane: that of the fold which the steps have come to. Steps that go
/// pixel by pixel change folds all the time, so there it stays where it is.
void Session::follow_fold(const Playback& before, const core::Step& step) {
  if (view_.playback.races || walk_->schedule.order() != core::Order::by_stage) return;
  const auto from = before.active ? position(before, *walk_) : std::nullopt;
  const int stage = step.value.stage;
  if (from && from->step.value.stage == stage) return;
  // What the last stage makes stands in the output's lane.
  view_.present_lane = stage + 1 < walk_->schedule.stages() ? stage + 1 : kOutput;
}

/// A pin that is dragged takes the playback with it; a playback that moves is kept in sight.
void Session::follow_playback(const ViewState& before) {
  if (!numbers_ || !view_.playback.active) return;
  if (!(before.pin == view_.pin) && !view_.playback.races)
    view_.playback = taken_along(view_.playback, *walk_, walked_layer());
  if (before.playback.done == view_.playback.done) return;
  const auto at = position(view_.playback, *walk_);
  if (!at) return;
  const core::Value& value = at->step.value;
  // The steps are those of earlier numbers until there are new ones.
  view_.batch_index = std::min(value.b, input_shape(document()).batch - 1);
  follow_fold(before.playback, at->step);
  const core::Extent size = walk_->schedule.size();
  if (!view_.playback.races)
    view_.viewport =
        showing(view_.viewport, (value.ox + 0.5) / size.width, (value.oy + 0.5) / size.height);
}

Highlight Session::lit() const {
  const core::Chain& list = numbers_->stages.list;
  const core::Shape in = numbers_->x()->shape;
  Highlight of_look = highlight(view_.hover, pin_of_numbers(), list, in);
  if (!view_.playback.active || view_.playback.races) return of_look;
  const auto at = position(view_.playback, *walk_);
  if (!at) return of_look;
  if (follows_steps(view_))
    return highlight_of_step(walk_->schedule.stage(at->step.value.stage),
                             walk_->result_of(at->step.value.stage), at->step, list, in);
  const core::Value& value = at->step.value;
  const Place place{walk_->result_of(value.stage), value.oy, value.ox, value.channel};
  of_look.ghost = output_pixel(place, list, in);
  return of_look;
}

void Session::refresh_highlight() {
  if (!numbers_) return;
  highlight_ = lit();
  path_ = looked_at_path(*numbers_, highlight_, view_);
}

}  // namespace twofold::model::inline session
