// The controls at the top: what is visible at first. Everything else is under More.
#include <fmt/format.h>

#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"
#include "app/ui/frame/window_state.h"
#include "app/ui/window/more.h"
#include "app/ui/window/panels.h"
#include "core/check.h"

namespace twofold::ui::inline window {
namespace {

constexpr std::string_view kOperations[] = {"Regular", "Depthwise", "Separable"};

/// Hands out places from left to right.
class Shelf {
 public:
  Shelf(Frame& frame, const Rect& bar)
      : gap_(frame.px(14)),
        top_(bar.centre().y - control_height(frame) / 2),
        bottom_(top_ + control_height(frame)),
        x_(bar.min.x + frame.px(16)) {}

  Rect next(float width) {
    const Rect at{{x_, top_}, {x_ + width, bottom_}};
    x_ += width + gap_;
    return at;
  }

 private:
  float gap_, top_, bottom_, x_;
};

void picture_button(Frame& frame, Shelf& shelf) {
  const model::Document& d = frame.document();
  const std::string name =
      d.source == model::InputSource::noise || d.batch.empty() ? "noise" : d.batch.front().name;
  const std::string label =
      d.batch.size() > 1 ? fmt::format("{} +{}", name, d.batch.size() - 1) : name;
  const float width = std::min(button_width(frame, label, true), frame.px(150));
  if (button(frame, shelf.next(width),
             {.id = "picture",
              .label = label,
              .help = "Choose another picture, open your own, or drop one on the window.",
              .opens = true}))
    frame.window.shows_browser = !frame.window.shows_browser;
}

void operation_switch(Frame& frame, Shelf& shelf) {
  const Segmented spec{.id = "operation",
                       .labels = kOperations,
                       .chosen = static_cast<int>(frame.view().operation),
                       .title = "Operation",
                       .help =
                           "The same picture and pin, seen by the standard convolution, by the "
                           "depthwise stage alone, or by both folds."};
  if (const auto chosen = segmented(frame, shelf.next(segmented_width(frame, kOperations)), spec))
    frame.look([to = static_cast<model::OperationView>(*chosen)](model::ViewState& v) {
      v.operation = to;
    });
}

/// A stepper for both axes at once; where they differ, the words that say so open More.
template <class MakeAction>
void linked(Frame& frame, Shelf& shelf, const Stepper& spec, core::Extent value,
            MakeAction&& make) {
  const Rect at = shelf.next(stepper_width(frame, spec.label));
  if (spec.id == "strides") outline_if_lit(frame, at, {Term::strides});
  if (spec.id == "kernel") outline_if_lit(frame, at, {Term::di, Term::dj});
  if (value.height != value.width) {
    const std::string label = fmt::format("{} {}x{}", spec.label, value.height, value.width);
    if (button(frame, at, {.id = spec.id, .label = label, .help = spec.help})) open_more(frame);
    return;
  }
  emit_chosen(frame, stepper(frame, at, spec), make);
}

}  // namespace

void panel_bar(Frame& frame, const Rect& rect) {
  fill(frame, rect, frame.palette.panel);
  const core::Layer& layer = frame.document().layer;
  Shelf shelf(frame, rect);
  const Rect name = shelf.next(text_width(frame.fonts.title, "Twofold") + frame.px(2));
  text(frame, frame.fonts.title, {name.min.x, name.centre().y}, frame.palette.text, "Twofold");
  if (!frame.present()) {
    picture_button(frame, shelf);
    operation_switch(frame, shelf);
  }

  const Rect multiplier = shelf.next(slider_width(frame, "multiplier", 84));
  outline_if_lit(frame, multiplier, {Term::m});
  emit_chosen(frame,
              slider(frame, multiplier,
                     IntSlider{.id = "channel_multiplier",
                               .label = "multiplier",
                               .value = layer.channel_multiplier,
                               .lowest = 1,
                               .highest = 16,
                               .highest_typed = core::kMaxMultiplier,
                               .help = "channel_multiplier: how many filters every input channel "
                                       "meets. Raising it keeps those that are there."}),
              [](int m) { return model::SetMultiplier{m}; });
  linked(frame, shelf,
         {.id = "strides",
          .label = "stride",
          .value = layer.strides.height,
          .highest = 8,
          .help = "Pixels from one window to the next. Both axes here; apart under More."},
         layer.strides, [](int s) {
           return model::SetStrides{{s, s}};
         });
  linked(frame, shelf,
         {.id = "kernel",
          .label = "kernel",
          .value = layer.kernel.height,
          .highest = 11,
          .help = "Height and width of every filter. Non-square ones under More."},
         layer.kernel, [](int k) {
           return model::SetKernel{{k, k}};
         });
  emit_chosen(frame,
              slider(frame, shelf.next(slider_width(frame, "out", 84)),
                     IntSlider{.id = "out_channels",
                               .label = "out",
                               .value = layer.out_channels,
                               .lowest = 1,
                               .highest = 64,
                               .highest_typed = core::kMaxChannels,
                               .help = "out_channels: how many mixtures fold 2 makes."}),
              [](int k) { return model::SetOutChannels{k}; });
  if (frame.present()) {
    if (button(frame, shelf.next(button_width(frame, "Leave")),
               {.id = "leave", .label = "Leave", .help = ""}))
      frame.look([](model::ViewState& v) { v.present = false; });
    return;
  }
  more_button(frame, shelf.next(button_width(frame, "More", true)));
  if (button(frame, shelf.next(button_width(frame, "Reset all")),
             {.id = "reset",
              .label = "Reset all",
              .look = ButtonLook::quiet,
              .help = "Back to the opening, exactly. Undo brings your work back."}))
    frame.request(model::ResetAll{});
}

}  // namespace twofold::ui::inline window
