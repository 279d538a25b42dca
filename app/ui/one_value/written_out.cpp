#include "app/ui/one_value/written_out.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/model/state/stages.h"
#include "app/ui/controls/chip_row.h"
#include "app/ui/controls/press_area.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/explain.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/lanes/lane.h"

namespace twofold::ui::inline one_value {
namespace {

using model::OperationView;

/// Chips that choose which z is written out.
void intermediate_chips(Frame& frame, const Rect& rect, const OneValue& v) {
  ChipRow row{"written z", {}, v.t};
  for (int t = 0; t < static_cast<int>(v.mix.terms.size()); ++t)
    row.chips.push_back(
        {result_channel_name(frame, v.mix_source(), t), result_hue(frame, v.mix_source(), t)});
  const int clicked = chip_row(frame, rect, row, frame.window.sum_chips);
  if (clicked < 0) return;
  // A second click on the chosen one leaves the choice to the numbers again.
  const int chosen = frame.view().written_z == clicked ? -1 : clicked;
  frame.look(model::WriteOutIntermediate{chosen});
}

/// Chips that choose the slice of W whose products are shown.
void input_chips(Frame& frame, const Rect& rect, const OneValue& v) {
  ChipRow row{"written x", {}, v.q};
  for (int q = 0; q < v.e.x()->shape.channels; ++q)
    row.chips.push_back(
        {result_channel_name(frame, model::kInput, q), result_hue(frame, model::kInput, q)});
  const int clicked = chip_row(frame, rect, row, frame.window.sum_chips);
  if (clicked >= 0) frame.look(model::WriteOutInput{clicked});
}

/// A sum's result with all digits in its tooltip, "= ?" where it is to be predicted; below it, what
/// follows.
void result(Frame& frame, ImVec2 at, const ShownWindow& window) {
  const bool hidden = window.view.hides_last;
  const bool is_last = frame.view().operation == OperationView::depthwise;
  ImFont* font = is_last ? frame.fonts.mono_display : frame.fonts.mono_strong;
  const float right =
      text(frame, font, at, frame.palette.text, hidden ? "= ?" : "= " + steady(window.sum));
  const float half = line_height(font) / 2;
  const Rect box{{at.x, at.y - half}, {right, at.y + half}};
  if (!window.after.empty())
    text(frame, frame.fonts.mono_small,
         {at.x, at.y + half + line_height(frame.fonts.mono_small) / 2}, frame.palette.text_quiet,
         window.after);
  press_area("sum z", box);
  frame.registry.add({"sum z", box.min, box.max, 0});
  if (ImGui::IsItemHovered() && !frame.present() && !hidden)
    explain(frame, "= " + exact(window.sum),
            "All digits of the 32-bit number, as the reference has it.");
}

/// "z0[82, 34] =" at the right end of the label column.
void label(Frame& frame, ImVec2 right_middle, const std::string& words) {
  text(frame, frame.fonts.mono_small, right_middle, frame.palette.text_quiet, words, Align::right);
}

/// What follows a sum, in brief where it would take the room of its products.
std::string after_in(const Frame& frame, float room, const ShownWindow& window) {
  ImFont* font = frame.fonts.mono_small;
  const float cells = static_cast<float>(window.view.products.size()) * text_width(font, "−.00 +");
  return text_width(font, window.after) <= room - cells ? window.after : window.brief_after;
}

/// Where the products stand in their line: between the label and what they come to.
Rect products_room(const Frame& frame, const Rect& rect, float label_width,
                   const ShownWindow& window) {
  const bool is_last = frame.view().operation == OperationView::depthwise;
  const float result_width = std::max(
      text_width(is_last ? frame.fonts.mono_display : frame.fonts.mono_strong, "= −00.00"),
      text_width(frame.fonts.mono_small, after_in(frame, rect.width() - label_width, window)));
  return rect.without_left(label_width).without_right(result_width + frame.px(10));
}

/// A window's products in a line, and what they come to; `words` say of what. `below`, where it has
/// any height, shows how the sum grows.
void product_line(Frame& frame, const Rect& rect, float label_width, const std::string& words,
                  ShownWindow window, const Rect& below = {}) {
  const Rect left = rect.left(label_width - frame.px(8));
  const float chips = left.height() / 2 + frame.px(2);
  label(frame, {left.max.x, (left.min.y + chips + left.max.y) / 2}, words);
  window.after = after_in(frame, rect.width() - label_width, window);
  const Rect line = products_room(frame, rect, label_width, window);
  const float end = window_line(frame, line, window.view);
  if (below.height() > 0)
    window_bars(frame, {{line.min.x, below.min.y}, {line.max.x, below.max.y}}, window.view);
  const float up = window.after.empty() ? 0 : line_height(frame.fonts.mono_small) / 2;
  result(frame, {end + frame.px(10), rect.centre().y - up}, window);
}

/// Where the chips stand that choose what is written in such a line.
Rect chips_of(const Frame& frame, const Rect& line, float label_width) {
  const Rect left = line.left(label_width - frame.px(8));
  return left.top(left.height() / 2 + frame.px(2));
}

/// Fold 1 as a line of products.
void depthwise_line(Frame& frame, const Rect& rect, float label_width, const OneValue& v,
                    const ShownWindow& window, const Rect& below) {
  intermediate_chips(frame, chips_of(frame, rect, label_width), v);
  product_line(frame, rect, label_width, fmt::format("{}{} =", v.made_name(), v.at()), window,
               below);
}

/// Fold 2: what every intermediate adds; a click writes it out.
void mix(Frame& frame, const Rect& rect, const OneValue& v, const Waterfall& sum) {
  const auto [hovered, clicked] = waterfall(frame, rect, sum);
  if (clicked >= 0) frame.look(model::WriteOutIntermediate{clicked});
  if (hovered < 0) return;
  const model::MixTerm& term = v.mix.terms[static_cast<std::size_t>(hovered)];
  frame.hover.weight = model::MixCell{term.t, v.k, v.mix_stage};
  if (v.hides_last) return;
  explain(frame,
          fmt::format("{}[0, 0, {}, {}] times {}", model::filter_letter(v.list(), v.mix_stage),
                      term.t, v.k, v.name(v.mix_source(), term.t)),
          fmt::format("{} · {} = {}\nThe sum so far: {}", exact(term.weight), exact(term.value),
                      exact(term.product), exact(term.running)));
}

/// How a line of products and what follows from it share a rectangle: three lines of words for the
/// products where they do not take the room of the rest, and where narrow ones (`width` for all of
/// them) would lose what they come to.
struct Stacked {
  Rect products;
  Rect rest;
};
Stacked stacked(const Frame& frame, const Rect& rect, bool alone, float width) {
  const float line = line_height(frame.fonts.mono_small);
  const std::size_t products =
      static_cast<std::size_t>(frame.session.numbers()->document.layer.kernel.area());
  const bool is_tight = is_narrow(frame, width, products) && rect.height() > 5.6f * line;
  const bool high = alone || is_tight || rect.height() > (frame.present() ? 6.3f : 7.5f) * line;
  const float height = (high ? 3 : 2) * line + frame.px(high ? 6 : 2);
  return {rect.top(height), rect.without_top(height + frame.px(high ? 6 : 3))};
}

/// "y0[82, 34] =" before the columns of a sum.
void sum_label(Frame& frame, const Rect& rect, float label_width, const OneValue& v) {
  const float body = line_height(frame.fonts.mono_small) * 1.5f + frame.px(1);
  label(frame, {rect.min.x + label_width - frame.px(8), rect.min.y + body},
        v.mix_stage < 0 ? fmt::format("y{}{} =", v.k, v.at())
                        : fmt::format("{}{} =", v.mixed_name(), v.at_mix));
}

/// Both folds under each other, when the window's products fit in a line.
void lines(Frame& frame, const Rect& rect, float label_width, const OneValue& v) {
  const bool alone = frame.view().operation == OperationView::depthwise;
  const ShownWindow window = depthwise_window(frame, v);
  const float width = products_room(frame, rect, label_width, window).width();
  const Stacked at = stacked(frame, rect, alone, width);
  depthwise_line(frame, at.products, label_width, v, window, alone ? at.rest : Rect{});
  if (alone) return;
  sum_label(frame, at.rest, label_width, v);
  mix(frame, at.rest.without_left(label_width), v, mix_waterfall(frame, v));
}

/// What stands left of the grids: chips, what is summed, how many products, what they come to.
void grid_label(Frame& frame, const Rect& rect, const OneValue& v, const ShownWindow& window) {
  const float line = line_height(frame.fonts.mono_small);
  const bool regular = is_one_sum(frame);
  const Rect chips = rect.top(line * 1.3f);
  if (regular) {
    input_chips(frame, chips, v);
  } else {
    intermediate_chips(frame, chips, v);
  }
  const float x = rect.min.x;
  float y = chips.max.y + line * 0.8f;
  text(frame, frame.fonts.mono_small, {x, y}, frame.palette.text_quiet,
       regular ? fmt::format("slice x{} of y{}", v.q, v.k)
               : fmt::format("{}{}", v.made_name(), v.at()));
  y += line;
  const std::size_t count = window.view.products.size();
  text(frame, frame.fonts.small, {x, y}, frame.palette.text_quiet,
       window.view.done ? fmt::format("Σ of {} / {} products", *window.view.done, count)
                        : fmt::format("Σ of {} products", count));
  y += line * 1.1f;
  result(frame, {x, y}, window);
}

/// Lines of words that a mix below the grids takes, and the least that both do.
constexpr float kMixLines = 3.4f;
constexpr float kStackedLines = 7;
/// The part of the room beside the words that grids leave to the mix.
constexpr float kMixShare = 0.5f;

/// Fold 1 as grids at the left, the mix at the right; below them, where it would lose its terms
/// there and the grids' height has room to spare.
void grids(Frame& frame, const Rect& rect, float label_width, const OneValue& v) {
  const bool alone = frame.view().operation == OperationView::depthwise;
  const ShownWindow window = depthwise_window(frame, v);
  const Waterfall sum = alone ? Waterfall{} : mix_waterfall(frame, v);
  const float line = line_height(frame.fonts.mono_small);
  const float gap = frame.px(28);
  Rect room = rect.without_left(label_width);
  const bool stacks = !alone && room.width() * kMixShare - gap < waterfall_width(frame, sum) &&
                      rect.height() >= kStackedLines * line;
  const Rect below = rect.bottom(kMixLines * line);
  const Rect upper = stacks ? rect.without_bottom(below.height() + frame.px(4)) : rect;
  grid_label(frame, upper.left(label_width - frame.px(12)), v, window);
  room = upper.without_left(label_width);
  if (!alone && !stacks) room = room.left(room.width() * (1 - kMixShare));
  const float end = window_grids(frame, room, window.view) + gap;
  if (alone) return;
  if (stacks) {
    sum_label(frame, below, label_width, v);
    return mix(frame, below.without_left(label_width), v, sum);
  }
  text(frame, frame.fonts.mono_small, {end, rect.min.y + line / 2}, frame.palette.text_quiet,
       fmt::format("{}{} =", v.mixed_name(), v.at_mix));
  mix(frame, {{end, rect.min.y + line}, rect.max}, v, sum);
}

/// What every channel's slice of W adds to the standard convolution's one sum.
void slices(Frame& frame, const Rect& rect, const Waterfall& w) {
  const auto [hovered, clicked] = waterfall(frame, rect, w);
  if (clicked >= 0) frame.look(model::WriteOutInput{clicked});
  if (hovered >= 0)
    explain(frame, result_channel_name(frame, model::kInput, hovered),
            "What this channel's slice of W adds. There is no z in between: all products enter "
            "one sum.");
}

/// The least that the grids get of the room beside their words.
Rect regular_grids(const Rect& room) { return room.left(room.width() * 0.45f); }

/// The standard convolution: one sum over kh*kw*in_channels products, shown a slice at a time.
void regular(Frame& frame, const Rect& rect, float label_width, const OneValue& v) {
  const StandardSum sum = standard_sum(frame, v);
  grid_label(frame, rect.left(label_width - frame.px(12)), v, sum.slice);
  const Rect room = rect.without_left(label_width);
  const float gap = frame.px(28);
  // The grids have what the sum leaves, but not less than the most of it.
  const float spare = room.width() - waterfall_width(frame, sum.slices) - gap;
  const float end =
      window_grids(frame, room.left(std::max(spare, regular_grids(room).width())), sum.slice.view);
  const float line = line_height(frame.fonts.mono_small);
  const Rect right{{end + gap, rect.min.y}, rect.max};
  const std::string short_words = fmt::format("one sum of {} products", sum.products);
  const std::string words = fmt::format("y{}{} = {}", v.k, v.at(), short_words);
  const bool fits = text_width(frame.fonts.mono_small, words) <= right.width();
  text_within(frame, frame.fonts.mono_small, {right.min.x, right.min.y + line / 2},
              frame.palette.text_quiet, fits ? words : short_words, right.width());
  slices(frame, right.without_top(line), sum.slices);
}

/// The same where grids would be too small for their numbers: the products of the slice that is
/// looked at in a line.
void regular_lines(Frame& frame, const Rect& rect, float label_width, const OneValue& v) {
  const StandardSum sum = standard_sum(frame, v);
  const float width = products_room(frame, rect, label_width, sum.slice).width();
  const Stacked at = stacked(frame, rect, false, width);
  input_chips(frame, chips_of(frame, at.products, label_width), v);
  product_line(frame, at.products, label_width, fmt::format("x{} to y{} =", v.q, v.k), sum.slice);
  sum_label(frame, at.rest, label_width, v);
  slices(frame, at.rest.without_left(label_width), sum.slices);
}

/// What the grids of a phone show, in a line below them: chips, of what they are the sum, the sum.
void phone_sum(Frame& frame, const Rect& rect, const std::string& words,
               const ShownWindow& window) {
  const float middle = rect.centre().y;
  const float end =
      text(frame, frame.fonts.mono_small, {rect.min.x, middle}, frame.palette.text_quiet, words);
  result(frame, {end + frame.px(8), middle}, window);
}

/// On a phone, which is too narrow for products in a line: the window, the filter and what they
/// come to as grids across all of it, below them their sum and what that adds to the output.
void on_phone(Frame& frame, const Rect& rect, float label_width, const OneValue& v) {
  const float line = line_height(frame.fonts.mono_small);
  const Rect last = rect.bottom(2 * line + frame.px(2));
  const Rect first = rect.without_bottom(last.height() + frame.px(2)).bottom(1.5f * line);
  const Rect grids{rect.min, {rect.max.x, first.min.y - frame.px(2)}};
  const Rect chips = first.left(label_width * 0.6f);
  const Rect sum = first.without_left(label_width * 0.6f);
  if (is_one_sum(frame)) {
    const StandardSum standard = standard_sum(frame, v);
    window_grids(frame, grids, standard.slice.view);
    input_chips(frame, chips, v);
    phone_sum(frame, sum, fmt::format("x{} to y{}", v.q, v.k), standard.slice);
    sum_label(frame, last, label_width, v);
    return slices(frame, last.without_left(label_width), standard.slices);
  }
  const ShownWindow window = depthwise_window(frame, v);
  window_grids(frame, grids, window.view);
  intermediate_chips(frame, chips, v);
  phone_sum(frame, sum, fmt::format("{}{}", v.made_name(), v.at()), window);
  if (frame.view().operation == OperationView::depthwise) return;
  sum_label(frame, last, label_width, v);
  mix(frame, last.without_left(label_width), v, mix_waterfall(frame, v));
}

}  // namespace

void written_out(Frame& frame, const Rect& rect, float label_width, const OneValue& v) {
  if (frame.is_phone) return on_phone(frame, rect, label_width, v);
  const bool few = static_cast<std::size_t>(v.e.document.layer.kernel.area()) <= kMostInLine;
  if (is_one_sum(frame)) {
    const Rect room = rect.without_left(label_width);
    const bool in_line = few && (frame.present() || !grids_are_written(frame, regular_grids(room),
                                                                       v.e.document.layer.kernel));
    (in_line ? regular_lines : regular)(frame, rect, label_width, v);
  } else if (few) {
    lines(frame, rect, label_width, v);
  } else {
    grids(frame, rect, label_width, v);
  }
}

}  // namespace twofold::ui::inline one_value
