#include "app/ui/controls/buttons.h"

#include <algorithm>
#include <cmath>

#include "app/ui/controls/press_area.h"
#include "app/ui/draw/draw.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline controls {
namespace {

constexpr float kButtonPadding = 12;
constexpr float kChevron = 4;
constexpr float kPillWidth = 28;
constexpr float kPillHeight = 16;

/// Fills a button's body by its look and returns the colour of what is on it.
ImU32 button_body(Frame& frame, const Rect& rect, const Pressable& state, const Button& spec) {
  const Palette& p = frame.palette;
  const float rounding = frame.px(5);
  if (!spec.enabled) {
    if (spec.look != ButtonLook::quiet) control_body(frame, rect, {}, false);
    return p.text_faint;
  }
  if (spec.look == ButtonLook::accent) {
    fill(frame, rect, state.hovered ? p.accent_hovered : p.accent, rounding);
    if (state.focused) focus_ring(frame, rect);
    return p.on_accent;
  }
  if (spec.on) {
    fill(frame, rect, p.accent_soft, rounding);
    outline(frame, rect, fade(p.accent, state.hovered ? 1.0f : 0.6f), 1, rounding);
    if (state.focused) focus_ring(frame, rect);
    return p.text;
  }
  if (spec.look == ButtonLook::plain) {
    control_body(frame, rect, state, true);
    return p.text;
  }
  if (state.hovered) fill(frame, rect, p.panel_hovered, rounding);
  if (state.focused) focus_ring(frame, rect);
  return state.hovered ? p.text : p.text_quiet;
}

}  // namespace

bool button(Frame& frame, const Rect& rect, const Button& spec) {
  const Pressable state =
      pressable(frame, spec.id, rect, spec.enabled, shown(spec.label), spec.help);
  const ImU32 ink = button_body(frame, rect, state, spec);
  ImFont* font = spec.look == ButtonLook::accent ? frame.fonts.strong : frame.fonts.body;
  ImVec2 middle = rect.centre();
  if (spec.opens) {
    draw_icon(frame, Icon::chevron_down, {rect.max.x - frame.px(kButtonPadding), middle.y},
              frame.px(kChevron), ink);
    middle.x -= frame.px(kChevron + 3);
  }
  text(frame, font, middle, ink, shown(spec.label), Align::centre);
  if (spec.has_news) {
    const float radius = frame.px(4);
    const ImVec2 corner{rect.max.x - radius / 2, rect.min.y + radius / 2};
    frame.draw->AddCircleFilled(corner, radius + frame.px(1.5f), frame.palette.panel, 16);
    frame.draw->AddCircleFilled(corner, radius, frame.palette.warning, 16);
  }
  return state.clicked;
}

float button_width(const Frame& frame, std::string_view label, bool opens) {
  const float words = std::max(text_width(frame.fonts.body, shown(label)),
                               text_width(frame.fonts.strong, shown(label)));
  return std::round(words + frame.px(2 * kButtonPadding + (opens ? 2 * kChevron + 6 : 0)));
}

bool icon_button(Frame& frame, const Rect& rect, const IconButton& spec) {
  ImGui::PushButtonRepeat(spec.repeats);
  const Pressable state = pressable(frame, spec.id, rect, spec.enabled, spec.title, spec.help);
  ImGui::PopButtonRepeat();
  const Button body{.id = spec.id, .label = "", .on = spec.on, .enabled = spec.enabled, .help = ""};
  const ImU32 ink = button_body(frame, rect, state, body);
  const float radius = std::round(std::min(rect.width(), rect.height()) * 0.2f);
  draw_icon(frame, spec.icon, rect.centre(), radius, ink);
  return state.clicked;
}

