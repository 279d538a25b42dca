#include "app/ui/draw/numbers.h"

#include "tests/support/catch.h"

using namespace twofold::ui;

TEST_CASE("a number is as long as its place allows") {
  const auto within = [](float value, std::size_t most) {
    // Every character but the minus sign is one byte.
    return fitting(value, [&](const std::string& text) {
      return text.size() - (text.find(kMinus) == 0 ? 2 : 0) <= most;
    });
  };
  const std::string minus = kMinus;
  CHECK(within(-0.1306f, 5) == minus + "0.13");
  CHECK(within(-0.1306f, 4) == minus + ".13");
  CHECK(within(-0.5f, 3) == minus + ".5");
  CHECK(within(-0.5f, 2).empty());
  CHECK(within(1.36f, 9) == "1.36");
}
