#include "app/ui/controls/slider.h"

#include <algorithm>
#include <cmath>

#include "app/ui/controls/press_area.h"
#include "app/ui/controls/typing.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/icons.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline controls {
namespace {

constexpr float kGap = 9;           // between label, track and number
constexpr int kAlignedLetters = 5;  // sliders in a column have tracks of one length

/// Both sliders in one measure.
struct Scale {
  double value, lowest, highest, highest_typed, step;
  int decimals;
  std::span<const int> stops{};

  double snapped(double v) const { return lowest + std::round((v - lowest) / step) * step; }
  double at(double share) const {
    if (!stops.empty()) {
      const double last = static_cast<double>(stops.size() - 1);
      return stops[static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * last))];
    }
    return std::clamp(snapped(lowest + share * (highest - lowest)), lowest, highest);
  }
  double share() const {
    if (stops.size() > 1) {
      // Between two stops as far as the value is between them.
      const auto above =
          std::find_if(stops.begin(), stops.end(), [this](int s) { return s >= value; });
      if (above == stops.begin()) return 0;
      if (above == stops.end()) return 1;
      const double below = *(above - 1);
      const double place =
          static_cast<double>(above - stops.begin()) - (*above - value) / (*above - below);
      return place / static_cast<double>(stops.size() - 1);
    }
    return highest > lowest ? std::clamp((value - lowest) / (highest - lowest), 0.0, 1.0) : 0;
  }
  /// Stays exactly where it is for no steps, on a step of the scale or not.
  double moved(double steps) const {
    return steps == 0 ? value : std::clamp(snapped(value + steps * step), lowest, highest_typed);
  }
  /// `wanted`, if it is another value: a thousandth of a step is rounding.
  std::optional<double> changed(double wanted) const {
    return std::abs(wanted - value) < step / 1000 ? std::nullopt : std::optional<double>(wanted);
  }
};

struct Common {
  const std::string& id;
  std::string_view label, help;
  bool enabled;
  float label_width;
};

float number_width(const Frame& frame, int letters) {
  return text_width(frame.fonts.mono, "0") * static_cast<float>(letters) + frame.px(13);
}

int letters(const Scale& scale) {
  const std::size_t longest = std::max(fixed(scale.highest, scale.decimals).size(),
                                       fixed(scale.value, scale.decimals).size());
  return std::max(2, static_cast<int>(longest));
}

void draw_track(Frame& frame, const Rect& track, double share, const Pressable& state,
                bool enabled) {
  const Palette& p = frame.palette;
  const float middle = std::round(track.centre().y);
  const float half = frame.px(2);
  const float radius = frame.px(state.held || state.hovered ? 7 : 6);
  const float x = track.min.x + static_cast<float>(share) * track.width();
  const ImU32 accent = !enabled                      ? p.text_faint
                       : state.held || state.hovered ? p.accent_hovered
                                                     : p.accent;
  fill(frame, {{track.min.x, middle - half}, {track.max.x, middle + half}}, p.track, half);
  if (x > track.min.x) {
    fill(frame, {{track.min.x, middle - half}, {x, middle + half}}, accent, half);
  }
  frame.draw->AddCircleFilled({x, middle}, radius, accent, 24);
  frame.draw->AddCircleFilled({x, middle}, radius - frame.px(2.5f), p.panel, 20);
}

