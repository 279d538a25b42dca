#include "app/model/numbers/stage_tensor.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/equivalent.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::model {
namespace {

using tests::LayerCase;

std::shared_ptr<const StageSource> source_of(const LayerCase& c) {
  auto s = std::make_shared<StageSource>();
  s->x = std::make_shared<const core::Tensor>(tests::normal_tensor(c.in, 1));
  s->layer = c.layer;
  s->filters = tests::normal_filters(c, 2);
  for (int k = 0; k < c.layer.out_channels; ++k)
    s->filters.bias.push_back(0.2f * static_cast<float>(k) - 0.1f);
  s->filters.activation = core::Activation::relu;
  s->collapsed = core::collapse(s->filters.depthwise, s->filters.pointwise);
  return s;
}

struct Stages {
  core::Tensor z, y, standard, difference;
};

Stages by_reference(const StageSource& s) {
  core::Separable both = core::separable_conv2d(*s.x, s.filters, s.layer);
  core::Tensor standard = core::conv2d(*s.x, s.collapsed, s.layer);
  core::finish(standard, s.filters.bias, s.filters.activation);
  core::Tensor difference = both.y;
  for (std::size_t i = 0; i < difference.values.size(); ++i)
    difference.values[i] -= standard.values[i];
  return {std::move(both.z), std::move(both.y), std::move(standard), std::move(difference)};
}

StageTensor on_demand(const std::shared_ptr<const StageSource>& s, StageResult result) {
  return {s, result, {}, nullptr};
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
    const Stages want = by_reference(*s);
    CHECK(tests::same_bits(assembled(on_demand(s, StageResult::depthwise)), want.z));
    CHECK(tests::same_bits(assembled(on_demand(s, StageResult::output)), want.y));
    CHECK(tests::same_bits(assembled(on_demand(s, StageResult::standard)), want.standard));
    CHECK(tests::same_bits(assembled(on_demand(s, StageResult::difference)), want.difference));
  }
}

TEST_CASE("a whole channel agrees with the reference, held or not") {
  for (const LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const auto s = source_of(c);
    const Stages want = by_reference(*s);
    const int b = c.in.batch - 1;
    const int t = want.z.shape.channels - 1;
    const int k = want.y.shape.channels - 1;
    CHECK(tests::agree(on_demand(s, StageResult::depthwise).channel(b, t), only(want.z, b, t)));
    // Of a difference of near equals only the magnitude can agree: compared by what it is made of.
    CHECK(
        tests::agree(on_demand(s, StageResult::standard).channel(b, k), only(want.standard, b, k)));
    CHECK(tests::same_bits(StageTensor(want.y).channel(b, k), only(want.y, b, k)));
  }
}

TEST_CASE("a channel of the difference is the output's less the standard's") {
  for (const LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    // Another filter than the folds come to, so that the difference is not rounding alone.
    const auto s = std::make_shared<StageSource>(*source_of(c));
    s->collapsed = tests::normal_filter(s->collapsed.shape, 3);
    const Stages want = by_reference(*s);
    const int b = c.in.batch - 1;
    const int k = want.y.shape.channels - 1;
    const core::Tensor got = on_demand(s, StageResult::difference).channel(b, k);
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
    const Stages want = by_reference(*s);
    core::Tensor got(want.y.shape);
    const StageTensor stage = on_demand(s, StageResult::output);
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
  const StageTensor stage(source_of(c), StageResult::output, seen, nullptr);
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
