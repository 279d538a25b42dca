#include "app/model/state/viewport.h"

#include "core/filters.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

constexpr double kClose = 1e-9;

/// Where a point of the picture appears, in fractions of what is seen.
double seen_at(double point, double centre, double zoom) { return (point - centre) * zoom + 0.5; }

bool is_inside(const Viewport& v) {
  const Region r = v.region();
  return r.left >= -kClose && r.top >= -kClose && r.left + r.width <= 1 + kClose &&
         r.top + r.height <= 1 + kClose;
}

}  // namespace

TEST_CASE("the whole picture is seen at first") {
  CHECK(Viewport{}.region() == Region{0, 0, 1, 1});
}

TEST_CASE("zooming in about the cursor keeps the point under the cursor") {
  core::Random random(1);
  for (int i = 0; i < 200; ++i) {
    Viewport v;
    const double x = random.uniform();
    const double y = random.uniform();
    for (int step = 0; step < 6; ++step) {
      const Viewport next = zoomed_about(v, x, y, 1.3);
      CHECK(seen_at(x, next.centre_x, next.zoom) == Approx(seen_at(x, v.centre_x, v.zoom)));
      CHECK(seen_at(y, next.centre_y, next.zoom) == Approx(seen_at(y, v.centre_y, v.zoom)));
      CHECK(is_inside(next));
      v = next;
    }
  }
}

TEST_CASE("zooming all the way out shows the whole picture again") {
  const Viewport near = zoomed_about({}, 0.9, 0.1, 50);
  const Viewport far = zoomed_about(near, 0.7, 0.3, 1e-6);
  CHECK(far == Viewport{});
}

TEST_CASE("no zoom leaves the picture or goes beyond the largest") {
  core::Random random(2);
  Viewport v;
  for (int i = 0; i < 500; ++i) {
    const double factor = 0.2 + 3 * random.uniform();
    v = zoomed_about(v, random.uniform(), random.uniform(), factor);
    v = panned(v, 4 * random.uniform() - 2, 4 * random.uniform() - 2);
    CHECK(is_inside(v));
    CHECK(v.zoom >= 1);
    CHECK(v.zoom <= kMaxZoom);
  }
}

TEST_CASE("panning moves the content with the pointer") {
  const Viewport v{0.5, 0.5, 4};
  const Viewport moved = panned(v, 0.25, -0.5);
  CHECK(seen_at(0.5, moved.centre_x, moved.zoom) == Approx(0.75));
  CHECK(seen_at(0.5, moved.centre_y, moved.zoom) == Approx(0.0).margin(kClose));
  CHECK(panned(Viewport{}, 0.3, 0.3) == Viewport{});
}

TEST_CASE("showing a point moves the view as little as needed") {
  const Viewport v{0.5, 0.5, 4};
  CHECK(showing(v, 0.55, 0.45) == v);
  const Viewport moved = showing(v, 0.8, 0.5);
  CHECK(seen_at(0.8, moved.centre_x, moved.zoom) == Approx(0.9));
  CHECK(moved.centre_y == v.centre_y);
  CHECK(moved.zoom == v.zoom);
  for (const double corner : {0.0, 1.0}) {
    const Region r = showing(v, corner, corner).region();
    CHECK(r.left <= corner);
    CHECK(r.left + r.width >= corner);
  }
}

}  // namespace twofold::model
