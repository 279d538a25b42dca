// The controls at the top: what is visible at first. Everything else is under More.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"
#include "app/ui/frame/window_state.h"
#include "app/ui/window/more.h"
#include "app/ui/window/panels.h"
#include "core/chain/blocks.h"
#include "core/check.h"

namespace twofold::ui::inline window {
namespace {

/// The three lists that can be looked at; the last is the document's own.
std::vector<std::string> operation_names(const Frame& frame) {
  const core::Block* block = core::find_block(frame.document().block.name);
  return {"Regular", "Depthwise", std::string(block ? block->title : "Separable")};
}

/// How wide the bar's things are: the first that fits its window is taken, so that More and Reset
/// all are always at hand.
struct Fit {
  float gap;
  float track;    ///< of a slider
  float picture;  ///< the button with the picture's name
  bool names_in_full;
  bool operations_in_sight;  ///< else as a list
};
constexpr Fit kFits[] = {{14, 150, 132, true, true}, {14, 84, 132, true, true},
                         {10, 64, 104, true, true},  {10, 84, 104, true, false},
                         {6, 52, 88, false, false},  {4, 30, 70, false, false}};

/// Hands out places from left to right.
class Shelf {
 public:
  Shelf(const Frame& frame, const Rect& bar, const Fit& fit)
      : gap_(frame.px(fit.gap)),
        top_(bar.centre().y - control_height(frame) / 2),
        bottom_(top_ + control_height(frame)),
        x_(bar.min.x + frame.px(std::min(16.0f, fit.gap + 2))) {}

  Rect next(float width) {
    const Rect at{{x_, top_}, {x_ + width, bottom_}};
    x_ += width + gap_;
    return at;
  }

 private:
  float gap_, top_, bottom_, x_;
};

std::string_view multiplier_label(const Fit& fit) { return fit.names_in_full ? "multiplier" : "m"; }

/// All of the bar, with the gaps between.
float bar_width(const Frame& frame, const Fit& fit) {
  const std::vector<std::string> names = operation_names(frame);
  const std::vector<std::string_view> labels(names.begin(), names.end());
  const float operations =
      fit.operations_in_sight ? segmented_width(frame, labels) : combo_width(frame, "", names);
  const float widths[] = {text_width(frame.fonts.title, "Twofold") + frame.px(2),
                          frame.px(fit.picture),
                          operations,
                          slider_width(frame, multiplier_label(fit), fit.track),
                          stepper_width(frame, "stride"),
                          stepper_width(frame, "kernel"),
                          slider_width(frame, "out", fit.track),
                          button_width(frame, "More", true),
                          button_width(frame, "Reset all")};
  float all = frame.px(std::min(16.0f, fit.gap + 2));
  for (const float width : widths) all += width + frame.px(fit.gap);
  return all;
}

const Fit& fit_of(const Frame& frame, float width) {
  for (const Fit& fit : kFits)
    if (bar_width(frame, fit) <= width) return fit;
  return *std::rbegin(kFits);
}

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

void picture_button(Frame& frame, Shelf& shelf, const Fit& fit) {
  const model::Document& d = frame.document();
  const std::string name =
      d.source == model::InputSource::noise || d.batch.empty() ? "noise" : d.batch.front().name;
  const std::string label =
      d.batch.size() > 1 ? fmt::format("{} +{}", name, d.batch.size() - 1) : name;
  // Always as wide: a long name moves nothing.
  const float width = frame.px(fit.picture);
  const std::string words = shortened(frame, label, width);
  const std::string help =
      (words == label ? "" : label + ". ") +
      std::string("Choose another picture, open your own, or drop one on the window.");
  if (button(frame, shelf.next(width),
             {.id = "picture", .label = words, .help = help, .opens = true}))
    frame.window.shows_browser = !frame.window.shows_browser;
}

constexpr std::string_view kOperationHelp =
    "The same picture and pin, seen by the standard convolution, by the depthwise stage alone, or "
    "by both folds.";

void operation_switch(Frame& frame, Shelf& shelf, const Fit& fit) {
  const auto choose = [&frame](int to) {
    frame.look(model::ShowOperation{static_cast<model::OperationView>(to)});
  };
  const std::vector<std::string> names = operation_names(frame);
  if (!fit.operations_in_sight) {
    const Combo list{.id = "operation",
                     .label = "",
                     .options = names,
                     .chosen = static_cast<int>(frame.view().operation),
                     .help = kOperationHelp};
    if (const auto chosen = combo(frame, shelf.next(combo_width(frame, "", names)), list))
      choose(*chosen);
    return;
  }
  const std::vector<std::string_view> labels(names.begin(), names.end());
  const Segmented spec{.id = "operation",
                       .labels = labels,
                       .chosen = static_cast<int>(frame.view().operation),
                       .title = "Operation",
                       .help = kOperationHelp};
  if (const auto chosen = segmented(frame, shelf.next(segmented_width(frame, labels)), spec))
    choose(*chosen);
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
  const Fit& fit = fit_of(frame, rect.width());
  Shelf shelf(frame, rect, fit);
  const Rect name = shelf.next(text_width(frame.fonts.title, "Twofold") + frame.px(2));
  text(frame, frame.fonts.title, {name.min.x, name.centre().y}, frame.palette.text, "Twofold");
  picture_button(frame, shelf, fit);
  operation_switch(frame, shelf, fit);

  const Rect multiplier = shelf.next(slider_width(frame, multiplier_label(fit), fit.track));
  outline_if_lit(frame, multiplier, {Term::m});
  emit_chosen(frame,
              slider(frame, multiplier,
                     IntSlider{.id = "channel_multiplier",
                               .label = multiplier_label(fit),
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
              slider(frame, shelf.next(slider_width(frame, "out", fit.track)),
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
      frame.look(model::Present{false});
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
