#include "app/model/known_layers.h"

#include <array>

namespace twofold::model {
namespace {

using core::Layer;
using core::Padding;
using core::Shape;

constexpr std::array<KnownLayer, 9> kKnownLayers{{
    {"The sample of tf.nn.separable_conv2d",
     "Batch 100 of 8 × 8 × 3, filters uniform in 0..1; the sample prints (100, 8, 8, 3). Here the "
     "100 are pieces of your picture.",
     Shape{100, 8, 8, 3}, Layer{}, KnownInput::crops},
    {"MobileNet v1, first: 112 × 112 × 32 → 64",
     "Its first separable layer: few channels, many pixels, so the depthwise part still counts.",
     Shape{1, 112, 112, 32}, Layer{.out_channels = 64}, KnownInput::noise},
    {"MobileNet v1, middle: 14 × 14 × 512 → 512",
     "Five in a row like this hold half of its multiply-adds: nearly all of them are the 1 × 1.",
     Shape{1, 14, 14, 512}, Layer{.out_channels = 512}, KnownInput::noise},
    {"MobileNet v1, last: 7 × 7 × 1024 → 1024",
     "A million weights in the 1 × 1, nine thousand in the depthwise filter.", Shape{1, 7, 7, 1024},
     Layer{.out_channels = 1024}, KnownInput::noise},
    {"Xception, middle flow: 19 × 19 × 728",
     "Eight blocks of three such layers; no nonlinearity between the two folds.",
     Shape{1, 19, 19, 728}, Layer{.out_channels = 728}, KnownInput::noise},
    {"Inception-v2, first: 7 × 7, m = 8, RGB → 64",
     "A large kernel and many outputs pay for m = 8: 2,712 parameters against 9,408. In the "
     "network its input is 224 × 224.",
     Shape{1, 224, 224, 3},
     Layer{.kernel = {7, 7}, .strides = {2, 2}, .channel_multiplier = 8, .out_channels = 64},
     KnownInput::picture},
    {"EEGNet-SSVEP, last: 1 × 8, m = 2, 8 → 16",
     "A signal in time, not a picture: a kernel of one row. Shown on 64 samples of noise.",
     Shape{1, 1, 64, 8}, Layer{.kernel = {1, 8}, .channel_multiplier = 2, .out_channels = 16},
     KnownInput::noise},
    {"One grey channel, m = 8, 8 outputs",
     "Nothing to keep apart: depthwise already is the standard convolution, and the 1 × 1 only "
     "adds "
     "to it.",
     Shape{1, 0, 0, 1}, Layer{.channel_multiplier = 8, .out_channels = 8}, KnownInput::grey},
    {"RGB → 64 with m = 8",
     "Just above the break-even of 7.89: separable costs 1.4 % more than standard.",
     Shape{1, 0, 0, 3}, Layer{.channel_multiplier = 8, .out_channels = 64}, KnownInput::picture},
}};

FilterBank fresh_bank(FilterOrigin origin, std::uint64_t seed) {
  FilterBank bank;
  bank.origin = origin;
  bank.seed = seed;
  return bank;
}

bool is_picture_of(const Document& document, KnownInput input) {
  if (document.source != InputSource::pictures) return false;
  return input == KnownInput::grey ? document.grey : input == KnownInput::picture && !document.grey;
}

}  // namespace

std::span<const KnownLayer> known_layers() { return kKnownLayers; }

Document with_layer_on_noise(Document document, const core::Layer& layer, const core::Shape& in) {
  document.layer = layer;
  document.source = InputSource::noise;
  document.noise = in;
  document.bank = fresh_bank(FilterOrigin::random, document.bank.seed);
  return document;
}

Document with_known_layer(Document document, const KnownLayer& known) {
  if (known.input == KnownInput::noise)
    return with_layer_on_noise(std::move(document), known.layer, known.in);
  document.layer = known.layer;
  document.grey = known.input == KnownInput::grey;
  document.source = InputSource::pictures;
  if (known.input == KnownInput::crops) {
    document.source = InputSource::crops;
    document.noise = known.in;
    document.bank = fresh_bank(FilterOrigin::preset, document.bank.seed);
    document.bank.preset = core::KernelPreset::uniform;
    document.bank.mix = MixPreset::uniform;
  }
  return document;
}

bool shows(const Document& document, const KnownLayer& known) {
  if (document.layer != known.layer) return false;
  if (known.input == KnownInput::noise)
    return document.source == InputSource::noise && document.noise == known.in;
  if (known.input == KnownInput::crops)
    return document.source == InputSource::crops && document.noise == known.in;
  return is_picture_of(document, known.input);
}

}  // namespace twofold::model
