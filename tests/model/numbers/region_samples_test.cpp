#include "app/model/numbers/region_samples.h"

#include <cmath>
#include <numeric>

#include "app/model/numbers/mean_sampling.h"
#include "app/model/numbers/windows.h"
#include "core/equivalent.h"
#include "tests/model/sample_values.h"
#include "tests/model/stages_of.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::model {
namespace {

using tests::LayerCase;

StageSource source_of(const LayerCase& c, bool with_standard = true) {
  StageSource s;
  s.x = std::make_shared<const core::Tensor>(tests::normal_tensor(c.in, 1));
  core::Filters filters = tests::normal_filters(c, 2);
  for (int k = 0; k < c.layer.out_channels; ++k)
    filters.bias.push_back(0.1f * static_cast<float>(k));
  filters.activation = core::Activation::leaky_relu;
  if (with_standard)
    s.standard = tests::standard_stages_of(c.layer, filters,
                                           core::collapse(filters.depthwise, filters.pointwise));
  s.stages = tests::stages_of(c.layer, std::move(filters));
  return s;
}

/// A region in the middle, as large as there is room, and blocks of 2.
Sampling inner(const core::Shape& shape) {
  const auto span = [](int length) {
    const int first = length > 2 ? 1 : 0;
    return std::pair{first, std::max(1, length - 2 * first)};
  };
  const auto [top, height] = span(shape.height);
  const auto [left, width] = span(shape.width);
  return {{left, top, width, height}, 2};
}

/// The plain definition: means of blocks of a whole tensor.
std::vector<float> means_of(const core::Tensor& t, int b, const Sampling& at) {
  std::vector<float> means;
  for (int c = 0; c < t.shape.channels; ++c) {
    for (int top = 0; top < at.region.height; top += at.reduction) {
      for (int left = 0; left < at.region.width; left += at.reduction) {
        double sum = 0;
        int count = 0;
        for (int y = top; y < std::min(top + at.reduction, at.region.height); ++y)
          for (int x = left; x < std::min(left + at.reduction, at.region.width); ++x, ++count)
            sum += t.at(b, at.region.top + y, at.region.left + x, c);
        means.push_back(static_cast<float>(sum / count));
      }
    }
  }
  return means;
}

/// Whether means agree by the measure of the values that they are means of: these may cancel.
bool close(const Samples& got, const core::Tensor& whole, int b) {
  const std::vector<float> values = tests::values_of(got);
  const std::vector<float> want = means_of(whole, b, got.plane(0).at);
  float most = 0;
  for (const float v : whole.values) most = std::max(most, std::abs(v));
  bool is_close = values.size() == want.size();
  for (std::size_t i = 0; is_close && i < want.size(); ++i)
    is_close = std::abs(values[i] - want[i]) <= 1e-5f * most;
  return is_close;
}

core::Tensor standard_of(const StageSource& s) {
  return std::move(core::run(s.standard.list, *s.x, s.standard.folds).front());
}

const core::Layer& layer_of(const StageSource& s) { return s.stages.stage(0).layer; }

core::Separable whole_of(const StageSource& s) {
  return core::separable_conv2d(*s.x, separable_filters(s.stages), layer_of(s));
}

std::vector<int> first_numbers(int from, int count) {
  std::vector<int> result(static_cast<std::size_t>(count));
  std::iota(result.begin(), result.end(), from);
  return result;
}

}  // namespace

TEST_CASE("windows side by side give the same bits as the whole picture") {
  for (const LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const StageSource s = source_of(c);
    const core::Separable whole = whole_of(s);
    const int b = c.in.batch - 1;
    const core::Tensor x = windows(*s.x, b, layer_of(s), first_numbers(0, whole.y.shape.height),
                                   first_numbers(0, whole.y.shape.width));
    const core::Separable cut =
        core::separable_conv2d(x, separable_filters(s.stages), side_by_side(layer_of(s)));
    for (const auto& [got, want] : {std::pair{&cut.z, &whole.z}, std::pair{&cut.y, &whole.y}}) {
      const std::vector<float> last(want->values.end() - std::ssize(got->values),
                                    want->values.end());
      CHECK(tests::same_bits(*got, core::Tensor(got->shape, last)));
    }
  }
}

