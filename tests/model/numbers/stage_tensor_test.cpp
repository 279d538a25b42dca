#include "app/model/numbers/stage_tensor.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/equivalent.h"
#include "tests/model/stages_of.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::model {
namespace {

using tests::LayerCase;

std::shared_ptr<const StageSource> source_of(const LayerCase& c) {
  auto s = std::make_shared<StageSource>();
  s->x = std::make_shared<const core::Tensor>(tests::normal_tensor(c.in, 1));
  core::Filters filters = tests::normal_filters(c, 2);
  for (int k = 0; k < c.layer.out_channels; ++k)
    filters.bias.push_back(0.2f * static_cast<float>(k) - 0.1f);
  filters.activation = core::Activation::relu;
  s->standard = tests::standard_stages_of(c.layer, filters,
                                          core::collapse(filters.depthwise, filters.pointwise));
  s->stages = tests::stages_of(c.layer, std::move(filters));
  return s;
}

struct ByReference {
  core::Tensor z, y, standard, difference;
};

ByReference by_reference(const StageSource& s) {
  const core::Layer& layer = s.stages.stage(0).layer;
  const core::Filters filters = separable_filters(s.stages);
  core::Separable both = core::separable_conv2d(*s.x, filters, layer);
  core::Tensor standard = core::conv2d(*s.x, s.standard.fold(0).filter, layer);
  core::finish(standard, filters.bias, filters.activation);
  core::Tensor difference = both.y;
  for (std::size_t i = 0; i < difference.values.size(); ++i)
    difference.values[i] -= standard.values[i];
  return {std::move(both.z), std::move(both.y), std::move(standard), std::move(difference)};
}

/// The standard convolution of a source as one of its own.
std::shared_ptr<const StageSource> standard_of(const StageSource& s) {
  return std::make_shared<const StageSource>(StageSource{s.x, s.standard, {}});
}

StageTensor on_demand(const std::shared_ptr<const StageSource>& s, int result) {
  return {{s, result, nullptr}, {}, nullptr};
}
StageTensor standard_on_demand(const std::shared_ptr<const StageSource>& s) {
  return {{standard_of(*s), 1, nullptr}, {}, nullptr};
}
StageTensor difference_on_demand(const std::shared_ptr<const StageSource>& s) {
  return {{s, 2, standard_of(*s)}, {}, nullptr};
}

core::Tensor assembled(const StageTensor& stage) {
  core::Tensor t(stage.shape);
  for (int b = 0; b < t.shape.batch; ++b)
    for (int y = 0; y < t.shape.height; ++y)
      for (int x = 0; x < t.shape.width; ++x)
        for (int c = 0; c < t.shape.channels; ++c) t.at(b, y, x, c) = stage.at(b, y, x, c);
  return t;
}

core::Tensor only(const core::Tensor& t, int b, int channel) {
  core::Tensor one({1, t.shape.height, t.shape.width, 1});
  for (int y = 0; y < t.shape.height; ++y)
    for (int x = 0; x < t.shape.width; ++x) one.at(0, y, x, 0) = t.at(b, y, x, channel);
  return one;
}

}  // namespace

TEST_CASE("a value that is not held is the reference's, bit for bit") {
  for (const LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const auto s = source_of(c);
    const ByReference want = by_reference(*s);
    CHECK(tests::same_bits(assembled(on_demand(s, 1)), want.z));
    CHECK(tests::same_bits(assembled(on_demand(s, 2)), want.y));
    CHECK(tests::same_bits(assembled(standard_on_demand(s)), want.standard));
    CHECK(tests::same_bits(assembled(difference_on_demand(s)), want.difference));
  }
}

TEST_CASE("a whole channel agrees with the reference, held or not") {
  for (const LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const auto s = source_of(c);
    const ByReference want = by_reference(*s);
    const int b = c.in.batch - 1;
    const int t = want.z.shape.channels - 1;
    const int k = want.y.shape.channels - 1;
    CHECK(tests::agree(on_demand(s, 1).channel(b, t), only(want.z, b, t)));
    // Of a difference of near equals only the magnitude can agree: compared by what it is made of.
    CHECK(tests::agree(standard_on_demand(s).channel(b, k), only(want.standard, b, k)));
    CHECK(tests::same_bits(StageTensor(want.y).channel(b, k), only(want.y, b, k)));
  }
}

