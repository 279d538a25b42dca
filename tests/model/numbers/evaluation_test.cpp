#include "app/model/numbers/evaluation.h"

#include "core/equivalent.h"
#include "core/resample.h"
#include "tests/model/generate.h"
#include "tests/model/pictures.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

using tests::after;
using tests::inputs_of;
using tests::opened;
using tests::Opened;

SharedEvaluation evaluated(const Opened& o, const Document& document,
                           const Evaluation* last = nullptr, bool standard = false) {
  Inputs inputs = inputs_of(o, document);
  inputs.wants_standard = standard;
  SharedEvaluation e = evaluate(inputs, last, {});
  REQUIRE(e);
  return e;
}

}  // namespace

TEST_CASE("an evaluation agrees with the reference, stage by stage") {
  const Opened o = opened(37, 29);
  core::Random random(11);
  int compared = 0;
  Document document = o.document;
  for (int i = 0; i < 300; ++i) {
    document = after(document, tests::random_action(random, document));
    document.batch = o.document.batch;
    const core::Shape in = input_shape(document);
    const bool is_small = in.count() < 20000 && document.layer.channel_multiplier <= 16 &&
                          document.layer.out_channels <= 16 && document.layer.kernel.area() < 200;
    // What stands behind the stages is block_test's.
    document.block.after.clear();
    if (!problems_of(document).empty() || !is_small) continue;
    const SharedEvaluation e = evaluated(o, document, nullptr, true);
    const core::Separable want =
        core::separable_conv2d(e->x()->tensor(), separable_filters(e->stages), document.layer);
    core::Tensor standard = core::conv2d(e->x()->tensor(), e->standard_filter(), document.layer);
    core::finish(standard, e->stages.folds.back().bias,
                 e->stages.list.stages.back().after.activation);
    CHECK(e->x()->shape == in);
    CHECK(tests::agree(e->z()->tensor(), want.z));
    CHECK(tests::agree(e->y()->tensor(), want.y));
    CHECK(tests::agree(e->standard->tensor(), standard));
    ++compared;
  }
  CHECK(compared > 50);
}

TEST_CASE("x is the picture at its working size, grey the mean of its channels") {
  const Opened o = opened(64, 48);
  Document document = o.document;
  CHECK(evaluated(o, document)->x()->tensor() == o.library.find(1)->values);
  document.longest_side = 16;
  CHECK(evaluated(o, document)->x()->tensor() ==
        core::resized(o.library.find(1)->values, {12, 16}));
  document.longest_side = 0;
  document.grey = true;
  const SharedEvaluation grey = evaluated(o, document);
  const float* pixel = o.library.find(1)->values.pixel(0, 5, 7);
  CHECK(grey->x()->at(0, 5, 7, 0) == (pixel[0] + pixel[1] + pixel[2]) / 3);
}

TEST_CASE("a grey picture in a batch of colour stands for all three channels and takes no colour") {
  Opened o = opened(30, 20);
  const PictureRef grey = o.library.add({tests::picture_values(30, 20, 1, 2), "grey", "", ""});
  for (const std::vector<PictureRef>& batch :
       {std::vector{o.document.batch.front(), grey}, std::vector{grey, o.document.batch.front()}}) {
    Document document = after(o.document, OpenPictures{batch});
    document.longest_side = 0;
    const SharedEvaluation e = evaluated(o, document);
    REQUIRE(e->x()->shape == core::Shape{2, 20, 30, 3});
    for (int b = 0; b < 2; ++b) {
      const core::Tensor& from = o.library.find(batch[static_cast<std::size_t>(b)].id)->values;
      for (int q = 0; q < 3; ++q)
        CHECK(e->x()->at(b, 7, 9, q) == from.at(0, 7, 9, q % from.shape.channels));
    }
  }
}

TEST_CASE("a picture that is x itself is not copied") {
  const Opened o = opened(30, 20);
  CHECK(&evaluated(o, o.document)->x()->tensor() == &o.library.find(1)->values);
}

TEST_CASE("pictures of a batch take the first one's size") {
  Opened o = opened(30, 20);
  const PictureRef second = o.library.add({tests::picture_values(11, 17, 3, 2), "second", "", ""});
  const Document document = after(o.document, OpenPictures{{o.document.batch.front(), second}});
  const SharedEvaluation e = evaluated(o, document);
  CHECK(e->x()->shape == core::Shape{2, 20, 30, 3});
  const core::Tensor sized = core::resized(o.library.find(second.id)->values, {20, 30});
  CHECK(e->x()->at(1, 3, 4, 2) == sized.at(0, 3, 4, 2));
}

