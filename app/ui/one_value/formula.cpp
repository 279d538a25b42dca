#include "app/ui/one_value/formula.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/model/state/stages.h"
#include "app/ui/controls/press_area.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"

namespace twofold::ui::inline one_value {
namespace {

using model::OperationView;

constexpr std::string_view kDepthwise =
    "z[b,i,j,q*m+r] = Σ di,dj x[b, sh*i+dh*di-top, sw*j+dw*dj-left, q] · D[di,dj,q,r]";
constexpr std::string_view kPointwise = "y[b,i,j,k] = Σ t z[b,i,j,t] · P[0,0,t,k]";
constexpr std::string_view kStandard =
    "y[b,i,j,k] = Σ di,dj,q x[b, sh*i+dh*di-top, sw*j+dw*dj-left, q] · W[di,dj,q,k]";
constexpr std::string_view kCollapsed = "W[di,dj,q,k] = Σ r D[di,dj,q,r] · P[0,0,q*m+r,k]";

/// What a name is, for its tooltip.
struct NameRow {
  std::string_view name;
  Term term;
  std::string_view title;
  std::string_view sentence;
};

constexpr std::array kNames{
    NameRow{"x", Term::x, "x: the input",
            "The picture, [batch, height, width, in_channels]. Outside it there are zeros."},
    NameRow{"D", Term::D, "D: depthwise_filter",
            "[kernel height, kernel width, in_channels, channel_multiplier]. Each filter sees one "
            "input channel only."},
    NameRow{"z", Term::z, "z: the intermediates",
            "What fold 1 makes: in_channels * channel_multiplier pictures, side by side."},
    NameRow{"P", Term::P, "P: pointwise_filter",
            "[1, 1, in_channels * channel_multiplier, out_channels]: how much of each intermediate "
            "goes into each output."},
    NameRow{"W", Term::W, "W: the standard filter",
            "[kernel height, kernel width, in_channels, out_channels]: what D and P come to when "
            "they are multiplied out."},
    NameRow{"y", Term::y, "y: the output", "What the operation makes, out_channels pictures."},
    NameRow{"b", Term::b, "b: the picture of the batch", "Every picture is treated alike."},
    NameRow{"i", Term::i, "i: row of the output", "Counted from 0, at the top."},
    NameRow{"j", Term::j, "j: column of the output", "Counted from 0, at the left."},
    NameRow{"k", Term::k, "k: output channel", "From 0 to out_channels - 1."},
    NameRow{"di", Term::di, "di: row of the filter", "Runs over the kernel's height."},
    NameRow{"dj", Term::dj, "dj: column of the filter", "Runs over the kernel's width."},
    NameRow{"q", Term::q, "q: input channel", "From 0 to in_channels - 1."},
    NameRow{"r", Term::r, "r: which of a channel's filters", "From 0 to channel_multiplier - 1."},
    NameRow{"t", Term::t, "t: intermediate channel", "t = q*m + r: the filters of x0 first."},
    NameRow{"m", Term::m, "m: channel_multiplier", "Filters for every input channel."},
    NameRow{"sh", Term::strides, "sh: stride down", "Input rows from one output row to the next."},
    NameRow{"sw", Term::strides, "sw: stride across",
            "Input columns from one output column to the next."},
    NameRow{"dh", Term::dilations, "dh: dilation down", "Input rows from one tap to the next."},
    NameRow{"dw", Term::dilations, "dw: dilation across",
            "Input columns from one tap to the next."},
    NameRow{"top", Term::pads, "top: rows of padding above",
            "SAME padding puts the odd row at the bottom."},
    NameRow{"left", Term::pads, "left: columns of padding to the left",
            "SAME padding puts the odd column at the right."},
};

const NameRow* find_name(std::string_view word) {
  for (const NameRow& row : kNames)
    if (row.name == word) return &row;
  return nullptr;
}

/// The piece of the formula at its beginning: a name, or what stands between two.
std::string_view first_token(std::string_view rest) {
  const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  std::size_t length = 1;
  while (length < rest.size() && is_letter(rest[length]) == is_letter(rest[0])) ++length;
  return rest.substr(0, length);
}

/// The value that a name has now; empty for those that have none.
std::string value_of(const Frame& frame, std::string_view name, const IndexValues& v) {
  const model::Evaluation& e = *frame.session.numbers();
  const core::Layer& layer = e.document.layer;
  const core::Pads pads = core::pads(layer, e.x()->shape);
  const std::array<std::pair<std::string_view, int>, 16> values{{{"b", v.b},
                                                                 {"i", v.i},
                                                                 {"j", v.j},
                                                                 {"k", v.k},
                                                                 {"t", v.t},
                                                                 {"q", v.q},
                                                                 {"r", v.r},
                                                                 {"di", v.di},
                                                                 {"dj", v.dj},
                                                                 {"m", layer.channel_multiplier},
                                                                 {"sh", layer.strides.height},
                                                                 {"sw", layer.strides.width},
                                                                 {"dh", layer.dilations.height},
                                                                 {"dw", layer.dilations.width},
                                                                 {"top", pads.top},
                                                                 {"left", pads.left}}};
  for (const auto& [known, value] : values)
    if (known == name && value >= 0) return fmt::format("{}", value);
  return {};
}

/// Whether what is hovered in the lanes goes by this name.
bool is_hovered_thing(const Frame& frame, Term term) {
  const model::Highlight& lit = frame.session.highlighted();
  if (lit.pinned) return false;
  const auto one_of = [term](std::initializer_list<Term> terms) {
    return std::find(terms.begin(), terms.end(), term) != terms.end();
  };
  if (lit.source.tap) return one_of({Term::D, Term::W, Term::di, Term::dj});
  if (lit.source.weight) return one_of({Term::P, Term::t, Term::k});
  if (!lit.source.place) return false;
  const core::Chain& list = frame.session.numbers()->stages.list;
  if (lit.source.place->result == model::kInput)
    return term == Term::x || (term == Term::q && !lit.source.all_channels);
  if (model::is_output(list, *lit.source.place))
    return one_of({Term::y, Term::i, Term::j, Term::k});
  return one_of({Term::z, Term::i, Term::j, Term::t});
}

/// Draws a name at `x` and handles the mouse on it; returns where it ends.
float name(Frame& frame, ImVec2 at, const NameRow& row, const std::string& id,
           const IndexValues& values) {
  ImFont* font = frame.fonts.mono_small;
  const float width = text_width(font, row.name);
  const float half = line_height(font) / 2;
  const Rect box{{at.x - 1, at.y - half}, {at.x + width + 1, at.y + half}};
  press_area(id, box);
  frame.registry.add({id, box.min, box.max, 0});
  if (ImGui::IsItemHovered() && !frame.present()) {
    frame.hovered_term = row.term;
    const std::string value = value_of(frame, row.name, values);
    explain(
        frame, row.title,
        value.empty() ? std::string(row.sentence) : fmt::format("{} Now {}.", row.sentence, value));
  }
  const bool lit = frame.lit_term == row.term || is_hovered_thing(frame, row.term);
  if (lit) fill(frame, box, frame.palette.accent_soft, frame.px(3));
  return text(frame, font, at, lit ? frame.palette.accent : frame.palette.text_quiet, row.name);
}

/// Draws one formula from `at` on, names for the mouse, the rest quiet; returns where it ends.
float line(Frame& frame, ImVec2 at, std::string_view words, int number, const IndexValues& values) {
  int index = 0;
  for (std::string_view rest = words; !rest.empty();) {
    const std::string_view token = first_token(rest);
    rest.remove_prefix(token.size());
    const NameRow* row = find_name(token);
    at.x = row ? name(frame, at, *row, fmt::format("formula {} {} {}", number, index++, row->name),
                      values)
               : text(frame, frame.fonts.mono_small, at, frame.palette.text_faint, token);
  }
  return at.x;
}

/// "b=0 i=82 j=34 ...": as many as fit, each as wide as its largest value.
void values_line(Frame& frame, ImVec2 at, float right, const IndexValues& values) {
  const model::Evaluation& e = *frame.session.numbers();
  const core::Shape y = core::output_shape(e.document.layer, e.x()->shape);
  ImFont* font = frame.fonts.mono_small;
  const auto digits = [](int most) { return fmt::formatted_size("{}", std::max(most, 0)); };
  const std::array<std::pair<std::string_view, std::size_t>, 9> shown{
      {{"i", digits(y.height - 1)},
       {"j", digits(y.width - 1)},
       {"k", digits(y.channels - 1)},
       {"t", digits(e.stages.folds.back().filter.shape.in - 1)},
       {"q", digits(e.x()->shape.channels - 1)},
       {"r", digits(e.document.layer.channel_multiplier - 1)},
       {"b", digits(y.batch - 1)},
       {"di", 2},
       {"dj", 2}}};
  for (const auto& [word, width] : shown) {
    const std::string value = value_of(frame, word, values);
    if (value.empty()) continue;
    const std::string words = fmt::format("{}={:<{}} ", word, value, width);
    if (at.x + text_width(font, words) > right) return;
    const NameRow* row = find_name(word);
    const bool lit = row && (frame.lit_term == row->term || is_hovered_thing(frame, row->term));
    at.x = text(frame, font, at, lit ? frame.palette.accent : frame.palette.text_quiet, words);
  }
}

}  // namespace

namespace {

/// The formula of a stage in the letters of its list: that of a separable one with other names.
std::string stage_formula(const core::Chain& list, int stage) {
  const core::Stage& of = list.stages[static_cast<std::size_t>(stage)];
  const bool is_filter = of.operation == core::Operation::depthwise;
  std::string_view rest = is_filter                                    ? kDepthwise
                          : of.operation == core::Operation::pointwise ? kPointwise
                                                                       : kStandard;
  std::string words;
  const auto swapped = [&](std::string_view token) -> std::string {
    const bool is_mix = of.operation == core::Operation::pointwise;
    if (token == "x" || (is_mix && token == "z")) return model::letter_of(list, of.reads);
    if (token == "y" || (is_filter && token == "z")) return model::letter_of(list, stage + 1);
    if (token == "P") return model::filter_letter(list, stage);
    return std::string(token);
  };
  while (!rest.empty()) {
    const std::string_view token = first_token(rest);
    rest.remove_prefix(token.size());
    words += swapped(token);
  }
  return words;
}

/// The two lines of the list that is shown.
std::pair<std::string, std::string> formulas(const Frame& frame) {
  const core::Chain& list = frame.session.numbers()->stages.list;
  const int window = core::window_stage(list);
  if (frame.view().operation == OperationView::regular)
    return {std::string(kStandard), std::string(kCollapsed)};
  std::string first = stage_formula(list, window);
  if (frame.view().operation == OperationView::depthwise) return {std::move(first), ""};
  const int mix = model::last_mix(list);
  return {std::move(first), mix < 0 ? std::string() : stage_formula(list, mix)};
}

}  // namespace

float formula_width(const Frame& frame) {
  return text_width(frame.fonts.mono_small, formulas(frame).first);
}

void formula(Frame& frame, const Rect& rect, const IndexValues& values) {
  const auto [first, second] = formulas(frame);
  const float height = line_height(frame.fonts.mono_small);
  ImVec2 at{rect.min.x, rect.min.y + height / 2};
  line(frame, at, first, 0, values);
  at.y += height;
  float x = rect.min.x;
  if (!second.empty())
    x = line(frame, at, second, 1, values) + 2 * text_width(frame.fonts.mono_small, "0");
  values_line(frame, {x, at.y}, rect.max.x, values);
}

}  // namespace twofold::ui::inline one_value
