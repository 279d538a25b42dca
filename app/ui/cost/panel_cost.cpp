// The cost panel: parameters first, then multiply-adds, each as a separable bar (its two folds
// stacked) over a standard one; below, what follows from them.
//
//     COST                              More about cost
//     36 / 81 weights                              44 %
//     parameters     ###===                          36
//                    ###############                 81
//     multiply-adds  ###===                      2.43 M
//                    ###############             5.47 M
//     # depthwise   = pointwise   # standard
//     break-even at m = 2.25               z  810 kB
//     . TensorFlow ...
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "app/model/steps/prediction.h"
#include "app/ui/controls/cover.h"
#include "app/ui/controls/press_area.h"
#include "app/ui/cost/cost_bars.h"
#include "app/ui/cost/cost_parts.h"
#include "app/ui/cost/cost_words.h"
#include "app/ui/cost/panels.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"

namespace twofold::ui::inline cost {
namespace {

/// Where the next line goes, and what is left.
struct Flow {
  Rect room;

  Rect take(float height) {
    const Rect line = room.top(height);
    room = room.without_top(height);
    return line;
  }
  bool has(float height) const { return room.height() >= height; }
};

void open_cost_view(Frame& frame) { frame.look(model::OpenCost{}); }

void dot(Frame& frame, ImVec2 centre) {
  frame.draw->AddCircleFilled(centre, frame.px(3.5f), frame.palette.warning, 12);
}

/// The title; with a dot where TensorFlow would object (`says`; empty: it would not).
void header(Frame& frame, const Rect& row, std::string_view says) {
  const float y = middle(row);
  const float end = text(frame, frame.fonts.strong, {row.min.x, y}, frame.palette.text, "COST");
  if (!says.empty()) {
    const float x = end + frame.px(10);
    dot(frame, {x, y});
    const Rect near{{x - frame.px(8), row.min.y}, {x + frame.px(8), row.max.y}};
    explain_on(frame, near, "cost tensorflow dot", "What TensorFlow would say", says);
  }
  if (press_area("cost title", row.left(frame.px(60)))) open_cost_view(frame);
  const char* more = frame.present() ? "More" : "More about cost";
  if (link_button(frame, {row.max.x, y}, more)) open_cost_view(frame);
}

/// "36 / 81 weights" and the ratio, the loudest thing of the panel.
void headline(Frame& frame, const LayerCost& c, const Rect& row) {
  const std::string ratio = percent(c.cost.ratio);
  ImFont* big = frame.fonts.mono_display;
  const float y = middle(row);
  const std::string exact =
      fmt::format("{} / {}", count(c.cost.separable.params), count(c.cost.standard.params));
  const std::string words = " weights";
  const float tail = text_width(frame.fonts.body, words) + frame.px(12);
  // Of what, as far as the weights leave room.
  const float spare = row.width() - text_width(big, ratio) - tail -
                      text_width(frame.fonts.mono_strong, exact) - frame.px(6);
  std::string_view of_what;
  for (const std::string_view wish : {" of standard", " of a standard convolution"})
    if (text_width(frame.fonts.small, wish) <= spare) of_what = wish;
  const float of_width = of_what.empty() ? 0 : text_width(frame.fonts.small, of_what);
  const float ratio_left = row.max.x - of_width - text_width(big, ratio);
  const float ratio_end = text(frame, big, {ratio_left, y}, frame.palette.text, ratio);
  if (!of_what.empty())
    text(frame, frame.fonts.small, {ratio_end, y}, frame.palette.text_quiet, of_what);

  const float room = ratio_left - row.min.x - tail;
  ImFont* font = text_width(big, exact) <= room ? big : frame.fonts.mono_strong;
  const std::string shown =
      text_width(font, exact) <= room
          ? exact
          : fmt::format("{} / {}", rounded_count(static_cast<double>(c.cost.separable.params)),
                        rounded_count(static_cast<double>(c.cost.standard.params)));
  const float end = text(frame, font, {row.min.x, y}, frame.palette.text, shown);
  text(frame, frame.fonts.body, {end, y}, frame.palette.text_quiet, words);

  const float split = ratio_left - frame.px(12);
  explain_on(frame, {row.min, {split, row.max.y}}, "cost weights", "Parameters",
             params_sentence(c));
  explain_on(frame, {{split, row.min.y}, row.max}, "cost ratio", "Separable : standard",
             ratio_sentence(c));
}

void break_even(Frame& frame, const LayerCost& c, const Rect& row) {
  const Palette& p = frame.palette;
  const float y = middle(row);
  const float end =
      text(frame, frame.fonts.small, {row.min.x, y}, p.text_quiet, "break-even at m = ");
  const float number_end =
      text(frame, frame.fonts.mono_small, {end, y}, p.text, fixed(c.cost.break_even_multiplier, 2));
  explain_on(frame, {row.min, {number_end, row.max.y}}, "cost break-even", "Break-even",
             break_even_sentence(c));
}

/// Bytes of z; the number keeps its place while it changes.
void intermediates(Frame& frame, const LayerCost& c, const Rect& row, bool whole_line) {
  const Palette& p = frame.palette;
  ImFont* mono = frame.fonts.mono_small;
  const float y = middle(row);
  const float number_width = text_width(mono, whole_line ? "99.9 MB" : "999.9 MB");
  const float words_width = text_width(frame.fonts.small, "z takes ");
  const float left = whole_line ? row.min.x : row.max.x - number_width - words_width;
  const float end = left + words_width + number_width;
  text(frame, frame.fonts.small, {left, y}, p.text_quiet, "z takes ");
  text(frame, mono, {end, y}, p.text, bytes(static_cast<double>(c.cost.intermediate_bytes)),
       Align::right);
  if (whole_line)
    text(frame, frame.fonts.small, {end, y}, p.text_quiet, ", which standard never stores");
  explain_on(frame, {{left, row.min.y}, row.max}, "cost intermediates", "Bytes of z",
             intermediate_sentence(c));
}

void tensorflow(Frame& frame, const LayerCost& c, const Rect& block, int lines) {
  const TensorFlowLine line = tensorflow_line(c);
  const Palette& p = frame.palette;
  const float first = block.min.y + line_height(frame.fonts.small) / 2;
  float x = block.min.x;
  if (line.objects) {
    dot(frame, {x + frame.px(4), first});
    x += frame.px(13);
  }
  const float room = block.max.x - x;
  const bool whole = paragraph_lines(frame.fonts.small, line.sentence, room) <= lines;
  paragraph(frame, frame.fonts.small, {x, first}, line.objects ? p.text : p.text_quiet,
            whole ? line.sentence : line.brief, room, lines);
  explain_on(frame, block, "cost tensorflow", "What TensorFlow would say", line.sentence);
}

void one_channel(Frame& frame, const LayerCost& c, const Rect& block, int lines) {
  const std::string sentence = one_channel_sentence(c);
  paragraph(frame, frame.fonts.small,
            {block.min.x, block.min.y + line_height(frame.fonts.small) / 2}, frame.palette.text,
            sentence, block.width(), lines);
  explain_on(frame, block, "cost one channel", "One input channel: nothing is kept apart",
             sentence);
}

/// Heights of everything for the room there is: what is left over goes to lines that can be
/// spared, then to the bars and the gaps.
struct Heights {
  float header, headline, bar, line, gap;
  int formula_lines, tensorflow_lines, one_channel_lines;
  bool legend, z_line;
};

constexpr int kOneChannelLines = 2;
/// Of a bar; two of them are as high as their numbers' line.
constexpr float kThinnest = 6;

/// The ratio's rule, and the same with this layer's numbers.
constexpr std::string_view kRule = "m × (1/out + 1/(kh × kw))";
std::string worked_out(const LayerCost& c) {
  return fmt::format("{} × (1/{} + 1/{}) = {}", c.layer.channel_multiplier, c.layer.out_channels,
                     c.layer.kernel.area(), fixed(c.cost.ratio, 3));
}

/// Before a class the rule and its numbers stand whole, below each other if need be; at a desk the
/// rule has what its numbers leave of one line.
int formula_lines(const Frame& frame, const LayerCost& c, float width) {
  const float both = text_width(frame.fonts.small, kRule) + frame.px(8) +
                     text_width(frame.fonts.mono_small, worked_out(c));
  return frame.present() && both > width ? 2 : 1;
}

Heights heights(const Frame& frame, const LayerCost& c, ImVec2 room) {
  ImFont* small = frame.fonts.small;
  const float line = line_height(small);
  const bool grey = c.in.channels == 1;
  Heights h{.header = line_height(frame.fonts.strong) + frame.px(2),
            .headline = line_height(frame.fonts.mono_display) + frame.px(4),
            .bar = std::max(frame.px(15), cap_height(*frame.fonts.mono) + frame.px(6)),
            .line = line,
            .gap = frame.px(3),
            .formula_lines = formula_lines(frame, c, room.x),
            .tensorflow_lines = 0,
            .one_channel_lines = grey && !frame.present() ? kOneChannelLines : 0,
            .legend = false,
            .z_line = false};
  // What TensorFlow says stands whole, on lines of its own; before a class, where letters are
  // large, the formula comes first, and it is said in brief where there is room.
  const bool objects = tensorflow_line(c).objects;
  const int says = paragraph_lines(small, tensorflow_line(c).sentence, room.x - frame.px(13));
  if (!frame.present() && (!grey || objects)) h.tensorflow_lines = says;
  const int lines = 1 + h.formula_lines + h.tensorflow_lines + h.one_channel_lines;
  float left =
      room.y - h.header - h.headline - 4 * h.bar - 4 * h.gap - line * static_cast<float>(lines);
  const auto afford = [&](float height) {
    if (left < height) return false;
    left -= height;
    return true;
  };
  if (left < 0) {
    const float thin = std::min(-left / 4, h.bar - frame.px(kThinnest));
    h.bar -= thin;
    left += 4 * thin;
    const float closer = std::clamp(-left / 4, 0.0f, h.gap);
    h.gap -= closer;
    left += 4 * closer;
  }
  if (grey && h.one_channel_lines == 0 && afford(kOneChannelLines * line))
    h.one_channel_lines = kOneChannelLines;
  if ((!grey || objects) && h.tensorflow_lines == 0 && afford(line)) h.tensorflow_lines = 1;
  h.legend = afford(line);
  if (h.tensorflow_lines > 0 && afford(line * static_cast<float>(says - h.tensorflow_lines)))
    h.tensorflow_lines = says;
  h.z_line = !frame.present() && afford(line);
  h.bar += std::clamp(left / 8, 0.0f, frame.px(8));
  h.gap += std::clamp(left / 12, 0.0f, frame.px(6));
  return h;
}

void formula(Frame& frame, const LayerCost& c, const Rect& block, int lines) {
  const Rect row = block.bottom(line_height(frame.fonts.small));
  const std::string words = worked_out(c);
  ImFont* mono = frame.fonts.mono_small;
  // The percentage above says what it comes to.
  const std::string shown =
      longest_fitting(mono, row.width(), {words, words.substr(0, words.rfind(" ="))});
  text(frame, mono, {row.max.x, middle(row)}, frame.palette.text_quiet, shown, Align::right);
  const float room = lines > 1 ? row.width() : row.width() - text_width(mono, shown) - frame.px(8);
  const Rect first = lines > 1 ? block.top(row.height()) : row;
  if (text_width(frame.fonts.small, kRule) <= room)
    text(frame, frame.fonts.small, {first.min.x, middle(first)}, frame.palette.text_quiet, kRule);
  explain_on(frame, block, "cost formula", "Separable : standard", ratio_sentence(c));
}

void footer(Frame& frame, const LayerCost& c, const Heights& h, Flow& flow) {
  const auto lines = [&](int n) { return h.line * static_cast<float>(n); };
  if (h.legend && flow.has(h.line)) bars_legend(frame, flow.take(h.line));
  flow.take(h.gap);
  if (flow.has(h.line)) {
    const Rect row = flow.take(h.line);
    break_even(frame, c, row);
    if (!frame.present() && !h.z_line) intermediates(frame, c, row, false);
  }
  if (h.z_line) intermediates(frame, c, flow.take(h.line), true);
  if (flow.has(lines(h.one_channel_lines)))
    one_channel(frame, c, flow.take(lines(h.one_channel_lines)), h.one_channel_lines);
  if (h.tensorflow_lines > 0 && flow.has(lines(h.tensorflow_lines)))
    tensorflow(frame, c, flow.take(lines(h.tensorflow_lines)), h.tensorflow_lines);
}

void draw_numbers(Frame& frame, const LayerCost& c, Rect inside) {
  const Heights h = heights(frame, c, inside.size());
  Flow flow{inside};
  const TensorFlowLine says = tensorflow_line(c);
  // Before a class nothing explains a dot but words below it.
  const bool has_dot = says.objects && (!frame.present() || h.tensorflow_lines > 0);
  header(frame, flow.take(h.header), has_dot ? says.sentence : std::string());
  headline(frame, c, flow.take(h.headline));
  formula(frame, c, flow.take(h.line * static_cast<float>(h.formula_lines)), h.formula_lines);
  flow.take(h.gap);
  if (flow.has(2 * h.bar)) params_bars(frame, c, flow.take(2 * h.bar));
  flow.take(h.gap);
  if (flow.has(2 * h.bar)) macs_bars(frame, c, flow.take(2 * h.bar));
  footer(frame, c, h, flow);
}

}  // namespace

void panel_cost(Frame& frame, const Rect& rect) {
  const model::Playback& playback = frame.view().playback;
  if (model::hides_cost(playback))
    return cover(frame, rect, "cost",
                 playback.hidden.cost ? "What do the two folds cost, in weights and in "
                                        "multiply-adds, against a standard convolution?"
                                      : "Which convolution is done first, and by how much?");
  // The bytes of z, and the numbers of weights, tell its shape.
  if (playback.hidden.shape) return cover(frame, rect, "cost", "What does this cost?");
  card(frame, rect, frame.palette.panel, frame.palette.panel_border);
  const Rect inside{{rect.min.x + frame.px(12), rect.min.y + frame.px(9)},
                    {rect.max.x - frame.px(12), rect.max.y - frame.px(7)}};
  ImGui::PushClipRect(rect.min, rect.max, true);
  const auto& problems = frame.session.problems();
  const bool is_block = frame.document().block.name != model::BlockChoice{}.name;
  if (problems.empty() && is_block) {
    block_cost(frame, inside);
  } else if (problems.empty()) {
    draw_numbers(frame, layer_cost(frame.document()), inside);
  } else {
    Flow flow{inside};
    header(frame, flow.take(line_height(frame.fonts.strong) + frame.px(6)), {});
    paragraph(frame, frame.fonts.body,
              {inside.min.x, flow.room.min.y + line_height(frame.fonts.body) / 2},
              frame.palette.text, problems.front().sentence, inside.width());
  }
  ImGui::PopClipRect();
}

}  // namespace twofold::ui::inline cost
