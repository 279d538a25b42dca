#include "app/platform/surface.h"

#include <cmath>

#include "app/ui/frame/letters.h"
#include "tests/gpu/egl_context.h"
#include "tests/support/catch.h"

namespace twofold::tests {
namespace {

/// A screen whose scale is what a test says: that of the monitor that a window is dragged to, or of
/// the desktop's settings while the program runs.
class Screen final : public platform::Surface {
 public:
  Screen() : Surface(platform::Appearance{}) { start_drawing(); }
  ~Screen() override { stop_drawing(); }

  ImVec2 size() const override { return {400, 300}; }
  float content_scale() const override { return scale; }
  void toggle_full_screen() override {}

  /// Draws a frame at this scale; how high its capitals are.
  float capitals_at(float new_scale) {
    scale = new_scale;
    set_appearance({.scale = ui::letter_scale({}, size(), content_scale())});
    begin_frame();
    ImGui::GetBackgroundDrawList()->AddText({10, 10}, IM_COL32_WHITE, "Twofold");
    end_frame(IM_COL32_BLACK);
    return ui::cap_height(*fonts().body);
  }

  float scale = 1;

 private:
  void feed() override {
    ImGui::GetIO().DisplaySize = size();
    ImGui::GetIO().DeltaTime = 1.0f / 60;
  }
  void show() override {}
  void heard() override {}
};

}  // namespace

TEST_CASE("Letters follow the screen's scale while the program runs") {
  const auto context = EglContext::make(400, 300);
  if (!context) {
    WARN("SKIPPED: no EGL");
    return;
  }
  Screen screen;
  const float once = screen.capitals_at(1);
  CHECK(screen.capitals_at(2) == Approx(2 * once).epsilon(0.15));
  CHECK(screen.capitals_at(1.25f) == Approx(1.25f * once).epsilon(0.15));
  CHECK(screen.capitals_at(1) == once);
}

TEST_CASE("A scale that no screen has leaves letters that can be drawn") {
  const auto context = EglContext::make(400, 300);
  if (!context) {
    WARN("SKIPPED: no EGL");
    return;
  }
  Screen screen;
  const float once = screen.capitals_at(1);
  for (const float none : {0.0f, -1.0f, 0.01f, 100.0f, INFINITY, NAN}) {
    const float capitals = screen.capitals_at(none);
    CHECK(capitals >= 0.3f * once);
    CHECK(capitals <= 5 * once);
  }
}

}  // namespace twofold::tests
