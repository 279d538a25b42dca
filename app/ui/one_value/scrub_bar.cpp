#include "app/ui/one_value/scrub_bar.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/model/steps/prediction.h"
#include "app/ui/controls/control.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline one_value {
namespace {

constexpr float kTrack = 4;
constexpr float kKnob = 6;
constexpr float kLeastSpacing = 4;  ///< marks closer than this are left out

float x_of(const model::Walk& w, const Rect& track, std::int64_t done) {
  const double share = static_cast<double>(done - w.first) /
                       static_cast<double>(std::max<std::int64_t>(w.length(), 1));
  return track.min.x + static_cast<float>(std::clamp(share, 0.0, 1.0)) * track.width();
}

std::int64_t done_at(const model::Walk& w, const Rect& track, float x) {
  const double share = within((x - track.min.x) / track.width(), 0.0f, 1.0f);
  return w.first + std::llround(share * static_cast<double>(w.length()));
}

/// The boundaries of a unit inside the walk; empty when there are more than `most`.
std::vector<std::int64_t> boundaries(const model::Walk& w, core::Unit unit, std::size_t most) {
  std::vector<std::int64_t> found;
  const core::Schedule& s = w.clock();
  for (std::int64_t n = s.next(w.first, unit); n < std::min(w.last, s.count());
       n = s.next(n, unit)) {
    found.push_back(n);
    if (found.size() > most) return {};
  }
  return found;
}

/// Marks of the units from the largest down, shorter and fainter each, while there is room.
void draw_marks(Frame& frame, const model::Walk& w, const Rect& track) {
  const auto most = static_cast<std::size_t>(how_many(track.width(), frame.px(kLeastSpacing)));
  const auto units = w.clock().units();
  float reach = frame.px(9);
  for (std::size_t i = units.size(); i-- > 1;) {
    const auto marks = boundaries(w, units[i], most);
    for (const std::int64_t mark : marks) {
      const float x = std::round(x_of(w, track, mark));
      frame.draw->AddLine({x, track.centre().y - reach}, {x, track.centre().y + reach},
                          frame.palette.text_faint);
    }
    if (!marks.empty()) reach -= frame.px(3);
    if (reach < frame.px(3)) return;
  }
}

std::string value_name(const core::Schedule& s, const core::Value& v) {
  return fmt::format("{}{} at [{}, {}]", s.stage(v.stage).letter, v.channel, v.oy, v.ox);
}

void explain_place(Frame& frame, const model::Walk& w, std::int64_t done) {
  const core::Schedule& s = w.clock();
  const std::int64_t n = std::min(done, s.count() - 1);
  const core::Step step = s.at(n);
  explain(frame, value_name(s, step.value),
          fmt::format("Multiply-add {}: number {} of {} of this value.", count(n), step.term + 1,
                      step.terms));
}

/// Where the keys move a focused bar: by a hundredth, by a tenth, to the ends.
std::optional<std::int64_t> keyed(const Frame& frame, const model::Walk& w, std::int64_t done) {
  const Focus& focus = frame.window.focus;
  if (focus.presses(Key::home) > 0) return w.first;
  if (focus.presses(Key::end) > 0) return w.last;
  const int hundredths = focus.presses(Key::right) - focus.presses(Key::left) +
                         10 * (focus.presses(Key::page_down) - focus.presses(Key::page_up));
  if (hundredths == 0) return std::nullopt;
  const std::int64_t step = std::max<std::int64_t>(w.length() / 100, 1);
  return std::clamp(done + hundredths * step, w.first, w.last);
}

}  // namespace

std::optional<std::int64_t> scrub_bar(Frame& frame, const Rect& rect) {
  const model::Walk& w = *frame.session.walk();
  const model::Playback& p = frame.view().playback;
  const float knob = frame.px(kKnob);
  const Rect track{{rect.min.x + knob, rect.min.y}, {rect.max.x - knob, rect.max.y}};
  if (track.width() <= 0) return std::nullopt;
  const Pressable state = pressable(frame, "scrub", rect, true, "", "");
  const auto [hovered, held] = std::pair{state.hovered, state.held};
  if (state.focused) focus_ring(frame, rect);

  const float y = rect.centre().y;
  const float half = frame.px(kTrack) / 2;
  if (!p.hidden.shape && !model::hides_cost(p)) draw_marks(frame, w, track);
  fill(frame, {{track.min.x, y - half}, {track.max.x, y + half}}, frame.palette.track, half);
  const float x = p.active ? x_of(w, track, p.done) : track.min.x;
  fill(frame, {{track.min.x, y - half}, {x, y + half}}, frame.palette.accent, half);
  frame.draw->AddCircleFilled({x, y}, held || hovered ? knob : knob - frame.px(1),
                              p.active ? frame.palette.accent : frame.palette.text_faint);
  const std::int64_t done = done_at(w, track, ImGui::GetIO().MousePos.x);
  if ((hovered || held) && !frame.present() && !p.hidden.any()) explain_place(frame, w, done);
  if (held && done != p.done) return done;
  return state.focused ? keyed(frame, w, p.done) : std::nullopt;
}

}  // namespace twofold::ui::inline one_value
