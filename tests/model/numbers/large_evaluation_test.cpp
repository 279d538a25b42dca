// Pictures and layers of which only what is looked at is computed, and a first look before it.
#include "app/model/numbers/evaluation.h"
#include "tests/model/pictures.h"
#include "tests/model/sample_values.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

using tests::after;
using tests::inputs_of;
using tests::opened;
using tests::Opened;
using tests::values_of;

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
  CHECK_FALSE(e->z()->is_held());
  CHECK_FALSE(e->y()->is_held());

  const core::Separable want =
      core::separable_conv2d(e->x()->tensor(), separable_filters(e->stages), document.layer);
  CHECK(e->y()->shape == want.y.shape);
  CHECK(e->y()->at(0, 350, 450, 1) == want.y.at(0, 350, 450, 1));
  CHECK(e->z()->at(0, 699, 0, 5) == want.z.at(0, 699, 0, 5));
  const Sampling at = looked_at(document, inputs.looked).stages;
  CHECK(at.reduction == 4);
  CHECK(tests::all_sampled(*e->y()->samples(), at));
  CHECK(tests::agree(values_of(*e->y()->samples()), values_of(mean_samples(want.y, 0, at))));
  CHECK(tests::agree(values_of(*e->z()->samples()), values_of(mean_samples(want.z, 0, at))));
  CHECK(tests::agree(
      values_of(*e->x()->samples()),
      values_of(mean_samples(e->x()->tensor(), 0, looked_at(document, inputs.looked).input))));
  // A first look is painted otherwise: its channels are other ones than the whole's.
  const SharedEvaluation whole = evaluate(inputs, previews.front().get(), {});
  REQUIRE(whole);
  CHECK(whole->x() == previews.front()->x());
  CHECK(whole->z()->version(0) != previews.front()->z()->version(0));
  CHECK(whole->y()->version(0) != previews.front()->y()->version(0));
  // Exact values of single pixels in the first look.
  const Samples& look = *previews.front()->y()->samples();
  CHECK(look.plane(1).values[0] == Approx(want.y.at(0, 2, 2, 1)).margin(1e-4));
}

namespace {

/// A layer over a large picture whose numbers take longer than a first look.
struct Large {
  Large() {
    inputs.looked = {0, {}, 200, 150};
    first = evaluate(inputs, nullptr, {});
  }

  /// Evaluates after these actions; what came before the whole is `preview`.
  SharedEvaluation changed(std::initializer_list<Action> actions) {
    preview = nullptr;
    for (const Action& action : actions) inputs.document = after(inputs.document, action);
    return evaluate(inputs, first.get(), {}, [&](SharedEvaluation p) { preview = std::move(p); });
  }

  Opened o = opened(1000, 800);
  Inputs inputs = inputs_of(o, after(after(o.document, SetLongestSide{0}), SetMultiplier{4}));
  SharedEvaluation first;
  SharedEvaluation preview;
};

/// Whether a channel is the very same as before, with its samples and its version.
bool is_handed_on(const StageTensor& stage, int channel, const StageTensor& before, int earlier) {
  const auto at = [](int c) { return static_cast<std::size_t>(c); };
  return stage.samples()->planes[at(channel)] == before.samples()->planes[at(earlier)] &&
         stage.probe()->planes[at(channel)] == before.probe()->planes[at(earlier)] &&
         stage.version(channel) == before.version(earlier);
}

/// Whether all that is seen is what it would be if nothing had been there before.
bool is_as_if_new(const Evaluation& e, const Inputs& inputs) {
  const SharedEvaluation fresh = evaluate(inputs, nullptr, {});
  const auto agrees = [](const SharedTensor& got, const SharedTensor& want) {
    return got->shape == want->shape && got->samples()->shape == want->samples()->shape &&
           got->at(0, 300, 400, 1) == want->at(0, 300, 400, 1) &&
           tests::agree(values_of(*got->samples()), values_of(*want->samples())).ok &&
           tests::agree(values_of(*got->probe()), values_of(*want->probe())).ok;
  };
  return agrees(e.z(), fresh->z()) && agrees(e.y(), fresh->y()) &&
         (!e.standard ||
          (agrees(e.standard, fresh->standard) &&
           e.difference->samples()->planes.size() == e.y()->samples()->planes.size()));
}

}  // namespace

TEST_CASE("of a large picture only channels that change are computed, not coarse first") {
  Large large;
  SharedEvaluation e = large.changed({SetKernelCell{1, 2, 1, 1, 3}, SetWeight{6, 0, 0}});
  REQUIRE(large.preview);
  for (const SharedEvaluation& seen : {large.preview, e}) {
    for (int t = 0; t < 12; ++t) {
      INFO(t);
      CHECK(is_handed_on(*seen->z(), t, *large.first->z(), t) == (t != 6));
    }
  }
  CHECK(large.preview->z()->samples()->plane(5).is_mean);
  CHECK(large.preview->z()->samples()->plane(6).is_mean == false);
  CHECK(e->z()->samples()->plane(6).is_mean);
  CHECK(e->z()->version(6) != large.preview->z()->version(6));
  CHECK(is_as_if_new(*e, large.inputs));

  // Intermediates keep their values where others go: their numbers change, their planes do not.
  large.first = e;
  e = large.changed({SetMultiplier{3}});
  CHECK(is_handed_on(*e->z(), 3, *large.first->z(), 4));
  CHECK(is_handed_on(*e->z(), 8, *large.first->z(), 10));
  CHECK(is_as_if_new(*e, large.inputs));
}

