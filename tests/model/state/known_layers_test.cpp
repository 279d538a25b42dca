#include "app/model/state/known_layers.h"

#include "app/model/numbers/evaluation.h"
#include "app/model/state/update.h"
#include "core/check.h"
#include "core/cost.h"
#include "core/known/known_layers.h"
#include "core/known/networks.h"
#include "tests/support/catch.h"

using namespace twofold;
using namespace twofold::model;

namespace {

Document on_a_picture() { return opening_document({1, 320, 211, 3, "ramp"}); }

Document known(std::string_view name) {
  for (const core::KnownLayer& layer : core::known_layers())
    if (layer.name == name) return with_layer(on_a_picture(), layer.layer, layer.in);
  FAIL("no known layer named " << name);
  return {};
}

core::Cost cost_of(const Document& d) { return core::cost(d.layer, input_shape(d)); }

}  // namespace

TEST_CASE("every known layer can be computed, is recognised, and keeps the open picture") {
  for (const core::KnownLayer& layer : core::known_layers()) {
    CAPTURE(std::string(layer.name));
    const Document d = with_layer(on_a_picture(), layer.layer, layer.in);
    CHECK(core::check(d.layer, input_shape(d)).empty());
    CHECK(shows(d, layer.layer, layer.in));
    CHECK(d.batch == on_a_picture().batch);
  }
}

TEST_CASE("zeros that were typed for another layer do not come with a known one") {
  const Document base = update(on_a_picture(), SetPads{core::Pads{2, 0, 1, 3}}, nullptr);
  for (const core::KnownLayer& layer : core::known_layers()) {
    CAPTURE(std::string(layer.name));
    const Document document =
        update(base, ReplaceDocument{with_layer(base, layer.layer, layer.in)}, nullptr);
    CHECK(shows(document, layer.layer, layer.in));
  }
}

TEST_CASE("the published numbers of known layers come out") {
  const core::Cost inception = cost_of(known("inception-v2"));
  CHECK(inception.separable.params == 2712);
  CHECK(inception.standard.params == 9408);
  CHECK(cost_of(known("above-break-even")).ratio == Approx(1.0139).margin(0.0001));
}

TEST_CASE("the sample's batch is 100 different pieces of the picture, its output (100, 8, 8, 3)") {
  Inputs inputs;
  inputs.document = known("tf-sample");
  auto picture = std::make_shared<LibraryPicture>();
  picture->values = core::Tensor(core::Shape{1, 211, 320, 3});
  for (std::size_t i = 0; i < picture->values.values.size(); ++i)
    picture->values.values[i] = static_cast<float>(i);
  inputs.pictures = {picture};
  const auto e = evaluate(inputs, nullptr, {});
  REQUIRE(e);
  CHECK(e->y()->shape == core::Shape{100, 8, 8, 3});
  CHECK(e->x()->at(0, 0, 0, 0) == picture->values.at(0, 0, 0, 0));
  CHECK(e->x()->at(99, 7, 7, 2) == picture->values.at(0, 210, 319, 2));
  for (const float weight : e->filter(0).values) CHECK((weight >= 0 && weight < 1));
}

TEST_CASE("a network's layer that no picture feeds takes seeded noise of its own shape") {
  const core::NetworkLayer& layer = core::find_network("mobilenet-v1")->layers[7];
  const Document d = with_layer(on_a_picture(), layer.layer(), layer.in);
  CHECK(d.source == InputSource::noise);
  CHECK(input_shape(d) == layer.in);
}