std::optional<int> segmented(Frame& frame, const Rect& rect, const Segmented& spec) {
  const Palette& p = frame.palette;
  const int count = static_cast<int>(spec.labels.size());
  const bool focused = spec.enabled && frame.window.focus.visit(spec.id);
  frame.registry.add({spec.id, rect.min, rect.max, 0});
  fill(frame, rect, p.panel_raised, frame.px(6));
  outline(frame, rect, p.control_border, 1, frame.px(6));
  int chosen = spec.chosen;
  // Segments are as wide as their words, and share what room is left.
  const float spare =
      (rect.width() - segmented_width(frame, spec.labels)) / static_cast<float>(count);
  float x = rect.min.x;
  for (int i = 0; i < count; ++i) {
    const std::string_view label = spec.labels[static_cast<std::size_t>(i)];
    const float width =
        text_width(frame.fonts.strong, label) + frame.px(2 * kButtonPadding) + spare;
    const Rect segment{{x, rect.min.y}, {x + width, rect.max.y}};
    x += width;
    const std::string id = spec.id + "." + std::to_string(i);
    frame.registry.add({id, segment.min, segment.max, 0});
    const bool clicked = press_area(id, segment) && spec.enabled;
    const bool hovered = ImGui::IsItemHovered();
    if (clicked) chosen = i;
    if (hovered) explain(frame, segment, spec.title, spec.help);
    const bool is_on = i == spec.chosen;
    if (is_on) {
      fill(frame, segment.shrunk(frame.px(2)), p.accent_soft, frame.px(4));
      outline(frame, segment.shrunk(frame.px(2)), fade(p.accent, 0.6f), 1, frame.px(4));
    }
    const ImU32 ink = !spec.enabled ? p.text_faint : is_on || hovered ? p.text : p.text_quiet;
    text(frame, is_on ? frame.fonts.strong : frame.fonts.body, segment.centre(), ink, label,
         Align::centre);
  }
  const float wheel = ImGui::GetIO().MouseWheel;
  if (spec.enabled && wheel != 0 && !frame.window.wheel_is_taken && ImGui::IsWindowHovered() &&
      rect.contains(ImGui::GetIO().MousePos)) {
    frame.window.wheel_is_taken = true;
    chosen = std::clamp(chosen + (wheel > 0 ? -1 : 1), 0, count - 1);
  }
  if (focused) {
    focus_ring(frame, rect);
    chosen += frame.window.focus.presses(Key::right) - frame.window.focus.presses(Key::left);
    chosen = std::clamp(chosen, 0, count - 1);
  }
  return chosen == spec.chosen ? std::nullopt : std::optional<int>(chosen);
}

float segmented_width(const Frame& frame, std::span<const std::string_view> labels) {
  float width = 0;
  for (const std::string_view label : labels) {
    width += text_width(frame.fonts.strong, label) + frame.px(2 * kButtonPadding);
  }
  return width;
}

std::optional<bool> toggle(Frame& frame, const Rect& rect, const Toggle& spec) {
  const Palette& p = frame.palette;
  const Pressable state = pressable(frame, spec.id, rect, spec.enabled,
                                    spec.title.empty() ? spec.label : spec.title, spec.help);
  const float middle = std::round(rect.centre().y);
  const float half = frame.px(kPillHeight / 2);
  const Rect pill{{rect.min.x, middle - half}, {rect.min.x + frame.px(kPillWidth), middle + half}};
  const ImU32 body = !spec.enabled ? p.panel_border : spec.on ? p.accent : p.track;
  fill(frame, pill, state.hovered ? mix(body, p.text, 0.12f) : body, half);
  const float knob_x = spec.on ? pill.max.x - half : pill.min.x + half;
  frame.draw->AddCircleFilled({knob_x, middle}, half - frame.px(3),
                              spec.on ? p.on_accent : p.text_quiet, 20);
  text(frame, frame.fonts.body, {pill.max.x + frame.px(8), middle},
       !spec.enabled              ? p.text_faint
       : state.hovered || spec.on ? p.text
                                  : p.text_quiet,
       spec.label);
  if (state.focused) focus_ring(frame, rect);
  return state.clicked ? std::optional<bool>(!spec.on) : std::nullopt;
}

float toggle_width(const Frame& frame, std::string_view label) {
  return frame.px(kPillWidth + 8) + text_width(frame.fonts.body, label);
}

}  // namespace twofold::ui::inline controls
