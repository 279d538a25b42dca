#include "app/ui/widgets.h"

#include <array>

#include "app/ui/draw.h"
#include "tests/support/catch.h"
#include "tests/support/panel_stage.h"

using namespace twofold;
using tests::middle_of;

namespace {

constexpr std::array<std::string_view, 3> kOperations = {"Regular", "Depthwise", "Separable"};

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

struct Stage {
  explicit Stage(raster::OffscreenSettings settings = {.width = 1320,
                                                       .height = 460,
                                                       .sizes = ui::kScreenSizes})
      : panel(settings, tests::opening(3, 16, 24),
              [this](ui::Frame& frame) { gallery.draw(frame); }) {}

  ImVec2 at(std::string_view name) const { return middle_of(panel.registry(), name); }

  Gallery gallery;
  tests::PanelStage panel;
};

}  // namespace

TEST_CASE("controls left alone change nothing") {
  Stage stage;
  stage.panel.headless.settle(5);
  CHECK(stage.gallery.changes == 0);
  CHECK(stage.gallery.presses == 0);
}

TEST_CASE("a slider follows the mouse, and says that it is a drag") {
  Stage stage;
  const ui::Drawn track = *stage.panel.registry().find("multiplier");
  const float y = stage.at("multiplier").y;
  stage.panel.headless.drag(stage.at("multiplier"), {track.max.x + 50, y});
  CHECK(stage.gallery.multiplier == 16);
  CHECK(stage.gallery.last_was_drag);
  stage.panel.headless.drag(stage.at("multiplier"), {track.min.x - 50, y + 200});
  CHECK(stage.gallery.multiplier == 1);
}

TEST_CASE("the wheel over a control takes single steps, within its range") {
  Stage stage;
  stage.panel.headless.move_to(stage.at("multiplier"));
  stage.panel.headless.wheel(1);
  CHECK(stage.gallery.multiplier == 5);
  CHECK_FALSE(stage.gallery.last_was_drag);
  stage.panel.headless.move_to(stage.at("stride"));
  stage.panel.headless.wheel(-1);
  CHECK(stage.gallery.stride == 1);
  stage.panel.headless.move_to(stage.at("picture"));
  stage.panel.headless.wheel(-1);
  CHECK(stage.gallery.picture == 1);
}

TEST_CASE("a typed number goes beyond the track, up to its limit") {
  Stage stage;
  tests::HeadlessUi& headless = stage.panel.headless;
  headless.click(stage.at("multiplier.number"));
  headless.settle();
  headless.type("77");
  headless.key(ImGuiKey_Enter);
  CHECK(stage.gallery.multiplier == 77);
  headless.click(stage.at("multiplier.number"));
  headless.settle();
  headless.type("99999");
  headless.key(ImGuiKey_Enter);
  CHECK(stage.gallery.multiplier == 4096);
  headless.click(stage.at("multiplier.number"));
  headless.settle();
  headless.type("5");
  headless.key(ImGuiKey_Escape);
  CHECK(stage.gallery.multiplier == 4096);
}

TEST_CASE("a stepper steps by its sides and stops at its ends") {
  Stage stage;
  stage.panel.headless.click(stage.at("stride.more"));
  CHECK(stage.gallery.stride == 2);
  stage.panel.headless.click(stage.at("stride.less"));
  CHECK(stage.gallery.stride == 1);
  stage.panel.headless.click(stage.at("stride.less"));
  CHECK(stage.gallery.stride == 1);
  stage.panel.headless.click(stage.at("stride"));
  stage.panel.headless.settle();
  stage.panel.headless.type("42");
  stage.panel.headless.key(ImGuiKey_Enter);
  CHECK(stage.gallery.stride == 8);
}

TEST_CASE("switches, toggles and buttons are pressed by the mouse") {
  Stage stage;
  stage.panel.headless.click(stage.at("operation.0"));
  CHECK(stage.gallery.operation == 0);
  stage.panel.headless.click(stage.at("bypass"));
  CHECK(stage.gallery.bypass);
  stage.panel.headless.click(stage.at("reset"));
  CHECK(stage.gallery.presses == 1);
  stage.panel.headless.click(stage.at("off"));
  stage.panel.headless.click(stage.at("disabled"));
  CHECK(stage.gallery.presses == 1);
}

TEST_CASE("a list opens, gives the choice, and closes") {
  Stage stage;
  stage.panel.headless.click(stage.at("picture"));
  stage.panel.headless.settle();
  stage.panel.headless.click(stage.at("picture.3"));
  stage.panel.headless.settle();
  CHECK(stage.gallery.picture == 3);
  CHECK(stage.panel.registry().find("picture.3") == nullptr);
}