TEST_CASE("a channel of the difference is the output's less the standard's") {
  for (const LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    // Another filter than the folds come to, so that the difference is not rounding alone.
    const auto s = std::make_shared<StageSource>(*source_of(c));
    core::Filter& w = s->standard.folds.front().filter;
    w = tests::normal_filter(w.shape, 3);
    const ByReference want = by_reference(*s);
    const int b = c.in.batch - 1;
    const int k = want.y.shape.channels - 1;
    const core::Tensor got = difference_on_demand(s).channel(b, k);
    float most = 1;
    for (const float v : want.y.values) most = std::max(most, std::abs(v));
    for (const float v : want.standard.values) most = std::max(most, std::abs(v));
    const core::Tensor wanted = only(want.difference, b, k);
    REQUIRE(got.shape == wanted.shape);
    for (std::size_t i = 0; i < got.values.size(); ++i)
      CHECK(std::abs(got.values[i] - wanted.values[i]) <= 2e-5f * most);
  }
}

TEST_CASE("an output channel computed alone agrees with the whole output") {
  for (const LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const auto s = source_of(c);
    const ByReference want = by_reference(*s);
    core::Tensor got(want.y.shape);
    const StageTensor stage = on_demand(s, 2);
    for (int b = 0; b < got.shape.batch; ++b)
      for (int k = 0; k < got.shape.channels; ++k) {
        const core::Tensor one = stage.channel(b, k);
        for (int y = 0; y < got.shape.height; ++y)
          for (int x = 0; x < got.shape.width; ++x) got.at(b, y, x, k) = one.at(0, y, x, 0);
      }
    CHECK(tests::agree(got, want.y));
  }
}

TEST_CASE("the range of a channel leaves out what is no number") {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  const StageTensor stage(core::Tensor({1, 1, 4, 2}, {1, kInfinity, -2, 7, 3, -kInfinity, 0, 5}));
  CHECK(stage.range(0, 0) == paint::Range{-2, 3});
  CHECK(stage.range(0, 1) == paint::Range{5, 7});
  const StageTensor none(core::Tensor({1, 1, 1, 1}, {kInfinity}));
  CHECK(none.range(0, 0) == paint::Range{0, 0});
}

TEST_CASE("every channel of every picture has its own range, and keeps it when asked again") {
  const StageTensor stage(core::Tensor({2, 1, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8}));
  for (int again = 0; again < 2; ++again) {
    CHECK(stage.range(0, 0) == paint::Range{1, 3});
    CHECK(stage.range(0, 1) == paint::Range{2, 4});
    CHECK(stage.range(1, 0) == paint::Range{5, 7});
    CHECK(stage.range(1, 1) == paint::Range{6, 8});
  }
}

TEST_CASE("the range of what is not held is that of what is seen of the channel") {
  const LayerCase c{{.kernel = {1, 1}, .out_channels = 2}, {1, 1, 2, 1}};
  const auto plane = [](float left, float right) {
    return std::make_shared<const SampledPlane>(
        SampledPlane{{{0, 0, 2, 1}, 1}, true, {left, right}});
  };
  const Samples seen{{1, 1, 2, 2}, 0, {plane(3, -1), plane(8, 9)}};
  const StageTensor stage({source_of(c), 2, nullptr}, seen, nullptr);
  CHECK(stage.range(0, 0) == paint::Range{-1, 3});
  CHECK(stage.range(0, 1) == paint::Range{8, 9});
}

TEST_CASE("every stage has versions of its own until they are said to be equal") {
  StageTensor a(core::Tensor({1, 1, 1, 2}));
  StageTensor b(core::Tensor({1, 1, 1, 2}));
  CHECK(a.version(0) != a.version(1));
  CHECK(a.version(0) != b.version(0));
  b.set_version(0, a.version(0));
  CHECK(a.version(0) == b.version(0));
}

}  // namespace twofold::model
