#include "app/ui/lanes/regular_blocks.h"

#include <cmath>

#include "app/ui/draw/draw.h"
#include "app/ui/draw/layout.h"

namespace twofold::ui::inline lanes {

const model::Stages& shown_list(const Frame& frame) {
  const model::Evaluation& e = *frame.session.numbers();
  return frame.view().operation == model::OperationView::regular ? e.collapsed : e.stages;
}
const core::Filter& shown_filter(const Frame& frame) {
  return shown_list(frame).folds.front().filter;
}

float words_above(const Frame& frame) { return line_height(frame.fonts.strong) + frame.px(2); }

namespace {

constexpr float kLeastBlock = 56;
constexpr float kMostBlock = 190;

// Design pixels of a block around its slices.
constexpr float kAbove = 6;
constexpr float kBelow = 8;
constexpr float kLeftOf = 78;   ///< its name
constexpr float kRightOf = 74;  ///< its sum
constexpr float kBeside = 24;   ///< where name and sum stand above

/// The side of a slice's cell that has room for any number, a little smaller if need be.
float number_side(const Frame& frame) {
  return std::ceil(0.8f * text_width(frame.fonts.mono_small, "−0.00")) + frame.px(3);
}

/// Between two slices: a plus stands there while they are few, closer where numbers are short of
/// room.
float gap_between(const Frame& frame, float width, const core::FilterShape& w, int inputs) {
  if (inputs > 4) return frame.px(4);
  const float numbers = number_side(frame) * static_cast<float>(w.width);
  const float spare = width / static_cast<float>(inputs) - numbers;
  return within(spare, frame.px(14), frame.px(22));
}

/// The most that so many slices side by side let a cell grow.
float widest_cell(const Frame& frame, float width, const core::FilterShape& w, int inputs) {
  const float each = width / static_cast<float>(inputs) - gap_between(frame, width, w, inputs);
  return each / static_cast<float>(w.width);
}

/// Makes the chosen block as high as its slices' numbers need, as far as other blocks stay in
/// sight. Where they are too wide beside its name and sum, these stand above them.
void make_room_for_numbers(const Frame& frame, Blocks& b, const core::FilterShape& w) {
  constexpr float kMostShare = 0.6f;
  const int inputs = frame.session.numbers()->x()->shape.channels;
  const float side = number_side(frame);
  const float beside = widest_cell(frame, b.area.width() - frame.px(kLeftOf + kRightOf), w, inputs);
  const float below = widest_cell(frame, b.area.width() - frame.px(2 * kBeside), w, inputs);
  b.words_above = beside < side && below >= side;
  const float cell = std::min(side, b.words_above ? below : beside);
  const float needed = cell * static_cast<float>(w.height) + frame.px(kAbove + kBelow) +
                       (b.words_above ? words_above(frame) : 0);
  b.chosen_height = within(needed, frame.px(kLeastBlock),
                           std::min(frame.px(kMostBlock), b.area.height() * kMostShare));
}

}  // namespace

Blocks blocks(const Frame& frame, const Rect& lane) {
  const core::Filter& w = shown_filter(frame);
  const LaneParts parts = lane_parts(frame, lane);
  Blocks b;
  b.area = {parts.rows.min, {parts.rows.max.x, parts.foot.max.y}};
  b.count = w.shape.out;
  const float even = b.area.height() / static_cast<float>(b.count);
  make_room_for_numbers(frame, b, w.shape);
  const float rest =
      (b.area.height() - b.chosen_height) / static_cast<float>(std::max(b.count - 1, 1));
  b.height = std::clamp(std::min(even, rest), frame.px(kLeastBlock), frame.px(kMostBlock));
  b.chosen_height = std::max(b.chosen_height, b.height);
  b.scroll = std::clamp(frame.view().outputs_scroll, 0.0f, b.most_scroll());
  b.docked = frame.session.path().k();
  for (const float weight : w.values) b.limit = std::max(b.limit, std::abs(weight));
  return b;
}

Slices slices(const Frame& frame, const Blocks& all, int k) {
  const core::FilterShape& w = shown_filter(frame).shape;
  const int inputs = frame.session.numbers()->x()->shape.channels;
  const Rect block = all.block(k);
  const bool below = all.words_above && k == all.docked;
  const float left = frame.px(below ? kBeside : kLeftOf);
  const float right = frame.px(below ? kBeside : kRightOf);
  const float top = frame.px(kAbove) + (below ? words_above(frame) : 0);
  const Rect inside{{block.min.x + left, block.min.y + top},
                    {block.max.x - right, block.max.y - frame.px(kBelow)}};
  const float gap = gap_between(frame, inside.width(), w, inputs);
  const float each = inside.width() / static_cast<float>(inputs) - gap;
  const float cell =
      std::max(1.0f, std::floor(std::min({inside.height() / static_cast<float>(w.height),
                                          each / static_cast<float>(w.width), frame.px(40)})));
  const ImVec2 size{cell * static_cast<float>(w.width), cell * static_cast<float>(w.height)};
  const float y = inside.centre().y - size.y / 2;
  return {{{inside.min.x, y}, {inside.min.x + size.x, y + size.y}}, size.x + gap};
}

}  // namespace twofold::ui::inline lanes
