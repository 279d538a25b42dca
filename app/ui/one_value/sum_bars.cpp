#include "app/ui/one_value/sum_bars.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/draw/draw.h"

namespace twofold::ui::inline one_value {
namespace {

/// Heights of the running sum: the lowest and the highest that occur, 0 among them.
struct Span {
  double low = 0;
  double high = 0;

  void include(double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  float y(const Rect& room, double value) const {
    const double share = high > low ? (value - low) / (high - low) : 0;
    const double clamped = std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0;
    return std::round(room.max.y - static_cast<float>(clamped) * room.height());
  }
};

Span span_of(const SumBars& bars) {
  Span span;
  double running = 0;
  for (const SumBar& b : bars.terms) span.include(running += b.adds);
  if (bars.result) span.include(bars.result->adds);
  return span;
}

/// A bar from one running sum to the next; a hairline where nothing is added.
void bar(Frame& frame, const Rect& between, ImU32 colour) {
  Rect r = between;
  if (r.min.y > r.max.y) std::swap(r.min.y, r.max.y);
  r.max.y = std::max(r.max.y, r.min.y + 1);
  fill(frame, r, colour);
}

}  // namespace

void sum_bars(Frame& frame, const Rect& room, const SumBars& bars) {
  const Span span = span_of(bars);
  const ImU32 quiet = frame.palette.link_quiet;
  const float zero = span.y(room, 0);
  const float stub = frame.px(4);
  double running = 0;
  for (std::size_t i = 0; i < bars.terms.size(); ++i) {
    const SumBar& b = bars.terms[i];
    const float before = span.y(room, running);
    const float after = span.y(room, running += b.adds);
    frame.draw->AddLine({b.left - stub, zero}, {b.right + stub, zero}, quiet);
    // The level that the next bar starts from; beside a number only its beginning.
    float end = b.right + stub;
    if (!bars.numbers_between && i + 1 < bars.terms.size()) end = bars.terms[i + 1].left;
    if (!bars.numbers_between && i + 1 == bars.terms.size() && bars.result) end = bars.result->left;
    frame.draw->AddLine({b.right, after}, {end, after}, quiet);
    bar(frame, {{b.left, before}, {b.right, after}}, sign_colour(frame.palette, b.adds));
  }
  if (!bars.result) return;
  bar(frame, {{bars.result->left, zero}, {bars.result->right, span.y(room, bars.result->adds)}},
      frame.palette.text_quiet);
}

ImU32 sign_colour(const Palette& palette, float value) {
  return value < 0 ? palette.negative : (value > 0 ? palette.positive : palette.text_faint);
}

}  // namespace twofold::ui::inline one_value
