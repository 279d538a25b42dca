#include "app/model/state/filter_bank.h"

#include "app/model/state/document.h"
#include "core/separable.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::model {
namespace {

using core::Kernel;
using core::KernelPreset;
using core::Layer;

Layer layer_with(int multiplier, int out_channels) {
  return {{3, 3}, {1, 1}, {1, 1}, core::Padding::same, multiplier, out_channels};
}

core::Filters build(const FilterBank& bank, const Layer& layer, int channels = 3,
                    const Bypass& bypass = {}) {
  return build_filters(bank, nullptr, layer, channels, bypass);
}

std::vector<float> row(const core::Filter& p, int t) {
  std::vector<float> weights;
  for (int k = 0; k < p.shape.out; ++k) weights.push_back(p.at(0, 0, t, k));
  return weights;
}

using Row = std::vector<float>;

}  // namespace

TEST_CASE("the opening layer, exactly") {
  const Document opening = opening_document({1, 1280, 844, 3, "citrus"});
  const core::Filters f = build(opening.bank, opening.layer);
  CHECK(f.depthwise.shape == core::FilterShape{3, 3, 3, 1});
  CHECK(core::kernel_of(f.depthwise, 0, 0) == Kernel{{3, 3}, {-1, 0, 1, -2, 0, 2, -1, 0, 1}});
  CHECK(core::kernel_of(f.depthwise, 1, 0) == Kernel{{3, 3}, {-1, -2, -1, 0, 0, 0, 1, 2, 1}});
  CHECK(core::kernel_of(f.depthwise, 2, 0) == core::make_kernel(KernelPreset::box, {3, 3}));
  CHECK(f.pointwise.shape == core::FilterShape{1, 1, 3, 3});
  CHECK(row(f.pointwise, 0) == Row{1, 0, 0});
  CHECK(row(f.pointwise, 1) == Row{0, 1, 0});
  CHECK(row(f.pointwise, 2) == Row{1, 1, 1});
  CHECK(f.bias.empty());
  CHECK(f.activation == core::Activation::none);
  CHECK(f.depthwise.values.size() + f.pointwise.values.size() == 36);
}

TEST_CASE("the opening's presets are named on their filters") {
  CHECK(preset_of({}, 0, 0) == KernelPreset::sobel_x);
  CHECK(preset_of({}, 1, 0) == KernelPreset::sobel_y);
  CHECK(preset_of({}, 2, 0) == KernelPreset::box);
  FilterBank bank;
  bank.kernels[{0, 0}].preset = KernelPreset::emboss;
  bank.kernels[{1, 0}].typed = Kernel{};
  CHECK(preset_of(bank, 0, 0) == KernelPreset::emboss);
  CHECK(preset_of(bank, 1, 0) == std::nullopt);
}

TEST_CASE("hand-made filters of one channel all differ, up to the table's end") {
  for (int q = 0; q < 3; ++q)
    for (int r = 0; r < 8; ++r)
      for (int other = 0; other < r; ++other)
        CHECK(kernel_at({}, nullptr, q, r, {3, 3}) != kernel_at({}, nullptr, q, other, {3, 3}));
}

TEST_CASE("no output of the hand-made mix is blank, whatever the picture") {
  for (const int channels : {1, 3}) {
    for (const int m : {1, 2, 4}) {
      const core::Filters f = build({}, layer_with(m, 16), channels);
      for (int k = 0; k < 16; ++k) {
        float magnitude = 0;
        for (int t = 0; t < channels * m; ++t) magnitude += std::abs(f.pointwise.at(0, 0, t, k));
        INFO(channels << " channels, m " << m << ", output " << k);
        CHECK(magnitude > 0);
      }
    }
  }
}

