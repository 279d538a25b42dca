#include "app/model/state/update.h"

#include <limits>
#include <string>

#include "app/model/steps/highlight.h"
#include "core/check.h"
#include "core/cost.h"
#include "tests/model/generate.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

using core::Extent;
using core::KernelPreset;
using tests::kCitrus;

Document opening() { return opening_document(kCitrus); }

/// Before, action, after: `change` makes the expected document out of the one before.
struct Row {
  std::string name;
  Document before;
  Action action;
  void (*change)(Document& after);
};

Document after(Document document, const Action& action) {
  return update(std::move(document), action, nullptr);
}

Document with(Document document, void (*change)(Document&)) {
  change(document);
  return document;
}

core::Kernel kernel(const Document& document, int q, int r) {
  return kernel_at(document.bank, nullptr, q, r, document.layer.kernel);
}

core::Filters filters(const Document& document) {
  return build_filters(document.bank, nullptr, document.layer, input_shape(document).channels,
                       document.bypass);
}

/// Filters that were fitted, of another kernel size than the opening's.
core::Layer taken_layer() {
  core::Layer layer;
  layer.kernel = {5, 5};
  layer.channel_multiplier = 2;
  layer.out_channels = 4;
  return layer;
}
GivenFilters taken_filters() { return {core::Filter({5, 5, 3, 2}), core::Filter({1, 1, 6, 4})}; }

bool within(int value, int most) { return value >= 1 && value <= most; }

/// Every size within its own limit: what remains are combinations, which check() names.
bool within_limits(const Document& document) {
  const core::Layer& l = document.layer;
  const core::Shape in = input_shape(document);
  const auto both = [](Extent e, int most) {
    return within(e.height, most) && within(e.width, most);
  };
  return both(l.kernel, core::kMaxKernel) && both(l.strides, core::kMaxStride) &&
         both(l.dilations, core::kMaxDilation) &&
         within(l.channel_multiplier, core::kMaxMultiplier) &&
         within(l.out_channels, core::kMaxChannels) && within(in.batch, core::kMaxAxis) &&
         both({in.height, in.width}, core::kMaxAxis) && within(in.channels, core::kMaxChannels) &&
         document.longest_side >= 0;
}

}  // namespace

