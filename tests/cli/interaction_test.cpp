#include "app/cli/interaction.h"

#include <algorithm>

#include "tests/support/catch.h"

namespace twofold::cli {

TEST_CASE("a percentile is the value that a share of the times does not exceed") {
  const std::vector<double> times{5, 1, 4, 2, 3};
  CHECK(percentile(times, 0) == 1);
  CHECK(percentile(times, 0.5) == 3);
  CHECK(percentile(times, 1) == 5);
  CHECK(percentile({7}, 0.95) == 7);
}

TEST_CASE("every slider is dragged, and every edit is followed to the whole picture") {
  const Scene scene{"small", {30, 40}, {{3, 3}, {1, 1}, {1, 1}, core::Padding::same, 3, 4}, false};
  const std::vector<DragTimes> all = drag_times(scene, core::Tensor({1, 30, 40, 3}));
  CHECK(all.size() == 8);
  for (const DragTimes& drag : all) {
    INFO(drag.drag);
    CHECK(drag.picture == "small");
    CHECK_FALSE(drag.whole.empty());
    REQUIRE(drag.shown.size() == drag.whole.size());
    CHECK(drag.frame.size() == drag.whole.size());
    for (std::size_t i = 0; i < drag.shown.size(); ++i) CHECK(drag.shown[i] <= drag.whole[i]);
  }
}

TEST_CASE("the benchmark's scenes reach from the opening to a large photograph") {
  const std::vector<Scene> scenes = bench_scenes();
  REQUIRE(scenes.size() == 3);
  CHECK(scenes.back().size == core::Extent{3000, 4000});
}

}  // namespace twofold::cli