TEST_CASE("a bypassed first fold has identity kernels, and the rest as it was") {
  const core::Filters on = build({}, layer_with(2, 3));
  const core::Filters off = build({}, layer_with(2, 3), 3, {true, false});
  for (int q = 0; q < 3; ++q)
    for (int r = 0; r < 2; ++r)
      CHECK(core::kernel_of(off.depthwise, q, r) == Kernel{{3, 3}, {0, 0, 0, 0, 1, 0, 0, 0, 0}});
  CHECK(off.pointwise == on.pointwise);
}

TEST_CASE("a bypassed second fold passes every channel on by itself") {
  const core::Filters f = build({}, layer_with(1, 4), 3, {false, true});
  CHECK(f.depthwise == build({}, layer_with(1, 4)).depthwise);
  CHECK(row(f.pointwise, 0) == Row{1, 0, 0, 0});
  CHECK(row(f.pointwise, 1) == Row{0, 1, 0, 0});
  CHECK(row(f.pointwise, 2) == Row{0, 0, 1, 0});
}

TEST_CASE("with a multiplier a bypassed mix still shows red, green and blue as they are") {
  // z0 z1 are of R, z2 z3 of G, z4 z5 of B.
  const core::Filters f = build({}, layer_with(2, 6), 3, {true, true});
  CHECK(row(f.pointwise, 0) == Row{1, 0, 0, 0, 0, 0});
  CHECK(row(f.pointwise, 1) == Row{0, 0, 0, 1, 0, 0});
  CHECK(row(f.pointwise, 2) == Row{0, 1, 0, 0, 0, 0});
  CHECK(row(f.pointwise, 3) == Row{0, 0, 0, 0, 1, 0});
  CHECK(row(f.pointwise, 4) == Row{0, 0, 1, 0, 0, 0});
  CHECK(row(f.pointwise, 5) == Row{0, 0, 0, 0, 0, 1});

  const core::Tensor x = tests::integer_tensor({1, 5, 6, 3}, 1);
  const Layer layer = layer_with(2, 3);
  CHECK(core::separable_conv2d(x, build({}, layer, 3, {true, true}), layer).y == x);
}

TEST_CASE("swap R and B exchanges the outer two of three, and leaves fewer alone") {
  FilterBank bank;
  bank.mix = MixPreset::swap_red_blue;
  const core::Filters f = build(bank, layer_with(1, 3));
  CHECK(row(f.pointwise, 0) == Row{0, 0, 1});
  CHECK(row(f.pointwise, 1) == Row{0, 1, 0});
  CHECK(row(f.pointwise, 2) == Row{1, 0, 0});
  CHECK(row(build(bank, layer_with(1, 1), 1).pointwise, 0) == Row{1});
}

TEST_CASE("grey is the mean of the channels, opponents are differences") {
  FilterBank bank;
  bank.mix = MixPreset::grey;
  CHECK(row(build(bank, layer_with(1, 2)).pointwise, 1) == Row{1.0f / 3, 1.0f / 3});
  bank.mix = MixPreset::opponents;
  const core::Filters f = build(bank, layer_with(1, 3));
  CHECK(row(f.pointwise, 0) == Row{1, 0, -1});
  CHECK(row(f.pointwise, 1) == Row{-1, 1, 0});
  CHECK(row(f.pointwise, 2) == Row{0, -1, 1});
}

TEST_CASE("random filters: another seed other numbers, the same seed the same") {
  FilterBank a;
  a.origin = FilterOrigin::random;
  FilterBank b = a;
  CHECK(build(a, layer_with(4, 8)) == build(b, layer_with(4, 8)));
  b.seed = 1;
  const core::Filters fa = build(a, layer_with(4, 8));
  const core::Filters fb = build(b, layer_with(4, 8));
  for (std::size_t i = 0; i < fa.pointwise.values.size(); ++i)
    CHECK(fa.pointwise.values[i] != fb.pointwise.values[i]);
  for (std::size_t i = 0; i < fa.depthwise.values.size(); ++i)
    CHECK(fa.depthwise.values[i] != fb.depthwise.values[i]);
}

