#include "app/ui/draw/numbers.h"

#include <cmath>
#include <limits>

#include "tests/support/catch.h"

using namespace twofold::ui;

namespace {

const std::string kLess = kMinus;

}  // namespace

TEST_CASE("a value has two decimals and no leading zero") {
  CHECK(steady(-0.1306f) == kLess + ".13");
  CHECK(steady(0.004f) == ".00");
  CHECK(steady(-0.004f) == ".00");
  CHECK(steady(0) == ".00");
  CHECK(steady(1) == "1.00");
  CHECK(steady(9.994f) == "9.99");
  CHECK(steady(-12.34f) == kLess + "12.3");
  CHECK(steady(123.4f) == "123");
  CHECK(steady(std::numeric_limits<float>::quiet_NaN()) == "NaN");
}

TEST_CASE("a weight is as short as can be") {
  CHECK(cell(0) == "0");
  CHECK(cell(-2) == kLess + "2");
  CHECK(cell(0.5f) == ".5");
  CHECK(cell(1.0f / 9) == ".11");
  CHECK(cell(-0.97f) == kLess + ".97");
  CHECK(cell(12.34f) == "12.3");
}
