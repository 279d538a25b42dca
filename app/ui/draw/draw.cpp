#include "app/ui/draw/draw.h"

#include <algorithm>
#include <cmath>

namespace twofold::ui::inline draw {
namespace {

constexpr const char* kEllipsis = "\xe2\x80\xa6";

// Never null: Dear ImGui takes that for "as long as the string is", and there is none.
const char* begin_of(std::string_view words) { return words.empty() ? "" : words.data(); }
const char* end_of(std::string_view words) { return begin_of(words) + words.size(); }

/// Start of the code point before byte `at`.
std::size_t step_back(std::string_view words, std::size_t at) {
  do --at;
  while (at > 0 && (static_cast<unsigned char>(words[at]) & 0xC0) == 0x80);
  return at;
}

}  // namespace

float text_width(ImFont* font, std::string_view words) {
  return font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, begin_of(words), end_of(words)).x;
}

float line_height(const ImFont* font) { return font->FontSize * 1.12f; }

float text(Frame& frame, ImFont* font, ImVec2 at, ImU32 colour, std::string_view words,
           Align align) {
  const float width = text_width(font, words);
  if (align == Align::centre) at.x -= width / 2;
  if (align == Align::right) at.x -= width;
  const ImVec2 top{std::round(at.x), std::round(at.y - cap_offset(*font))};
  frame.draw->AddText(font, font->FontSize, top, colour, begin_of(words), end_of(words));
  frame.registry.add(
      {std::string(words), top, {top.x + width, top.y + font->FontSize}, cap_height(*font)});
  return at.x + width;
}

float text_within(Frame& frame, ImFont* font, ImVec2 at, ImU32 colour, std::string_view words,
                  float width) {
  if (text_width(font, words) <= width) return text(frame, font, at, colour, words);
  const float room = width - text_width(font, kEllipsis);
  std::size_t length = words.size();
  while (length > 0 && text_width(font, words.substr(0, length)) > room)
    length = step_back(words, length);
  if (length == 0) return at.x;  // an ellipsis alone says nothing
  return text(frame, font, at, colour, std::string(words.substr(0, length)) + kEllipsis);
}

std::optional<float> fitting_size(ImFont* font, std::string_view words, float width) {
  constexpr float kLeast = 0.75f;
  const float full = text_width(font, words);
  if (full <= width) return font->FontSize;
  // A width that is whole but for rounding is whole.
  const float size = std::floor(font->FontSize * width / full + 1e-3f);
  return size >= kLeast * font->FontSize ? std::optional(size) : std::nullopt;
}

std::string longest_fitting(ImFont* font, float width, std::initializer_list<std::string> words) {
  for (const std::string& wish : words)
    if (text_width(font, wish) <= width) return wish;
  return words.size() == 0 ? std::string() : *(words.end() - 1);
}

bool text_fitted(Frame& frame, ImFont* font, ImVec2 middle, ImU32 colour, std::string_view words,
                 float width) {
  const std::optional<float> size = fitting_size(font, words, width);
  // Before a class letters have a least size.
  if (!size || (frame.present() && *size < font->FontSize)) return false;
  text_sized(frame, {font, *size}, middle, colour, words);
  return true;
}

void text_sized(Frame& frame, const SizedFont& in, ImVec2 middle, ImU32 colour,
                std::string_view words) {
  const auto [font, size] = in;
  const float share = size / font->FontSize;
  const float across = text_width(font, words) * share;
  const ImVec2 top{std::round(middle.x - across / 2),
                   std::round(middle.y - cap_offset(*font) * share)};
  frame.draw->AddText(font, size, top, colour, begin_of(words), end_of(words));
  frame.registry.add(
      {std::string(words), top, {top.x + across, top.y + size}, cap_height(*font) * share});
}

namespace {

/// Whether what stands on both sides of a space is one thing: "m = 9", "× 0.444".
bool binds(const char* from, const char* space, const char* end) {
  const std::string_view before(from, static_cast<std::size_t>(space - from));
  const std::string_view after(space, static_cast<std::size_t>(end - space));
  return after.starts_with(" = ") || before.ends_with(" =") || before.ends_with("×");
}

/// Where the line that begins at `from` ends: where the words say so, else at a space, unless one
/// word is longer than the line.
const char* line_end(ImFont* font, const char* from, const char* end, float width) {
  end = std::find(from, end, '\n');  // which Dear ImGui takes for a part of the line
  const char* to = font->CalcWordWrapPositionA(1, from, end, width);
  if (to == end) return to;
  if (to == from) return to + 1;
  // ImGui also breaks after a full stop or a comma, even inside 2.25.
  const auto back_to_space = [from](const char* at) {
    while (at > from && *at != ' ') --at;
    return at;
  };
  const char* last = back_to_space(to);
  const char* space = last;
  while (space > from && binds(from, space, end)) space = back_to_space(space - 1);
  if (space > from) return space;
  return last > from ? last : to;
}

const char* next_line(const char* to, const char* end) {
  if (to < end && *to == '\n') return to + 1;
  while (to < end && *to == ' ') ++to;
  return to;
}

}  // namespace

std::vector<std::string_view> lines_of(ImFont* font, std::string_view words, float width) {
  std::vector<std::string_view> lines;
  const char* end = end_of(words);
  for (const char* from = begin_of(words); from < end;) {
    const char* to = *from == '\n' ? from : line_end(font, from, end, width);
    lines.emplace_back(from, static_cast<std::size_t>(to - from));
    from = next_line(to, end);
  }
  return lines;
}

