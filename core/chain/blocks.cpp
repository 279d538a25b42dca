#include "core/chain/blocks.h"

#include <array>
#include <utility>

namespace twofold::core {
inline namespace chain {
namespace {

constexpr AfterSum kBias{true, Normalisation::none, Activation::none};
constexpr AfterSum kNormalised{false, Normalisation::channel, Activation::none};
constexpr AfterSum kNormalisedRelu{false, Normalisation::channel, Activation::relu};
constexpr AfterSum kNormalisedRelu6{false, Normalisation::channel, Activation::relu6};

Stage with(Stage stage, const AfterSum& after) {
  stage.after = after;
  return stage;
}

Stage named(Stage stage, const char* letter, const char* label) {
  stage.letter = letter;
  stage.label = label;
  return stage;
}

Stage expansion(int channels, const AfterSum& after) {
  return named(with(pointwise_stage(channels), after), "e", "expansion");
}

Stage projection(int channels, const AfterSum& after) {
  return named(with(pointwise_stage(channels), after), "y", "projection");
}

/// Whether as many rows and columns come out as go in, whatever their number.
bool keeps_size(const Layer& layer) {
  if (layer.strides != Extent{1, 1}) return false;
  if (!layer.explicit_pads) return layer.padding == Padding::same;
  const Extent eff = effective_kernel(layer);
  const Pads& zeros = *layer.explicit_pads;
  return zeros.top + zeros.bottom == eff.height - 1 && zeros.left + zeros.right == eff.width - 1;
}

/// Adds the chain's input to its last result.
Chain around(Chain list) {
  list.stages.back().adds = 0;
  return list;
}

Chain separable_block(const BlockSettings& s) {
  return then(depthwise_chain(s.layer), with(pointwise_stage(s.layer.out_channels), kBias));
}

Chain mobilenet_v1(const BlockSettings& s) {
  return then(then({}, with(depthwise_stage(s.layer), kNormalisedRelu6)),
              with(pointwise_stage(s.layer.out_channels), kNormalisedRelu6));
}

Chain inverted_residual(const BlockSettings& s) {
  Chain list;
  if (s.expansion > 1)
    list = then(std::move(list), expansion(s.in_channels * s.expansion, kNormalisedRelu6));
  list = then(std::move(list), with(depthwise_stage(s.layer), kNormalisedRelu6));
  list = then(std::move(list), projection(s.layer.out_channels, kNormalised));
  // "The sum with the input where shapes allow": a stride or other channels leave it out.
  return keeps_size(s.layer) && s.in_channels == s.layer.out_channels ? around(std::move(list))
                                                                      : list;
}

Chain blueprint(const BlockSettings& s) {
  return then(then({}, named(pointwise_stage(s.layer.out_channels), "z", "pointwise")),
              named(with(depthwise_stage(s.layer), kNormalisedRelu), "y", "depthwise"));
}

Chain xception(const BlockSettings& s) {
  return then(depthwise_chain(s.layer), with(pointwise_stage(s.layer.out_channels), kNormalised));
}

Chain inception_v2(const BlockSettings& s) {
  return then(depthwise_chain(s.layer),
              with(pointwise_stage(s.layer.out_channels), kNormalisedRelu));
}

Chain convnext(const BlockSettings& s) {
  constexpr AfterSum kLayerNorm{true, Normalisation::pixel, Activation::none};
  constexpr AfterSum kGelu{true, Normalisation::none, Activation::gelu};
  Chain list = then({}, with(depthwise_stage(s.layer), kLayerNorm));
  list = then(std::move(list), expansion(s.in_channels * s.expansion, kGelu));
  return around(then(std::move(list), projection(s.layer.out_channels, kBias)));
}

Chain standard_block(const BlockSettings& s) {
  return then({}, with(standard_stage(s.layer), kBias));
}

Chain grouped(const BlockSettings& s) {
  Stage stage = with(standard_stage(s.layer), kBias);
  stage.operation = Operation::grouped;
  stage.groups = s.groups;
  return then({}, named(std::move(stage), "y", "grouped"));
}

}  // namespace

std::span<const Block> blocks() {
  static constexpr std::array kBlocks{
      Block{.name = "separable",
            .title = "Separable",
            .says = "depthwise, then pointwise, nothing between, one bias at the end",
            .source = "tf.nn.separable_conv2d, keras.layers.SeparableConv2D",
            .make = separable_block},
      Block{.name = "mobilenet-v1",
            .title = "MobileNet v1",
            .says = "batch normalisation and ReLU6 after both folds",
            .source = "Howard et al. 2017, arXiv 1704.04861, figure 3",
            .make = mobilenet_v1},
      Block{.name = "inverted-residual",
            .title = "Inverted residual",
            .says = "widened by a 1x1, filtered, made narrow again without an activation, and "
                    "added to its input where the shapes allow",
            .source = "Sandler et al. 2018, arXiv 1801.04381, table 1 (MobileNet v2)",
            .expansion = 6,
            .make = inverted_residual},
      Block{.name = "blueprint",
            .title = "Blueprint",
            .says = "the mix first, then one filter for each of its outputs",
            .source = "Haase and Amthor 2020, arXiv 2003.13549 (BSConv-U)",
            .takes_multiplier = false,
            .make = blueprint},
      Block{.name = "xception",
            .title = "Xception",
            .says = "batch normalisation at the end, and no activation between the folds",
            .source = "Chollet 2017, arXiv 1610.02357, section 4.7",
            .make = xception},
      Block{.name = "convnext",
            .title = "ConvNeXt",
            .says = "a large depthwise kernel, the channels of each pixel normalised, then wide "
                    "by 4 with GELU, narrow again, and added to its input",
            .source = "Liu et al. 2022, arXiv 2201.03545, figure 4",
            .kernel = {7, 7},
            .expansion = 4,
            .keeps_channels = true,
            .takes_multiplier = false,
            .make = convnext},
      Block{.name = "inception-v2",
            .title = "Inception v2",
            .says = "the first layer: eight 7x7 filters for each colour, batch normalisation and "
                    "ReLU at the end",
            .source = "TF-Slim inception_v2.py, Conv2d_1a_7x7",
            .kernel = {7, 7},
            .strides = {2, 2},
            .channel_multiplier = 8,
            .out_channels = 64,
            .make = inception_v2},
      Block{.name = "standard",
            .title = "Standard",
            .says = "one convolution over all channels, with a bias",
            .source = "tf.nn.conv2d",
            .takes_multiplier = false,
            .make = standard_block},
      Block{.name = "grouped",
            .title = "Grouped",
            .says = "a standard convolution whose channels are parted into groups that do not see "
                    "each other",
            .source = "Krizhevsky et al. 2012; torch.nn.Conv2d(groups)",
            .takes_multiplier = false,
            .takes_groups = true,
            .make = grouped},
  };
  return kBlocks;
}

const Block* find_block(std::string_view name) {
  for (const Block& block : blocks()) {
    if (block.name == name) return &block;
  }
  return nullptr;
}

}  // namespace chain
}  // namespace twofold::core