TEST_CASE("every action changes what it names and nothing else") {
  const PictureRef grey{2, 30, 20, 1, "grey"};
  const std::vector<Row> rows{
      {"OpenPictures", with(opening(), [](Document& d) { d.source = InputSource::noise; }),
       OpenPictures{{grey, kCitrus}},
       [](Document& d) {
         d.batch = {{2, 30, 20, 1, "grey"}, kCitrus};
         d.source = InputSource::pictures;
       }},
      {"OpenPictures, none", opening(), OpenPictures{}, [](Document&) {}},
      {"SetLongestSide", opening(), SetLongestSide{0}, [](Document& d) { d.longest_side = 0; }},
      {"SetLongestSide, negative", opening(), SetLongestSide{-4},
       [](Document& d) { d.longest_side = 0; }},
      {"SetGrey", opening(), SetGrey{true}, [](Document& d) { d.grey = true; }},
      {"SetInput, noise", opening(),
       SetInput{InputSource::noise, {1, 14, 14, 512}, Pattern::impulse},
       [](Document& d) {
         d.source = InputSource::noise;
         d.noise = {1, 14, 14, 512};
       }},
      {"SetInput, noise, impossible", opening(),
       SetInput{InputSource::noise, {0, -3, 1 << 30, 9999}, Pattern::impulse},
       [](Document& d) {
         d.source = InputSource::noise;
         d.noise = {1, 1, core::kMaxAxis, core::kMaxChannels};
       }},
      {"SetMultiplier", opening(), SetMultiplier{4},
       [](Document& d) { d.layer.channel_multiplier = 4; }},
      {"SetMultiplier, 0", opening(), SetMultiplier{0}, [](Document&) {}},
      {"SetMultiplier, huge", opening(), SetMultiplier{99999},
       [](Document& d) { d.layer.channel_multiplier = core::kMaxMultiplier; }},
      {"SetOutChannels", opening(), SetOutChannels{64},
       [](Document& d) { d.layer.out_channels = 64; }},
      {"SetKernel", opening(), SetKernel{{1, 8}},
       [](Document& d) {
         d.layer.kernel = {1, 8};
       }},
      {"SetKernel, 0", opening(), SetKernel{{0, 2}},
       [](Document& d) {
         d.layer.kernel = {1, 2};
       }},
      {"SetStrides", opening(), SetStrides{{2, 3}},
       [](Document& d) {
         d.layer.strides = {2, 3};
       }},
      {"SetDilations", opening(), SetDilations{{2, 2}},
       [](Document& d) {
         d.layer.dilations = {2, 2};
       }},
      {"SetPadding", opening(), SetPadding{core::Padding::valid},
       [](Document& d) { d.layer.padding = core::Padding::valid; }},
      {"SetPads", opening(), SetPads{core::Pads{2, 0, 1, 3}},
       [](Document& d) {
         d.zeros.typed = core::Pads{2, 0, 1, 3};
         d.layer.explicit_pads = d.zeros.typed;
       }},
      {"SetPadding lets typed zeros go", after(opening(), SetPads{core::Pads{2, 0, 1, 3}}),
       SetPadding{core::Padding::valid},
       [](Document& d) {
         d.zeros.typed.reset();
         d.layer.explicit_pads.reset();
         d.layer.padding = core::Padding::valid;
       }},
      {"SetConvention", after(opening(), SetStrides{{2, 2}}), SetConvention{"pytorch"},
       [](Document& d) {
         d.zeros.convention = "pytorch";
         d.layer.explicit_pads = core::Pads{1, 1, 1, 1};
       }},
      {"SetConvention, TensorFlow's under another name", opening(), SetConvention{"onnx"},
       [](Document& d) { d.zeros.convention = "onnx"; }},
      {"SetConvention, unknown", opening(), SetConvention{"fortran"}, [](Document&) {}},
      {"SetKernel takes a convention's zeros along", after(opening(), SetConvention{"caffe"}),
       SetKernel{{5, 7}},
       [](Document& d) {
         d.layer.kernel = {5, 7};
         d.layer.explicit_pads = core::Pads{2, 2, 3, 3};
       }},
      {"SetInput, made of the picture", opening(),
       SetInput{InputSource::made, {1, 42, 64, 12}, Pattern::impulse},
       [](Document& d) {
         d.source = InputSource::made;
         d.noise = {1, 1, 1, 12};
       }},
      {"SetInput, a signal", opening(),
       SetInput{InputSource::pattern, {1, 1, 99, 2}, Pattern::signal},
       [](Document& d) {
         d.source = InputSource::pattern;
         d.noise = {1, 1, 99, 2};
         d.pattern = Pattern::signal;
       }},
      {"SetAfterValues", opening(), SetAfterValues{1, {1e-5f, true, {{2, {0, 3, -1, 0.5f, 4}}}}},
       [](Document& d) {
         d.block.values[1] = {1e-5f, true, {{2, {0, 3, -1, 0.5f, 4}}}};
       }},
      {"SetAfterValues, what cannot be divided by", opening(),
       SetAfterValues{0, {0, true, {{2, {0, 1, 0, 0, -4}}}}},
       [](Document& d) {
         d.block.values[0] = {1e-3f, true, {{2, {0, 1, 0, 0, 0}}}};
       }},
      {"SetBits", opening(), SetBits{0, core::WeightBits{4, true}},
       [](Document& d) {
         d.block.bits[0] = {4, true};
       }},
      {"SetBits, one", opening(), SetBits{0, core::WeightBits{1, false}},
       [](Document& d) {
         d.block.bits[0] = {2, false};
       }},
      {"SetBits, floats again", after(opening(), SetBits{0, core::WeightBits{4, true}}),
       SetBits{0, std::nullopt}, [](Document& d) { d.block.bits.clear(); }},
      {"SetBlock, as it was published", opening(), SetBlock{"inception-v2"},
       [](Document& d) {
         d.block.name = "inception-v2";
         d.layer = {{7, 7}, {2, 2}, {1, 1}, core::Padding::same, 8, 64};
       }},
      {"SetPadding, kernel too large: kept, and named by check",
       with(opening(),
            [](Document& d) {
              d.layer.kernel = {99, 99};
            }),
       SetPadding{core::Padding::valid},
       [](Document& d) { d.layer.padding = core::Padding::valid; }},
      {"SetLayer", opening(), SetLayer{{{7, 7}, {2, 2}, {1, 1}, core::Padding::same, 8, 64}},
       [](Document& d) {
         d.layer = {{7, 7}, {2, 2}, {1, 1}, core::Padding::same, 8, 64};
       }},
      {"SetBypass", opening(), SetBypass{{true, false}},
       [](Document& d) { d.bypass.depthwise = true; }},
      {"SetFilters lets go of what was typed",
       after(after(opening(), SetKernelCell{0, 0, 1, 1, 5}), SetWeight{1, 1, 9}),
       SetFilters{{FilterOrigin::preset, KernelPreset::laplacian}},
       [](Document& d) {
         d.bank.origin = FilterOrigin::preset;
         d.bank.preset = KernelPreset::laplacian;
         d.bank.kernels.clear();
         d.bank.weights.clear();
       }},
      {"SetFilters to uniform is the sample of tf.nn.separable_conv2d", opening(),
       SetFilters{{FilterOrigin::preset, KernelPreset::uniform}},
       [](Document& d) {
         d.bank.origin = FilterOrigin::preset;
         d.bank.preset = KernelPreset::uniform;
         d.bank.mix = MixPreset::uniform;
       }},
      {"SetSeed", opening(), SetSeed{42}, [](Document& d) { d.bank.seed = 42; }},
      {"SetMix lets go of typed weights", after(opening(), SetWeight{1, 1, 9}),
       SetMix{MixPreset::swap_red_blue},
       [](Document& d) {
         d.bank.mix = MixPreset::swap_red_blue;
         d.bank.weights.clear();
       }},
      {"ChoosePreset", opening(), ChoosePreset{2, 0, KernelPreset::emboss},
       [](Document& d) {
         d.bank.kernels[{2, 0}].preset = KernelPreset::emboss;
       }},
      {"ChoosePreset, no such channel", opening(), ChoosePreset{3, 0, KernelPreset::emboss},
       [](Document&) {}},
      {"ChoosePreset, no such filter", opening(), ChoosePreset{0, 1, KernelPreset::emboss},
       [](Document&) {}},
      {"SetKernelCell keeps the rest of the filter", opening(), SetKernelCell{0, 0, 1, 1, 5},
       [](Document& d) {
         d.bank.kernels[{0, 0}].typed = core::Kernel{{3, 3}, {-1, 0, 1, -2, 5, 2, -1, 0, 1}};
       }},
      {"SetKernelCell, as it is", opening(), SetKernelCell{0, 0, 1, 1, 0}, [](Document&) {}},
      {"SetKernelCell, outside", opening(), SetKernelCell{0, 0, 3, 0, 5}, [](Document&) {}},
      {"SetKernelCell, not a number", opening(),
       SetKernelCell{0, 0, 1, 1, std::numeric_limits<float>::quiet_NaN()}, [](Document&) {}},
      {"NormaliseKernel", opening(), NormaliseKernel{1, 0},
       [](Document& d) {
         d.bank.kernels[{1, 0}].typed =
             core::Kernel{{3, 3}, {-0.125f, -0.25f, -0.125f, 0, 0, 0, 0.125f, 0.25f, 0.125f}};
       }},
      {"NormaliseKernel, already so", opening(), NormaliseKernel{2, 0}, [](Document&) {}},
      {"SetWeight", opening(), SetWeight{2, 1, -3},
       [](Document& d) {
         d.bank.weights[{2, 0, 1}] = -3;
       }},
      {"SetWeight, as it is", opening(), SetWeight{2, 1, 1}, [](Document&) {}},
      {"SetWeight, no such row", opening(), SetWeight{3, 1, 1}, [](Document&) {}},
      {"SetWeight, infinite", opening(), SetWeight{2, 1, std::numeric_limits<float>::infinity()},
       [](Document&) {}},
      {"SetBias", opening(), SetBias{2, 0.5f}, [](Document& d) { d.bank.bias[2] = 0.5f; }},
      {"SetBias, no such output", opening(), SetBias{3, 0.5f}, [](Document&) {}},
      {"ClearBias", after(opening(), SetBias{2, 0.5f}), ClearBias{},
       [](Document& d) { d.bank.bias.clear(); }},
      {"SetActivation", opening(), SetActivation{core::Activation::relu},
       [](Document& d) { d.bank.activation = core::Activation::relu; }},
      {"TakeFilters", after(opening(), SetKernelCell{0, 0, 0, 0, 5}),
       TakeFilters{taken_layer(), taken_filters()},
       [](Document& d) {
         d.layer = taken_layer();
         d.bank = {};
         d.bank.origin = FilterOrigin::loaded;
         d.bank.loaded = taken_filters();
       }},
      {"ReplaceDocument", after(opening(), SetMultiplier{3}),
       ReplaceDocument{opening_document(kCitrus)},
       [](Document& d) { d.layer.channel_multiplier = 1; }},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(after(row.before, row.action) == with(row.before, row.change));
  }
}

