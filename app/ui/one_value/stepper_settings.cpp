#include "app/ui/one_value/stepper_settings.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"

namespace twofold::ui::inline one_value {
namespace {

using model::Playback;

constexpr const char* kCard = "step settings";

/// Two or three choices in the card of settings; the new one.
template <class T, std::size_t N>
std::optional<T> choose(Frame& frame, const Rect& rect, const Segmented& spec,
                        const std::array<T, N>& values) {
  const auto chosen = segmented(frame, rect, spec);
  if (!chosen) return std::nullopt;
  return values[static_cast<std::size_t>(*chosen)];
}

/// All stages, or each of the list alone.
std::vector<std::string> stage_choices(const Frame& frame) {
  const model::Evaluation* e = frame.session.numbers();
  if (!e || e->document.block == model::BlockChoice{})
    return {"both folds", "depthwise only", "mix only"};
  std::vector<std::string> names{"all"};
  for (const core::Stage& stage : e->stages.list.stages) names.push_back(stage.label);
  return names;
}

/// Which stage, in which order.
void choose_walk(Frame& frame, Rect rest, float line) {
  static constexpr std::array<std::string_view, 2> kOrders{"stage by stage", "pixel by pixel"};
  static constexpr std::array kOrderValues{core::Order::by_stage, core::Order::by_pixel};
  const Playback& p = frame.view().playback;
  const bool has_folds = frame.view().operation == model::OperationView::separable;
  const std::vector<std::string> names = stage_choices(frame);
  const std::vector<std::string_view> labels(names.begin(), names.end());
  const Segmented parts{.id = "step part",
                        .labels = labels,
                        .chosen = p.stage < static_cast<int>(names.size()) - 1 ? p.stage + 1 : 0,
                        .enabled = has_folds,
                        .title = "Which fold is walked",
                        .help = has_folds ? "All steps, or those of one fold alone."
                                          : "There is one stage in this operation. Choose "
                                            "Separable in the bar to walk either fold."};
  const float height = control_height(frame);
  if (const auto part = segmented(frame, rest.top(height), parts))
    frame.walk(model::SetWalkedStage{*part - 1});
  const bool has_order = p.stage == model::kEveryStage && !p.loops;
  const Segmented orders{.id = "step order",
                         .labels = kOrders,
                         .chosen = static_cast<int>(p.order),
                         .enabled = has_order,
                         .title = "Order",
                         .help = has_order ? "All of z first, then all of y; or both folds at "
                                             "every pixel. The numbers are the same."
                                           : "Steps of one fold, or of one pixel, have one "
                                             "order. Choose both folds and leave the loop first."};
  if (const auto order = choose(frame, rest.without_top(line).top(height), orders, kOrderValues))
    frame.walk(model::SetStepOrder{*order});
}

/// What is to be predicted, any of four.
void choose_facts(Frame& frame, const Rect& row) {
  struct Fact {
    const char* name;
    bool model::Facts::*on;
    const char* help;
  };
  static constexpr std::array<Fact, 4> kFacts{
      {{"value", &model::Facts::value, "What every step comes to."},
       {"shape", &model::Facts::shape, "The shapes of z and y, after every change of a setting."},
       {"cost", &model::Facts::cost, "Weights and multiply-adds, after every change of a setting."},
       {"winner", &model::Facts::winner, "Of the race; the costs would tell it and are hidden."}}};
  const float gap = frame.px(6);
  const float width = (row.width() - 3 * gap) / 4;
  Rect at = row.left(width);
  for (const Fact& fact : kFacts) {
    model::Facts facts = frame.view().playback.asked;
    if (button(frame, at,
               {.id = std::string("predict ") + fact.name,
                .label = fact.name,
                .on = facts.*fact.on,
                .help = fact.help})) {
      facts.*fact.on = !(facts.*fact.on);
      frame.walk(model::AskFor{facts});
    }
    at = {{at.max.x + gap, at.min.y}, {at.max.x + gap + width, at.max.y}};
  }
}

/// To the pinned pixel, and out of the steps.
void go_buttons(Frame& frame, const Rect& row) {
  const float half = (row.width() - frame.px(6)) / 2;
  if (button(frame, row.left(half),
             {.id = "step to pin",
              .label = "to the pinned pixel",
              .help = "Goes to the moment when the pinned value is complete."}))
    frame.walk(model::GoToPin{});
  if (button(frame, row.right(half),
             {.id = "step leave",
              .label = "leave (Esc)",
              .enabled = frame.view().playback.active,
              .help = frame.view().playback.active
                          ? "Shows the finished pictures again."
                          : "The pictures are finished: no step was taken yet."}))
    frame.walk(model::LeaveSteps{});
}

}  // namespace

void open_stepper_settings() { open_popover(kCard); }

void stepper_settings(Frame& frame, const Rect& anchor) {
  const float line = control_height(frame) + frame.px(6);
  const float padding = popover_padding(frame);
  const float width = frame.px(330);
  Popover card(frame, kCard, anchor, {width, 6 * line + 2 * padding});
  if (!card) return;
  Rect rest = card.content();
  const float height = control_height(frame);
  choose_walk(frame, rest, line);
  rest = rest.without_top(2 * line);
  const Playback& p = frame.view().playback;
  if (toggle(frame, rest.top(height),
             {.id = "step loop",
              .label = "loop over the pinned pixel",
              .on = p.loops,
              .help = "Plays the steps of one pixel again and again, through both folds."}))
    frame.walk(model::ToggleLoop{});
  rest = rest.without_top(line);
  if (toggle(frame, rest.top(height),
             {.id = "step predict",
              .label = "predict first",
              .on = p.predicts,
              .help = "Hides what is chosen below until the next key, so that a class can commit "
                      "itself before it sees it. Key H"}))
    frame.walk(model::TogglePrediction{});
  rest = rest.without_top(line);
  choose_facts(frame, rest.top(height));
  rest = rest.without_top(line);
  go_buttons(frame, rest.top(height));
}

}  // namespace twofold::ui::inline one_value
