// The page of bits: weights kept as whole numbers times a scale. The ranges of all filters as bars
// say why one scale for a tensor is not enough for a depthwise filter; the error picture shows what
// is lost.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "app/model/state/stages.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/cost/cost_pages.h"
#include "app/ui/cost/cost_parts.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "core/quantise.h"

namespace twofold::ui::inline cost {
namespace {

constexpr std::array<std::string_view, 8> kBits{"float", "8", "7", "6", "5", "4", "3", "2"};
constexpr int kMostOffered = 8;
constexpr float kLeastStep = 2.5f;   ///< pixels, of lines that can be told apart
constexpr float kNameShare = 0.26f;  ///< of a fold's line
// Design pixels, at most:
constexpr float kMostOfStage = 320;  ///< high, all of a fold
constexpr float kMostOfColumn = 56;  ///< wide, the range of a channel

/// One stage's filter, as floats once the numbers are there, and how its weights are kept.
struct KeptStage {
  int stage;
  std::string name;  ///< "D, depthwise"
  const core::Filter& filter;
  bool is_depthwise;
  std::vector<float> most;  ///< the largest magnitude of each channel
  std::optional<core::WeightBits> kept;

  std::int64_t bytes() const {
    const std::int64_t weights = filter.shape.count();
    return kept ? core::packed_bytes(weights, kept->bits)
                : weights * static_cast<std::int64_t>(sizeof(float));
  }
};

std::vector<KeptStage> kept_stages(const Frame& frame, const model::Evaluation& e) {
  const model::Stages& shown = e.floats ? *e.floats : e.stages;
  const auto& bits = frame.document().block.bits;
  std::vector<KeptStage> all;
  all.reserve(shown.folds.size());
  for (int i = 0; i < shown.count(); ++i) {
    const core::Filter& filter = shown.fold(i).filter;
    const bool is_depthwise = shown.stage(i).operation == core::Operation::depthwise;
    const auto found = bits.find(i);
    all.push_back({i,
                   fmt::format("{}, {}", model::filter_letter(shown.list, i), shown.stage(i).label),
                   filter, is_depthwise, core::channel_magnitudes(filter, is_depthwise),
                   found == bits.end() ? std::nullopt : std::optional(found->second)});
  }
  return all;
}

void choose(Frame& frame, const Rect& line, const KeptStage& s) {
  const float names = line.width() * kNameShare;
  text_within(frame, frame.fonts.body, {line.min.x, middle(line)}, frame.palette.text, s.name,
              names);
  const Rect rest = line.without_left(names);
  // A file may have more bits than are offered.
  const int chosen = !s.kept                       ? 0
                     : s.kept->bits > kMostOffered ? -1
                                                   : 1 + kMostOffered - s.kept->bits;
  const float width = segmented_width(frame, kBits);
  const auto bits = segmented(frame, rest.left(width),
                              {.id = fmt::format("bits {}", s.stage),
                               .labels = kBits,
                               .chosen = chosen,
                               .title = "Bits of a weight",
                               .help = "Whole numbers from minus to plus 2^(bits - 1) - 1, times a "
                                       "scale; the same number of steps on both sides of 0."});
  const bool per_channel = s.kept && s.kept->scale_per_channel;
  if (bits && *bits == 0) frame.emit(model::SetBits{s.stage, std::nullopt});
  if (bits && *bits > 0)
    frame.emit(model::SetBits{s.stage, core::WeightBits{kMostOffered + 1 - *bits, per_channel}});
  const auto on = toggle(frame, rest.without_left(width + frame.px(12)),
                         {.id = fmt::format("scales {}", s.stage),
                          .label = "per channel",
                          .on = per_channel,
                          .enabled = s.kept.has_value(),
                          .help = s.kept ? "Gives every channel a scale of its own. Else the "
                                           "largest weight of the tensor decides for all."
                                         : "These weights are floats and have no scale. Choose "
                                           "bits at the left first."});
  if (on && s.kept) frame.emit(model::SetBits{s.stage, core::WeightBits{s.kept->bits, *on}});
}

/// Lines where the steps of a scale are, to both sides of 0.
void step_lines(Frame& frame, const Rect& column, float zero, float half, float step) {
  for (int i = 0; i <= how_many(half + 0.5f, step); ++i) {
    const float y = step * static_cast<float>(i);
    for (const float at : {zero - y, zero + y})
      frame.draw->AddLine({column.min.x, at}, {column.max.x, at}, frame.palette.accent);
  }
}

/// The scale that the ranges stand on, left of them: its ends and its 0.
void range_scale(Frame& frame, const Rect& room, float largest) {
  ImFont* font = frame.fonts.mono_small;
  const float half = line_height(font) / 2;
  const std::string most = cell(largest);
  const float x = room.max.x - frame.px(6);
  const ImU32 colour = frame.palette.text_quiet;
  text(frame, font, {x, room.min.y + half}, colour, most, Align::right);
  text(frame, font, {x, middle(room)}, colour, "0", Align::right);
  text(frame, font, {x, room.max.y - half}, colour, kMinus + most, Align::right);
}

/// One channel of a filter as its range shows it.
struct ChannelRange {
  float most;  ///< its largest magnitude
  float scale;
  bool is_kept;  ///< as whole numbers times that scale
};

std::string range_sentence(const ChannelRange& r) {
  if (!r.is_kept) return fmt::format("Its weights reach {}.", fixed(r.most, 4));
  const double steps = r.scale > 0 ? std::floor(r.most / r.scale + 0.5) : 0;
  return fmt::format(
      "Its weights reach {}. A step is {}, so it has {:.0f} of them to each side of 0.",
      fixed(r.most, 4), fixed(r.scale, 4), steps);
}

/// The range of each channel's weights as a bar about 0, and the steps that it has to itself.
void ranges(Frame& frame, const Rect& room, const KeptStage& s) {
  const Palette& p = frame.palette;
  const std::vector<float>& most = s.most;
  const float largest = std::max(*std::max_element(most.begin(), most.end()), 1e-12f);
  const std::vector<float> scales =
      core::weight_scales(s.filter, s.is_depthwise, s.kept.value_or(core::WeightBits{}));
  const float names = text_width(frame.fonts.mono_small, "−0.000") + frame.px(6);
  range_scale(frame, room.left(names), largest);
  const Rect plot = room.without_left(names);
  const auto channels = static_cast<int>(most.size());
  const float width =
      std::clamp(plot.width() / static_cast<float>(channels), 2.0f, frame.px(kMostOfColumn));
  const int shown = std::min(channels, how_many(plot.width(), width));
  const float half = plot.height() / 2 - 1;
  const float zero = middle(plot);
  frame.registry.add({fmt::format("ranges {}", s.stage), room.min, room.max, 0});
  for (int c = 0; c < shown; ++c) {
    const auto i = static_cast<std::size_t>(c);
    const float left = plot.min.x + width * static_cast<float>(c);
    const Rect column{{left, plot.min.y}, {left + width, plot.max.y}};
    const float reach = half * most[i] / largest;
    const Rect bar = {{left + 1, zero - reach}, {left + width - 1, zero + reach}};
    fill(frame, bar, p.cost_depthwise, 1);
    const float step = half * scales[i] / largest;
    if (s.kept && step >= kLeastStep) step_lines(frame, column.shrunk(1), zero, half, step);
    if (!column.contains(ImGui::GetIO().MousePos) || frame.present()) continue;
    explain(frame, column, fmt::format("Channel {}", c),
            range_sentence({most[i], scales[i], s.kept.has_value()}));
  }
  frame.draw->AddLine({plot.min.x, zero}, {plot.min.x + width * static_cast<float>(shown), zero},
                      p.text_faint);
}

/// How unequal the ranges of a filter's channels are.
std::string range_words(const KeptStage& s) {
  const auto [low, high] = std::minmax_element(s.most.begin(), s.most.end());
  const std::string spread =
      *low > 0 ? fmt::format("the widest range is {} times the narrowest", fixed(*high / *low, 1))
               : std::string("some channels have no weights but 0");
  const std::int64_t as_floats = s.filter.shape.count() * static_cast<std::int64_t>(sizeof(float));
  return fmt::format("{}; {} bytes of {}", spread, count(s.bytes()), count(as_floats));
}

struct Error {
  float largest = 0;
  float of = 0;  ///< the largest magnitude of y
};

Error largest_error(const Frame& frame, const model::Evaluation& e) {
  Error error;
  const int b = frame.batch_index(e.y()->shape);
  for (int c = 0; c < e.y()->shape.channels; ++c) {
    const paint::Range lost = e.difference->range(b, c);
    const paint::Range y = e.y()->range(b, c);
    error.largest = std::max({error.largest, std::abs(lost.low), std::abs(lost.high)});
    error.of = std::max({error.of, std::abs(y.low), std::abs(y.high)});
  }
  return error;
}

std::string error_words(const Frame& frame, const model::Evaluation& e) {
  if (!model::is_quantised(frame.document()))
    return "All weights are floats. Choose bits for a fold: the picture, and what is lost, follow.";
  if (!e.y()->is_held())
    return "The picture is too large to be computed twice; choose a smaller working size.";
  if (!e.difference || !e.compares_floats()) return "";
  const Error error = largest_error(frame, e);
  return fmt::format("The largest error is {}, of values up to {}: {}.", fixed(error.largest, 4),
                     fixed(error.of, 3),
                     error.of > 0 ? percent(error.largest / error.of) : std::string("none"));
}

/// The result, and what it differs from that of floats.
void pictures(Frame& frame, const Rect& room) {
  const model::Evaluation& e = *frame.session.numbers();
  const int k = std::min(frame.session.path().k(), e.y()->shape.channels - 1);
  const bool differs = e.difference && e.compares_floats();
  const float half = (room.height() - frame.px(8)) / 2;
  page_picture(frame,
               {"bits result", {paint::PictureKind::result, k, e.stages.count()}, e.y()->shape},
               fmt::format("y{}", k), differs ? room.top(half) : room);
  if (!differs) return;
  page_picture(frame, {"bits error", {paint::PictureKind::difference, k, 0}, e.y()->shape},
               fmt::format("y{} less that of floats, on a scale of its own", k), room.bottom(half));
}

/// What a fold's name, bits and scales need of the width.
float choice_width(const Frame& frame) {
  return (segmented_width(frame, kBits) + frame.px(12) + toggle_width(frame, "per channel")) /
         (1 - kNameShare);
}

}  // namespace

void cost_page_bits(Frame& frame, const Rect& room) {
  const model::Evaluation* e = frame.session.numbers();
  if (!e) return;
  const float gap = frame.px(18);
  // The pictures have what the choices leave, up to half of the page.
  const float least = room.width() * 0.34f;
  const Rect right =
      room.right(std::clamp(room.width() - choice_width(frame) - gap, least, room.width() * 0.5f));
  Rect left = room.without_right(right.width() + gap);
  const std::vector<KeptStage> all = kept_stages(frame, *e);
  const float words = line_height(frame.fonts.small);
  const float body = line_height(frame.fonts.body);
  const float each = (left.height() - body * 2) / static_cast<float>(all.size());
  for (const KeptStage& s : all) {
    Rect part = left.top(std::min(each, frame.px(kMostOfStage)));
    left = left.without_top(part.height());
    choose(frame, part.top(control_height(frame)), s);
    part = part.without_top(control_height(frame) + frame.px(6)).without_bottom(frame.px(10));
    text_within(frame, frame.fonts.small, {part.min.x, part.max.y - words / 2},
                frame.palette.text_quiet, range_words(s), part.width());
    ranges(frame, part.without_bottom(words + frame.px(4)), s);
  }
  if (!frame.session.is_current()) return;
  paragraph(frame, frame.fonts.body, {left.min.x, left.min.y + body / 2}, frame.palette.text,
            error_words(frame, *e), left.width(), 2);
  pictures(frame, right);
}

}  // namespace twofold::ui::inline cost
