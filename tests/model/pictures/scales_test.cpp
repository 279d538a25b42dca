#include "app/model/pictures/scales.h"

#include <cmath>
#include <limits>

#include "app/model/state/update.h"
#include "tests/model/pictures.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

SharedEvaluation evaluated(const Action& action) {
  const tests::Opened o = tests::opened(40, 30);
  SharedEvaluation e =
      evaluate(tests::inputs_of(o, update(o.document, action, nullptr)), nullptr, {});
  REQUIRE(e);
  return e;
}

using Which = std::vector<bool>;

}  // namespace

TEST_CASE("a limit is the next of 1, 2 and 5 times a power of ten") {
  for (const auto& [value, limit] : std::vector<std::pair<float, float>>{{0.0f, 1.0f},
                                                                         {1.0f, 1.0f},
                                                                         {1.01f, 2.0f},
                                                                         {2.0f, 2.0f},
                                                                         {2.1f, 5.0f},
                                                                         {5.1f, 10.0f},
                                                                         {0.1f, 0.1f},
                                                                         {0.11f, 0.2f},
                                                                         {0.0003f, 0.0005f},
                                                                         {1000.0f, 1000.0f},
                                                                         {1001.0f, 2000.0f},
                                                                         {1e-30f, 1e-30f},
                                                                         {-3.0f, 1.0f}}) {
    INFO(value);
    CHECK(nice_limit(value) == limit);
  }
}

TEST_CASE("a limit is never below the value, nor infinite") {
  core::Random random(1);
  for (int i = 0; i < 20000; ++i) {
    const float value = std::exp(200 * random.uniform() - 105);
    if (!std::isfinite(value) || value == 0) continue;
    const float limit = nice_limit(value);
    CHECK(limit >= value);
    CHECK(std::isfinite(limit));
    if (limit < std::numeric_limits<float>::max() && value > 1e-37f) CHECK(limit <= 2.51f * value);
  }
  const float largest = std::numeric_limits<float>::max();
  CHECK(nice_limit(largest) == largest);
  CHECK(nice_limit(std::numeric_limits<float>::infinity()) == 1);
  CHECK(nice_limit(std::numeric_limits<float>::quiet_NaN()) == 1);
}

TEST_CASE("filters whose weights sum to 0 give diverging images, others grey ones") {
  const SharedEvaluation e = evaluated(SetMultiplier{1});
  CHECK(depthwise_scales(*e, 0).is_diverging == Which{true, true, false});  // Sobel, Sobel, box
  CHECK(output_scales(*e, 0).is_diverging == Which{false, false, false});   // all have some box
  const SharedEvaluation edges =
      evaluated(SetFilters{{FilterOrigin::preset, core::KernelPreset::laplacian}});
  CHECK(depthwise_scales(*edges, 0).is_diverging == Which{true, true, true});
  CHECK(output_scales(*edges, 0).is_diverging == Which{true, true, true});
  const SharedEvaluation plain =
      evaluated(SetFilters{{FilterOrigin::preset, core::KernelPreset::identity}});
  CHECK(output_scales(*plain, 0).is_diverging == Which{false, false, false});
}

TEST_CASE("a lane has one scale, a diverging one symmetric about 0") {
  const SharedEvaluation e = evaluated(SetMultiplier{1});
  const LaneScales lane = depthwise_scales(*e, 0);
  const auto scale = [&](int channel, ThemeChoice theme) {
    return channel_scale(lane, *e->z, 0, channel, RangeMode::lane, theme);
  };
  CHECK(scale(0, ThemeChoice::dark) == scale(1, ThemeChoice::dark));
  CHECK(scale(0, ThemeChoice::dark).map == paint::Map::diverging_dark);
  CHECK(scale(0, ThemeChoice::light).map == paint::Map::diverging_light);
  CHECK(scale(0, ThemeChoice::dark).range.low == -scale(0, ThemeChoice::dark).range.high);
  CHECK(scale(2, ThemeChoice::dark) == paint::Scale{paint::Map::grey, {0, 1}});
}

TEST_CASE("an image's own range is that of its values") {
  const SharedEvaluation e = evaluated(SetMultiplier{1});
  const LaneScales lane = depthwise_scales(*e, 0);
  const paint::Range own = e->z->range(0, 2);
  CHECK(channel_scale(lane, *e->z, 0, 2, RangeMode::image, ThemeChoice::dark).range == own);
  const paint::Scale diverging =
      channel_scale(lane, *e->z, 0, 0, RangeMode::image, ThemeChoice::dark);
  const paint::Range edges = e->z->range(0, 0);
  CHECK(diverging.range.high == std::max(-edges.low, edges.high));
  CHECK(diverging.range.low == -diverging.range.high);
}

TEST_CASE("what an order of sums rounds away is not shown as a texture of its own") {
  Evaluation e = *evaluated(SetFilters{{FilterOrigin::preset, core::KernelPreset::laplacian}});
  // A flat picture: nothing but rounding is left of a derivative.
  core::Tensor noise = tests::normal_tensor(e.y->shape, 3);
  for (float& value : noise.values) value *= 1e-7F;
  e.y = held(core::Tensor(noise));
  const LaneScales lane = output_scales(e, 0);
  CHECK(lane.diverging_limit == 1);
  const float own = channel_scale(lane, *e.y, 0, 0, RangeMode::image, ThemeChoice::dark).range.high;
  CHECK(own == 1e-5F);
  // What is small but no rounding is shown as ever.
  for (float& value : noise.values) value *= 1e4F;
  e.y = held(core::Tensor(noise));
  CHECK(output_scales(e, 0).diverging_limit < 0.01F);
  // A channel that is nearly one value keeps it in the middle of a narrow range.
  Evaluation grey = *evaluated(SetMultiplier{1});
  core::Tensor flat(grey.z->shape);
  for (std::size_t i = 0; i < flat.values.size(); ++i)
    flat.values[i] = 0.5F + (i % 2 == 0 ? 1e-7F : 0);
  grey.z = held(std::move(flat));
  const paint::Range range =
      channel_scale(depthwise_scales(grey, 0), *grey.z, 0, 2, RangeMode::image, ThemeChoice::dark)
          .range;
  CHECK(range.low < 0.499995F);
  CHECK(range.high > 0.500005F);
}

TEST_CASE("the scales of a stage that is not held are about those of the held one") {
  const tests::Opened o = tests::opened(600, 500);
  const Document document = update(o.document, SetLongestSide{0}, nullptr);
  const SharedEvaluation sampled = evaluate(tests::inputs_of(o, document), nullptr, {});
  REQUIRE(sampled);
  REQUIRE_FALSE(sampled->z->is_held());
  Evaluation whole = *sampled;
  core::Separable both =
      core::separable_conv2d(sampled->x->tensor(), sampled->filters, document.layer);
  whole.z = held(std::move(both.z));
  whole.y = held(std::move(both.y));
  CHECK(depthwise_scales(*sampled, 0).diverging_limit ==
        depthwise_scales(whole, 0).diverging_limit);
  CHECK(depthwise_scales(*sampled, 0).is_diverging == depthwise_scales(whole, 0).is_diverging);
}

}  // namespace twofold::model
