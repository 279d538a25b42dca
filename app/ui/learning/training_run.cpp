// The run: its buttons, its bar, its losses.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/model/learning/learning_chart.h"
#include "app/ui/controls/press_area.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw_figure.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/learning/learning_parts.h"
#include "app/ui/learning/training_parts.h"

namespace twofold::ui::inline learning {
namespace {

constexpr std::array<int, 6> kSpeeds{10, 50, 150, 500, 1500, 3000};
constexpr std::array<std::string_view, 3> kAxes{"Steps", "Multiply-adds", "Seconds"};

const std::vector<std::string>& speed_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    all.reserve(kSpeeds.size());
    for (const int speed : kSpeeds) all.push_back(fmt::format("{} steps/s", speed));
    return all;
  }();
  return names;
}

/// The five buttons; returns where they end.
float buttons(Frame& frame, const Rect& rect) {
  const model::TrainingLook& look = frame.view().learning.training;
  const float side = rect.height();
  float x = rect.min.x;
  const auto press = [&](const IconButton& spec) {
    const Rect at{{x, rect.min.y}, {x + side, rect.max.y}};
    x += side + frame.px(2);
    return icon_button(frame, at, spec);
  };
  if (press({.id = "training start",
             .icon = Icon::to_start,
             .title = "Before the first step",
             .help = "Home"}))
    frame.learn(model::GoToTrainingStep{0});
  if (press({.id = "training back",
             .icon = Icon::back,
             .title = "One step back",
             .help = "Key , and with Shift 100 steps",
             .repeats = true}))
    frame.learn(model::StepTraining{-1});
  if (press({.id = "training play",
             .icon = look.playing ? Icon::pause : Icon::play,
             .title = look.playing ? "Pause" : "Play",
             .help = "All students take the same steps from the same seed. Key: Space",
             .on = look.playing}))
    frame.learn(model::PlayTraining{!look.playing});
  if (press({.id = "training on",
             .icon = Icon::forward,
             .title = "One step on",
             .help = "Key . and with Shift 100 steps",
             .repeats = true}))
    frame.learn(model::StepTraining{1});
  if (press({.id = "training end",
             .icon = Icon::to_end,
             .title = "To the end of the run",
             .help = "End"}))
    frame.learn(model::GoToTrainingStep{model::kRunSteps});
  return x;
}

void scrub(Frame& frame, const model::Classroom& room, const Rect& rect) {
  const Pressable state = pressable(frame, "training scrub", rect, true, "", "");
  if (state.focused) focus_ring(frame, rect);
  const float knob = frame.px(6);
  const Rect track{{rect.min.x + knob, rect.min.y}, {rect.max.x - knob, rect.max.y}};
  const float half = frame.px(2);
  const float y = middle(rect);
  const auto x_of = [&](int step) {
    return track.min.x + track.width() * static_cast<float>(step) / model::kRunSteps;
  };
  const int step = frame.view().learning.training.step;
  fill(frame, {{track.min.x, y - half}, {track.max.x, y + half}}, frame.palette.track, half);
  fill(frame, {{track.min.x, y - half}, {x_of(room.steps), y + half}},
       fade(frame.palette.accent, 0.35f), half);
  fill(frame, {{track.min.x, y - half}, {x_of(step), y + half}}, frame.palette.accent, half);
  frame.draw->AddCircleFilled({x_of(step), y}, knob, frame.palette.accent);
  if (!state.held || track.width() <= 0) return;
  const float share = (ImGui::GetIO().MousePos.x - track.min.x) / track.width();
  const int to = static_cast<int>(std::lround(within(share, 0.0f, 1.0f) * model::kRunSteps));
  if (to != step) frame.learn(model::GoToTrainingStep{to});
}

/// A step of the looked-at student in the unit of the plot's axis.
double axis_units(const model::Classroom& room, model::LossAxis axis, int student) {
  const model::Pupil& pupil = room.pupils[static_cast<std::size_t>(student)];
  switch (axis) {
    case model::LossAxis::steps: return 1;
    case model::LossAxis::macs: return static_cast<double>(pupil.outcome.macs_a_step);
    case model::LossAxis::seconds: return pupil.seconds_a_step;
  }
  return 1;
}

}  // namespace

void training_transport(Frame& frame, const model::Classroom& room, const Rect& row) {
  const model::TrainingLook& look = frame.view().learning.training;
  if (look.playing) frame.learn(model::TrainOn{static_cast<double>(ImGui::GetIO().DeltaTime)});
  Rect rest = row.without_left(buttons(frame, row) - row.min.x + frame.px(8));
  const float axes = segmented_width(frame, kAxes);
  if (const auto chosen = segmented(frame, rest.right(axes),
                                    {.id = "training axis",
                                     .labels = kAxes,
                                     .chosen = static_cast<int>(look.axis),
                                     .title = "The losses' axis",
                                     .help = "A step costs each student something else."}))
    frame.learn(model::ChooseLossAxis{static_cast<model::LossAxis>(*chosen)});
  rest = rest.without_right(axes + frame.px(10));
  const float speeds = combo_width(frame, "", speed_names());
  const auto at = std::lower_bound(kSpeeds.begin(), kSpeeds.end(), look.speed);
  const int chosen = std::min<int>(static_cast<int>(at - kSpeeds.begin()), kSpeeds.size() - 1);
  if (const auto n = combo(frame, rest.right(speeds),
                           {.id = "training speed",
                            .label = "",
                            .options = speed_names(),
                            .chosen = chosen,
                            .help = "How fast the run is played."}))
    frame.learn(model::SetTrainingSpeed{kSpeeds[static_cast<std::size_t>(*n)]});
  rest = rest.without_right(speeds + frame.px(10));
  const std::string words = fmt::format("step {:>4} of {}", look.step, count(model::kRunSteps));
  const float width = text_width(frame.fonts.mono_small, words);
  text(frame, frame.fonts.mono_small, {rest.max.x - width, middle(rest)}, frame.palette.text_quiet,
       words);
  scrub(frame, room, rest.without_right(width + frame.px(10)));
}

void training_losses(Frame& frame, const model::Classroom& room, const Rect& rect) {
  const model::TrainingLook& look = frame.view().learning.training;
  const float scale = frame.px(1);
  const model::LossChart chart = model::loss_chart(model::loss_curves(room), look.axis,
                                                   {rect.width() / scale, rect.height() / scale});
  draw_figure(frame, chart.drawing, rect.min);
  const Rect plot = plot_of(frame, rect.min, chart.x, chart.y);
  const double unit = axis_units(room, look.axis, look.student);
  const int shown = room.pupils[static_cast<std::size_t>(look.student)].step;
  const float x = rect.min.x + frame.px(chart.x.pixel(unit * shown));
  frame.draw->AddLine({x, plot.min.y}, {x, plot.max.y}, frame.palette.accent, frame.px(1.5f));
  frame.registry.add({"training losses", plot.min, plot.max, 0});
  press_area("training losses", plot);
  const bool active = ImGui::IsItemActive();
  if (!active && !ImGui::IsItemHovered()) return;
  const double value = chart.x.value((ImGui::GetIO().MousePos.x - rect.min.x) / scale);
  const int step =
      static_cast<int>(std::lround(within(value / unit, 0.0, double{model::kRunSteps})));
  if (active && step != look.step) frame.learn(model::GoToTrainingStep{step});
  ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (!frame.present())
    explain(frame, fmt::format("Step {}", step),
            "Loss that is left, of what an output of zeros would leave. Dashed: the least that "
            "this many filters can leave. Drag to go through the run.");
}

}  // namespace twofold::ui::inline learning
