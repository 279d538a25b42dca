// Both sides of "can materially speed up training": what was counted here, and what others
// measured; and what a step keeps in memory and takes in time.
#include <fmt/format.h>

#include <cmath>

#include "app/ui/draw/numbers.h"
#include "app/ui/learning/learning_parts.h"
#include "app/ui/learning/training_parts.h"

namespace twofold::ui::inline learning {
namespace {

constexpr std::string_view kFor =
    "For: Chollet, Xception (CVPR 2017), section 2, on Sifre's first use of them in AlexNet, in "
    "2013: "
    "small gains in accuracy and large gains in convergence speed, as well as a significant "
    "reduction in model size.";
constexpr std::string_view kAgainst =
    "Against: Tan and Le, EfficientNetV2 (ICML 2021), table 3: standard convolutions in place of "
    "depthwise ones in the first stages of EfficientNet-B4 train 1.39 times faster on a V100 (216 "
    "against 155 images a second; 1.38 times on a TPU) in spite of more FLOPs (7.5 against 4.5 "
    "billion). In all stages they train slower than that, with nearly seven times the parameters.";

/// A table with its first column at the left, the others at their right ends.
struct Table {
  std::vector<std::string> heading;
  std::vector<std::vector<std::string>> rows;
};

/// Draws it; returns its height. Rows have their student's colour before them.
float draw_table(Frame& frame, const Table& table, const Rect& rect) {
  const float line = line_height(frame.fonts.small) * 1.1f;
  const float first = rect.width() * 0.2f;
  const auto columns = static_cast<float>(table.heading.size() - 1);
  const auto row = [&](const std::vector<std::string>& words, float y, ImU32 ink, ImFont* font) {
    text_within(frame, frame.fonts.small, {rect.min.x + frame.px(9), y}, ink, words[0], first);
    for (std::size_t i = 1; i < words.size(); ++i)
      text(frame, font,
           {rect.min.x + first + (rect.width() - first) * static_cast<float>(i) / columns, y}, ink,
           words[i], Align::right);
  };
  row(table.heading, rect.min.y + line / 2, frame.palette.text_quiet, frame.fonts.small);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const float y = rect.min.y + line * (static_cast<float>(i) + 1.5f);
    fill(frame, {{rect.min.x, y - line * 0.3f}, {rect.min.x + frame.px(4), y + line * 0.3f}},
         pupil_colour(frame.palette, i));
    row(table.rows[i], y, frame.palette.text, frame.fonts.mono_small);
  }
  return line * static_cast<float>(table.rows.size() + 1);
}

float words(Frame& frame, const Rect& rect, float top, std::string_view text_of, ImU32 ink) {
  const float line = line_height(frame.fonts.small);
  const int most = how_many(rect.max.y - top, line);
  if (most < 1) return top;
  return top +
         paragraph(frame, frame.fonts.small, {rect.min.x, top + line / 2}, ink, text_of,
                   rect.width(), most) +
         frame.px(3);
}

/// What was measured here, or that it is being measured.
std::string times_in_words(const model::Classroom& room) {
  if (!room.times)
    return "Forward and backward are measured here once the run has come to its end.";
  const model::PassTimes& t = *room.times;
  const auto ms = [](double seconds) { return fmt::format("{:.3g} ms", 1e3 * seconds); };
  return fmt::format(
      "On this machine, on {} × {} pixels: separable, m = {}, {} forward and {} backward; standard "
      "{} and {}. A step of training takes {:.2f} times as long by the standard convolution.",
      t.in.width, t.in.height, t.layer.channel_multiplier, ms(t.separable.forward),
      ms(t.separable.backward), ms(t.standard.forward), ms(t.standard.backward),
      (t.standard.forward + t.standard.backward) / (t.separable.forward + t.separable.backward));
}

}  // namespace

void training_sentence(Frame& frame, const model::Classroom& room, const Rect& rect) {
  Table table{{"to 2 % left", "steps", "multiply-adds", "times fewer"}, {}};
  for (const model::Pupil& pupil : room.pupils) {
    const model::Outcome& o = pupil.outcome;
    const std::string so_far = room.steps < model::kRunSteps ? "not yet" : "never";
    table.rows.push_back(
        {core::name_of(pupil.student), o.steps ? count(*o.steps) : so_far,
         o.steps ? rounded_count(static_cast<double>(o.macs_a_step) * *o.steps) : "\u2014",
         o.fewer ? fixed(*o.fewer, 2) : "\u2014"});
  }
  float y = rect.min.y + draw_table(frame, table, rect) + frame.px(6);
  y = words(frame, rect, y,
            "\"Can materially speed up training\": counted above, on this task and picture. It "
            "depends on what is to be learned.",
            frame.palette.text);
  y = words(frame, rect, y, kFor, frame.palette.text_quiet);
  words(frame, rect, y, kAgainst, frame.palette.text_quiet);
}

void training_cost(Frame& frame, const model::Classroom& room, const Rect& rect) {
  Table table{{"a step", "multiply-adds", "z to keep", "spread of z (y)"}, {}};
  for (const model::Pupil& pupil : room.pupils) {
    const model::Outcome& o = pupil.outcome;
    table.rows.push_back(
        {core::name_of(pupil.student), rounded_count(static_cast<double>(o.macs_a_step)),
         bytes(static_cast<double>(o.kept_bytes)),
         std::isfinite(pupil.spread) ? fmt::format("{:.3g}", pupil.spread) : "\u2014"});
  }
  float y = rect.min.y + draw_table(frame, table, rect) + frame.px(6);
  y = words(frame, rect, y, times_in_words(room), frame.palette.text);
  words(frame, rect, y,
        "Forward once, backward about twice: for the weights and for x. Training keeps the C·m "
        "intermediates z of every pixel until the backward pass, which the standard convolution "
        "does not have. Spread: the deviation of z, which a wrong fan-in makes too small.",
        frame.palette.text_quiet);
}

}  // namespace twofold::ui::inline learning