/// The number in its field; a click types it. The typed number, once entered.
std::optional<double> number_field(Frame& frame, const Rect& rect, const Common& common,
                                   const Scale& scale, bool type_now) {
  const std::string id = common.id + ".number";
  if (is_typing(frame, id)) return typed_number(frame, id, rect);
  const Pressable state = [&] {
    frame.registry.add({id, rect.min, rect.max, 0});
    Pressable result;
    const bool clicked = press_area(id, rect);
    result.hovered = common.enabled && ImGui::IsItemHovered();
    result.clicked = common.enabled && clicked;
    return result;
  }();
  if (state.clicked || type_now) start_typing(frame, id, scale.value);
  if (state.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  control_body(frame, rect, state, common.enabled);
  text(frame, frame.fonts.mono, rect.centre(),
       common.enabled ? frame.palette.text : frame.palette.text_faint,
       fixed(scale.value, scale.decimals), Align::centre);
  return std::nullopt;
}

/// Steps asked for by the wheel over the control and by the keys of the focused one.
double steps_asked(Frame& frame, const Rect& rect, const Pressable& state) {
  double steps = 0;
  const bool over = ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(rect.min, rect.max);
  if (over && ImGui::GetIO().MouseWheel != 0 && !frame.window.wheel_is_taken) {
    frame.window.wheel_is_taken = true;
    steps += ImGui::GetIO().MouseWheel > 0 ? 1 : -1;
  }
  if (!state.focused) return steps;
  const Focus& focus = frame.window.focus;
  steps += focus.presses(Key::right) + focus.presses(Key::up);
  steps -= focus.presses(Key::left) + focus.presses(Key::down);
  return steps + 10 * (focus.presses(Key::page_up) - focus.presses(Key::page_down));
}

std::optional<Chosen<double>> any_slider(Frame& frame, const Rect& rect, const Common& common,
                                         const Scale& scale) {
  const float middle = rect.centre().y;
  const float end =
      text(frame, frame.fonts.body, {rect.min.x, middle},
           common.enabled ? frame.palette.text_quiet : frame.palette.text_faint, common.label);
  const float label_end = common.label.empty() ? rect.min.x : end + frame.px(kGap + 3);
  const int least = common.label_width > 0 ? kAlignedLetters : 2;
  const float field = number_width(frame, std::max(least, letters(scale)));
  const float knob = frame.px(7);
  Rect track = rect.without_right(field + frame.px(kGap));
  track.min.x =
      knob + (common.label_width > 0 ? rect.min.x + frame.px(common.label_width) : label_end);
  track.max.x -= knob;
  const Rect grip{{track.min.x - knob, rect.min.y}, {track.max.x + knob, rect.max.y}};
  const Pressable state =
      pressable(frame, common.id, grip, common.enabled, common.label, common.help);
  draw_track(frame, track, scale.share(), state, common.enabled);
  if (state.focused) focus_ring(frame, grip);

  const bool type_now = state.focused && state.clicked && !state.hovered;
  const auto typed = number_field(frame, rect.right(field), common, scale, type_now);
  if (!common.enabled) return std::nullopt;
  if (typed) {
    const double value = std::clamp(scale.snapped(*typed), scale.lowest, scale.highest_typed);
    if (const auto now = scale.changed(value)) return Chosen<double>{*now, false};
    return std::nullopt;
  }
  if (state.held && track.width() > 0) {
    const double share = (ImGui::GetIO().MousePos.x - track.min.x) / track.width();
    if (const auto now = scale.changed(scale.at(std::clamp(share, 0.0, 1.0)))) {
      return Chosen<double>{*now, true};
    }
    return std::nullopt;
  }
  double wanted = scale.moved(steps_asked(frame, rect, state));
  if (state.focused && frame.window.focus.presses(Key::home) > 0) wanted = scale.lowest;
  if (state.focused && frame.window.focus.presses(Key::end) > 0) wanted = scale.highest;
  if (const auto now = scale.changed(wanted)) return Chosen<double>{*now, false};
  return std::nullopt;
}

/// The - or + of a stepper; true when it is pressed and there is room to go.
bool step_button(Frame& frame, const Rect& rect, const std::string& id, Icon icon, bool enabled) {
  const Pressable state = [&] {
    frame.registry.add({id, rect.min, rect.max, 0});
    Pressable result;
    ImGui::PushButtonRepeat(true);
    const bool clicked = press_area(id, rect);
    ImGui::PopButtonRepeat();
    result.hovered = enabled && ImGui::IsItemHovered();
    result.held = enabled && ImGui::IsItemActive();
    result.clicked = enabled && clicked;
    return result;
  }();
  const Palette& p = frame.palette;
  if (state.hovered || state.held) {
    fill(frame, rect.shrunk(1), state.held ? p.accent_soft : p.panel_hovered, frame.px(4));
  }
  draw_icon(frame, icon, rect.centre(), frame.px(5),
            enabled ? (state.hovered ? p.text : p.text_quiet) : fade(p.text_faint, 0.5f));
  return state.clicked;
}

}  // namespace

