#include "app/model/steps/place.h"

#include <cmath>

#include "app/model/state/update.h"
#include "core/taps.h"
#include "tests/model/generate.h"
#include "tests/model/pictures.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

using tests::LayerCase;

/// Input coordinate under the middle cell of the window, not brought inside.
core::Tap middle_tap(const LayerCase& c, int oy, int ox) {
  core::Tap middle;
  core::for_each_tap_with_padding(c.layer, c.in, oy, ox, [&](const core::Tap& tap) {
    if (tap.ky == (c.layer.kernel.height - 1) / 2 && tap.kx == (c.layer.kernel.width - 1) / 2)
      middle = tap;
  });
  return middle;
}

int nearest(int value, int length) { return std::clamp(value, 0, length - 1); }

Document with_layer(const core::Layer& layer) {
  Document document = opening_document(tests::kCitrus);
  document.layer = layer;
  return document;
}

}  // namespace

TEST_CASE("results have names") {
  const core::Chain list = core::separable_chain({});
  for (const int result : {0, 1, 2}) CHECK(result_named(list, result_name(list, result)) == result);
  CHECK(result_name(list, kOutput) == "output");
  CHECK(result_name(list, 1) == "depthwise");
  // What the mix reads.
  CHECK(result_named(list, "pointwise") == 1);
  CHECK_FALSE(result_named(list, "in"));
}

TEST_CASE("places are brought inside their own stage") {
  const core::Chain list =
      core::separable_chain({{3, 3}, {2, 2}, {1, 1}, core::Padding::same, 2, 5});
  const core::Shape in{1, 9, 7, 3};
  CHECK(clamped({model::kInput, 99, -1, 99}, list, in) == Place{model::kInput, 8, 0, 2});
  CHECK(clamped({1, 99, 99, 99}, list, in) == Place{1, 4, 3, 5});
  CHECK(clamped({1, -5, 2, 5}, list, in) == Place{1, 0, 2, 5});
  CHECK(clamped({2, 2, 3, 4}, list, in) == Place{2, 2, 3, 4});
}

TEST_CASE("under an output pixel lies the middle cell of its window") {
  for (const LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const core::Extent out = core::output_size(c.layer, c.in);
    for (int oy = 0; oy < out.height; ++oy)
      for (int ox = 0; ox < out.width; ++ox) {
        const core::Tap tap = middle_tap(c, oy, ox);
        CHECK(input_under(c.layer, c.in, oy, ox) ==
              Place{model::kInput, nearest(tap.iy, c.in.height), nearest(tap.ix, c.in.width), 0});
      }
  }
}

TEST_CASE("over an input pixel lies the output whose middle is nearest") {
  for (const LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const core::Extent out = core::output_size(c.layer, c.in);
    for (int iy = 0; iy < c.in.height; ++iy) {
      const Place over = output_over(c.layer, c.in, iy, 0);
      const int distance = std::abs(middle_tap(c, over.row, 0).iy - iy);
      for (int oy = 0; oy < out.height; ++oy)
        CHECK(std::abs(middle_tap(c, oy, 0).iy - iy) >= distance);
    }
  }
}

TEST_CASE("a place stays on its spot when the stride changes") {
  const Document plain = with_layer({});
  const Document strided = with_layer({.strides = {2, 2}});
  const Place pin{2, 20, 31, 1};
  const Place there = carried_over(pin, plain, strided);
  CHECK(there == Place{2, 10, 15, 1});
  const Place back = carried_over(there, strided, plain);
  CHECK(std::abs(back.row - pin.row) <= 1);
  CHECK(std::abs(back.column - pin.column) <= 1);
  CHECK(carried_over(pin, plain, plain) == pin);
}

TEST_CASE("a place stays on its spot when padding, kernel or size change") {
  const Document plain = with_layer({});
  CHECK(carried_over({2, 20, 31, 2}, plain, with_layer({.padding = core::Padding::valid})) ==
        Place{2, 19, 30, 2});
  CHECK(carried_over({2, 20, 31, 2}, plain, with_layer({.kernel = {7, 5}})) == Place{2, 20, 31, 2});
  Document half = plain;
  half.longest_side = 32;
  CHECK(carried_over({model::kInput, 20, 31, 2}, plain, half) == Place{model::kInput, 10, 15, 2});
}

TEST_CASE("a place at the border stays there with an even, spread kernel") {
  // The middle of the corner's window lies outside the picture.
  const Document spread = with_layer({.kernel = {2, 2}, .dilations = {2, 2}});
  Document biased = spread;
  biased.layer.out_channels = 4;
  CHECK(carried_over({2, 0, 0, 1}, spread, biased) == Place{2, 0, 0, 1});
}

TEST_CASE("a place in an intermediate stays with its filter when the multiplier changes") {
  const Document two = with_layer({.channel_multiplier = 2});
  const Document five = with_layer({.channel_multiplier = 5});
  const Place pin{1, 3, 4, 2 * 2 + 1};  // q 2, r 1
  CHECK(carried_over(pin, two, five).channel == 2 * 5 + 1);
  CHECK(carried_over(pin, two, with_layer({})).channel == 2);
}

TEST_CASE("carried places are always inside") {
  core::Random random(8);
  Document document = opening_document(tests::kCitrus);
  Place place{2, 20, 30, 2};
  for (int i = 0; i < 3000; ++i) {
    const Document next = update(document, tests::random_action(random, document), nullptr);
    const core::Shape in = input_shape(next);
    if (!problems_of(next).empty()) continue;
    place = carried_over(place, document, next);
    const core::Chain list = stages_of(next);
    place.result = tests::random_integer(random, 0, 3);
    place = clamped(place, list, in);
    CHECK(clamped(carried_over(place, document, next), list, in) ==
          carried_over(place, document, next));
    document = next;
  }
}

TEST_CASE("the first pin is where the products, the terms and the sum are all well away from 0") {
  const tests::Opened o = tests::opened(48, 40);
  const SharedEvaluation e = evaluate(tests::inputs_of(o, o.document), nullptr, {});
  REQUIRE(e);
  const Place place = striking_place(*e);
  CHECK(place.result == 2);
  CHECK(place.channel == 0);  // y0 = z0 + z2, the first of those with the most terms
  CHECK(std::abs(e->y()->at(0, place.row, place.column, place.channel)) > 0.1f);
  core::for_each_tap_with_padding(
      e->document.layer, e->x()->shape, place.row, place.column,
      [&](const core::Tap& tap) { CHECK(core::reads_input(tap, e->x()->shape)); });
}

TEST_CASE("a picture without contrast still has a pin") {
  tests::Opened o;
  const PictureRef ref = o.library.add({core::Tensor({1, 9, 9, 3}), "black", "", ""});
  o.document = opening_document(ref);
  const SharedEvaluation e = evaluate(tests::inputs_of(o, o.document), nullptr, {});
  REQUIRE(e);
  const Place place = striking_place(*e);
  CHECK(clamped(place, e->stages.list, e->x()->shape) == place);
}

}  // namespace twofold::model
