#include "app/ui/cost/cost_parts.h"

#include <algorithm>

#include "app/ui/controls/control.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/draw/picture_scale.h"

namespace twofold::ui::inline cost {
namespace {

using model::Quantity;

}  // namespace

void explain_on(Frame& frame, const Rect& rect, const char* name, std::string_view title,
                std::string_view sentence) {
  frame.registry.add({name, rect.min, rect.max, 0});
  if (frame.present() || !ImGui::IsWindowHovered()) return;
  if (rect.contains(ImGui::GetIO().MousePos)) explain(frame, rect, title, sentence);
}

bool link_button(Frame& frame, ImVec2 right_middle, const char* words) {
  ImFont* font = frame.fonts.small;
  const float width = text_width(font, words);
  const float half = line_height(font) * 0.7f;
  const Rect body{{right_middle.x - width, right_middle.y - half},
                  {right_middle.x, right_middle.y + half}};
  const Pressable state = pressable(
      frame, words, body, true, words,
      "Counts, curves, times on this machine, networks layer by layer, layers that people know.");
  if (state.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (state.focused) focus_ring(frame, body);
  text(frame, font, {body.min.x, right_middle.y},
       state.hovered ? frame.palette.accent_hovered : frame.palette.accent, words);
  return state.clicked;
}

void page_picture(Frame& frame, const PagePicture& picture, const Rect& room) {
  constexpr float kMostAspect = 4;  // extreme pictures keep a side that can be seen
  const float aspect =
      std::clamp(static_cast<float>(picture.shape.width) / static_cast<float>(picture.shape.height),
                 1 / kMostAspect, kMostAspect);
  const float width = std::min(room.width(), room.height() * aspect);
  const Rect at = room.left(width).top(width / aspect);
  frame.wanted.push_back(
      {picture.key, static_cast<int>(at.width()), static_cast<int>(at.height())});
  frame.registry.add({picture.name, at.min, at.max, 0});
  const auto id = frame.pictures.find(picture.key);
  if (id != frame.pictures.end()) frame.draw->AddImage(id->second, at.min, at.max);
  outline(frame, at, frame.palette.panel_border);
}

void page_picture(Frame& frame, const PagePicture& picture, std::string_view words,
                  const Rect& room) {
  const float head = line_height(frame.fonts.small);
  const float y = room.min.y + head / 2;
  const float end = text_within(frame, frame.fonts.small, {room.min.x, y}, frame.palette.text_quiet,
                                words, room.width()) +
                    frame.px(10);
  write_scale(frame, {end, y}, picture.key, room.max.x - end);
  page_picture(frame, picture, room.without_top(head + frame.px(2)));
}

Term term_of(Quantity quantity) {
  switch (quantity) {
    case Quantity::batch: return Term::b;
    case Quantity::out_height: return Term::i;
    case Quantity::out_width: return Term::j;
    case Quantity::kernel_height: return Term::di;
    case Quantity::kernel_width: return Term::dj;
    case Quantity::in_channels:
    case Quantity::group_channels: return Term::q;
    case Quantity::multiplier: return Term::m;
    case Quantity::out_channels: return Term::k;
  }
  return Term::none;
}

float factor_height(const Frame& frame) {
  return line_height(frame.fonts.mono) + line_height(frame.fonts.small);
}

float factors(Frame& frame, const model::Formula& formula, ImVec2 left_top) {
  const Palette& p = frame.palette;
  ImFont* mono = frame.fonts.mono;
  ImFont* small = frame.fonts.small;
  const float number_y = left_top.y + line_height(mono) / 2;
  const float symbol_y = left_top.y + line_height(mono) + line_height(small) / 2;
  float x = left_top.x;
  for (const model::Factor& factor : formula) {
    if (x != left_top.x) {
      text(frame, small, {x + frame.px(6), number_y}, p.text_quiet, "×", Align::centre);
      x += frame.px(12);
    }
    const std::string number = count(factor.value);
    const char* name = model::symbol(factor.quantity);
    const float width = std::max(text_width(mono, number), text_width(small, name)) + frame.px(8);
    const Rect body{{x, left_top.y}, {x + width, left_top.y + factor_height(frame)}};
    const Term term = term_of(factor.quantity);
    if (frame.lit_term == term) fill(frame, body, p.accent_soft, frame.px(4));
    if (ImGui::IsWindowHovered() && body.contains(ImGui::GetIO().MousePos))
      frame.hovered_term = term;
    text(frame, mono, {body.centre().x, number_y}, p.text, number, Align::centre);
    text(frame, small, {body.centre().x, symbol_y}, p.text_quiet, name, Align::centre);
    explain_on(frame, body, name, name, model::words(factor.quantity));
    x += width;
  }
  return x;
}

}  // namespace twofold::ui::inline cost
