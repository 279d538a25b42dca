#include "app/ui/frame/theme.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace twofold::ui::inline frame {
namespace {

/// 0xRRGGBB, opaque.
constexpr ImU32 rgb(unsigned hex) {
  return IM_COL32((hex >> 16) & 0xff, (hex >> 8) & 0xff, hex & 0xff, 0xff);
}

constexpr ImU32 rgba(unsigned hex, unsigned alpha) {
  return (rgb(hex) & ~IM_COL32_A_MASK) | (alpha << IM_COL32_A_SHIFT);
}

constexpr Palette kDark = {
    .name = model::ThemeChoice::dark,
    .ground = rgb(0x0f1116),
    .panel = rgb(0x1a1d26),
    .panel_raised = rgb(0x242834),
    .panel_hovered = rgb(0x2d3240),
    .panel_border = rgb(0x2a2e3b),
    .control_border = rgb(0x3a4050),
    .track = rgb(0x343a49),
    .overlay = rgb(0x272b38),
    .dim = rgba(0x0f1116, 0xa8),
    .text = rgb(0xe9ebf2),
    .text_quiet = rgb(0xa3aabc),
    .text_faint = rgb(0x8c93a7),
    .accent = rgb(0x4dd0d8),
    .accent_hovered = rgb(0x7be0e6),
    .accent_soft = rgb(0x1d3f47),
    .on_accent = rgb(0x071b1e),
    .selection = rgb(0xffffff),
    .selection_edge = rgba(0x000000, 0xc0),
    .positive = rgb(0xfaa549),
    .negative = rgb(0xb189f3),
    .positive_cell = rgb(0xd98a35),
    .negative_cell = rgb(0x8a63d2),
    .zero_cell = rgb(0x262a36),
    .cost_depthwise = rgb(0xb9bfcd),
    .cost_pointwise = rgb(0x7f879b),
    .cost_standard = rgb(0x4b5264),
    .warning = rgb(0xf2cf63),
    .good = rgb(0x73d484),
    .link_quiet = rgb(0x4a5163),
    .rgb = {rgb(0xff7e7e), rgb(0x73d484), rgb(0x67a8ff)},
    .cycle = {rgb(0x82b6ec), rgb(0x7fc397), rgb(0xe7989e), rgb(0xafb971), rgb(0xda99c4),
              rgb(0x62c5b9)},
};

constexpr Palette kLight = {
    .name = model::ThemeChoice::light,
    .ground = rgb(0xeff1f5),
    .panel = rgb(0xffffff),
    .panel_raised = rgb(0xf3f5f9),
    .panel_hovered = rgb(0xe6eaf1),
    .panel_border = rgb(0xd5dae3),
    .control_border = rgb(0xc0c7d4),
    .track = rgb(0xd5dbe6),
    .overlay = rgb(0xffffff),
    .dim = rgba(0xeff1f5, 0xb0),
    .text = rgb(0x151820),
    .text_quiet = rgb(0x4d5464),
    .text_faint = rgb(0x626979),
    .accent = rgb(0x00757f),
    .accent_hovered = rgb(0x00616a),
    .accent_soft = rgb(0xd3eef0),
    .on_accent = rgb(0xffffff),
    .selection = rgb(0x000000),
    .selection_edge = rgba(0xffffff, 0xd8),
    .positive = rgb(0x9f5700),
    .negative = rgb(0x6e48a5),
    .positive_cell = rgb(0xe8923a),
    .negative_cell = rgb(0x8f6fd0),
    .zero_cell = rgb(0xf0f1f4),
    .cost_depthwise = rgb(0x2e3442),
    .cost_pointwise = rgb(0x737b8d),
    .cost_standard = rgb(0xaeb5c3),
    .warning = rgb(0x855500),
    .good = rgb(0x167732),
    .link_quiet = rgb(0xb4bac7),
    .rgb = {rgb(0xb9363c), rgb(0x167732), rgb(0x2563c0)},
    .cycle = {rgb(0x335e89), rgb(0x2d6945), rgb(0x84454b), rgb(0x596022), rgb(0x7a476a),
              rgb(0x006a61)},
};

float linear(ImU32 colour, int shift) {
  const float v = static_cast<float>((colour >> shift) & 0xff) / 255.0f;
  return v <= 0.04045f ? v / 12.92f : std::pow((v + 0.055f) / 1.055f, 2.4f);
}

float luminance(ImU32 colour) {
  return 0.2126f * linear(colour, IM_COL32_R_SHIFT) + 0.7152f * linear(colour, IM_COL32_G_SHIFT) +
         0.0722f * linear(colour, IM_COL32_B_SHIFT);
}

void apply_sizes(ImGuiStyle& style) {
  style.WindowPadding = {12, 10};
  style.FramePadding = {8, 5};
  style.CellPadding = {6, 3};
  style.ItemSpacing = {8, 6};
  style.ItemInnerSpacing = {6, 4};
  style.ScrollbarSize = 10;
  style.GrabMinSize = 12;
  style.WindowRounding = 8;
  style.ChildRounding = 8;
  style.FrameRounding = 5;
  style.PopupRounding = 8;
  style.ScrollbarRounding = 5;
  style.GrabRounding = 5;
  style.TabRounding = 5;
  style.WindowBorderSize = 1;
  style.PopupBorderSize = 1;
  style.FrameBorderSize = 1;
}

void apply_colours(ImGuiStyle& style, const Palette& p) {
  const auto set = [&style](ImGuiCol_ slot, ImU32 colour) {
    style.Colors[slot] = ImGui::ColorConvertU32ToFloat4(colour);
  };
  set(ImGuiCol_Text, p.text);
  set(ImGuiCol_TextDisabled, p.text_faint);
  set(ImGuiCol_WindowBg, p.panel);
  set(ImGuiCol_ChildBg, fade(p.panel, 0));
  set(ImGuiCol_PopupBg, p.overlay);
  set(ImGuiCol_Border, p.control_border);
  set(ImGuiCol_BorderShadow, fade(p.panel, 0));
  set(ImGuiCol_FrameBg, p.panel_raised);
  set(ImGuiCol_FrameBgHovered, p.panel_hovered);
  set(ImGuiCol_FrameBgActive, p.panel_hovered);
  set(ImGuiCol_ScrollbarBg, fade(p.panel, 0));
  set(ImGuiCol_ScrollbarGrab, p.track);
  set(ImGuiCol_ScrollbarGrabHovered, p.control_border);
  set(ImGuiCol_ScrollbarGrabActive, p.text_faint);
  set(ImGuiCol_CheckMark, p.accent);
  set(ImGuiCol_SliderGrab, p.accent);
  set(ImGuiCol_SliderGrabActive, p.accent_hovered);
  set(ImGuiCol_Button, p.panel_raised);
  set(ImGuiCol_ButtonHovered, p.panel_hovered);
  set(ImGuiCol_ButtonActive, p.accent_soft);
  set(ImGuiCol_Header, p.accent_soft);
  set(ImGuiCol_HeaderHovered, p.panel_hovered);
  set(ImGuiCol_HeaderActive, p.accent_soft);
  set(ImGuiCol_Separator, p.panel_border);
  set(ImGuiCol_SeparatorHovered, p.accent);
  set(ImGuiCol_SeparatorActive, p.accent);
  set(ImGuiCol_TableBorderLight, p.panel_border);
  set(ImGuiCol_TableBorderStrong, p.panel_border);
  set(ImGuiCol_TableHeaderBg, p.panel_raised);
  set(ImGuiCol_TextSelectedBg, p.accent_soft);
  set(ImGuiCol_NavHighlight, p.accent);
  set(ImGuiCol_DragDropTarget, p.accent);
  set(ImGuiCol_ModalWindowDimBg, p.dim);
}

}  // namespace

