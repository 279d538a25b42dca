// One of each control in a panel of their own.
#pragma once

#include <array>

#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"
#include "tests/support/panel_stage.h"

namespace twofold::tests {

inline constexpr std::array<std::string_view, 3> kOperations = {"Regular", "Depthwise",
                                                                "Separable"};

/// One of each control, remembering what was chosen.
struct Gallery {
  int multiplier = 4;
  float threshold = 0.35f;
  int stride = 1;
  int outputs = 64;
  int operation = 2;
  int picture = 0;
  bool bypass = false;
  bool same = true;
  int presses = 0;
  int changes = 0;
  bool last_was_drag = false;
  std::vector<std::string> pictures = {"citrus", "astronaut", "cat", "coffee", "bridge"};

  template <class T>
  void take(T& value, const std::optional<ui::Chosen<T>>& chosen) {
    if (!chosen) return;
    value = chosen->value;
    last_was_drag = chosen->dragging;
    ++changes;
  }

  void draw(ui::Frame& frame) {
    const float height = ui::control_height(frame);
    const float width = ImGui::GetIO().DisplaySize.x;
    const ui::Rect bar = {{0, 0}, {width, height + frame.px(18)}};
    ui::fill(frame, bar, frame.palette.panel);
    ui::fill(frame, bar.bottom(1), frame.palette.panel_border);
    draw_bar(frame, {frame.px(14), frame.px(9)}, height);
    const ui::Rect card = {{frame.px(14), bar.max.y + frame.px(14)},
                           {frame.px(14 + 420), bar.max.y + frame.px(14) + 11 * height}};
    ui::card(frame, card, frame.palette.panel, frame.palette.panel_border);
    draw_card(frame, card.shrunk(frame.px(14)), height);
  }

  void draw_bar(ui::Frame& frame, ImVec2 at, float height) {
    const auto next = [&at, height, &frame](float width, float gap = 14) {
      const ui::Rect rect{at, {at.x + width, at.y + height}};
      at.x += width + frame.px(gap);
      return rect;
    };
    if (const auto chosen = ui::combo(frame, next(ui::combo_width(frame, "picture", pictures)),
                                      {.id = "picture",
                                       .label = "picture",
                                       .options = pictures,
                                       .chosen = picture,
                                       .help = "What the channels are taken from."})) {
      picture = *chosen;
    }
    if (const auto chosen = ui::segmented(frame, next(ui::segmented_width(frame, kOperations)),
                                          {.id = "operation",
                                           .labels = kOperations,
                                           .chosen = operation,
                                           .title = "Operation",
                                           .help = "Over the same picture and pin."})) {
      operation = *chosen;
    }
    take(multiplier, ui::slider(frame, next(ui::slider_width(frame, "multiplier", 110)),
                                ui::IntSlider{.id = "multiplier",
                                              .label = "multiplier",
                                              .value = multiplier,
                                              .lowest = 1,
                                              .highest = 16,
                                              .highest_typed = 4096,
                                              .help = "Filters for each input channel."}));
    take(stride, ui::stepper(frame, next(ui::stepper_width(frame, "stride")),
                             {.id = "stride",
                              .label = "stride",
                              .value = stride,
                              .highest = 8,
                              .help = "How far the window jumps."}));
    for (const ui::Icon icon :
         {ui::Icon::to_start, ui::Icon::back, ui::Icon::play, ui::Icon::pause, ui::Icon::forward,
          ui::Icon::to_end, ui::Icon::undo, ui::Icon::redo}) {
      const std::string id = "icon." + std::to_string(static_cast<int>(icon));
      presses += ui::icon_button(frame, next(height, 5),
                                 {.id = id,
                                  .icon = icon,
                                  .title = "Play",
                                  .help = "Walks the computation.",
                                  .on = icon == ui::Icon::play,
                                  .enabled = icon != ui::Icon::redo});
    }
    if (ui::button(frame, next(ui::button_width(frame, "More", true)),
                   {.id = "more", .label = "More", .help = "", .has_news = true, .opens = true})) {
      ui::open_popover("more card");
    }
    const ui::Drawn anchor = *frame.registry.find("more");
    if (ui::Popover card(frame, "more card", {anchor.min, anchor.max},
                         {frame.px(260), 3 * height + 2 * ui::popover_padding(frame)});
        card) {
      take(outputs, ui::stepper(frame, card.content().top(height),
                                {.id = "outputs",
                                 .label = "out_channels",
                                 .value = outputs,
                                 .help = "Columns of the matrix."}));
    }
  }

  void draw_card(ui::Frame& frame, const ui::Rect& rect, float height) {
    ui::Rect line = rect.top(height);
    const auto next = [&line, height, &frame] {
      const ui::Rect now = line;
      line.min.y += height + frame.px(4);
      line.max.y += height + frame.px(4);
      return now;
    };
    ui::section_header(frame, next(), "Fold 1: depthwise", "every channel on its own");
    take(threshold, ui::slider(frame, next(),
                               ui::FloatSlider{.id = "threshold",
                                               .label = "threshold",
                                               .value = threshold,
                                               .help = "",
                                               .label_width = 90}));
    ui::slider(frame, next(),
               ui::IntSlider{.id = "disabled",
                             .label = "dilation",
                             .value = 1,
                             .lowest = 1,
                             .highest = 8,
                             .enabled = false,
                             .help = "Not while the kernel is 1x1.",
                             .label_width = 90});
    if (const auto on = ui::toggle(frame, next(), {"bypass", "bypass fold 1", bypass, true, ""})) {
      bypass = *on;
    }
    if (const auto on = ui::toggle(frame, next(), {"same", "SAME padding", same, true, ""})) {
      same = *on;
    }
    const ui::Rect buttons = next();
    const auto part = [&](int i) {
      return buttons.without_left(static_cast<float>(i) * frame.px(98)).left(frame.px(90));
    };
    presses +=
        ui::button(frame, part(0),
                   {.id = "export", .label = "Export", .look = ui::ButtonLook::accent, .help = ""});
    presses += ui::button(frame, part(1), {.id = "reset", .label = "Reset all", .help = ""});
    presses += ui::button(
        frame, part(2),
        {.id = "quiet", .label = "Copy set-up", .look = ui::ButtonLook::quiet, .help = ""});
    presses +=
        ui::button(frame, part(3), {.id = "off", .label = "Paste", .enabled = false, .help = ""});
    ui::value_pair(frame, next(), "multiply-adds", "2,430,720");
    ui::value_pair(frame, next(), "parameters", "36 / 81");
    ui::progress_bar(frame, next().top(frame.px(6)), 0.44f);
    line.min.y -= frame.px(16);
    line.max.y -= frame.px(16);
    ui::chip(frame, {line.min.x, line.centre().y}, "x0 R", frame.palette.rgb[0], true);
    ui::chip(frame, {line.min.x + frame.px(60), line.centre().y}, "x1 G", frame.palette.rgb[1],
             true);
    ui::chip(frame, {line.min.x + frame.px(120), line.centre().y}, "x2 B", frame.palette.rgb[2],
             false);
  }
};

struct GalleryStage {
  explicit GalleryStage(raster::OffscreenSettings settings = {.width = 1320,
                                                              .height = 460,
                                                              .sizes = ui::kScreenSizes})
      : panel(settings, opening(3, 16, 24), [this](ui::Frame& frame) { gallery.draw(frame); }) {}

  ImVec2 at(std::string_view name) const { return middle_of(panel.registry(), name); }

  Gallery gallery;
  PanelStage panel;
};

}  // namespace twofold::tests
