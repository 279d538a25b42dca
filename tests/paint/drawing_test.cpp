#include "app/paint/drawing.h"

#include "tests/support/catch.h"

using namespace twofold::paint;

TEST_CASE("an axis maps values to pixels and back, upwards and downwards") {
  const Axis even{0, 10, 100, 0, false};
  CHECK(even.pixel(2.5) == Approx(75));
  CHECK(even.value(75) == Approx(2.5));
  const Axis doublings{1, 16, 0, 40, true};
  CHECK(doublings.pixel(4) == Approx(20));
  CHECK(doublings.value(30) == Approx(8));
}