const Palette& palette(model::ThemeChoice name) {
  return name == model::ThemeChoice::dark ? kDark : kLight;
}

ImU32 channel_hue(const Palette& palette, int channel, int channels) {
  assert(channel >= 0 && "a channel's number is not negative");
  if (channels == 1) return palette.text_quiet;
  if (channels == 3) return palette.rgb[static_cast<std::size_t>(channel % 3)];
  return palette.cycle[static_cast<std::size_t>(channel) % palette.cycle.size()];
}

ImU32 mix(ImU32 a, ImU32 b, float t) {
  const float s = std::clamp(t, 0.0f, 1.0f);
  ImU32 result = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    const auto from = static_cast<float>((a >> shift) & 0xff);
    const auto to = static_cast<float>((b >> shift) & 0xff);
    result |= static_cast<ImU32>(std::lround(from + s * (to - from))) << shift;
  }
  return result;
}

ImU32 fade(ImU32 colour, float opacity) {
  const auto alpha = static_cast<float>(colour >> IM_COL32_A_SHIFT);
  const float faded = alpha * std::clamp(opacity, 0.0f, 1.0f);
  return (colour & ~IM_COL32_A_MASK) | static_cast<ImU32>(std::lround(faded)) << IM_COL32_A_SHIFT;
}

ImU32 signed_cell(const Palette& palette, float value, float limit) {
  if (!(limit > 0) || value == 0 || std::isnan(value)) return palette.zero_cell;
  const ImU32 end = value > 0 ? palette.positive_cell : palette.negative_cell;
  return mix(palette.zero_cell, end, std::abs(value) / limit);
}

ImU32 ink_on(ImU32 body) {
  const bool light_body = contrast(body, IM_COL32_BLACK) >= contrast(body, IM_COL32_WHITE);
  return light_body ? IM_COL32_BLACK : IM_COL32_WHITE;
}

ImU32 quiet_ink_on(const Palette& palette, ImU32 body) {
  constexpr float kReads = 4.5f;
  for (const ImU32 ink : {palette.text_faint, palette.text_quiet, palette.text})
    if (contrast(ink, body) >= kReads) return ink;
  return ink_on(body);
}

ImU32 quiet_cell(const Palette& palette, ImU32 body) { return mix(palette.panel, body, 0.4f); }

float contrast(ImU32 a, ImU32 b) {
  const float la = luminance(a);
  const float lb = luminance(b);
  return (std::max(la, lb) + 0.05f) / (std::min(la, lb) + 0.05f);
}

void apply_style(ImGuiStyle& style, const Palette& palette, float scale) {
  style = ImGuiStyle();
  apply_sizes(style);
  apply_colours(style, palette);
  style.ScaleAllSizes(scale);
}

}  // namespace twofold::ui::inline frame
