#include "app/ui/draw/tap_colour.h"

#include <algorithm>
#include <array>

#include "app/ui/draw/draw.h"

namespace twofold::ui::inline draw {
namespace {

constexpr float kSmallFrame = 14;  ///< places smaller than this have a thin frame

/// The hues of the first, middle and last column, and how far the first and last row are from them.
struct TapHues {
  std::array<ImU32, 3> columns;
  float brighter;
  float darker;
};

constexpr TapHues kOnDark{{IM_COL32(0xec, 0xd4, 0x4e, 0xff), IM_COL32(0x3f, 0xc4, 0xd6, 0xff),
                           IM_COL32(0xf0, 0x6a, 0xb0, 0xff)},
                          0.55f,
                          0.42f};
constexpr TapHues kOnLight{{IM_COL32(0xa8, 0x8a, 0x00, 0xff), IM_COL32(0x00, 0x8e, 0xa3, 0xff),
                            IM_COL32(0xcb, 0x2f, 0x83, 0xff)},
                           0.42f,
                           0.45f};

/// Where `index` of `count` stands: 0 the first, 1 the last, the middle when there is but one.
float share(int index, int count) {
  return count > 1 ? static_cast<float>(index) / static_cast<float>(count - 1) : 0.5f;
}

}  // namespace

ImU32 tap_colour(const Palette& palette, const core::Extent& kernel, int ky, int kx) {
  const TapHues& hues = palette.name == model::ThemeChoice::dark ? kOnDark : kOnLight;
  // Between two hues their mixture: paler, so that no channel's green and no purple comes up.
  const float column = 2 * share(kx, kernel.width);
  const ImU32 hue = column <= 1 ? mix(hues.columns[0], hues.columns[1], column)
                                : mix(hues.columns[1], hues.columns[2], column - 1);
  const float row = 2 * share(ky, kernel.height) - 1;
  return row < 0 ? mix(hue, IM_COL32_WHITE, -row * hues.brighter)
                 : mix(hue, IM_COL32_BLACK, row * hues.darker);
}

bool taps_are_walked(const Frame& frame) {
  const model::Playback& playback = frame.view().playback;
  if (!playback.active || playback.races) return false;
  const model::Walk& walk = *frame.session.walk();
  const auto at = model::position(playback, walk);
  return at && walk.schedule.stage(at->step.value.stage).operation != core::Operation::pointwise;
}

ImU32 tap_colour(const Frame& frame, int ky, int kx) {
  return tap_colour(frame.palette, frame.session.numbers()->document.layer.kernel, ky, kx);
}

bool tap_is_skipped(const Frame& frame, int ky, int kx) {
  const model::Evaluation& e = *frame.session.numbers();
  const auto& window = frame.session.highlighted().window;
  return std::any_of(window.begin(), window.end(), [&](const core::Tap& tap) {
    return tap.ky == ky && tap.kx == kx && !core::reads_input(tap, e.x()->shape);
  });
}

void tap_frame(Frame& frame, const Rect& rect, ImU32 colour, bool at_work) {
  const bool is_small = std::min(rect.width(), rect.height()) < frame.px(kSmallFrame);
  const float thickness = is_small ? 1.0f : frame.px(at_work ? 3 : 2);
  outline(frame, rect.shrunk(thickness / 2), colour, thickness);
}

void tap_mark(Frame& frame, const Rect& rect, ImU32 colour) {
  fill(frame, rect.bottom(frame.px(3)), colour, frame.px(1));
}

}  // namespace twofold::ui::inline draw