TEST_CASE("the multiplier there and back, 1 -> 16 -> 1 -> 3, keeps the filters and loses nothing") {
  Document document = after(opening(), SetMultiplier{3});
  document = after(document, SetKernelCell{1, 2, 0, 0, 7});  // filter (1, 2), hidden later
  document = after(document, ChoosePreset{2, 1, KernelPreset::shift});
  document = after(document, SetWeight{1 * 3 + 2, 0, -4});  // weight of filter (1, 2) in y0
  const core::Filters before = filters(document);
  const Document first = document;
  for (const int m : {1, 16, 1, 3}) {
    document = after(document, SetMultiplier{m});
    const core::Filters now = filters(document);
    CHECK(now.depthwise.shape.out == m);
    for (int q = 0; q < 3; ++q) {
      for (int r = 0; r < std::min(m, 3); ++r) {
        CHECK(core::kernel_of(now.depthwise, q, r) == core::kernel_of(before.depthwise, q, r));
        for (int k = 0; k < 3; ++k)
          CHECK(now.pointwise.at(0, 0, q * m + r, k) == before.pointwise.at(0, 0, q * 3 + r, k));
      }
    }
  }
  CHECK(document == first);
}

TEST_CASE("outputs there and back keep their weights and biases") {
  Document document = after(after(opening(), SetWeight{0, 2, 5}), SetBias{2, 1});
  const core::Filters before = filters(document);
  document = after(document, SetOutChannels{1});
  CHECK(filters(document).bias == std::vector<float>{0});
  document = after(after(document, SetOutChannels{64}), SetOutChannels{3});
  CHECK(filters(document) == before);
}

