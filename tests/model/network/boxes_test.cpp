#include "app/model/network/boxes.h"

#include <cmath>

#include "tests/support/catch.h"

namespace twofold::model {
namespace {

BoxDecoding one_anchor() { return {{{2, 1}}, 0.5f, 0.4f}; }

}  // namespace

TEST_CASE("a cell's numbers become a box") {
  core::Tensor last({1, 2, 4, 5});
  for (std::size_t i = 4; i < last.values.size(); i += 5) last.values[i] = -9;
  float* cell = last.pixel(0, 1, 2);
  cell[2] = std::log(1.5f);
  cell[4] = 2;
  const std::vector<Box> found = boxes(one_anchor(), last);
  REQUIRE(found.size() == 1);
  const Box& box = found.front();
  CHECK(std::abs(box.score - 0.880797f) < 1e-5f);
  CHECK(std::abs(box.width - 3.0f / 4) < 1e-6f);
  CHECK(std::abs(box.height - 1.0f / 2) < 1e-6f);
  CHECK(std::abs(box.left + box.width / 2 - 2.5f / 4) < 1e-6f);
  CHECK(std::abs(box.top + box.height / 2 - 1.5f / 2) < 1e-6f);
}

TEST_CASE("of boxes that cover one another the best is kept") {
  core::Tensor last({1, 1, 3, 5});
  last.pixel(0, 0, 0)[4] = 1;
  last.pixel(0, 0, 1)[4] = 3;
  last.pixel(0, 0, 2)[4] = 2;
  // Each is two cells wide: neighbours share a third, the outer ones nothing.
  BoxDecoding decoding = one_anchor();
  CHECK(boxes(decoding, last).size() == 3);
  decoding.most_overlap = 0.3f;
  const std::vector<Box> kept = boxes(decoding, last);
  REQUIRE(kept.size() == 1);
  CHECK(std::abs(kept[0].left - 0.5f / 3) < 1e-6f);
  CHECK(overlap({1, 0, 0, 2, 1}, {1, 1, 0, 2, 1}) == 1.0f / 3);
  CHECK(overlap({1, 0, 0, 1, 1}, {1, 2, 0, 1, 1}) == 0);
}

}  // namespace twofold::model