TEST_CASE("a preset everywhere is seen as it is in the first outputs") {
  FilterBank bank;
  bank.origin = FilterOrigin::preset;
  bank.preset = KernelPreset::laplacian;
  const core::Filters f = build(bank, layer_with(2, 3));
  for (int t = 0; t < 6; ++t)
    CHECK(core::kernel_of(f.depthwise, t / 2, t % 2) ==
          core::make_kernel(KernelPreset::laplacian, {3, 3}));
  CHECK(row(f.pointwise, 0) == Row{1, 0, 0});
  CHECK(row(f.pointwise, 1) == Row{0, 0, 0});
  CHECK(row(f.pointwise, 2) == Row{0, 1, 0});
}

TEST_CASE("filters given whole are used as they are, and continued beyond") {
  core::Filters given;
  given.depthwise = tests::normal_filter({3, 3, 3, 2}, 1);
  given.pointwise = tests::normal_filter({1, 1, 6, 4}, 2);
  FilterBank bank;
  bank.origin = FilterOrigin::loaded;
  bank.loaded = GivenFilters(given.depthwise, given.pointwise);
  const core::Filters same = build(bank, layer_with(2, 4));
  CHECK(same.depthwise == given.depthwise);
  CHECK(same.pointwise == given.pointwise);

  const core::Filters more = build(bank, layer_with(3, 5));
  for (int q = 0; q < 3; ++q) {
    for (int r = 0; r < 2; ++r) {
      CHECK(core::kernel_of(more.depthwise, q, r) == core::kernel_of(given.depthwise, q, r));
      for (int k = 0; k < 4; ++k)
        CHECK(more.pointwise.at(0, 0, q * 3 + r, k) == given.pointwise.at(0, 0, q * 2 + r, k));
    }
  }

  FilterBank learned;
  learned.origin = FilterOrigin::learned;
  const auto network = std::make_shared<const core::Filters>(given);
  CHECK(build_filters(learned, network, layer_with(2, 4), 3, {}).depthwise == given.depthwise);
  // Without the network's file there still are filters.
  CHECK(build(learned, layer_with(2, 4)).depthwise.values.size() == given.depthwise.values.size());
}

TEST_CASE("given filters are compared by their numbers") {
  const core::Filter d = tests::normal_filter({3, 3, 3, 2}, 1);
  const core::Filter p = tests::normal_filter({1, 1, 6, 2}, 2);
  CHECK(GivenFilters(d, p) == GivenFilters(d, p));
  core::Filter other = d;
  other.values[3] += 1;
  CHECK_FALSE(GivenFilters(d, p) == GivenFilters(other, p));
  CHECK_FALSE(GivenFilters(d, p) == GivenFilters());
  CHECK(GivenFilters() == GivenFilters());
}

TEST_CASE("one bias is enough to have one for every output") {
  FilterBank bank;
  bank.bias[1] = 0.5f;
  bank.bias[9] = 3;
  CHECK(build(bank, layer_with(1, 3)).bias == std::vector<float>{0, 0.5f, 0});
}

TEST_CASE("kernels are laid over each other by their anchors") {
  const Kernel ones{{3, 3}, std::vector<float>(9, 1)};
  const Kernel twos{{1, 4}, std::vector<float>(4, 2)};
  CHECK(laid_over(twos, ones) == Kernel{{3, 4}, {1, 1, 1, 0, 2, 2, 2, 2, 1, 1, 1, 0}});
  CHECK(laid_over(ones, twos) == Kernel{{3, 4}, {1, 1, 1, 0, 1, 1, 1, 2, 1, 1, 1, 0}});
}

TEST_CASE("every filters word means the bank that says it") {
  for (const std::string_view word : {"hand-made", "learned", "random", "sobel_x", "uniform"}) {
    const auto read = filter_word(word);
    REQUIRE(read);
    FilterBank bank;
    take_filters(bank, *read);
    CHECK(filter_word_of(bank) == word);
  }
  CHECK_FALSE(filter_word("sobel_z"));
  CHECK_FALSE(filter_word(""));
}

}  // namespace twofold::model