TEST_CASE("noise is seeded and between 0 and 1") {
  const Opened o = opened(8, 8);
  Document document =
      after(o.document, SetInput{InputSource::noise, {1, 7, 7, 20}, Pattern::impulse});
  const core::Tensor first = evaluated(o, document)->x()->tensor();
  CHECK(evaluated(o, document)->x()->tensor() == first);
  for (const float v : first.values) CHECK((v >= 0 && v < 1));
  document = after(document, SetSeed{99});
  CHECK_FALSE(evaluated(o, document)->x()->tensor() == first);
}

TEST_CASE("another seed is other noise, even after an evaluation of the first") {
  const Opened o = opened(8, 8);
  const Document document =
      after(o.document, SetInput{InputSource::noise, {1, 7, 7, 20}, Pattern::impulse});
  const SharedEvaluation first = evaluated(o, document);
  CHECK(evaluated(o, after(document, SetMultiplier{2}), first.get())->x() == first->x());
  const Document other = after(document, SetSeed{document.bank.seed + 1});
  CHECK_FALSE(evaluated(o, other, first.get())->x()->tensor() == first->x()->tensor());
}

TEST_CASE("stages are taken over where what they are made from is equal") {
  const Opened o = opened(30, 20);
  const SharedEvaluation first = evaluated(o, o.document);
  const auto next = [&](const Action& action) {
    return evaluated(o, after(o.document, action), first.get());
  };
  const SharedEvaluation mixed = next(SetWeight{0, 1, 3});
  CHECK(mixed->x() == first->x());
  CHECK(&mixed->z()->tensor() == &first->z()->tensor());
  CHECK_FALSE(mixed->y()->tensor() == first->y()->tensor());
  const SharedEvaluation filtered = next(ChoosePreset{0, 0, core::KernelPreset::box});
  CHECK(filtered->x() == first->x());
  CHECK_FALSE(filtered->z()->tensor() == first->z()->tensor());
  CHECK_FALSE(next(SetGrey{true})->x()->tensor() == first->x()->tensor());
  CHECK(next(SetLongestSide{500})->x()->tensor() == first->x()->tensor());
  CHECK(next(SetBias{0, 1})->z() == first->z());
}

TEST_CASE("what places the windows is never taken over from an earlier evaluation") {
  const Opened o = opened(30, 20);
  const SharedEvaluation first = evaluated(o, o.document, nullptr, true);
  for (const Action& action : std::vector<Action>{
           SetPadding{core::Padding::valid}, SetStrides{{2, 1}}, SetStrides{{1, 2}},
           SetDilations{{2, 1}}, SetDilations{{1, 2}}, SetKernel{{1, 3}}, SetWeight{0, 1, 3},
           ChoosePreset{0, 0, core::KernelPreset::box}, SetBias{1, 0.5f}}) {
    INFO("action " << action.index());
    const Document document = after(o.document, action);
    const SharedEvaluation e = evaluated(o, document, first.get(), true);
    const core::Separable want =
        core::separable_conv2d(e->x()->tensor(), separable_filters(e->stages), document.layer);
    CHECK(tests::agree(e->z()->tensor(), want.z));
    CHECK(tests::agree(e->y()->tensor(), want.y));
    CHECK(tests::agree(e->standard->tensor(), want.y));
  }
}

TEST_CASE("change R's filter and only z0 moves; change one weight and only one output moves") {
  const Opened o = opened(30, 20);
  const SharedEvaluation first = evaluated(o, o.document);
  const auto same = [&](const SharedEvaluation& e, int result) {
    std::vector<bool> are_same;
    for (int c = 0; c < 3; ++c)
      are_same.push_back(e->result(result)->version(c) == first->result(result)->version(c));
    return are_same;
  };
  using Which = std::vector<bool>;
  const auto filtered =
      evaluated(o, after(o.document, ChoosePreset{0, 0, core::KernelPreset::emboss}), first.get());
  CHECK(same(filtered, 1) == Which{false, true, true});
  CHECK(same(filtered, 2) == Which{false, true, true});  // y0 = z0 + z2
  const auto mixed = evaluated(o, after(o.document, SetWeight{0, 1, 3}), first.get());
  CHECK(same(mixed, 1) == Which{true, true, true});
  CHECK(same(mixed, 2) == Which{true, false, true});
  const auto biased = evaluated(o, after(o.document, SetBias{2, 1}), first.get());
  CHECK(same(biased, 2) == Which{true, true, false});
  const auto strided = evaluated(o, after(o.document, SetStrides{{2, 2}}), first.get());
  CHECK(same(strided, 1) == Which{false, false, false});
  const auto more = evaluated(o, after(o.document, SetMultiplier{2}), first.get());
  CHECK(more->z()->version(0) == first->z()->version(0));
  CHECK(more->z()->version(2) == first->z()->version(1));
  CHECK(more->z()->version(4) == first->z()->version(2));
}

