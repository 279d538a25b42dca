#include "app/ui/one_value/waterfall.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "app/ui/controls/press_area.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/one_value/sum_bars.h"

namespace twofold::ui::inline one_value {
namespace {

/// What stands in one column.
struct Column {
  int term = -1;  ///< -1: the rest, or the bias
  std::string label;
  ImU32 hue = 0;
  std::string words;
  float product = 0;
  bool lit = false;
  bool to_come = false;
  bool hidden = false;
  std::vector<int> left_out{};  ///< the terms that it stands for, to be had by a click
};

Column column_of(const Waterfall& w, int index) {
  const WaterfallTerm& t = w.terms[static_cast<std::size_t>(index)];
  Column c{index, t.label, t.hue, t.words, t.product, t.lit, false, false, {}};
  c.to_come = w.done && index >= *w.done;
  c.hidden = w.hides_last && w.done && index + 1 == *w.done;
  if (c.to_come) c.product = 0;
  return c;
}

/// Several terms as one column.
Column together(const Frame& frame, std::string label, std::string words, double product) {
  return {-1,
          std::move(label),
          frame.palette.text_quiet,
          std::move(words),
          static_cast<float>(product),
          false,
          false,
          false,
          {}};
}

/// The columns while stepping, in the order of the sum: those about the term at work, and what was
/// added before and is to come as one column each.
std::vector<Column> columns_about_step(const Frame& frame, const Waterfall& w, int room) {
  const int count = static_cast<int>(w.terms.size());
  const int shown = std::max(room - 2, 1);
  const int first = std::clamp(*w.done - shown, 0, std::max(count - shown, 0));
  std::vector<Column> columns;
  double before = 0;
  for (int i = 0; i < first; ++i) before += w.terms[static_cast<std::size_t>(i)].product;
  if (first > 0)
    columns.push_back(together(frame, "so far", fmt::format("{} terms", first), before));
  for (int i = first; i < std::min(first + shown, count); ++i) columns.push_back(column_of(w, i));
  if (first + shown < count) {
    columns.push_back(together(frame, "to come", fmt::format("{} more", count - first - shown), 0));
    columns.back().to_come = true;
  }
  return columns;
}

/// The `most` largest terms and those that are looked at, in the order of the sum.
std::vector<int> largest_in_order(const Waterfall& w, int most) {
  std::vector<int> by_size = w.by_size;
  std::stable_partition(by_size.begin(), by_size.end(),
                        [&](int i) { return w.terms[static_cast<std::size_t>(i)].looked_at; });
  by_size.resize(static_cast<std::size_t>(std::max(most, 0)));
  std::sort(by_size.begin(), by_size.end());
  return by_size;
}

/// The columns for `slots` places: all terms, or the largest and the rest of them as one.
std::vector<Column> columns_of(const Frame& frame, const Waterfall& w, int slots) {
  std::vector<Column> columns;
  const int room = std::max(slots - (w.bias ? 1 : 0), 1);
  const int count = static_cast<int>(w.terms.size());
  if (count <= room) {
    for (int i = 0; i < count; ++i) columns.push_back(column_of(w, i));
  } else if (w.done) {
    columns = columns_about_step(frame, w, room);
  } else {
    const std::vector<int> shown = largest_in_order(w, room - 1);
    std::vector<int> left_out;
    double rest = 0;
    for (int i = 0; i < count; ++i) {
      if (std::binary_search(shown.begin(), shown.end(), i)) continue;
      left_out.push_back(i);
      rest += w.terms[static_cast<std::size_t>(i)].product;
    }
    for (const int i : shown) columns.push_back(column_of(w, i));
    columns.push_back(together(frame, fmt::format("{} more", left_out.size()), "together", rest));
    columns.back().left_out = std::move(left_out);
  }
  if (w.bias) {
    columns.push_back(together(frame, "bias", steady(*w.bias), *w.bias));
    columns.back().to_come = w.done && *w.done < count;
    if (columns.back().to_come) columns.back().product = 0;
  }
  return columns;
}

/// Below this many lines' height for bars, what a term adds stands beside its bar, not under it.
constexpr float kLeastBarLines = 1.2f;
constexpr float kWideDigits = 14;
/// Widths of a column, of which the first that holds all words is taken: with few of them, numbers
/// that change their length seldom move the columns.
constexpr float kNarrowDigits[] = {5.5f, 7, 8.5f, 10.5f};

/// The lines of a column, from the top.
struct Lines {
  float label;
  Rect body;  ///< left and right are the first column's
  Rect bars;
  float number;
  bool number_beside;
  bool has_bars;  ///< false where there is only room for the terms themselves
};

Lines lines_of(const Frame& frame, const Rect& rect, float width) {
  const float small = line_height(frame.fonts.mono_small);
  const float body = small + frame.px(2);
  Rect rest = rect;
  Lines l;
  l.label = rest.min.y + small / 2;
  rest = rest.without_top(small);
  l.body = rest.top(body).left(width);
  rest = rest.without_top(body + frame.px(4));
  l.has_bars = rest.height() >= 0.8f * small;
  l.number_beside = rest.height() < (1 + kLeastBarLines) * small;
  l.number = l.number_beside ? rest.centre().y : rest.max.y - small / 2;
  l.bars = l.number_beside ? rest : rest.without_bottom(small + frame.px(2));
  return l;
}

void draw_column(Frame& frame, const Lines& l, float x, const Column& c) {
  Rect body = l.body;
  body.max.x += x - body.min.x;
  body.min.x = x;
  const float middle = body.centre().x;
  const Palette& p = frame.palette;
  ImFont* font = frame.fonts.mono_small;
  text(frame, font, {middle, l.label}, c.hue, c.label, Align::centre);
  if (c.to_come) {
    outline(frame, body, p.panel_border, 1, frame.px(4));
  } else {
    fill(frame, body, fade(c.hue, 0.13f), frame.px(4));
  }
  text(frame, font, body.centre(), c.to_come ? p.text_faint : p.text, c.words, Align::centre);
  const Align align = l.number_beside ? Align::right : Align::centre;
  if (!c.to_come && l.has_bars)
    text(frame, font, {l.number_beside ? body.max.x : middle, l.number},
         c.hidden ? p.accent : sign_colour(p, c.product), c.hidden ? "?" : steady(c.product),
         align);
  if (c.lit) selection_outline(frame, body);
}

/// Whether no term is in the sum yet.
bool has_not_begun(const Waterfall& w) { return w.done && *w.done == 0; }

/// Where the result begins, where its room ends, and in which letters.
struct ResultPlace {
  float x;
  float end;
  ImFont* font;
};

/// "= 0.75", with what the activation was given over it; named "id result".
void draw_result(Frame& frame, const Waterfall& w, const Lines& l, const ResultPlace& at) {
  const auto [x, end, font] = at;
  const float with_bias = w.sum + w.bias.value_or(0);
  const float y = l.body.centre().y;
  const bool complete = !w.done || *w.done == static_cast<int>(w.terms.size());
  if (!w.activation.empty() && complete) {
    const std::string follows = "\xe2\x86\x92 " + w.activation;
    ImFont* small = frame.fonts.mono_small;
    text(frame, small, {x, l.label}, frame.palette.text_quiet,
         longest_fitting(small, end - x, {steady(with_bias) + " " + follows, follows}));
  }
  const ImU32 ink = has_not_begun(w) ? frame.palette.text_quiet : frame.palette.text;
  const float right =
      text(frame, font, {x, y}, ink, w.hides_last ? "= ?" : "= " + steady(w.result));
  const Rect box{{x, y - line_height(font) / 2}, {right, y + line_height(font) / 2}};
  const std::string id = w.id + " result";
  press_area(id, box);
  frame.registry.add({id, box.min, box.max, 0});
  if (ImGui::IsItemHovered() && !frame.present() && !w.hides_last)
    explain(frame, "= " + exact(w.result),
            "All digits of the 32-bit number, as the reference has it.");
}

/// The columns' bars, and the result's.
void draw_bars(Frame& frame, const Lines& l, const std::vector<Column>& columns, float pitch,
               const Waterfall& w) {
  if (!l.has_bars) return;
  const float width = l.body.width();
  const float left = width * (l.number_beside ? 0.05f : 0.28f);
  const float right = width * (l.number_beside ? 0.38f : 0.72f);
  SumBars bars;
  bars.numbers_between = l.number_beside;
  float x = l.body.min.x;
  for (const Column& c : columns) {
    bars.terms.push_back({x + left, x + right, c.hidden ? 0 : c.product});
    x += pitch;
  }
  if (!w.hides_last) bars.result = SumBar{x + left, x + right, w.result};
  sum_bars(frame, l.bars, bars);
}

/// The term that a click on the column of what is left out asks for: the next one in their order.
int next_left_out(const Waterfall& w, const std::vector<int>& left_out) {
  const auto looked_at = std::find_if(w.terms.begin(), w.terms.end(),
                                      [](const WaterfallTerm& t) { return t.looked_at; });
  const int now = looked_at == w.terms.end() ? -1 : static_cast<int>(looked_at - w.terms.begin());
  const auto next = std::upper_bound(left_out.begin(), left_out.end(), now);
  return next == left_out.end() ? left_out.front() : *next;
}

/// "z1 .36, z4 .30 ...", the largest first.
std::string listed(const Waterfall& w, const std::vector<int>& left_out) {
  constexpr std::size_t kMost = 8;
  std::string words;
  std::size_t said = 0;
  for (const int i : w.by_size) {
    if (!std::binary_search(left_out.begin(), left_out.end(), i)) continue;
    if (said == kMost) return words + " ...";
    const WaterfallTerm& t = w.terms[static_cast<std::size_t>(i)];
    words += fmt::format("{}{} {}", said++ == 0 ? "" : ", ", t.label, steady(t.product));
  }
  return words;
}

/// The mouse on a column that stands for one term or for those that are left out.
void use_column(Frame& frame, const Waterfall& w, const Column& c, const Rect& whole,
                WaterfallUse& use) {
  if (c.term < 0 && c.left_out.empty()) return;
  const std::string id = c.term >= 0 ? fmt::format("{} {}", w.id, c.term) : w.id + " together";
  const bool clicked = press_area(id, whole);
  frame.registry.add({id, whole.min, whole.max, 0});
  if (clicked) use.clicked = c.term >= 0 ? c.term : next_left_out(w, c.left_out);
  if (!ImGui::IsItemHovered() || frame.present()) return;
  if (c.term >= 0) {
    use.hovered = c.term;
  } else {
    explain(
        frame,
        fmt::format("{} that have no column, together {}", c.left_out.size(), steady(c.product)),
        listed(w, c.left_out) + ". A click writes out the next of them.");
  }
}

}  // namespace

namespace {

/// The least width of a column, in digits.
float digits_needed(const Frame& frame, const Waterfall& w) {
  ImFont* font = frame.fonts.mono_small;
  float widest = text_width(font, "−0.00");
  for (const WaterfallTerm& term : w.terms)
    widest = std::max({widest, text_width(font, term.words), text_width(font, term.label)});
  const float needed = widest / text_width(font, "0") + 0.4f;
  for (const float digits : kNarrowDigits)
    if (needed <= digits) return digits;
  return *std::rbegin(kNarrowDigits);
}

/// Of the number after the columns.
float result_width(const Frame& frame, const Waterfall& w, ImFont* font) {
  const float digit = text_width(frame.fonts.mono_small, "0");
  return std::max(text_width(font, "= −00.00"),
                  w.activation.empty() ? 0 : digit * static_cast<float>(w.activation.size() + 9));
}

float between_columns(const Frame& frame) {
  return text_width(frame.fonts.mono_small, "0") + frame.px(6);
}

}  // namespace

float waterfall_width(const Frame& frame, const Waterfall& w) {
  constexpr float kMost = 4;
  const float columns = std::min(kMost, static_cast<float>(w.terms.size() + (w.bias ? 1 : 0)));
  const float digit = text_width(frame.fonts.mono_small, "0");
  return columns * (digits_needed(frame, w) * digit + between_columns(frame)) +
         result_width(frame, w, frame.fonts.mono_display) + frame.px(2);
}

WaterfallUse waterfall(Frame& frame, const Rect& rect, const Waterfall& w) {
  ImFont* font = frame.fonts.mono_small;
  const float digit = text_width(font, "0");
  float narrow = digits_needed(frame, w) * digit;
  const float plus = between_columns(frame);
  const int wanted = static_cast<int>(w.terms.size()) + (w.bias ? 1 : 0);
  // The result is the largest number of all, where that takes no column's room and there is one.
  ImFont* large = frame.fonts.mono_display;
  const bool has_room = !has_not_begun(w) && how_many(rect.width() - result_width(frame, w, large),
                                                      narrow + plus) >= wanted;
  ImFont* result_font = has_room ? large : frame.fonts.mono_strong;
  const float room = rect.width() - result_width(frame, w, result_font);
  // The last column of several says "together".
  if (how_many(room, narrow + plus) < wanted)
    narrow = std::max(narrow, text_width(font, "together") + frame.px(2));
  const int slots = how_many(room, narrow + plus);
  const std::vector<Column> columns = columns_of(frame, w, std::max(slots, 1));
  const float width = within(room / static_cast<float>(wanted) - plus, narrow, kWideDigits * digit);
  const float pitch = width + plus;
  const Lines l = lines_of(frame, rect, width);

  draw_bars(frame, l, columns, pitch, w);
  WaterfallUse use;
  float x = rect.min.x;
  for (const Column& c : columns) {
    draw_column(frame, l, x, c);
    if (&c != &columns.back())
      text(frame, font, {x + width + plus / 2, l.body.centre().y}, frame.palette.text_faint, "+",
           Align::centre);
    use_column(frame, w, c, {{x, rect.min.y}, {x + width, rect.max.y}}, use);
    x += pitch;
  }
  draw_result(frame, w, l, {x, rect.max.x, result_font});
  return use;
}

}  // namespace twofold::ui::inline one_value
