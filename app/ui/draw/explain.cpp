#include "app/ui/draw/explain.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "app/ui/draw/draw.h"
#include "app/ui/draw/glossary.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline draw {
namespace {

constexpr float kWidth = 320;
constexpr float kPadding = 10;
constexpr float kGap = 6;

struct Card {
  std::vector<std::string_view> title, sentence;
  ImVec2 size;
};

Card card_of(const Frame& frame, const Explanation& e) {
  ImFont* strong = frame.fonts.strong;
  ImFont* body = frame.fonts.body;
  const float padding = frame.px(kPadding);
  const float width = std::min(frame.px(kWidth), ImGui::GetIO().DisplaySize.x - 4 * padding);
  Card card{lines_of(strong, e.title, width), lines_of(body, e.sentence, width), {}};
  float widest = 0;
  for (const auto line : card.title) widest = std::max(widest, text_width(strong, line));
  for (const auto line : card.sentence) widest = std::max(widest, text_width(body, line));
  card.size = {
      std::ceil(widest + 2 * padding),
      std::ceil(static_cast<float>(card.title.size()) * line_height(strong) +
                static_cast<float>(card.sentence.size()) * line_height(body) + 2 * padding)};
  return card;
}

/// How much of what is drawn a card would cover; numbers count more than words.
float covered(const Frame& frame, const Rect& card) {
  constexpr float kNumber = 4;
  float area = 0;
  for (const Drawn& drawn : frame.registry.drawn()) {
    if (!drawn.is_text()) continue;
    const bool number = std::any_of(drawn.name.begin(), drawn.name.end(),
                                    [](unsigned char c) { return std::isdigit(c) != 0; });
    area += drawn.seen().common(card).area() * (number ? kNumber : 1);
  }
  return area;
}

/// Beside `about`, on every side and flush with either of its ends.
std::array<ImVec2, 8> places_beside(const Rect& about, ImVec2 size, float gap) {
  const float below = about.max.y + gap;
  const float above = about.min.y - gap - size.y;
  const float right = about.max.x + gap;
  const float left = about.min.x - gap - size.x;
  return {{{about.min.x, below},
           {about.max.x - size.x, below},
           {about.min.x, above},
           {about.max.x - size.x, above},
           {right, about.min.y},
           {left, about.min.y},
           {right, about.max.y - size.y},
           {left, about.max.y - size.y}}};
}

/// The place beside `about` that covers least; none where it fits on no side.
std::optional<Rect> best_place(const Frame& frame, const Rect& about, ImVec2 size) {
  const Rect window = Rect{{0, 0}, ImGui::GetIO().DisplaySize}.shrunk(frame.px(2));
  std::optional<Rect> best;
  float least = 0;
  for (ImVec2 at : places_beside(about, size, frame.px(kGap))) {
    // Along the side it may slide, so that it stays in the window.
    const ImVec2 slid{within(at.x, window.min.x, window.max.x - size.x),
                      within(at.y, window.min.y, window.max.y - size.y)};
    const Rect place{slid, {slid.x + size.x, slid.y + size.y}};
    if (place.overlaps(about) || place.max.x > window.max.x || place.max.y > window.max.y) continue;
    const float covers = covered(frame, place);
    if (best && covers >= least) continue;
    best = place;
    least = covers;
  }
  return best;
}

Rect around_mouse(const Frame& frame) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  return Rect{mouse, mouse}.shrunk(-frame.px(8));
}

void draw_card(Frame& frame, const Card& card, ImVec2 at) {
  ImDrawList* list = ImGui::GetForegroundDrawList();
  const Palette& p = frame.palette;
  const Rect rect{{std::round(at.x), std::round(at.y)},
                  {std::round(at.x) + card.size.x, std::round(at.y) + card.size.y}};
  list->AddRectFilled(rect.min, rect.max, p.overlay, frame.px(5));
  list->AddRect(rect.min, rect.max, p.control_border, frame.px(5));
  ImVec2 pen{rect.min.x + frame.px(kPadding), rect.min.y + frame.px(kPadding)};
  const auto write = [&](ImFont* font, ImU32 colour, const std::vector<std::string_view>& lines) {
    for (const std::string_view line : lines) {
      if (!line.empty())
        list->AddText(font, font->FontSize, pen, colour, line.data(), line.data() + line.size());
      pen.y += line_height(font);
    }
  };
  write(frame.fonts.strong, p.text, card.title);
  write(frame.fonts.body, p.text_quiet, card.sentence);
  frame.registry.add({"explanation", rect.min, rect.max});
  frame.registry.add({"explanation: " + frame.explanation->sentence, rect.min, rect.max});
}

/// What the topmost thing under the mouse means that has a meaning, in the Dear ImGui window that
/// the mouse is in. Bare numbers come last: what they stand on knows more. Pictures answer to the
/// mouse themselves, all over the window.
std::optional<Explanation> thing_under_mouse(const Frame& frame) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const bool on_panels = ImGui::IsWindowHovered();
  const void* panels = frame.draw;
  std::optional<Explanation> number;
  const auto& drawn = frame.registry.drawn();
  for (auto d = drawn.rbegin(); d != drawn.rend(); ++d) {
    if ((d->layer == panels) != on_panels || !d->seen().contains(mouse)) continue;
    if (!d->is_text() && is_picture(d->name)) break;
    const Meaning meaning = d->is_text() ? meaning_of(d->name) : meaning_of_control(d->name);
    if (meaning.sentence.empty()) continue;
    Explanation found{meaning.title, meaning.sentence, d->rect()};
    if (!meaning.is_number) return found;
    if (!number) number = std::move(found);
  }
  return number;
}

}  // namespace

void explain(Frame& frame, const Rect& about, std::string_view title, std::string_view sentence) {
  if (frame.present() || sentence.empty()) return;
  frame.explanation = {std::string(title), std::string(sentence), about};
}

void explain(Frame& frame, std::string_view title, std::string_view sentence) {
  const Rect item{ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
  const bool on_it = item.contains(ImGui::GetIO().MousePos);
  explain(frame, on_it ? item : around_mouse(frame), title, sentence);
}

void draw_explanation(Frame& frame) {
  std::optional<Rect>& clicked = frame.window.clicked_on;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (frame.present()) return;
  if (!frame.explanation) frame.explanation = thing_under_mouse(frame);
  if (clicked && !clicked->contains(mouse)) clicked.reset();
  if (!frame.explanation) return;
  const Explanation& e = *frame.explanation;
  if (ImGui::IsAnyMouseDown()) {
    clicked = e.about;
    return;
  }
  if (clicked) return;
  const Card card = card_of(frame, e);
  // Beside the thing; of what fills the window, beside the mouse.
  std::optional<Rect> place = best_place(frame, e.about, card.size);
  if (!place) place = best_place(frame, around_mouse(frame), card.size);
  draw_card(frame, card, place ? place->min : ImVec2{0, 0});
}

}  // namespace twofold::ui::inline draw
