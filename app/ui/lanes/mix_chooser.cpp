#include "app/ui/lanes/mix_chooser.h"

#include <string>
#include <vector>

#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"
#include "app/ui/lanes/lane.h"
#include "app/ui/lanes/loupe.h"

namespace twofold::ui::inline lanes {
namespace {

/// In place of what cannot act while the fold is off.
void switch_on(Frame& frame, const Rect& at) {
  if (!button(frame, at,
              {.id = "switch fold 2 on",
               .label = "Off: switch it on",
               .look = ButtonLook::accent,
               .help = "Fold 2 is off: every output is one intermediate, and the weights here act "
                       "on nothing. This switches it on."}))
    return;
  model::Bypass bypass = frame.document().bypass;
  bypass.pointwise = false;
  frame.emit(model::SetBypass{bypass});
}

}  // namespace

void mix_chooser(Frame& frame, const Rect& lane) {
  if (frame.present()) return;
  std::vector<std::string> labels;
  int chosen = -1;
  for (const model::MixPresetRow& row : model::mix_presets()) {
    if (row.preset == frame.document().bank.mix && frame.document().bank.weights.empty())
      chosen = static_cast<int>(labels.size());
    labels.emplace_back(row.label);
  }
  const Rect foot = lane_parts(frame, lane).foot;
  // In a low window the ways out need the foot; the rule is under More, too.
  if (foot.height() < 6 * line_height_of_cells(frame)) return;
  const Rect at = foot.bottom(control_height(frame) + frame.px(10)).top(control_height(frame));
  if (frame.document().bypass.pointwise) return switch_on(frame, at);
  if (const auto m = combo(frame, at,
                           {.id = "mix rule",
                            .label = "mix",
                            .options = labels,
                            .chosen = chosen,
                            .placeholder = "typed",
                            .help = "A rule for all weights; then work them one by one."}))
    frame.emit(model::SetMix{model::mix_presets()[static_cast<std::size_t>(*m)].preset});
}

}  // namespace twofold::ui::inline lanes
