#include "app/ui/controls/popover.h"

#include <algorithm>
#include <cmath>

#include "app/ui/controls/press_area.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/icons.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline controls {
namespace {

constexpr float kGap = 4;  // between a control and what opens below it
constexpr float kComboPadding = 10;

float row_height(const Frame& frame) { return control_height(frame); }

/// One option of an open list; true when it was pressed.
bool option_row(Frame& frame, const Rect& row, const std::string& id, std::string_view words,
                bool is_chosen) {
  frame.registry.add({id, row.min, row.max, 0});
  const bool clicked = press_area(id, row);
  const Palette& p = frame.palette;
  const bool hovered = ImGui::IsItemHovered();
  if (is_chosen || hovered) {
    fill(frame, row, is_chosen ? p.accent_soft : p.panel_hovered, frame.px(4));
  }
  text_within(frame, is_chosen ? frame.fonts.strong : frame.fonts.body,
              {row.min.x + frame.px(8), row.centre().y}, p.text, words, row.width() - frame.px(14));
  return clicked;
}

/// The list below an open combo, in its last frame if it `closes`; the option that was pressed.
std::optional<int> option_list(Frame& frame, const Rect& anchor, const Combo& spec, bool closes) {
  const int count = static_cast<int>(spec.options.size());
  const float padding = 2 * popover_padding(frame);
  const float widest = combo_width(frame, "", spec.options);
  Popover card(frame, spec.id, anchor,
               {std::max(anchor.width(), widest + padding),
                row_height(frame) * static_cast<float>(count) + padding});
  if (!card) return std::nullopt;
  std::optional<int> pressed;
  Rect row = card.content().top(row_height(frame));
  for (int i = 0; i < count; ++i) {
    if (option_row(frame, row, spec.id + "." + std::to_string(i),
                   spec.options[static_cast<std::size_t>(i)], i == spec.chosen)) {
      pressed = i;
    }
    row.min.y += row_height(frame);
    row.max.y += row_height(frame);
  }
  if (pressed || closes) card.close();
  return pressed;
}

}  // namespace

float popover_padding(const Frame& frame) { return frame.px(8); }

void open_popover(const std::string& id) { ImGui::OpenPopup(id.c_str()); }

Popover::Popover(Frame& frame, const std::string& id, const Rect& anchor, ImVec2 size)
    : frame_(frame), outer_draw_(frame.draw), open_(ImGui::IsPopupOpen(id.c_str())) {
  if (!open_) return;
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  const float gap = frame.px(kGap);
  const float below = window.y - anchor.max.y - 2 * gap;
  const float above = anchor.min.y - 2 * gap;
  const bool goes_up = size.y > below && above > below;
  const float height = std::min(size.y, goes_up ? above : below);
  const bool scrolls = height < size.y;
  const float width =
      std::min(size.x + (scrolls ? ImGui::GetStyle().ScrollbarSize : 0), window.x - 2 * gap);
  const float x = std::clamp(anchor.min.x, gap, std::max(gap, window.x - width - gap));
  const float y = goes_up ? anchor.min.y - gap - height : anchor.max.y + gap;
  ImGui::SetNextWindowPos({std::round(x), std::round(y)});
  ImGui::SetNextWindowSize({std::max(std::round(width), 1.0f), std::max(std::round(height), 1.0f)});
  const float padding = popover_padding(frame);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(padding, padding));
  open_ = ImGui::BeginPopup(id.c_str());
  ImGui::PopStyleVar();
  if (!open_) return;
  frame_.draw = ImGui::GetWindowDrawList();
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  content_ = {origin, {origin.x + size.x - 2 * padding, origin.y + size.y - 2 * padding}};
  // What the content is as tall as, for the scrollbar.
  ImGui::Dummy({content_.width(), content_.height()});
  if (frame.window.focus.id().empty() && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape)) &&
      !ImGui::GetIO().WantTextInput) {
    ImGui::CloseCurrentPopup();
  }
}

Popover::~Popover() {
  frame_.draw = outer_draw_;
  if (open_) ImGui::EndPopup();
}

void Popover::close() {
  if (open_) ImGui::CloseCurrentPopup();
}

std::optional<int> combo(Frame& frame, const Rect& rect, const Combo& spec) {
  const Palette& p = frame.palette;
  const Pressable state = pressable(frame, spec.id, rect, spec.enabled, spec.label, spec.help);
  control_body(frame, rect, state, spec.enabled);
  const float middle = rect.centre().y;
  float x = rect.min.x + frame.px(kComboPadding);
  if (!spec.label.empty()) {
    x = text(frame, frame.fonts.body, {x, middle}, p.text_quiet, spec.label) + frame.px(7);
  }
  const float chevron = rect.max.x - frame.px(kComboPadding + 4);
  const int count = static_cast<int>(spec.options.size());
  const bool is_known = spec.chosen >= 0 && spec.chosen < count;
  text_within(frame, frame.fonts.body, {x, middle}, spec.enabled ? p.text : p.text_faint,
              is_known ? spec.options[static_cast<std::size_t>(spec.chosen)] : spec.placeholder,
              chevron - frame.px(8) - x);
  draw_icon(frame, Icon::chevron_down, {chevron, middle}, frame.px(4),
            spec.enabled ? p.text_quiet : p.text_faint);

  // By keys the same press closes the list; the mouse has closed it by pressing beside it.
  const bool closes = state.clicked && ImGui::IsPopupOpen(spec.id.c_str());
  if (state.clicked && !closes) open_popover(spec.id);
  if (const auto pressed = option_list(frame, rect, spec, closes)) {
    return *pressed == spec.chosen ? std::nullopt : pressed;
  }
  int wanted = spec.chosen;
  if (state.hovered && ImGui::GetIO().MouseWheel != 0 && !frame.window.wheel_is_taken) {
    frame.window.wheel_is_taken = true;
    wanted += ImGui::GetIO().MouseWheel > 0 ? -1 : 1;
  }
  if (state.focused) {
    wanted += frame.window.focus.presses(Key::down) - frame.window.focus.presses(Key::up);
  }
  if (wanted == spec.chosen || count == 0) return std::nullopt;
  wanted = std::clamp(wanted, 0, count - 1);
  return wanted == spec.chosen ? std::nullopt : std::optional<int>(wanted);
}

float combo_width(const Frame& frame, std::string_view label,
                  std::span<const std::string> options) {
  float widest = frame.px(20);
  for (const std::string& option : options) {
    widest = std::max(
        {widest, text_width(frame.fonts.body, option), text_width(frame.fonts.strong, option)});
  }
  const float words = label.empty() ? 0 : text_width(frame.fonts.body, label) + frame.px(7);
  return std::round(words + widest + frame.px(2 * kComboPadding + 18));
}

}  // namespace twofold::ui::inline controls