TEST_CASE("point samples are the values in the middle of the blocks") {
  for (const LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const StageSource s = source_of(c);
    const core::Separable whole = whole_of(s);
    const core::Tensor standard = standard_of(s);
    const int b = c.in.batch - 1;
    const Sampling at = inner(whole.y.shape);
    const RegionSamples points = point_samples(s, b, at);
    const auto check = [&](const Samples& got, const core::Tensor& want) {
      CHECK(got.shape == want.shape);
      CHECK(got.b == b);
      CHECK(tests::all_sampled(got, at));
      CHECK_FALSE(got.plane(0).is_mean);
      std::vector<float> values;
      for (int channel = 0; channel < want.shape.channels; ++channel)
        for (int y = 0; y < at.region.height; y += 2)
          for (int x = 0; x < at.region.width; x += 2)
            values.push_back(want.at(b, at.region.top + std::min(y + 1, at.region.height - 1),
                                     at.region.left + std::min(x + 1, at.region.width - 1),
                                     channel));
      CHECK(tests::agree(tests::values_of(got), values));
    };
    check(points.stages.front(), whole.z);
    check(points.output(), whole.y);
    check(points.standard, standard);
  }
}

TEST_CASE("mean samples are the means of the blocks of the whole stages") {
  for (const LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const StageSource s = source_of(c);
    const core::Separable whole = whole_of(s);
    const core::Tensor standard = standard_of(s);
    const int b = c.in.batch - 1;
    const Sampling at = inner(whole.y.shape);
    const auto means = mean_samples(s, b, at, {});
    REQUIRE(means);
    CHECK(close(means->stages.front(), whole.z, b));
    CHECK(close(means->output(), whole.y, b));
    CHECK(close(means->standard, standard, b));
    CHECK(close(mean_samples(*s.x, b, inner(c.in)), *s.x, b));
  }
}

TEST_CASE("bands join without a seam, and the last one overlaps") {
  // 3 + 8 channels at 10,000 pixels a row: a band has 2 rows, the region 11.
  const LayerCase c{{{3, 3}, {1, 1}, {1, 1}, core::Padding::same, 1, 8}, {1, 11, 10000, 3}};
  const StageSource s = source_of(c, false);
  const core::Separable whole = whole_of(s);
  // Blocks of as many rows as a band, of fewer, of more, and of more than there are.
  for (const int reduction : {2, 1, 7, 16}) {
    const Sampling at{paint::whole(whole.y.shape), reduction};
    std::atomic<float> done = 0;
    const auto means = mean_samples(s, 0, at, {nullptr, &done});
    REQUIRE(means);
    CHECK(close(means->stages.front(), whole.z, 0));
    CHECK(close(means->output(), whole.y, 0));
    CHECK(done == 1);
    CHECK(means->standard.planes.empty());
  }
}

TEST_CASE("means in pieces are those at one go") {
  const LayerCase c{{{3, 3}, {1, 1}, {1, 1}, core::Padding::same, 1, 8}, {1, 300, 2000, 3}};
  const StageSource s = source_of(c, false);
  const Sampling at{paint::whole(core::output_shape(c.layer, c.in)), 3};
  const auto whole = mean_samples(s, 0, at, {});
  REQUIRE(whole);
  std::atomic<float> done = 0;
  MeanSampling sampling(s, 0, at, StagesAsked::every_stage);
  int pieces = 1;
  float before = 0;
  while (sampling.go_on({nullptr, &done}, std::chrono::milliseconds(0))) {
    ++pieces;
    CHECK(done > before);
    before = done;
  }
  CHECK(pieces > 1);
  CHECK(done == 1);
  const RegionSamples got = std::move(sampling).finished();
  for (int k = 0; k < 8; ++k)
    CHECK(got.output().plane(k).values == whole->output().plane(k).values);
  for (int t = 0; t < 3; ++t)
    CHECK(got.stages[0].plane(t).values == whole->stages[0].plane(t).values);
}

