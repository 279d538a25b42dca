// Pictures and layers of which only what is looked at is computed, and a first look before it.
#include "app/model/evaluation.h"
#include "tests/model/pictures.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

using tests::after;
using tests::inputs_of;
using tests::opened;
using tests::Opened;

}  // namespace

TEST_CASE("of a large picture only what is looked at is kept, first a look, then the means") {
  const Opened o = opened(900, 700);
  Document document = after(after(o.document, SetLongestSide{0}), SetMultiplier{2});
  Inputs inputs = inputs_of(o, document);
  inputs.looked = {0, {}, 200, 150};
  inputs.wants_standard = true;
  CHECK_FALSE(is_held_whole(document, true));
  std::vector<SharedEvaluation> previews;
  const SharedEvaluation e =
      evaluate(inputs, nullptr, {}, [&](SharedEvaluation p) { previews.push_back(std::move(p)); });
  REQUIRE(e);
  REQUIRE(previews.size() == 1);
  CHECK(previews.front()->is_preview);
  CHECK_FALSE(e->is_preview);
  CHECK_FALSE(e->z->is_held());
  CHECK_FALSE(e->y->is_held());

  const core::Separable want = core::separable_conv2d(e->x->tensor(), e->filters, document.layer);
  CHECK(e->y->shape == want.y.shape);
  CHECK(e->y->at(0, 350, 450, 1) == want.y.at(0, 350, 450, 1));
  CHECK(e->z->at(0, 699, 0, 5) == want.z.at(0, 699, 0, 5));
  const Sampling at = looked_at(document, inputs.looked).stages;
  CHECK(at.reduction == 4);
  CHECK(e->y->samples()->at == at);
  CHECK(tests::agree(e->y->samples()->values, mean_samples(want.y, 0, at).values));
  CHECK(tests::agree(e->z->samples()->values, mean_samples(want.z, 0, at).values));
  CHECK(tests::agree(
      e->x->samples()->values,
      mean_samples(e->x->tensor(), 0, looked_at(document, inputs.looked).input).values));
  // A first look is painted otherwise: its channels are other ones than the whole's.
  const SharedEvaluation whole = evaluate(inputs, previews.front().get(), {});
  REQUIRE(whole);
  CHECK(whole->x == previews.front()->x);
  CHECK(whole->z->version(0) != previews.front()->z->version(0));
  CHECK(whole->y->version(0) != previews.front()->y->version(0));
  // Exact values of single pixels in the first look.
  const Samples& look = *previews.front()->y->samples();
  CHECK(look.plane(1)[0] == Approx(want.y.at(0, 2, 2, 1)).margin(1e-4));
}

TEST_CASE(
    "a mix weight leaves the intermediates of a large picture as they are, not coarse first") {
  const Opened o = opened(900, 700);
  Inputs inputs = inputs_of(o, after(o.document, SetLongestSide{0}));
  inputs.looked = {0, {}, 200, 150};
  const SharedEvaluation first = evaluate(inputs, nullptr, {});
  REQUIRE_FALSE(first->z->is_held());
  SharedEvaluation preview;
  const auto look = [&](SharedEvaluation p) { preview = std::move(p); };
  inputs.document = after(inputs.document, SetWeight{0, 1, 3});
  const SharedEvaluation mixed = evaluate(inputs, first.get(), {}, look);
  REQUIRE(preview);
  CHECK(preview->z == first->z);
  CHECK(mixed->z == first->z);
  CHECK_FALSE(mixed->y->version(1) == first->y->version(1));
  // Another filter or another region is made anew.
  Inputs filtered = inputs;
  filtered.document = after(inputs.document, SetKernelCell{0, 0, 1, 1, 3});
  CHECK_FALSE(evaluate(filtered, mixed.get(), {}, look)->z == first->z);
  CHECK_FALSE(preview->z == first->z);
  inputs.looked.viewport = zoomed_about({}, 0.5, 0.5, 4);
  CHECK_FALSE(evaluate(inputs, mixed.get(), {}, look)->z == first->z);
}

TEST_CASE("a first look has fewer pixels than are seen") {
  const Opened o = opened(1400, 1000);
  Inputs inputs = inputs_of(o, after(o.document, SetLongestSide{0}));
  inputs.looked = {0, {}, 700, 500};
  SharedEvaluation preview;
  const SharedEvaluation e =
      evaluate(inputs, nullptr, {}, [&](SharedEvaluation p) { preview = std::move(p); });
  REQUIRE(preview);
  CHECK(e->y->samples()->at.reduction == 2);
  CHECK(preview->y->samples()->at.reduction == 4);
}

TEST_CASE("x of a large picture is seen of the picture of the batch that is looked at") {
  Opened o = opened(600, 500);
  const PictureRef second = o.library.add({tests::picture_values(600, 500, 3, 2), "2", "", ""});
  const Document document =
      after(after(o.document, OpenPictures{{o.document.batch.front(), second}}), SetLongestSide{0});
  Inputs inputs = inputs_of(o, document);
  inputs.looked = {0, {}, 100, 80};
  const SharedEvaluation first = evaluate(inputs, nullptr, {});
  REQUIRE(first);
  inputs.looked.b = 1;
  const SharedEvaluation e = evaluate(inputs, first.get(), {});
  REQUIRE(e);
  const LookedAt at = looked_at(document, inputs.looked);
  CHECK(*e->x->samples() == mean_samples(e->x->tensor(), 1, at.input));
  CHECK(e->x->version(0) == first->x->version(0));
  CHECK(e->y->samples()->b == 1);
  CHECK(e->y->probe()->b == 1);
  const core::Separable want = core::separable_conv2d(e->x->tensor(), e->filters, document.layer);
  CHECK(tests::agree(e->y->samples()->values, mean_samples(want.y, 1, at.stages).values));
}

TEST_CASE("a held layer that takes long gives a first look, a quick one does not") {
  const Opened o = opened(200, 200);
  const auto previews_of = [&](const Document& document) {
    int previews = 0;
    const SharedEvaluation e =
        evaluate(inputs_of(o, document), nullptr, {}, [&](const SharedEvaluation& preview) {
          previews += preview->is_preview && !preview->y->is_held();
        });
    CHECK((e && !e->is_preview && e->y->is_held()));
    return previews;
  };
  CHECK(previews_of(o.document) == 0);
  // 200 * 200 * 192 * (9 + 64) multiply-adds.
  CHECK(previews_of(after(after(o.document, SetMultiplier{64}), SetOutChannels{64})) == 1);
}

TEST_CASE("stages are held whole up to 2^26 values, the standard's and the difference with them") {
  const Document noise = after(opened(8, 8).document, SetNoiseInput{{1, 256, 256, 1}});
  const auto with = [&](int m, int outputs) {
    return after(after(noise, SetMultiplier{m}), SetOutChannels{outputs});
  };
  CHECK(is_held_whole(with(1000, 24), false));
  CHECK_FALSE(is_held_whole(with(1000, 25), false));
  CHECK(is_held_whole(with(1000, 8), true));
  CHECK_FALSE(is_held_whole(with(1000, 9), true));
}

TEST_CASE("more channels are sampled more coarsely, x is not") {
  const Document document =
      after(after(opened(900, 700).document, SetLongestSide{0}), SetOutChannels{64});
  const LookedAt at = looked_at(document, {0, {}, 900, 700});
  CHECK(at.input.reduction == 1);
  CHECK(at.stages.reduction == 2);  // 900 * 700 * 64 values are more than 2^24
}

}  // namespace twofold::model
