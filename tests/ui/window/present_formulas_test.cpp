// Before a class the two formulas of the lesson stand whole, with the numbers of what is shown.
#include <fmt/format.h>

#include "app/ui/draw/numbers.h"
#include "core/cost.h"
#include "tests/support/screens.h"

using namespace twofold;
using tests::WholeWindow;

namespace {

bool says(const WholeWindow& w, std::string_view words) {
  for (const ui::Drawn& d : w.ui.registry().drawn())
    if (d.is_text() && d.name.find(words) != std::string::npos) return true;
  return false;
}

}  // namespace

TEST_CASE("Present shows the ratio's rule and t = q·m + r at every size") {
  const auto size = GENERATE(from_range(tests::kWindowSizes));
  const int m = GENERATE(1, 4, 16);
  CAPTURE(size.width, size.height, m);
  const tests::Screen screen{"present",
                             [](model::Document&, model::ViewState& v) { v.present = true; }};
  const auto w = tests::window_of(screen, size);
  w->act(model::SetMultiplier{m});
  w->headless.settle(4);
  const core::Layer& layer = w->session.document().layer;
  const double ratio = m * (1.0 / layer.out_channels + 1.0 / layer.kernel.area());
  CHECK(says(*w, "m × (1/out + 1/(kh × kw))"));
  CHECK(says(*w, fmt::format("{} × (1/{} + 1/{}) = {}", m, layer.out_channels, layer.kernel.area(),
                             ui::fixed(ratio, 3))));
  const model::Path& path = w->session.path();
  REQUIRE(path.t() == path.q() * m + path.r());
  CHECK(says(*w, fmt::format("z{}: t = q·m + r = {}·{} + {} = {}", path.t(), path.q(), m, path.r(),
                             path.t())));
}

TEST_CASE("every lane that Present opens shows t = q·m + r; a standard convolution has none") {
  const tests::Screen screen{"present m4", [](model::Document& d, model::ViewState& v) {
                               d.layer.channel_multiplier = 4;
                               v.present = true;
                             }};
  const auto w = tests::window_of(screen, {1280, 720});
  for (const int lane : {model::kInput, 1, 2, model::kOutput}) {
    CAPTURE(lane);
    w->look(model::OpenLane{lane});
    w->headless.settle(2);
    CHECK(says(*w, "t = q·m + r ="));
  }
  w->look(model::ShowOperation{model::OperationView::regular});
  w->headless.settle(2);
  CHECK_FALSE(says(*w, "t = q·m + r ="));
}