std::optional<Chosen<int>> slider(Frame& frame, const Rect& rect, const IntSlider& spec) {
  const Scale scale{static_cast<double>(spec.value),
                    static_cast<double>(spec.lowest),
                    static_cast<double>(spec.highest),
                    static_cast<double>(std::max(spec.highest, spec.highest_typed)),
                    1,
                    0,
                    spec.stops};
  const auto chosen = any_slider(
      frame, rect, {spec.id, spec.label, spec.help, spec.enabled, spec.label_width}, scale);
  if (!chosen) return std::nullopt;
  return Chosen<int>{static_cast<int>(std::lround(chosen->value)), chosen->dragging};
}

std::optional<Chosen<float>> slider(Frame& frame, const Rect& rect, const FloatSlider& spec) {
  const Scale scale{spec.value,    spec.lowest, spec.highest, spec.highest, spec.step,
                    spec.decimals, {}};
  const auto chosen = any_slider(
      frame, rect, {spec.id, spec.label, spec.help, spec.enabled, spec.label_width}, scale);
  if (!chosen) return std::nullopt;
  return Chosen<float>{static_cast<float>(chosen->value), chosen->dragging};
}

std::optional<Chosen<int>> stepper(Frame& frame, const Rect& rect, const Stepper& spec) {
  const Palette& p = frame.palette;
  const Scale scale{static_cast<double>(spec.value),
                    static_cast<double>(spec.lowest),
                    static_cast<double>(spec.highest),
                    static_cast<double>(spec.highest),
                    1,
                    0};
  text(frame, frame.fonts.body, {rect.min.x, rect.centre().y},
       spec.enabled ? p.text_quiet : p.text_faint, spec.label);
  const float button = std::round(rect.height() * 0.8f);
  const int digits = static_cast<int>(fixed(spec.value, 0).size());
  const float width = 2 * button + number_width(frame, std::max(2, digits));
  const Rect body = rect.right(width);
  const Pressable state = pressable(frame, spec.id, body, spec.enabled, spec.label, spec.help);
  ImGui::SetItemAllowOverlap();
  control_body(frame, body, {false, false, false, state.focused}, spec.enabled);

  double wanted = scale.value;
  const bool less = step_button(frame, body.left(button), spec.id + ".less", Icon::minus,
                                spec.enabled && spec.value > spec.lowest);
  const bool more = step_button(frame, body.right(button), spec.id + ".more", Icon::plus,
                                spec.enabled && spec.value < spec.highest);
  const Rect field = body.without_left(button).without_right(button);
  const std::string number_id = spec.id + ".number";
  if (is_typing(frame, number_id)) {
    const auto typed = typed_number(frame, number_id, field);
    if (typed) wanted = std::clamp(std::round(*typed), scale.lowest, scale.highest);
  } else {
    text(frame, frame.fonts.mono, field.centre(), spec.enabled ? p.text : p.text_faint,
         fixed(spec.value, 0), Align::centre);
    const bool on_number = state.hovered && field.contains(ImGui::GetIO().MousePos);
    if (on_number && spec.enabled) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    if (state.clicked && (on_number || !state.hovered)) {
      start_typing(frame, number_id, scale.value);
    }
    if (spec.enabled) {
      wanted = scale.moved(steps_asked(frame, body, state) + (more ? 1 : 0) - (less ? 1 : 0));
    }
  }
  if (wanted == scale.value) return std::nullopt;
  return Chosen<int>{static_cast<int>(std::lround(wanted)), false};
}

float stepper_width(const Frame& frame, std::string_view label, int digits) {
  const float words = label.empty() ? 0 : text_width(frame.fonts.body, label) + frame.px(kGap);
  return words + 2 * std::round(control_height(frame) * 0.8f) +
         number_width(frame, std::max(2, digits));
}

float slider_width(const Frame& frame, std::string_view label, float track, int digits) {
  const float words = label.empty() ? 0 : text_width(frame.fonts.body, label) + frame.px(kGap + 3);
  return words + frame.px(track + kGap) + number_width(frame, std::max(2, digits));
}

}  // namespace twofold::ui::inline controls
