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

Which diverging(const LaneScales& lane) {
  Which which;
  for (const ChannelScale& c : lane.channels) which.push_back(c.is_diverging);
  return which;
}

ViewState look(RangeMode mode, ThemeChoice theme = ThemeChoice::dark) {
  ViewState view;
  view.range_mode = mode;
  view.theme = theme;
  return view;
}

}  // namespace

TEST_CASE("a limit is the next of 1, 1.5, 2, 3, 5 and 7 times a power of ten") {
  for (const auto& [value, limit] : std::vector<std::pair<float, float>>{{0.0f, 1.0f},
                                                                         {1.0f, 1.0f},
                                                                         {1.01f, 1.5f},
                                                                         {2.0f, 2.0f},
                                                                         {2.1f, 3.0f},
                                                                         {5.1f, 7.0f},
                                                                         {0.1f, 0.1f},
                                                                         {0.11f, 0.15f},
                                                                         {0.0003f, 0.0003f},
                                                                         {1000.0f, 1000.0f},
                                                                         {1001.0f, 1500.0f},
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
    if (limit < std::numeric_limits<float>::max() && value > 1e-37f) CHECK(limit <= 1.68f * value);
  }
  const float largest = std::numeric_limits<float>::max();
  CHECK(nice_limit(largest) == largest);
  CHECK(nice_limit(std::numeric_limits<float>::infinity()) == 1);
  CHECK(nice_limit(std::numeric_limits<float>::quiet_NaN()) == 1);
}

TEST_CASE("filters whose weights sum to 0 give diverging images, others grey ones") {
  const SharedEvaluation e = evaluated(SetMultiplier{1});
  CHECK(diverging(result_scales(*e, 1, 0)) == Which{true, true, false});    // Sobel, Sobel, box
  CHECK(diverging(result_scales(*e, 2, 0)) == Which{false, false, false});  // all have some box
  const SharedEvaluation edges =
      evaluated(SetFilters{{FilterOrigin::preset, core::KernelPreset::laplacian}});
  CHECK(diverging(result_scales(*edges, 1, 0)) == Which{true, true, true});
  CHECK(diverging(result_scales(*edges, 2, 0)) == Which{true, true, true});
  const SharedEvaluation plain =
      evaluated(SetFilters{{FilterOrigin::preset, core::KernelPreset::identity}});
  CHECK(diverging(result_scales(*plain, 2, 0)) == Which{false, false, false});
}

TEST_CASE("a picture's own scale is fitted to its own values, but for a few") {
  const SharedEvaluation e = evaluated(SetMultiplier{1});
  const LaneScales lane = result_scales(*e, 1, 0);
  for (int t = 0; t < 3; ++t) {
    const paint::Scale scale = channel_scale(lane, t, look(RangeMode::own));
    int beyond = 0;
    const core::Shape& s = e->z()->shape;
    for (int row = 0; row < s.height; ++row)
      for (int column = 0; column < s.width; ++column)
        beyond += paint::is_beyond(e->z()->at(0, row, column, t), scale);
    CAPTURE(t, beyond);
    CHECK(beyond * 10 <= s.height * s.width);
  }
  CHECK(channel_scale(lane, 0, look(RangeMode::own)).map == paint::Map::diverging_dark);
  CHECK(channel_scale(lane, 0, look(RangeMode::own, ThemeChoice::light)).map ==
        paint::Map::diverging_light);
  CHECK(channel_scale(lane, 2, look(RangeMode::own)) == paint::Scale{paint::Map::grey, {0, 1}});
}

TEST_CASE("a picture's own scale does not ask what the others are") {
  const SharedEvaluation before = evaluated(SetMultiplier{1});
  const SharedEvaluation after = evaluated(SetKernelCell{0, 0, 1, 1, 5});
  const LaneScales z = result_scales(*after, 1, 0);
  CHECK(z.channels[0] != result_scales(*before, 1, 0).channels[0]);
  for (const std::size_t t : {1, 2})
    CHECK(z.channels[t] == result_scales(*before, 1, 0).channels[t]);
  CHECK(result_scales(*after, 2, 0).channels[2] == result_scales(*before, 2, 0).channels[2]);
}

TEST_CASE("a lane's one scale holds those of all its channels of a kind") {
  const SharedEvaluation e = evaluated(SetKernelCell{0, 0, 1, 1, 5});
  const LaneScales lane = result_scales(*e, 1, 0);
  REQUIRE(diverging(lane) == Which{false, true, false});
  const ViewState view = look(RangeMode::lane);
  CHECK(channel_scale(lane, 0, view) == channel_scale(lane, 2, view));
  CHECK(channel_scale(lane, 2, view).range.high == lane.channels[0].range.high);
  const paint::Range signed_range = channel_scale(lane, 1, view).range;
  CHECK(signed_range.low == -signed_range.high);
}

TEST_CASE("a typed scale is the same for all") {
  const LaneScales lane = result_scales(*evaluated(SetMultiplier{1}), 1, 0);
  ViewState view = look(RangeMode::typed);
  view.typed_range = 0.3f;
  CHECK(channel_scale(lane, 0, view).range == paint::Range{-0.3f, 0.3f});
  CHECK(channel_scale(lane, 2, view).range == paint::Range{0, 0.3f});
}

TEST_CASE("scales are held over for the channels that are still the same") {
  const LaneScales before = result_scales(*evaluated(SetMultiplier{1}), 1, 0);
  const LaneScales now = result_scales(*evaluated(SetKernelCell{1, 0, 0, 1, -9}), 1, 0);
  REQUIRE(now.channels[1] != before.channels[1]);
  const LaneScales held = held_over(before, now);
  CHECK(held.channels[0] == before.channels[0]);
  CHECK(held.channels[1] == now.channels[1]);  // no longer signed: the old range means nothing
  const LaneScales more = result_scales(*evaluated(SetMultiplier{2}), 1, 0);
  CHECK(held_over(before, more).channels == more.channels);
}

TEST_CASE("what an order of sums rounds away is not shown as a texture of its own") {
  Evaluation e = *evaluated(SetFilters{{FilterOrigin::preset, core::KernelPreset::laplacian}});
  // A flat picture: nothing but rounding is left of a derivative.
  core::Tensor noise = tests::normal_tensor(e.y()->shape, 3);
  for (float& value : noise.values) value *= 1e-7F;
  e.results.back() = held(core::Tensor(noise));
  CHECK(result_scales(e, 2, 0).channels[0].range.high == 1);
  // What is small but no rounding is shown as ever.
  for (float& value : noise.values) value *= 1e4F;
  e.results.back() = held(core::Tensor(noise));
  CHECK(result_scales(e, 2, 0).channels[0].range.high < 0.01F);
}

TEST_CASE("the scales of a stage that is not held are about those of the held one") {
  const tests::Opened o = tests::opened(600, 500);
  const Document document = update(o.document, SetLongestSide{0}, nullptr);
  const SharedEvaluation sampled = evaluate(tests::inputs_of(o, document), nullptr, {});
  REQUIRE(sampled);
  REQUIRE_FALSE(sampled->z()->is_held());
  Evaluation whole = *sampled;
  core::Separable both = core::separable_conv2d(sampled->x()->tensor(),
                                                separable_filters(sampled->stages), document.layer);
  whole.results[1] = held(std::move(both.z));
  whole.results[2] = held(std::move(both.y));
  const LaneScales few = result_scales(*sampled, 1, 0);
  const LaneScales all = result_scales(whole, 1, 0);
  REQUIRE(few.channels.size() == all.channels.size());
  for (std::size_t c = 0; c < few.channels.size(); ++c) {
    CHECK(few.channels[c].is_diverging == all.channels[c].is_diverging);
    // The next limit at most: samples of a channel miss some of its largest values.
    const float ratio = few.channels[c].range.high / all.channels[c].range.high;
    CHECK(ratio <= 1.51F);
    CHECK(ratio >= 1 / 1.51F);
  }
}

}  // namespace twofold::model
