// The lane of a stage, whichever kind it is, and the ways from the last one to the output.
#include "app/ui/draw/draw.h"
#include "app/ui/lanes/lane.h"
#include "app/ui/lanes/panels.h"

namespace twofold::ui::inline lanes {
namespace {

using core::Operation;

Operation operation_of(const Frame& frame, int stage) {
  if (frame.view().operation == model::OperationView::regular) return Operation::standard;
  return frame.session.numbers()->stages.stage(stage).operation;
}

/// What goes around the stages and is added at the end: under the lanes, and up to a plus.
void way_around(Frame& frame, const Layout& at) {
  const float level = (at.output.max.y + at.one_value.min.y) / 2;
  const float radius = frame.px(7);
  const ImVec2 plus{at.output.min.x + frame.px(12), at.output.max.y - frame.px(14)};
  const float from = at.input.centre().x;
  link(frame, {{{from, at.input.max.y - frame.px(2)},
                {from, level},
                {plus.x, level},
                {plus.x, plus.y + radius}},
               frame.palette.accent,
               frame.px(2),
               false});
  frame.draw->AddCircleFilled(plus, radius, frame.palette.panel_raised, 24);
  frame.draw->AddCircle(plus, radius, frame.palette.accent, 24, frame.px(1.5f));
  text(frame, frame.fonts.strong, plus, frame.palette.accent, "+", Align::centre);
  const Rect box{{plus.x - radius, plus.y - radius}, {plus.x + radius, plus.y + radius}};
  frame.registry.add({"way around", box.min, box.max, 0});
  if (box.contains(ImGui::GetIO().MousePos) && !frame.present())
    explain(frame, "The way around",
            "The input itself is added to what the last stage makes, channel by channel.");
}

}  // namespace

void panel_stage(Frame& frame, const Rect& rect, int stage) {
  switch (operation_of(frame, stage)) {
    case Operation::depthwise: return panel_fold1(frame, rect, stage);
    case Operation::pointwise: return panel_fold2(frame, rect, stage);
    case Operation::standard:
    case Operation::grouped: return panel_regular(frame, rect);
  }
}

void links_to_output(Frame& frame, const Layout& at) {
  const int last = static_cast<int>(at.stages.size()) - 1;
  switch (operation_of(frame, last)) {
    case Operation::pointwise: links_to_outputs(frame, at.stages.back(), last); break;
    case Operation::standard:
    case Operation::grouped: link_from_block(frame, at.stages.back()); break;
    case Operation::depthwise: break;
  }
  const core::Chain& list = frame.session.numbers()->stages.list;
  const bool shows_all = shown_stages(frame) == static_cast<int>(list.stages.size()) ||
                         frame.view().operation == model::OperationView::regular;
  if (list.stages.back().adds && shows_all) way_around(frame, at);
}

}  // namespace twofold::ui::inline lanes
