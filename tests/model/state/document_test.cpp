#include "app/model/state/document.h"

#include "core/cost.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

using core::Extent;
using core::Shape;

const PictureRef kColour{1, 1280, 844, 3, "citrus"};
const PictureRef kGrey{2, 600, 400, 1, "x-ray"};

}  // namespace

TEST_CASE("the working size fits the longest side and never enlarges") {
  CHECK(working_size(1280, 844, 320) == Extent{211, 320});
  CHECK(working_size(844, 1280, 320) == Extent{320, 211});
  CHECK(working_size(1280, 844, 0) == Extent{844, 1280});
  CHECK(working_size(100, 50, 320) == Extent{50, 100});
  CHECK(working_size(320, 320, 320) == Extent{320, 320});
  CHECK(working_size(4000, 1, 320) == Extent{1, 320});
}

TEST_CASE("the shape of x: pictures at the first one's size, one channel if all are grey") {
  Document document = opening_document(kColour);
  CHECK(input_shape(document) == Shape{1, 211, 320, 3});
  document.grey = true;
  CHECK(input_shape(document) == Shape{1, 211, 320, 1});
  document.grey = false;
  document.batch = {kColour, kGrey};
  CHECK(input_shape(document) == Shape{2, 211, 320, 3});
  document.batch = {kGrey, kGrey};
  CHECK(input_shape(document).channels == 1);
  document.batch = {kColour, kGrey};
  document.longest_side = 0;
  CHECK(input_shape(document) == Shape{2, 844, 1280, 3});
  document.source = InputSource::noise;
  document.noise = {1, 14, 14, 512};
  CHECK(input_shape(document) == Shape{1, 14, 14, 512});
}

TEST_CASE("the opening is the seed's own layer: 36 weights against 81") {
  const Document document = opening_document(kColour);
  CHECK(document.layer == core::Layer{});
  const core::Cost cost = core::cost(document.layer, input_shape(document));
  CHECK(cost.separable.params == 36);
  CHECK(cost.standard.params == 81);
  CHECK(cost.ratio == Approx(0.4444).epsilon(1e-3));
}

TEST_CASE("input channels have a letter or a number") {
  CHECK(channel_letter(0, 1) == "L");
  CHECK(channel_letter(0, 3) == "R");
  CHECK(channel_letter(2, 3) == "B");
  CHECK(channel_letter(11, 32) == "11");
}

}  // namespace twofold::model
