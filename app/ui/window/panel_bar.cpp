// The controls at the top: what is visible at first. Everything else is under More.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "app/model/state/change_words.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"
#include "app/ui/frame/window_state.h"
#include "app/ui/window/bar_plan.h"
#include "app/ui/window/more.h"
#include "app/ui/window/panels.h"
#include "core/check.h"

namespace twofold::ui::inline window {
namespace {

/// Where the outputs' knob stops: more than sixty steps could not be hit.
constexpr int kOutputStops[] = {1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64};

/// The name, shortened to what the button has room for.
std::string shortened(const Frame& frame, const std::string& label, float room) {
  if (button_width(frame, label, true) <= room) return label;
  std::string shorter = label;
  while (!shorter.empty() && button_width(frame, shorter + "\xe2\x80\xa6", true) > room) {
    // A whole character, whose bytes after the first begin with 10.
    while (shorter.size() > 1 && (static_cast<unsigned char>(shorter.back()) & 0xC0) == 0x80)
      shorter.pop_back();
    shorter.pop_back();
  }
  return shorter + "\xe2\x80\xa6";
}

void picture_button(Frame& frame, const Rect& at) {
  const model::Document& d = frame.document();
  const std::string name =
      d.source == model::InputSource::noise || d.batch.empty() ? "noise" : d.batch.front().name;
  const std::string label =
      d.batch.size() > 1 ? fmt::format("{} +{}", name, d.batch.size() - 1) : name;
  const std::string words = shortened(frame, label, at.width());
  const std::string help =
      (words == label ? "" : label + ". ") +
      std::string("Choose another picture, open your own, or drop one on the window.");
  if (button(frame, at, {.id = "picture", .label = words, .help = help, .opens = true}))
    frame.window.shows_browser = !frame.window.shows_browser;
}

constexpr std::string_view kOperationHelp =
    "The same picture and pin, seen by the standard convolution, by the depthwise stage alone, or "
    "by both folds.";

void operation_switch(Frame& frame, const Rect& at, bool in_sight) {
  const auto choose = [&frame](int to) {
    frame.look(model::ShowOperation{static_cast<model::OperationView>(to)});
  };
  const std::vector<std::string> names = operation_names(frame);
  if (!in_sight) {
    const Combo list{.id = "operation",
                     .label = "",
                     .options = names,
                     .chosen = static_cast<int>(frame.view().operation),
                     .help = kOperationHelp};
    if (const auto chosen = combo(frame, at, list)) choose(*chosen);
    return;
  }
  const std::vector<std::string_view> labels(names.begin(), names.end());
  const Segmented spec{.id = "operation",
                       .labels = labels,
                       .chosen = static_cast<int>(frame.view().operation),
                       .title = "Operation",
                       .help = kOperationHelp};
  if (const auto chosen = segmented(frame, at, spec)) choose(*chosen);
}

/// A stepper for both axes at once; where they differ, the words that say so open More.
template <class MakeAction>
void linked(Frame& frame, const Rect& at, const Stepper& spec, core::Extent value,
            MakeAction&& make) {
  if (spec.id == "strides") outline_if_lit(frame, at, {Term::strides});
  if (spec.id == "kernel") outline_if_lit(frame, at, {Term::di, Term::dj});
  if (value.height != value.width) {
    const std::string label = fmt::format("{} {}x{}", spec.label, value.height, value.width);
    if (button(frame, at, {.id = spec.id, .label = label, .help = spec.help})) open_more(frame);
    return;
  }
  emit_chosen(frame, stepper(frame, at, spec), make);
}

void multiplier(Frame& frame, const BarPlan& plan) {
  const Rect at = plan.of(BarThing::multiplier);
  outline_if_lit(frame, at, {Term::m});
  const IntSlider spec{.id = "channel_multiplier",
                       .label = plan.multiplier_label(),
                       .value = frame.document().layer.channel_multiplier,
                       .lowest = 1,
                       .highest = 16,
                       .highest_typed = core::kMaxMultiplier,
                       .help =
                           "channel_multiplier: how many filters every input channel meets. "
                           "Raising it keeps those that are there."};
  emit_chosen(frame, slider(frame, at, spec), [](int m) { return model::SetMultiplier{m}; });
}

void outputs(Frame& frame, const Rect& at) {
  const IntSlider spec{.id = "out_channels",
                       .label = "out",
                       .value = frame.document().layer.out_channels,
                       .lowest = 1,
                       .highest = 64,
                       .highest_typed = core::kMaxChannels,
                       .stops = kOutputStops,
                       .help =
                           "out_channels: how many mixtures fold 2 makes. Papers call it N or "
                           "K. The wheel and the arrows go one by one."};
  emit_chosen(frame, slider(frame, at, spec), [](int k) { return model::SetOutChannels{k}; });
}

/// Every change of the numbers can be taken back; the buttons say which.
void undo_and_redo(Frame& frame, const BarPlan& plan) {
  const model::History& history = frame.session.history();
  const std::string undoes =
      history.can_undo()
          ? "Takes back: " + change_words(history.before(), history.now()) + ". Ctrl+Z"
          : "Nothing was changed yet. Ctrl+Z takes back what you change.";
  if (icon_button(frame, plan.of(BarThing::undo),
                  {.id = "undo",
                   .icon = Icon::undo,
                   .title = "Undo",
                   .help = undoes,
                   .enabled = history.can_undo()}))
    frame.request(model::Undo{});
  const std::string redoes =
      history.can_redo()
          ? "Does again: " + change_words(history.now(), history.after()) + ". Ctrl+Y"
          : "Nothing was taken back. Ctrl+Y does again what undo took back.";
  if (icon_button(frame, plan.of(BarThing::redo),
                  {.id = "redo",
                   .icon = Icon::redo,
                   .title = "Redo",
                   .help = redoes,
                   .enabled = history.can_redo()}))
    frame.request(model::Redo{});
}

void layer_controls(Frame& frame, const BarPlan& plan) {
  const core::Layer& layer = frame.document().layer;
  multiplier(frame, plan);
  linked(frame, plan.of(BarThing::strides),
         {.id = "strides",
          .label = "stride",
          .value = layer.strides.height,
          .highest = 8,
          .help = "Pixels from one window to the next. Both axes here; apart under More."},
         layer.strides, [](int s) {
           return model::SetStrides{{s, s}};
         });
  linked(frame, plan.of(BarThing::kernel),
         {.id = "kernel",
          .label = "kernel",
          .value = layer.kernel.height,
          .highest = 11,
          .help = "Height and width of every filter. Non-square ones under More."},
         layer.kernel, [](int k) {
           return model::SetKernel{{k, k}};
         });
  outputs(frame, plan.of(BarThing::outputs));
}

}  // namespace

void panel_bar(Frame& frame, const Rect& rect) {
  fill(frame, rect, frame.palette.panel);
  const BarPlan plan = bar_plan(frame, rect);
  frame.window.bar_rows = plan.rows;
  if (!frame.present()) {
    const Rect name = plan.of(BarThing::name);
    text(frame, frame.fonts.title, {name.min.x, name.centre().y}, frame.palette.text, "Twofold");
  }
  picture_button(frame, plan.of(BarThing::picture));
  operation_switch(frame, plan.of(BarThing::operation), plan.fit.operations_in_sight);
  layer_controls(frame, plan);
  if (frame.present() && !frame.is_phone) {
    if (button(frame, plan.of(BarThing::leave), {.id = "leave", .label = "Leave", .help = ""}))
      frame.look(model::Present{false});
    return;
  }
  undo_and_redo(frame, plan);
  more_button(frame, plan.of(BarThing::more));
  if (frame.is_phone) return;
  if (button(frame, plan.of(BarThing::reset),
             {.id = "reset",
              .label = "Reset all",
              .look = ButtonLook::quiet,
              .help = "Back to the opening, exactly. Undo brings your work back."}))
    frame.request(model::ResetAll{});
}

}  // namespace twofold::ui::inline window