TEST_CASE("a kernel typed at 5x5 is whole again after 3x3, and after being typed at 3x3") {
  Document document = after(opening(), SetKernel{{5, 5}});
  document = after(after(document, SetKernelCell{0, 0, 0, 0, 8}), SetKernelCell{0, 0, 2, 2, 6});
  const core::Kernel at5 = kernel(document, 0, 0);
  document = after(document, SetKernel{{3, 3}});
  CHECK(kernel(document, 0, 0) == core::resized(at5, {3, 3}));
  CHECK(kernel(after(document, SetKernel{{5, 5}}), 0, 0) == at5);

  document = after(document, SetKernelCell{0, 0, 1, 1, -6});
  CHECK(kernel(document, 0, 0).at(1, 1) == -6);
  core::Kernel wanted = at5;
  wanted.at(2, 2) = -6;
  CHECK(kernel(after(document, SetKernel{{5, 5}}), 0, 0) == wanted);

  // Another shape, even and not square: cells seen by either stay.
  document = after(after(document, SetKernel{{2, 7}}), SetKernelCell{0, 0, 1, 6, 3});
  CHECK(kernel(document, 0, 0).at(1, 6) == 3);
  CHECK(kernel(after(document, SetKernel{{5, 5}}), 0, 0).at(0, 0) == 8);
}

TEST_CASE("10,000 random actions never leave an invalid document") {
  core::Random random(2026);
  Document document = opening();
  int computable = 0;
  for (int i = 0; i < 10000; ++i) {
    document = after(document, tests::random_action(random, document));
    REQUIRE(within_limits(document));
    const core::Shape in = input_shape(document);
    if (!core::check(document.layer, in).empty()) continue;
    ++computable;
    // What can be computed can be counted and pointed at; its filters fit where they are not huge.
    CHECK(core::cost(document.layer, in).separable.params > 0);
    if (document.layer.channel_multiplier > 16 || document.layer.out_channels > 64 ||
        in.channels > 16 || document.layer.kernel.area() > 400)
      continue;
    CHECK(core::check(document.layer, in, filters(document)).empty());
    CHECK_FALSE(highlight({}, {}, stages_of(document), in).window.empty());
  }
  CHECK(computable > 1000);
}

}  // namespace twofold::model
