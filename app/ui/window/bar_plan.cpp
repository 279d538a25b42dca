#include "app/ui/window/bar_plan.h"

#include <algorithm>
#include <iterator>

#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/layout.h"
#include "core/chain/blocks.h"

namespace twofold::ui::inline window {
namespace {

constexpr BarFit kFits[] = {{14, 150, 132, true, true}, {12, 126, 120, true, true},
                            {8, 108, 104, true, true},  {10, 120, 104, false, true},
                            {8, 108, 92, false, true},  {8, 120, 100, false, false},
                            {6, 120, 88, false, false}};
/// Before a class everything is twice as large: the track is, too.
constexpr BarFit kPresentFit{6, 62, 96, false, false};

using Row = std::vector<BarThing>;
const Row kAlways{BarThing::name, BarThing::picture, BarThing::operation, BarThing::undo,
                  BarThing::redo, BarThing::more,    BarThing::reset};
const Row kLayer{BarThing::multiplier, BarThing::strides, BarThing::kernel, BarThing::outputs};
const Row kAll{BarThing::name,    BarThing::picture, BarThing::operation, BarThing::multiplier,
               BarThing::strides, BarThing::kernel,  BarThing::outputs,   BarThing::undo,
               BarThing::redo,    BarThing::more,    BarThing::reset};
const Row kPresented{BarThing::picture, BarThing::operation, BarThing::multiplier,
                     BarThing::strides, BarThing::kernel,    BarThing::outputs,
                     BarThing::leave};
const Row kOnPhone{BarThing::picture, BarThing::operation, BarThing::multiplier,
                   BarThing::strides, BarThing::kernel,    BarThing::outputs,
                   BarThing::undo,    BarThing::redo,      BarThing::more};

float operation_width(const Frame& frame, bool in_sight) {
  const std::vector<std::string> names = operation_names(frame);
  const std::vector<std::string_view> labels(names.begin(), names.end());
  return in_sight ? segmented_width(frame, labels) : combo_width(frame, "", names);
}

float width_of(const Frame& frame, const BarFit& fit, BarThing thing) {
  switch (thing) {
    case BarThing::name: return text_width(frame.fonts.title, "Twofold") + frame.px(2);
    case BarThing::picture: return frame.px(fit.picture);
    case BarThing::operation: return operation_width(frame, fit.operations_in_sight);
    case BarThing::multiplier:
      return slider_width(frame, fit.names_in_full ? "multiplier" : "m", fit.track);
    case BarThing::strides: return stepper_width(frame, "stride");
    case BarThing::kernel: return stepper_width(frame, "kernel");
    case BarThing::outputs: return slider_width(frame, "out", fit.track);
    case BarThing::undo:
    case BarThing::redo: return control_height(frame);
    case BarThing::more: return button_width(frame, "More", true);
    case BarThing::reset: return button_width(frame, "Reset all");
    case BarThing::leave: return button_width(frame, "Leave");
  }
  return 0;
}

float edge(const BarFit& fit) { return std::min(16.0f, fit.gap + 2); }

bool fits(const Frame& frame, const BarFit& fit, const Row& row, float room) {
  float width = 2 * frame.px(edge(fit)) - frame.px(fit.gap);
  for (const BarThing thing : row) width += width_of(frame, fit, thing) + frame.px(fit.gap);
  return width <= room;
}

/// The things in rows that are no wider than the bar.
std::vector<Row> wrapped(const Frame& frame, const BarFit& fit, const Row& things, float room) {
  std::vector<Row> rows{{}};
  for (const BarThing thing : things) {
    rows.back().push_back(thing);
    if (rows.back().size() == 1 || fits(frame, fit, rows.back(), room)) continue;
    rows.back().pop_back();
    rows.push_back({thing});
  }
  return rows;
}

BarPlan placed(const Frame& frame, const BarFit& fit, const std::vector<Row>& rows,
               const Rect& bar) {
  BarPlan plan{fit, static_cast<int>(rows.size()), {}};
  const float height = control_height(frame);
  float middle = bar.min.y + bar_row_height(frame) / 2;
  for (const Row& row : rows) {
    float x = bar.min.x + frame.px(edge(fit));
    for (const BarThing thing : row) {
      const float width = width_of(frame, fit, thing);
      plan.places[static_cast<std::size_t>(thing)] = {{x, middle - height / 2},
                                                      {x + width, middle + height / 2}};
      x += width + frame.px(fit.gap);
    }
    middle += bar_row_height(frame);
  }
  return plan;
}

}  // namespace

std::vector<std::string> operation_names(const Frame& frame) {
  const core::Block* block = core::find_block(frame.document().block.name);
  return {"Regular", "Depthwise", std::string(block ? block->title : "Separable")};
}

BarPlan bar_plan(const Frame& frame, const Rect& bar) {
  const float room = bar.width();
  if (frame.present()) {
    const Row& things = frame.is_phone ? kOnPhone : kPresented;
    return placed(frame, kPresentFit, wrapped(frame, kPresentFit, things, room), bar);
  }
  for (const BarFit& fit : kFits)
    if (fits(frame, fit, kAll, room)) return placed(frame, fit, {kAll}, bar);
  for (const BarFit& fit : kFits)
    if (fits(frame, fit, kAlways, room) && fits(frame, fit, kLayer, room))
      return placed(frame, fit, {kAlways, kLayer}, bar);
  const BarFit& least = *std::rbegin(kFits);
  std::vector<Row> rows = wrapped(frame, least, kAlways, room);
  const std::vector<Row> layer = wrapped(frame, least, kLayer, room);
  rows.insert(rows.end(), layer.begin(), layer.end());
  return placed(frame, least, rows, bar);
}

}  // namespace twofold::ui::inline window