TEST_CASE("controls in a popover work; a press beside it closes it") {
  Stage stage;
  stage.panel.headless.click(stage.at("more"));
  stage.panel.headless.settle();
  stage.panel.headless.click(stage.at("outputs.less"));
  CHECK(stage.gallery.outputs == 63);
  stage.panel.headless.click({600, 440});
  stage.panel.headless.settle();
  CHECK(stage.panel.registry().find("outputs") == nullptr);
}

TEST_CASE("every control is reached and worked with the keyboard") {
  Stage stage;
  const auto tab_to = [&stage](const std::string& id) {
    for (int i = 0; i < 40 && stage.panel.window.focus.id() != id; ++i) {
      stage.panel.press({.key = ui::Key::tab});
    }
    REQUIRE(stage.panel.window.focus.id() == id);
  };
  tab_to("multiplier");
  stage.panel.press({.key = ui::Key::right});
  CHECK(stage.gallery.multiplier == 5);
  stage.panel.press({.key = ui::Key::end});
  CHECK(stage.gallery.multiplier == 16);
  tab_to("operation");
  stage.panel.press({.key = ui::Key::left});
  CHECK(stage.gallery.operation == 1);
  tab_to("bypass");
  stage.panel.press({.key = ui::Key::space});
  CHECK(stage.gallery.bypass);
  tab_to("export");
  stage.panel.press({.key = ui::Key::enter});
  CHECK(stage.gallery.presses == 1);
  stage.panel.press({.key = ui::Key::escape});
  CHECK(stage.panel.window.focus.id().empty());
}

TEST_CASE("keys that the focused control has no use for stay with the commands") {
  ui::Focus focus;
  const std::vector<ui::KeyPress> arrow = {{.key = ui::Key::left}};
  focus.visit("a");
  focus.visit("b");
  CHECK(focus.begin_frame(arrow) == arrow);
  focus.visit("a");
  focus.visit("b");
  CHECK(focus.begin_frame({{.key = ui::Key::tab}}).empty());
  CHECK(focus.visit("a"));
  CHECK_FALSE(focus.visit("b"));
  const std::vector<ui::KeyPress> undo = {{.letter = U'z', .ctrl = true}};
  CHECK(focus.begin_frame({arrow[0], undo[0]}) == undo);
  CHECK(focus.presses(ui::Key::left) == 1);
}

TEST_CASE("the gallery, to be looked at") {
  const auto theme = GENERATE(ui::ThemeName::dark, ui::ThemeName::light);
  const std::string name = theme == ui::ThemeName::dark ? "dark" : "light";
  Stage stage({.width = 1320, .height = 460, .theme = theme, .sizes = ui::kScreenSizes});
  stage.panel.headless.move_to({5, 400});
  tests::keep_screenshot(stage.panel.headless.screenshot(), "widgets_" + name);
  stage.panel.press({.key = ui::Key::tab});
  stage.panel.press({.key = ui::Key::tab});
  stage.panel.headless.click(stage.at("more"));
  stage.panel.headless.settle();
  stage.panel.headless.move_to(stage.at("outputs.more"));
  const paint::Rgba8 picture = stage.panel.headless.screenshot();
  tests::keep_screenshot(picture, "widgets_" + name + "_open");
  CHECK(picture.width == 1320);

  Stage list({.width = 1320, .height = 460, .theme = theme, .sizes = ui::kScreenSizes});
  list.panel.headless.click(list.at("picture"));
  list.panel.headless.settle();
  list.panel.headless.move_to(list.at("picture.2"));
  tests::keep_screenshot(list.panel.headless.screenshot(), "widgets_" + name + "_list");
  list.panel.headless.click({700, 440});
  list.panel.headless.move_to(list.at("multiplier"));
  tests::keep_screenshot(list.panel.headless.screenshot(), "widgets_" + name + "_tooltip");
  stage.panel.headless.click({600, 440});
  for (int i = 0; i < 3; ++i) stage.panel.press({.key = ui::Key::tab});
  tests::keep_screenshot(stage.panel.headless.screenshot(), "widgets_" + name + "_focus");

  Stage far({.width = 2400, .height = 900, .theme = theme, .sizes = ui::kPresentSizes});
  tests::keep_screenshot(far.panel.headless.screenshot(), "widgets_" + name + "_present");
  CHECK(far.panel.registry().smallest_cap_height() >= 20);
}
