// A lane that Present mode has folded: its name and all its channels, so that the pin is seen in
// every lane. A click makes it the wide one.
#include <fmt/format.h>

#include <algorithm>

#include "app/model/state/stages.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/lanes/channel_list.h"
#include "app/ui/lanes/lane.h"
#include "app/ui/lanes/panels.h"

namespace twofold::ui::inline lanes {
namespace {

/// The chosen column of a matrix, weight by weight, each with what it multiplies before it.
void column_of_weights(Frame& frame, const Rect& room, int stage) {
  const model::Path& path = frame.session.path();
  const model::Evaluation& e = *frame.session.numbers();
  const core::Filter& p = e.filter(stage);
  const int source = e.stages.stage(stage).reads;
  const std::string letter = model::letter_of(e.stages.list, source);
  const int chosen = path.channel(stage + 1);
  const int on_path = path.channel(source);
  float limit = 0;
  for (const float weight : p.values) limit = std::max(limit, std::abs(weight));
  const float line = line_height(frame.fonts.mono) + frame.px(8);
  text(frame, frame.fonts.strong, {room.min.x, room.min.y + line / 2}, frame.palette.text,
       fmt::format("to {}{}", model::letter_of(e.stages.list, stage + 1), chosen));
  const Rect rows = room.without_top(line);
  const bool all = how_many(rows.height(), line) >= p.shape.in;
  const int fit = std::clamp(how_many(rows.height(), line) - (all ? 0 : 1), 1, p.shape.in);
  const int first = std::clamp(on_path - fit / 2, 0, p.shape.in - fit);
  for (int i = 0; i < fit; ++i) {
    const int t = first + i;
    const float top = rows.min.y + line * static_cast<float>(i);
    const Rect row{{rows.min.x, top + frame.px(2)}, {rows.max.x, top + line - frame.px(2)}};
    text(frame, frame.fonts.strong, {row.min.x, row.centre().y}, result_hue(frame, source, t),
         fmt::format("{}{}", letter, t));
    const Rect body = row.without_left(frame.px(32));
    const ImU32 colour = signed_cell(frame.palette, p.at(0, 0, t, chosen), limit);
    fill(frame, body, colour, frame.px(3));
    text_fitted(frame, frame.fonts.mono, body.centre(), ink_on(colour), cell(p.at(0, 0, t, chosen)),
                body.width());
    if (t == on_path) selection_outline(frame, body, frame.px(1.5f));
  }
  if (all) return;
  const Rect at{{rows.min.x, rows.min.y + line * static_cast<float>(fit)}, rows.max};
  const std::string more = fmt::format("+{} more", p.shape.in - fit);
  if (button(frame, at.top(line), {.id = "more P", .label = more, .help = ""}))
    frame.look(model::OpenLane{stage + 1});
}

/// What of the lane is left: what is not shown opens it.
void list_of(Frame& frame, const Rect& room, ChannelList list, int lane) {
  list.more = [&frame, lane](int) { frame.look(model::OpenLane{lane}); };
  channel_list(frame, room, list);
}

/// Whether a filter has a slice for each of several inputs, over a window.
bool has_slices(core::Operation operation) {
  return operation != core::Operation::depthwise && operation != core::Operation::pointwise;
}

}  // namespace

std::string lane_name(const Frame& frame, int lane) {
  if (lane == model::kInput) return "Input";
  if (lane == model::kOutput) return "Output";
  if (frame.view().operation == model::OperationView::regular) return "Filters";
  const bool is_separable =
      frame.session.numbers()->document.block.name == model::BlockChoice{}.name;
  return fmt::format("{} {}", is_separable ? "Fold" : "Stage", lane);
}

void panel_folded(Frame& frame, const Rect& rect, int lane) {
  const std::string name = lane_name(frame, lane);
  card(frame, rect, frame.palette.panel, frame.palette.panel_border);
  const Rect inside = rect.shrunk(frame.px(8));
  const Button unfold{.id = fmt::format("unfold {}", name), .label = name, .help = ""};
  if (button(frame, inside.top(control_height(frame)), unfold)) frame.look(model::OpenLane{lane});
  const Rect room = inside.without_top(control_height(frame) + frame.px(6));
  if (frame.is_phone) return;  // the name is all there is room for
  const bool is_regular = frame.view().operation == model::OperationView::regular;
  // With room for the line around the chosen one.
  const float line = frame.px(2);
  frame.draw->PushClipRect({room.min.x - line, room.min.y}, {room.max.x + line, room.max.y}, true);
  const int stage = lane - 1;
  const auto operation = [&] { return frame.session.numbers()->stages.stage(stage).operation; };
  if (lane == model::kInput)
    list_of(frame, room, input_list(frame), lane);
  else if (lane == model::kOutput)
    list_of(frame, room, output_list(frame), lane);
  else if (is_regular || has_slices(operation()))
    list_of(frame, room, slice_list(frame), lane);
  else if (operation() == core::Operation::depthwise)
    list_of(frame, room, result_list(frame, lane), lane);
  else
    column_of_weights(frame, room, stage);
  frame.draw->PopClipRect();
}

}  // namespace twofold::ui::inline lanes
