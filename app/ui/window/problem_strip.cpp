#include "app/ui/window/problem_strip.h"

#include <algorithm>

#include "app/ui/controls/control.h"
#include "app/ui/draw/draw.h"

namespace twofold::ui::inline window {
namespace {

/// The control in the bar that a problem belongs to; what is not in the bar is under More.
const char* control_of(core::Field field) {
  switch (field) {
    case core::Field::input: return "picture";
    case core::Field::kernel: return "kernel";
    case core::Field::strides: return "strides";
    case core::Field::channel_multiplier: return "channel_multiplier";
    case core::Field::out_channels: return "out_channels";
    default: return "more";
  }
}

void outline_control(Frame& frame, core::Field field) {
  const Drawn* control = frame.registry.find(control_of(field));
  if (!control) return;
  const Rect at = Rect{control->min, control->max}.shrunk(-frame.px(2));
  outline(frame, at, frame.palette.warning, frame.px(2), frame.px(6));
}

}  // namespace

void problem_strip(Frame& frame, const Rect& lanes) {
  const std::vector<core::Problem>& problems = frame.session.problems();
  if (problems.empty()) return;
  for (const core::Problem& problem : problems) outline_control(frame, problem.field);
  fill(frame, lanes, fade(frame.palette.dim, 0.8f));

  const float line = line_height(frame.fonts.body);
  const float room = lanes.width() - frame.px(24);
  float lines = 0;
  for (const core::Problem& problem : problems)
    lines += static_cast<float>(paragraph_lines(frame.fonts.body, problem.sentence, room));
  const Rect strip = lanes.top(std::min(lanes.height(), lines * line + frame.px(14)));
  fill(frame, strip, frame.palette.overlay, frame.px(8));
  outline(frame, strip, frame.palette.warning, 1, frame.px(8));
  frame.registry.add({"problem", strip.min, strip.max, 0});
  float y = strip.min.y + frame.px(7) + line / 2;
  for (const core::Problem& problem : problems)
    y += paragraph(frame, frame.fonts.body, {strip.min.x + frame.px(12), y}, frame.palette.warning,
                   problem.sentence, room);
}

}  // namespace twofold::ui::inline window