TEST_CASE("a mix weight of a large picture changes one output and nothing else, at once") {
  Large large;
  const SharedEvaluation e = large.changed({SetWeight{0, 1, 3}});
  CHECK_FALSE(large.preview);
  CHECK(e->z() == large.first->z());
  for (int k = 0; k < 3; ++k) CHECK(is_handed_on(*e->y(), k, *large.first->y(), k) == (k != 1));
  CHECK(is_as_if_new(*e, large.inputs));

  // More of them take longer and are shown coarse first; the intermediates are not.
  large.first = e;
  const SharedEvaluation mixed = large.changed({SetWeight{0, 0, 2}, SetWeight{0, 1, 2}});
  REQUIRE(large.preview);
  CHECK(large.preview->z() == e->z());
  CHECK(mixed->z() == e->z());
  CHECK(is_handed_on(*large.preview->y(), 2, *e->y(), 2));
  CHECK_FALSE(large.preview->y()->samples()->plane(0).is_mean);
  CHECK(is_as_if_new(*mixed, large.inputs));
}

TEST_CASE("outputs that are added or taken away leave the others as they are") {
  Large large;
  const SharedEvaluation more = large.changed({SetOutChannels{4}});
  CHECK(more->z() == large.first->z());
  for (int k = 0; k < 3; ++k) CHECK(is_handed_on(*more->y(), k, *large.first->y(), k));
  CHECK(is_as_if_new(*more, large.inputs));
  large.first = more;
  const SharedEvaluation fewer = large.changed({SetOutChannels{2}});
  CHECK_FALSE(large.preview);
  CHECK(fewer->y()->shape.channels == 2);
  for (int k = 0; k < 2; ++k) CHECK(is_handed_on(*fewer->y(), k, *more->y(), k));
  CHECK(is_as_if_new(*fewer, large.inputs));
}

TEST_CASE("the standard convolution of a large picture keeps the channels that the output keeps") {
  Large large;
  large.inputs.wants_standard = true;
  const SharedEvaluation both = large.changed({});
  REQUIRE(both->standard);
  CHECK_FALSE(is_handed_on(*both->y(), 0, *large.first->y(), 0));  // its standard was not there yet
  large.first = both;
  const SharedEvaluation e = large.changed({SetWeight{0, 1, 3}});
  for (int k = 0; k < 3; ++k) {
    CHECK(is_handed_on(*e->standard, k, *both->standard, k) == (k != 1));
    CHECK(is_handed_on(*e->difference, k, *both->difference, k) == (k != 1));
  }
  CHECK(is_as_if_new(*e, large.inputs));
}

TEST_CASE("nothing is handed on to another region, other windows or another picture") {
  const auto is_new = [](const SharedEvaluation& e, const SharedEvaluation& before) {
    for (int c = 0; c < 3; ++c)
      if (is_handed_on(*e->z(), c, *before->z(), c) || is_handed_on(*e->y(), c, *before->y(), c))
        return false;
    return true;
  };
  Large zoomed;
  zoomed.inputs.looked.viewport = zoomed_about({}, 0.5, 0.5, 4);
  CHECK(is_new(zoomed.changed({}), zoomed.first));
  Large dilated;
  CHECK(is_new(dilated.changed({SetDilations{{2, 2}}}), dilated.first));
  Large grey;
  CHECK(is_new(grey.changed({SetGrey{true}, SetOutChannels{3}}), grey.first));
}

TEST_CASE("a first look has fewer pixels than are seen") {
  const Opened o = opened(1400, 1000);
  Inputs inputs = inputs_of(o, after(o.document, SetLongestSide{0}));
  inputs.looked = {0, {}, 700, 500};
  SharedEvaluation preview;
  const SharedEvaluation e =
      evaluate(inputs, nullptr, {}, [&](SharedEvaluation p) { preview = std::move(p); });
  REQUIRE(preview);
  CHECK(e->y()->samples()->plane(0).at.reduction == 2);
  CHECK(preview->y()->samples()->plane(0).at.reduction == 4);
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
  CHECK(tests::all_sampled(*e->x()->samples(), at.input));
  CHECK(values_of(*e->x()->samples()) == values_of(mean_samples(e->x()->tensor(), 1, at.input)));
  CHECK(e->x()->version(0) == first->x()->version(0));
  CHECK(e->y()->samples()->b == 1);
  CHECK(e->y()->probe()->b == 1);
  const core::Separable want =
      core::separable_conv2d(e->x()->tensor(), separable_filters(e->stages), document.layer);
  CHECK(tests::agree(values_of(*e->y()->samples()), values_of(mean_samples(want.y, 1, at.stages))));
}

TEST_CASE("a held layer that takes long gives a first look, a quick one does not") {
  const Opened o = opened(200, 200);
  const auto previews_of = [&](const Document& document) {
    int previews = 0;
    const SharedEvaluation e =
        evaluate(inputs_of(o, document), nullptr, {}, [&](const SharedEvaluation& preview) {
          previews += preview->is_preview && !preview->y()->is_held();
        });
    CHECK((e && !e->is_preview && e->y()->is_held()));
    return previews;
  };
  CHECK(previews_of(o.document) == 0);
  // 200 * 200 * 192 * (9 + 64) multiply-adds.
  CHECK(previews_of(after(after(o.document, SetMultiplier{64}), SetOutChannels{64})) == 1);
}

TEST_CASE("stages are held whole up to 2^26 values, the standard's and the difference with them") {
  const Document noise = after(opened(8, 8).document,
                               SetInput{InputSource::noise, {1, 256, 256, 1}, Pattern::impulse});
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
