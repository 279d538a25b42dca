// The fitted filters and their mix, and what they make of the picture beside what the kernel makes.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/ui/controls/readouts.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/learning/learning_pages.h"
#include "app/ui/learning/learning_parts.h"

namespace twofold::ui::inline learning {
namespace {

constexpr float kLargestFilter = 66;
constexpr float kLeastFilter = 9;
constexpr float kLargestWeight = 26;

/// D: a row an input channel, a picture a filter; returns the width that they take.
float filter_pictures(Frame& frame, const core::Filter& d, const Rect& room) {
  const float tall = static_cast<float>(d.shape.height) / static_cast<float>(d.shape.width);
  const float width = std::clamp(std::min(room.width() / static_cast<float>(d.shape.out),
                                          room.height() / static_cast<float>(d.shape.in) / tall),
                                 frame.px(kLeastFilter), frame.px(kLargestFilter));
  const int rows = std::min(d.shape.in, how_many(room.height(), width * tall));
  const int columns = std::min(d.shape.out, how_many(room.width(), width));
  const float limit = limit_of(d);
  const float gap = std::max(1.0f, frame.px(3));
  for (int q = 0; q < rows; ++q) {
    for (int r = 0; r < columns; ++r) {
      const ImVec2 min{room.min.x + width * static_cast<float>(r),
                       room.min.y + width * tall * static_cast<float>(q)};
      const Rect at{min, {min.x + width - gap, min.y + width * tall - gap}};
      slice_grid(frame, at, d, q, r, limit, fmt::format("fit D{},{}", q, r));
    }
  }
  return width * static_cast<float>(columns);
}

/// P: rows z, columns y, as the matrix is stored.
void mix_picture(Frame& frame, const core::Filter& p, int m, const Rect& room) {
  const float w =
      std::min(room.width() / static_cast<float>(p.shape.out), frame.px(kLargestWeight));
  const float h =
      std::min(room.height() / static_cast<float>(p.shape.in), frame.px(kLargestWeight));
  const Rect at{room.min,
                {room.min.x + w * static_cast<float>(p.shape.out),
                 room.min.y + h * static_cast<float>(p.shape.in)}};
  const auto cell = heat_grid(frame, at,
                              {"fit P", p.shape.in, p.shape.out,
                               [&](int t, int k) { return p.at(0, 0, t, k); }, limit_of(p)});
  if (!cell || frame.present()) return;
  const auto [t, k] = *cell;
  explain(frame, fmt::format("P[{}, {}] = {}", t, k, fixed(p.at(0, 0, t, k), 4)),
          fmt::format("By how much filter {} of x{} enters y{}.", t % m, t / m, k));
}

std::string decibels(double value) {
  return std::isfinite(value) ? fixed(value, 1) + " dB" : "∞ dB";
}

/// What is off, in numbers, and what is left by the best for the kernel and by the best there is.
std::string in_numbers(const model::Lost& lost) {
  return fmt::format("over all {} outputs: largest miss {}, mean {}, PSNR {}", lost.out.channels,
                     fixed(lost.misses.largest, 3), fixed(lost.misses.mean, 4),
                     decibels(lost.misses.peak_to_noise));
}

std::string left_in_words(const model::Lost& lost) {
  if (!lost.left) return "";
  if (!lost.least_left) return fmt::format("Left of the target's energy: {}.", percent(*lost.left));
  return fmt::format(
      "On this picture these filters, the best for the kernel, leave {} of the target's energy: "
      "what "
      "is even in a picture weighs most there. The best for the picture, which training finds, "
      "leave "
      "{}.",
      percent(*lost.left), percent(*lost.least_left));
}

}  // namespace

void lost_filters(Frame& frame, const model::Lost& lost, const Rect& room) {
  const float line = line_height(frame.fonts.body) + frame.px(4);
  const int m = lost.multiplier;
  section_header(frame, room.top(line),
                 fmt::format("Fit: {} filter{} a channel", m, m == 1 ? "" : "s"),
                 "and their mix P");
  const Rect body = room.without_top(line + frame.px(2));
  const float gap = frame.px(14);
  const float used = filter_pictures(frame, lost.fit.depthwise, body.left(body.width() * 0.55f));
  mix_picture(frame, lost.fit.pointwise, m, body.without_left(used + gap));
}

namespace {

/// "y0 by D and P, m = 1"; a picture without anything in it says so.
std::string result_caption(const model::Lost& lost) {
  const core::Filter& p = lost.fit.pointwise;
  bool is_zero = true;
  for (int t = 0; t < p.shape.in; ++t) is_zero = is_zero && p.at(0, 0, t, lost.channel) == 0;
  return fmt::format("y{} by D and P, m = {}{}", lost.channel, lost.multiplier,
                     is_zero ? ": 0 everywhere" : "");
}

}  // namespace

void lost_effect(Frame& frame, const model::Lost& lost, const Rect& room) {
  const float small = line_height(frame.fonts.small);
  const std::string left = left_in_words(lost);
  const int lines = std::max(1, paragraph_lines(frame.fonts.small, left, room.width()));
  const float words = small * static_cast<float>(1 + lines) + frame.px(4);
  const Rect pictures = room.without_bottom(words + frame.px(4));
  const float tall = static_cast<float>(lost.out.height);
  const float wide = static_cast<float>(lost.out.width);
  using model::LessonPicture;
  const CaptionedPicture all[] = {
      {fmt::format("y{} by W, the target", lost.channel), lesson_key(LessonPicture::target), tall,
       wide},
      {result_caption(lost), lesson_key(LessonPicture::result), tall, wide},
      {fmt::format("difference, ±{}", fmt::format("{:.3g}", lost.miss_limit)),
       lesson_key(LessonPicture::miss), tall, wide}};
  float bottom = pictures.min.y;
  for (int i = 0; i < 3; ++i)
    bottom = std::max(
        bottom, captioned_picture(frame, nth_column(pictures, i, 3, frame.px(12)), all[i]).max.y);
  text_within(frame, frame.fonts.small, {room.min.x, bottom + frame.px(6) + small / 2},
              frame.palette.text, in_numbers(lost), room.width());
  paragraph(frame, frame.fonts.small, {room.min.x, bottom + frame.px(6) + small * 1.5f},
            frame.palette.text_quiet, left, room.width());
}

}  // namespace twofold::ui::inline learning
