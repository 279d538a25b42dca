// One value, from the pixels to the output, in real numbers:
//
//     ONE VALUE          z[b,i,j,q*m+r] = ...            the formula in its own names
//     y0 at [82, 34]     y[b,i,j,k] = ...   i=82 j=34
//     [z0 R] [z1 G] ..   -1·.52 + 0·.61 + ...   = 0.28   fold 1: the window's products
//     z0[82, 34] =
//     y0[82, 34] =       1·.28 + 1·.47         = 0.75    fold 2: the mix, as a waterfall
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/ui/chip_row.h"
#include "app/ui/draw.h"
#include "app/ui/formula.h"
#include "app/ui/numbers.h"
#include "app/ui/panels.h"
#include "app/ui/waterfall.h"
#include "app/ui/window_sum.h"

namespace twofold::ui {
namespace {

using model::OperationView;

constexpr float kLabelWidth = 176;

/// What the panel is about, gathered from session and highlight.
struct Subject {
  const model::Evaluation& e;
  model::BatchPixel pixel;
  int k = 0;
  int t = 0;  ///< the intermediate whose products are written out
  int q = 0;  ///< in the Regular view the input channel, else the one behind t
  model::MixSum mix;

  int r() const { return core::channel_origin(t, e.document.layer.channel_multiplier).r; }
  ImU32 hue(const Palette& p, int channel) const {
    return channel_hue(p, channel, e.x->shape.channels);
  }
  std::string letter(int channel) const {
    return model::channel_letter(channel, e.x->shape.channels);
  }
  int origin(int intermediate) const {
    return core::channel_origin(intermediate, e.document.layer.channel_multiplier).q;
  }
  std::string at() const { return fmt::format("[{}, {}]", pixel.at.row, pixel.at.column); }
};

int chosen_output(const Frame& frame, int outputs) {
  const model::Highlight& lit = frame.session.highlighted();
  const model::Place& pin = frame.view().pin;
  const int k = lit.y_channel >= 0                  ? lit.y_channel
                : pin.stage == model::Stage::output ? pin.channel
                                                    : 0;
  return std::clamp(k, 0, outputs - 1);
}

/// The z to write out: the one that is lit, or was chosen, or adds most.
int chosen_intermediate(const Frame& frame, const model::MixSum& mix) {
  const int lit = frame.session.highlighted().z_channel;
  const int count = static_cast<int>(mix.terms.size());
  if (lit >= 0 && lit < count) return lit;
  const int written = frame.view().written_z;
  if (written >= 0 && written < count) return written;
  return model::by_magnitude(mix.terms).front();
}

Subject subject_of(const Frame& frame) {
  const model::Evaluation& e = *frame.session.numbers();
  const int b = std::min(frame.view().batch_index, e.x->shape.batch - 1);
  Subject s{e, {b, frame.session.highlighted().pixel}, 0, 0, 0, {}};
  s.k = chosen_output(frame, e.filters.pointwise.shape.out);
  s.mix = model::pointwise_sum(e, s.pixel, s.k);
  s.t = chosen_intermediate(frame, s.mix);
  s.q = s.origin(s.t);
  if (frame.view().operation == OperationView::regular) {
    const int lit = frame.session.highlighted().x_channel;
    s.q = std::clamp(lit >= 0 ? lit : frame.view().written_x, 0, e.x->shape.channels - 1);
  }
  return s;
}

const char* activation_name(core::Activation activation) {
  switch (activation) {
    case core::Activation::none: return "";
    case core::Activation::relu: return "ReLU";
    case core::Activation::relu6: return "ReLU6";
    case core::Activation::leaky_relu: return "leaky";
  }
  return "";
}

/// "ONE VALUE" and the place, below it or (`in_one_line`) beside it.
void title(Frame& frame, const Rect& rect, const Subject& s, bool in_one_line) {
  const float line = line_height(frame.fonts.mono_small);
  ImVec2 at{rect.min.x, rect.min.y + line / 2};
  const float end = text(frame, frame.fonts.strong, at, frame.palette.text_quiet, "ONE VALUE");
  if (in_one_line) {
    at.x = end + frame.px(14);
  } else {
    at.y += line;
  }
  const bool only_fold1 = frame.view().operation == OperationView::depthwise;
  text(frame, frame.fonts.mono, at, frame.palette.text,
       fmt::format("{}{} at {}", only_fold1 ? 'z' : 'y', only_fold1 ? s.t : s.k, s.at()));
}

IndexValues index_values(const Frame& frame, const Subject& s) {
  IndexValues v{s.pixel.b, s.pixel.at.row, s.pixel.at.column, s.k, s.t, s.q, s.r(), -1, -1};
  if (const auto& tap = frame.session.highlighted().tap) {
    v.di = tap->ky;
    v.dj = tap->kx;
  }
  return v;
}

/// Chips that choose which z is written out.
void intermediate_chips(Frame& frame, const Rect& rect, const Subject& s) {
  ChipRow row{"written z", {}, s.t};
  for (int t = 0; t < static_cast<int>(s.mix.terms.size()); ++t)
    row.chips.push_back(
        {fmt::format("z{} {}", t, s.letter(s.origin(t))), s.hue(frame.palette, s.origin(t))});
  const int clicked = chip_row(frame, rect, row, frame.window.sum_chips);
  if (clicked < 0) return;
  // A second click on the chosen one leaves the choice to the numbers again.
  const int chosen = frame.view().written_z == clicked ? -1 : clicked;
  frame.look([chosen](model::ViewState& v) { v.written_z = chosen; });
}

/// Chips that choose the slice of W whose products are shown.
void input_chips(Frame& frame, const Rect& rect, const Subject& s) {
  ChipRow row{"written x", {}, s.q};
  for (int q = 0; q < s.e.x->shape.channels; ++q)
    row.chips.push_back({fmt::format("x{} {}", q, s.letter(q)), s.hue(frame.palette, q)});
  const int clicked = chip_row(frame, rect, row, frame.window.sum_chips);
  if (clicked >= 0) frame.look([clicked](model::ViewState& v) { v.written_x = clicked; });
}

WindowSumView depthwise_view(const Frame& frame, const Subject& s, model::WindowSum sum) {
  const model::Highlight& lit = frame.session.highlighted();
  return {std::move(sum.products),
          s.e.document.layer.kernel,
          s.letter(s.q),
          s.hue(frame.palette, s.q),
          "D",
          s.r(),
          lit.tap};
}

/// A sum's result with all digits in its tooltip.
void result(Frame& frame, ImVec2 at, float value, const std::string& id) {
  ImFont* font = frame.fonts.mono_strong;
  const float right = text(frame, font, at, frame.palette.text, "= " + fixed(value, 2));
  const float half = line_height(font) / 2;
  const Rect box{{at.x, at.y - half}, {right, at.y + half}};
  ImGui::SetCursorScreenPos(box.min);
  ImGui::InvisibleButton(id.c_str(), box.size());
  frame.registry.add({id, box.min, box.max, 0});
  if (ImGui::IsItemHovered() && !frame.present())
    explain(frame, "= " + exact(value),
            "All digits of the 32-bit number, as the reference has it.");
}

/// "z0[82, 34] =" at the right end of the label column.
void label(Frame& frame, ImVec2 right_middle, const std::string& words) {
  text(frame, frame.fonts.mono_small, right_middle, frame.palette.text_quiet, words, Align::right);
}

/// Fold 1 as a line of products.
void depthwise_line(Frame& frame, const Rect& rect, float label_width, const Subject& s) {
  const Rect left = rect.left(label_width - frame.px(8));
  const float chips = left.height() / 2 + frame.px(2);
  intermediate_chips(frame, left.top(chips), s);
  label(frame, {left.max.x, (left.min.y + chips + left.max.y) / 2},
        fmt::format("z{}{} =", s.t, s.at()));
  const model::WindowSum sum = model::depthwise_sum(s.e, s.pixel, s.t);
  const float result_width = text_width(frame.fonts.mono_strong, "= −00.00");
  const Rect line = rect.without_left(label_width).without_right(result_width + frame.px(10));
  const float end = window_line(frame, line, depthwise_view(frame, s, sum));
  result(frame, {end + frame.px(10), rect.centre().y}, sum.sum, "sum z");
}

/// "0.28" while that is short.
std::string two_decimals(float value) {
  return std::abs(value) < 9.995f ? fixed(value, 2) : steady(value);
}

Waterfall mix_waterfall(const Frame& frame, const Subject& s) {
  Waterfall w{"term", {}, model::by_magnitude(s.mix.terms), s.mix.sum, {}, "", 0};
  const model::Highlight& lit = frame.session.highlighted();
  for (const model::MixTerm& term : s.mix.terms) {
    const int q = s.origin(term.t);
    const bool is_lit = lit.weight && lit.weight->t == term.t && lit.weight->k == s.k;
    w.terms.push_back({fmt::format("z{} {}", term.t, s.letter(q)), s.hue(frame.palette, q),
                       cell(term.weight) + "·" + two_decimals(term.value), term.product, is_lit});
  }
  if (s.mix.finish.has_bias) w.bias = s.mix.finish.bias;
  w.activation = activation_name(s.mix.finish.activation);
  w.result = s.mix.finish.result;
  return w;
}

/// Fold 2: what every intermediate adds.
void mix(Frame& frame, const Rect& rect, const Subject& s) {
  const int hovered = waterfall(frame, rect, mix_waterfall(frame, s));
  if (hovered < 0) return;
  const model::MixTerm& term = s.mix.terms[static_cast<std::size_t>(hovered)];
  frame.hover.weight = model::MixCell{term.t, s.k};
  explain(frame, fmt::format("P[0, 0, {}, {}] times z{}", term.t, s.k, term.t),
          fmt::format("{} · {} = {}\nThe sum so far: {}", exact(term.weight), exact(term.value),
                      exact(term.product), exact(term.running)));
}

/// Both folds under each other, when the window's products fit in a line.
void lines(Frame& frame, const Rect& rect, float label_width, const Subject& s) {
  const float line = line_height(frame.fonts.mono_small);
  // Three lines where they do not take the room of the mix.
  const bool high =
      frame.view().operation == OperationView::depthwise || rect.height() > 7.5f * line;
  const float height = (high ? 3 : 2) * line + frame.px(6);
  depthwise_line(frame, rect.top(height), label_width, s);
  if (frame.view().operation == OperationView::depthwise) return;
  const Rect rest = rect.without_top(height + frame.px(6));
  const float body = line * 1.5f + frame.px(1);
  label(frame, {rest.min.x + label_width - frame.px(8), rest.min.y + body},
        fmt::format("y{}{} =", s.k, s.at()));
  mix(frame, rest.without_left(label_width), s);
}

/// What stands left of the grids: chips, what is summed, how many products, what they come to.
void grid_label(Frame& frame, const Rect& rect, const Subject& s, std::size_t products, float sum) {
  const float line = line_height(frame.fonts.mono_small);
  const bool regular = frame.view().operation == OperationView::regular;
  const Rect chips = rect.top(line * 1.3f);
  if (regular) {
    input_chips(frame, chips, s);
  } else {
    intermediate_chips(frame, chips, s);
  }
  const float x = rect.min.x;
  float y = chips.max.y + line * 0.8f;
  text(frame, frame.fonts.mono_small, {x, y}, frame.palette.text_quiet,
       regular ? fmt::format("slice x{} of y{}", s.q, s.k) : fmt::format("z{}{}", s.t, s.at()));
  y += line;
  text(frame, frame.fonts.small, {x, y}, frame.palette.text_quiet,
       fmt::format("Σ of {} products", products));
  y += line * 1.1f;
  result(frame, {x, y}, sum, "sum z");
}

/// Fold 1 as grids at the left, the mix at the right.
void grids(Frame& frame, const Rect& rect, float label_width, const Subject& s) {
  const bool alone = frame.view().operation == OperationView::depthwise;
  const model::WindowSum sum = model::depthwise_sum(s.e, s.pixel, s.t);
  grid_label(frame, rect.left(label_width - frame.px(12)), s, sum.products.size(), sum.sum);
  Rect room = rect.without_left(label_width);
  if (!alone) room = room.left(room.width() * 0.5f);
  const float end = window_grids(frame, room, depthwise_view(frame, s, sum)) + frame.px(28);
  if (alone) return;
  const float line = line_height(frame.fonts.mono_small);
  const Rect right{{end, rect.min.y}, rect.max};
  text(frame, frame.fonts.mono_small, {end, rect.min.y + line / 2}, frame.palette.text_quiet,
       fmt::format("y{}{} =", s.k, s.at()));
  mix(frame, right.without_top(line), s);
}

/// The products of channel q alone, and the sum of each channel's: the slices of W.
struct Slices {
  std::vector<model::Product> chosen;
  std::vector<double> sums;
};

Slices slices_of(const model::WindowSum& sum, int channels, int q) {
  Slices s{{}, std::vector<double>(static_cast<std::size_t>(channels))};
  for (const model::Product& p : sum.products) {
    s.sums[static_cast<std::size_t>(p.q)] += p.product;
    if (p.q == q) s.chosen.push_back(p);
  }
  return s;
}

Waterfall slice_waterfall(const Frame& frame, const Subject& s, const Slices& slices, float sum) {
  Waterfall w{"slice", {}, {}, sum, {}, "", 0};
  std::vector<model::MixTerm> sizes;
  for (int q = 0; q < s.e.x->shape.channels; ++q) {
    const float part = static_cast<float>(slices.sums[static_cast<std::size_t>(q)]);
    sizes.push_back({.t = q, .product = part});
    w.terms.push_back({fmt::format("x{} {}", q, s.letter(q)), s.hue(frame.palette, q),
                       fmt::format("{} terms", s.e.document.layer.kernel.area()), part, q == s.q});
  }
  w.by_size = model::by_magnitude(sizes);
  const model::Finish finish = model::finish(s.e, s.k, sum);
  if (finish.has_bias) w.bias = finish.bias;
  w.activation = activation_name(finish.activation);
  w.result = finish.result;
  return w;
}

/// The standard convolution: one sum over kh*kw*in_channels products, shown a slice at a time.
void regular(Frame& frame, const Rect& rect, float label_width, const Subject& s) {
  const model::WindowSum sum = model::standard_sum(s.e, s.pixel, s.k);
  const Slices slices = slices_of(sum, s.e.x->shape.channels, s.q);
  grid_label(frame, rect.left(label_width - frame.px(12)), s, slices.chosen.size(),
             static_cast<float>(slices.sums[static_cast<std::size_t>(s.q)]));
  const Rect room = rect.without_left(label_width);
  const WindowSumView view{
      slices.chosen, s.e.document.layer.kernel,      s.letter(s.q), s.hue(frame.palette, s.q), "W",
      s.k,           frame.session.highlighted().tap};
  const float end = window_grids(frame, room.left(room.width() * 0.55f), view) + frame.px(28);
  const float line = line_height(frame.fonts.mono_small);
  text(frame, frame.fonts.mono_small, {end, rect.min.y + line / 2}, frame.palette.text_quiet,
       fmt::format("y{}{} = one sum of {} products", s.k, s.at(), sum.products.size()));
  const Rect right{{end, rect.min.y + line}, rect.max};
  const int hovered = waterfall(frame, right, slice_waterfall(frame, s, slices, sum.sum));
  if (hovered >= 0)
    explain(frame, fmt::format("x{} {}", hovered, s.letter(hovered)),
            "What this channel's slice of W adds. There is no z in between: all products enter one "
            "sum.");
}

}  // namespace

void panel_one_value(Frame& frame, const Rect& rect) {
  card(frame, rect, frame.palette.panel, frame.palette.panel_border);
  if (!frame.session.numbers()) return;
  const Subject s = subject_of(frame);
  const Rect inside{{rect.min.x + frame.px(12), rect.min.y + frame.px(8)},
                    {rect.max.x - frame.px(8), rect.max.y - frame.px(6)}};
  const float line = line_height(frame.fonts.mono_small);
  const float label_width =
      std::max(frame.px(kLabelWidth), text_width(frame.fonts.mono, "y00 at [000, 000]  "));
  const Rect right = inside.without_left(label_width);
  // A class looks at the numbers; the formula would have to be so large that it pushed them out.
  const bool with_formula = !frame.present() && formula_width(frame) <= right.width();
  title(frame, inside, s, !with_formula);
  if (with_formula) formula(frame, right, index_values(frame, s));
  const Rect sums =
      inside.without_top((with_formula ? 2 : 1) * line + frame.px(8)).without_bottom(frame.px(28));
  if (frame.view().operation == OperationView::regular) {
    regular(frame, sums, label_width, s);
  } else if (static_cast<std::size_t>(s.e.document.layer.kernel.area()) <= kMostInLine) {
    lines(frame, sums, label_width, s);
  } else {
    grids(frame, sums, label_width, s);
  }
}

}  // namespace twofold::ui
