#include "app/ui/frame/letters.h"

#include <algorithm>
#include <cmath>

namespace twofold::ui::inline frame {
namespace {

/// Letters of scale 1 suit a window of this size; in larger ones they grow.
constexpr float kRoomyWidth = 1440;
constexpr float kRoomyHeight = 810;
constexpr float kLargest = 3;

/// In twelfths, so that a window that is being resized does not make new fonts all the time.
float in_steps(float scale) { return std::floor(scale * 12 + 0.01f) / 12; }

}  // namespace

const FontSizes& font_sizes(const model::ViewState& view) {
  return view.present ? kPresentSizes : kScreenSizes;
}

float letter_scale(const model::ViewState& view, ImVec2 size, float display) {
  // A phone held upright is no screen before a class.
  if (view.present && size.x > size.y) return std::min(size.x / 1920, size.y / 1080);
  if (view.ui_zoom > 0) {
    const LeastWindow least;
    const float most = std::min(size.x / least.width, size.y / least.height) / display;
    return std::min(view.ui_zoom, std::max(most, 1.0f)) * display;
  }
  const float room = std::min(size.x / kRoomyWidth, size.y / kRoomyHeight) / display;
  return std::clamp(in_steps(room), 1.0f, kLargest) * display;
}

}  // namespace twofold::ui::inline frame