int paragraph_lines(ImFont* font, std::string_view words, float width) {
  return static_cast<int>(lines_of(font, words, width).size());
}

float paragraph(Frame& frame, ImFont* font, ImVec2 at, ImU32 colour, std::string_view words,
                float width, int most_lines) {
  const float height = line_height(font);
  const std::vector<std::string_view> lines = lines_of(font, words, width);
  const int shown = std::min(static_cast<int>(lines.size()), most_lines);
  for (int i = 0; i < shown; ++i) {
    const std::string_view line = lines[static_cast<std::size_t>(i)];
    const bool cut = i + 1 == most_lines && shown < static_cast<int>(lines.size());
    const ImVec2 middle{at.x, at.y + height * static_cast<float>(i)};
    if (cut)  // all that is left, cut off where the line ends
      text_within(frame, font, middle, colour,
                  {line.data(), static_cast<std::size_t>(end_of(words) - line.data())}, width);
    else
      text_within(frame, font, middle, colour, line, width + font->FontSize);
  }
  return height * static_cast<float>(shown);
}

void fill(Frame& frame, const Rect& rect, ImU32 colour, float rounding) {
  frame.draw->AddRectFilled(rect.min, rect.max, colour, rounding);
}

void outline(Frame& frame, const Rect& rect, ImU32 colour, float thickness, float rounding) {
  frame.draw->AddRect(rect.min, rect.max, colour, rounding, 0, thickness);
}

void card(Frame& frame, const Rect& rect, ImU32 fill_colour, ImU32 border) {
  const float rounding = frame.px(8);
  fill(frame, rect, fill_colour, rounding);
  outline(frame, rect, border, 1, rounding);
}

void selection_outline(Frame& frame, const Rect& rect, float thickness) {
  // White on white could not be seen: the edge is as bold as the line is.
  const float edge = std::max(1.0f, thickness / 2);
  outline(frame, rect.shrunk(-(thickness + edge) / 2), frame.palette.selection_edge, edge);
  outline(frame, rect.shrunk((thickness + edge) / 2), frame.palette.selection_edge, edge);
  outline(frame, rect, frame.palette.selection, thickness);
}

void outline_if_lit(Frame& frame, const Rect& rect, std::initializer_list<Term> terms) {
  if (frame.lit_term == Term::none) return;
  if (std::find(terms.begin(), terms.end(), frame.lit_term) == terms.end()) return;
  outline(frame, rect.shrunk(-frame.px(2)), frame.palette.accent, frame.px(2.5f), frame.px(4));
}

namespace {

void dashed_line(ImDrawList* draw, ImVec2 from, ImVec2 to, const Link& link) {
  const float length = std::hypot(to.x - from.x, to.y - from.y);
  const float dash = std::max(5.0f, 2.2f * link.thickness);
  const float step = dash * 1.8f;
  for (float at = 0; at < length; at += step) {
    const auto point = [&](float d) {
      const float share = std::min(d, length) / length;
      return ImVec2{from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)};
    };
    draw->AddLine(point(at), point(at + dash), link.colour, link.thickness);
  }
}

}  // namespace

void link(Frame& frame, const Link& link) {
  if (link.points.size() < 2) return;
  if (link.dashed) {
    for (std::size_t i = 0; i + 1 < link.points.size(); ++i)
      dashed_line(frame.draw, link.points[i], link.points[i + 1], link);
    return;
  }
  const float radius = frame.px(8);
  frame.draw->PathLineTo(link.points.front());
  for (std::size_t i = 1; i + 1 < link.points.size(); ++i) {
    const ImVec2 corner = link.points[i];
    const auto towards = [&](ImVec2 other) {
      const float dx = other.x - corner.x;
      const float dy = other.y - corner.y;
      const float length = std::max(std::hypot(dx, dy), 1e-3f);
      const float reach = std::min(radius, length / 2) / length;
      return ImVec2{corner.x + dx * reach, corner.y + dy * reach};
    };
    frame.draw->PathLineTo(towards(link.points[i - 1]));
    frame.draw->PathBezierQuadraticCurveTo(corner, towards(link.points[i + 1]), 6);
  }
  frame.draw->PathLineTo(link.points.back());
  frame.draw->PathStroke(link.colour, 0, link.thickness);
}

float link_thickness(const Frame& frame, float weight, float limit) {
  const float share = limit > 0 ? std::min(std::abs(weight) / limit, 1.0f) : 0;
  return frame.px(1 + 4 * share);
}

float chip_width(const Frame& frame, std::string_view words) {
  return text_width(frame.fonts.strong, words) + frame.px(14);
}

Rect chip(Frame& frame, ImVec2 left_middle, std::string_view words, ImU32 hue, bool lit) {
  ImFont* font = frame.fonts.strong;
  const float half = cap_height(*font) / 2 + frame.px(5);
  const float width = chip_width(frame, words);
  const Rect body{{left_middle.x, left_middle.y - half},
                  {left_middle.x + width, left_middle.y + half}};
  fill(frame, body, fade(hue, lit ? 0.26f : 0.12f), frame.px(5));
  text(frame, font, {body.min.x + frame.px(7), left_middle.y}, lit ? hue : fade(hue, 0.75f), words);
  return body;
}

}  // namespace twofold::ui::inline draw