TEST_CASE("means that are stopped between pieces come to nothing") {
  const LayerCase c{{{3, 3}, {1, 1}, {1, 1}, core::Padding::same, 1, 8}, {1, 300, 2000, 3}};
  const StageSource s = source_of(c, false);
  core::StopFlag stop = false;
  MeanSampling sampling(s, 0, {paint::whole(core::output_shape(c.layer, c.in)), 3},
                        StagesAsked::every_stage);
  CHECK(sampling.go_on({&stop, nullptr}, std::chrono::milliseconds(0)));
  stop = true;
  CHECK_FALSE(sampling.go_on({&stop, nullptr}, std::chrono::milliseconds(0)));
}

TEST_CASE(
    "some outputs alone are those of all, without the intermediates if these are not asked for") {
  const LayerCase c{{{3, 3}, {1, 2}, {1, 1}, core::Padding::same, 2, 5}, {1, 30, 40, 3}};
  const StageSource all = source_of(c);
  const std::vector<int> some{3, 0};
  const StageSource source = only_outputs(all, some);
  const Sampling at{paint::whole(core::output_shape(c.layer, c.in)), 2};
  const auto check = [&](const RegionSamples& got, const RegionSamples& want) {
    CHECK(got.stages.front().planes.empty());
    for (const auto& [stage, of_all] :
         {std::pair{&got.output(), &want.output()}, std::pair{&got.standard, &want.standard}}) {
      REQUIRE(stage->planes.size() == 2);
      CHECK(stage->shape.channels == 2);
      for (int i = 0; i < 2; ++i)
        CHECK(tests::agree(stage->plane(i).values,
                           of_all->plane(some[static_cast<std::size_t>(i)]).values));
    }
  };
  check(point_samples(source, 0, at, StagesAsked::output), point_samples(all, 0, at));
  check(*mean_samples(source, 0, at, {}, StagesAsked::output), *mean_samples(all, 0, at, {}));
}

TEST_CASE("means of one channel are those of all channels") {
  const core::Tensor t = tests::normal_tensor({2, 9, 11, 3}, 4);
  for (const int reduction : {1, 2, 4, 20}) {
    const Sampling at{{2, 1, 8, 7}, reduction};
    const Samples all = mean_samples(t, 1, at);
    for (int c = 0; c < 3; ++c) {
      CHECK(tests::agree(block_means(t, 1, c, at), all.plane(c).values));
    }
  }
}

TEST_CASE("a plane is made coarser by taking the middle of each block") {
  const SampledPlane plane{
      {{4, 0, 10, 6}, 2}, true, {0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 20, 21, 22, 23, 24}};
  CHECK(coarser(plane, 4) == std::vector<float>{11, 13, 14, 21, 23, 24});
  CHECK(coarser(plane, 2) == plane.values);
  CHECK(coarser(plane, 16) == std::vector<float>{24});
}

TEST_CASE("a first look at large windows is coarser, never larger") {
  const LayerCase c{{{11, 11}, {1, 1}, {1, 1}, core::Padding::same, 1, 1}, {1, 600, 600, 3}};
  const StageSource s = source_of(c, false);
  const RegionSamples points = point_samples(s, 0, {paint::whole(c.in), 1});
  CHECK(points.stages.front().plane(0).at.reduction > 1);
  CHECK(points.stages.front().plane(0).at.size().area() * 121 * 3 <= (1 << 22));
}

TEST_CASE("a stopped computation returns nothing and says how far it came") {
  const LayerCase c{{{3, 3}, {1, 1}, {1, 1}, core::Padding::same, 1, 3}, {1, 40, 40, 3}};
  const core::StopFlag stop = true;
  std::atomic<float> done = 0;
  CHECK_FALSE(mean_samples(source_of(c), 0, {paint::whole(c.in), 2}, {&stop, &done}));
  CHECK(done == 0);
}

}  // namespace twofold::model
