#include "app/model/numbers/sampling.h"

#include "core/filters.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

const core::Shape kSmall{1, 211, 320, 3};
const core::Shape kLarge{1, 3000, 4000, 3};

}  // namespace

TEST_CASE("small pictures are painted whole whatever part is seen") {
  core::Random random(1);
  Viewport v;
  for (int i = 0; i < 100; ++i) {
    v = zoomed_about(v, random.uniform(), random.uniform(), 1.1);
    CHECK(sampling(kSmall, v, 300, 200).region == paint::whole(kSmall));
  }
}

TEST_CASE("as many pixels go into a painted one as the screen asks for") {
  CHECK(sampling(kSmall, {}, 320, 211).reduction == 1);
  CHECK(sampling(kSmall, {}, 100, 70).reduction == 3);
  CHECK(sampling(kSmall, {}, 1000, 1000).reduction == 1);
  CHECK(sampling(kSmall, {}, 0, 0).reduction == 211);
  CHECK(sampling(kLarge, {}, 400, 300).reduction == 10);
  CHECK(sampling(kLarge, {0.5, 0.5, 10}, 400, 300).reduction == 1);
  CHECK(sampling(kLarge, {}, 400, 300).region == paint::whole(kLarge));
}

TEST_CASE(
    "what is seen of a large picture is always inside the region, which stays in proportion") {
  core::Random random(2);
  Viewport v;
  for (int i = 0; i < 2000; ++i) {
    v = zoomed_about(v, random.uniform(), random.uniform(), 0.5 + 1.2 * random.uniform());
    const Region seen = v.region();
    const auto [region, reduction] = sampling(kLarge, v, 400, 300);
    INFO("zoom " << v.zoom);
    CHECK(region.left <= seen.left * kLarge.width + 1e-6);
    CHECK(region.top <= seen.top * kLarge.height + 1e-6);
    CHECK(region.left + region.width >= (seen.left + seen.width) * kLarge.width - 1e-6);
    CHECK(region.top + region.height >= (seen.top + seen.height) * kLarge.height - 1e-6);
    CHECK(region.left >= 0);
    CHECK(region.left + region.width <= kLarge.width);
    CHECK(region.top + region.height <= kLarge.height);
    CHECK(region.width <= 2 * seen.width * kLarge.width + 20);
  }
}

TEST_CASE("panning a little changes nothing") {
  const Viewport v{0.5, 0.5, 8};
  const Sampling before = sampling(kLarge, v, 400, 300);
  int changes = 0;
  Sampling last = before;
  for (int pixel = 1; pixel <= 100; ++pixel) {
    const Sampling now = sampling(kLarge, {0.5 + pixel / 4000.0, 0.5, 8}, 400, 300);
    changes += now != last;
    last = now;
  }
  CHECK(changes <= 10);
}

TEST_CASE("a picture of one pixel can be sampled") {
  CHECK(sampling({1, 1, 1, 1}, {0.5, 0.5, kMaxZoom}, 100, 100) == Sampling{{0, 0, 1, 1}, 1});
}

}  // namespace twofold::model
