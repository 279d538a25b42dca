#include "app/model/known_layers.h"

#include "app/model/evaluation.h"
#include "core/check.h"
#include "core/cost.h"
#include "tests/support/catch.h"

using namespace twofold;
using namespace twofold::model;

namespace {

Document on_a_picture() { return opening_document({1, 320, 211, 3, "ramp"}); }

const KnownLayer& named(std::string_view part) {
  for (const KnownLayer& known : known_layers())
    if (known.name.find(part) != std::string_view::npos) return known;
  FAIL("no known layer named " << part);
  return known_layers().front();
}

core::Cost cost_of(const Document& d) { return core::cost(d.layer, input_shape(d)); }

}  // namespace

TEST_CASE("every known layer can be computed, is recognised, and keeps the open picture") {
  for (const KnownLayer& known : known_layers()) {
    CAPTURE(std::string(known.name));
    const Document d = with_known_layer(on_a_picture(), known);
    CHECK(core::check(d.layer, input_shape(d)).empty());
    CHECK(shows(d, known));
    CHECK_FALSE(shows(on_a_picture(), known));
    CHECK(d.batch == on_a_picture().batch);
  }
}

TEST_CASE("the published numbers of known layers come out") {
  const core::Cost inception = cost_of(with_known_layer(on_a_picture(), named("Inception")));
  CHECK(inception.separable.params == 2712);
  CHECK(inception.standard.params == 9408);
  const core::Cost dearer = cost_of(with_known_layer(on_a_picture(), named("RGB → 64 with")));
  CHECK(dearer.ratio == Approx(1.0139).margin(0.0001));
}

TEST_CASE("the sample's batch is 100 different pieces of the picture, its output (100, 8, 8, 3)") {
  Inputs inputs;
  inputs.document = with_known_layer(on_a_picture(), named("sample"));
  auto picture = std::make_shared<LibraryPicture>();
  picture->values = core::Tensor(core::Shape{1, 211, 320, 3});
  for (std::size_t i = 0; i < picture->values.values.size(); ++i)
    picture->values.values[i] = static_cast<float>(i);
  inputs.pictures = {picture};
  const auto e = evaluate(inputs, nullptr, core::StopFlag(false));
  REQUIRE(e);
  CHECK(e->y->shape == core::Shape{100, 8, 8, 3});
  CHECK(e->x->at(0, 0, 0, 0) == picture->values.at(0, 0, 0, 0));
  CHECK(e->x->at(99, 7, 7, 2) == picture->values.at(0, 210, 319, 2));
  for (const float weight : e->filters.depthwise.values) CHECK((weight >= 0 && weight < 1));
}
