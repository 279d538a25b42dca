#include "app/model/numbers/made_channels.h"

#include <cmath>
#include <set>

#include "tests/support/catch.h"

namespace twofold::model {
namespace {

/// Dark at the left, white at the right, with a red square in it.
core::Tensor picture() {
  core::Tensor p({1, 12, 16, 3});
  for (int row = 0; row < 12; ++row)
    for (int column = 0; column < 16; ++column)
      for (int q = 0; q < 3; ++q) p.at(0, row, column, q) = column < 8 ? 0.0f : 1.0f;
  p.at(0, 5, 3, 0) = 1;
  return p;
}

int named(std::string_view name) {
  for (int q = 0; q < 16; ++q)
    if (made_channel_name(q) == name) return q;
  FAIL(name);
  return -1;
}

}  // namespace

TEST_CASE("the first channels are the picture's own, then what is made of them") {
  const core::Tensor x = made_channels(picture(), 16);
  CHECK(x.shape == core::Shape{1, 12, 16, 16});
  CHECK(x.at(0, 5, 3, named("red")) == 1);
  CHECK(x.at(0, 5, 3, named("green")) == 0);
  CHECK(std::abs(x.at(0, 5, 3, named("grey")) - 1.0f / 3) < 1e-6f);
  CHECK(x.at(0, 5, 3, named("red less green")) == 1);
  CHECK(x.at(0, 1, 1, named("negative")) == 1);
  // The edge stands in the middle, where the picture's frame is there is none.
  CHECK(x.at(0, 1, 8, named("edges")) == 0.5f);
  CHECK(x.at(0, 1, 8, named("edges across")) == 0.5f);
  CHECK(x.at(0, 1, 8, named("edges down")) == 0);
  CHECK(x.at(0, 1, 0, named("edges")) == 0);
  CHECK(x.at(0, 1, 15, named("edges")) == 0);
  CHECK(x.at(0, 1, 7, named("brightest nearby")) == 1);
  CHECK(x.at(0, 1, 8, named("darkest nearby")) == 0);
  CHECK(std::abs(x.at(0, 1, 7, named("blur")) - 0.4f) < 1e-6f);
}

TEST_CASE("every channel has a name of its own, however many there are") {
  std::set<std::string> names;
  for (int q = 0; q < 100; ++q) CHECK(names.insert(made_channel_name(q)).second);
  const core::Tensor x = made_channels(picture(), 35);
  for (const float value : x.values) CHECK(std::isfinite(value));
  // Behind the sixteenth the picture is smoothed first: its edge is softer.
  CHECK(x.at(0, 1, 8, 16 + named("edges")) < 0.5f);
}

TEST_CASE("a grey picture has three colours that are the same") {
  core::Tensor grey({1, 3, 3, 1});
  grey.at(0, 1, 1, 0) = 0.7f;
  const core::Tensor x = made_channels(grey, 4);
  for (int q = 0; q < 3; ++q) CHECK(x.at(0, 1, 1, q) == 0.7f);
}

}  // namespace twofold::model