TEST_CASE("equal versions always mean equal values") {
  const Opened o = opened(16, 12);
  core::Random random(5);
  Document document = o.document;
  SharedEvaluation last;
  std::map<std::uint64_t, core::Tensor> known;
  for (int i = 0; i < 400; ++i) {
    document = after(document, tests::random_action(random, document));
    document.batch = o.document.batch;
    const bool is_small = input_shape(document).count() < 5000 &&
                          document.layer.channel_multiplier <= 16 &&
                          document.layer.out_channels <= 16 && document.layer.kernel.area() < 200;
    if (!problems_of(document).empty() || !is_small) continue;
    const SharedEvaluation e = evaluated(o, document, last.get());
    for (const SharedTensor& stage : {e->z(), e->y()}) {
      for (int c = 0; c < stage->shape.channels; ++c) {
        const auto [entry, is_new] = known.try_emplace(stage->version(c), stage->channel(0, c));
        if (!is_new) CHECK(tests::agree(stage->channel(0, c), entry->second));
      }
    }
    last = e;
  }
}

TEST_CASE("the difference to the standard convolution is there when it is wanted") {
  const Opened o = opened(30, 20);
  const SharedEvaluation without = evaluated(o, o.document);
  CHECK_FALSE(without->standard);
  const SharedEvaluation with = evaluated(o, o.document, without.get(), true);
  REQUIRE(with->standard);
  CHECK(with->y() == without->y());
  CHECK(tests::agree(with->standard->tensor(), with->y()->tensor()));
  CHECK(with->difference->at(0, 3, 3, 1) ==
        with->y()->at(0, 3, 3, 1) - with->standard->at(0, 3, 3, 1));
}

TEST_CASE("sizes that do not fit into memory are problems in words") {
  Document document = tests::opened(64, 48).document;
  CHECK(problems_of(document).empty());
  const auto fields = [](const Document& d) {
    std::vector<core::Field> result;
    for (const core::Problem& problem : problems_of(d)) result.push_back(problem.field);
    return result;
  };
  using Fields = std::vector<core::Field>;
  CHECK(fields(after(document,
                     SetInput{InputSource::noise, {1, 1 << 15, 1 << 15, 3}, Pattern::impulse})) ==
        Fields{core::Field::input});
  CHECK(fields(after(after(document, SetMultiplier{4096}), SetKernel{{99, 99}})) ==
        Fields{core::Field::kernel});
  CHECK(fields(after(document, SetKernel{{9999, 9999}})) == Fields{core::Field::out_channels});
  // One value more than there may be.
  CHECK(fields(after(document,
                     SetInput{InputSource::noise, {1, 1 << 13, 1 << 14, 4}, Pattern::impulse}))
            .empty());
  CHECK(fields(after(document, SetInput{InputSource::noise,
                                        {1, (1 << 13) + 1, 1 << 14, 4},
                                        Pattern::impulse})) == Fields{core::Field::input});
  const auto widest = [&](int channels) {
    return after(
        after(after(document, SetInput{InputSource::noise, {1, 7, 7, channels}, Pattern::impulse}),
              SetMultiplier{4096}),
        SetOutChannels{4096});
  };
  CHECK(fields(widest(4)).empty());
  CHECK(fields(widest(5)) == Fields{core::Field::out_channels});
  // Wide layers as such are possible.
  CHECK(problems_of(after(after(document, SetMultiplier{4096}), SetOutChannels{4096})).empty());
}

TEST_CASE("a stopped evaluation returns nothing") {
  const Opened o = opened(30, 20);
  const core::StopFlag stop = true;
  CHECK_FALSE(evaluate(inputs_of(o, o.document), nullptr, {&stop, nullptr}));
}

}  // namespace twofold::model
