#include "core/networks.h"

#include <algorithm>
#include <array>

namespace twofold::core {
namespace {

constexpr Shape square(int side, int channels) { return {1, side, side, channels}; }

/// A 3x3 separable layer of multiplier 1, SAME.
NetworkLayer separable(std::string_view name, Shape in, int out, int stride = 1) {
  return {
      name, LayerKind::separable, in, {{3, 3}, {stride, stride}, {1, 1}, Padding::same, 1, out}};
}

NetworkLayer standard(std::string_view name, Shape in, const Layer& layer) {
  return {name, LayerKind::standard, in, layer};
}

NetworkLayer classifier(int in, int classes) {
  return {"classifier",
          LayerKind::classifier,
          square(1, in),
          {{1, 1}, {1, 1}, {1, 1}, Padding::valid, 1, classes}};
}

Network mobilenet_v1() {
  return {
      "mobilenet-v1",
      "MobileNet v1",
      "Howard et al. 2017, arXiv 1704.04861, table 1: 224x224, width 1",
      {standard("conv1", square(224, 3), {{3, 3}, {2, 2}, {1, 1}, Padding::same, 1, 32}),
       separable("separable2", square(112, 32), 64),
       separable("separable3", square(112, 64), 128, 2),
       separable("separable4", square(56, 128), 128),
       separable("separable5", square(56, 128), 256, 2),
       separable("separable6", square(28, 256), 256),
       separable("separable7", square(28, 256), 512, 2),
       separable("separable8", square(14, 512), 512), separable("separable9", square(14, 512), 512),
       separable("separable10", square(14, 512), 512),
       separable("separable11", square(14, 512), 512),
       separable("separable12", square(14, 512), 512),
       separable("separable13", square(14, 512), 1024, 2),
       separable("separable14", square(7, 1024), 1024), classifier(1024, 1000)}};
}

/// A 1x1 convolution with stride 2, past a block of Xception.
NetworkLayer shortcut(std::string_view name, Shape in, int out) {
  return standard(name, in, {{1, 1}, {2, 2}, {1, 1}, Padding::same, 1, out});
}

Network xception() {
  Network network{
      "xception",
      "Xception",
      "Chollet 2017, arXiv 1610.02357, figure 5: 299x299",
      {standard("block1_conv1", square(299, 3), {{3, 3}, {2, 2}, {1, 1}, Padding::valid, 1, 32}),
       standard("block1_conv2", square(149, 32), {{3, 3}, {1, 1}, {1, 1}, Padding::valid, 1, 64}),
       shortcut("block2_shortcut", square(147, 64), 128),
       separable("block2_separable1", square(147, 64), 128),
       separable("block2_separable2", square(147, 128), 128),
       shortcut("block3_shortcut", square(74, 128), 256),
       separable("block3_separable1", square(74, 128), 256),
       separable("block3_separable2", square(74, 256), 256),
       shortcut("block4_shortcut", square(37, 256), 728),
       separable("block4_separable1", square(37, 256), 728),
       separable("block4_separable2", square(37, 728), 728)}};
  constexpr std::array kMiddle{
      "block5_separable1",  "block5_separable2",  "block5_separable3",  "block6_separable1",
      "block6_separable2",  "block6_separable3",  "block7_separable1",  "block7_separable2",
      "block7_separable3",  "block8_separable1",  "block8_separable2",  "block8_separable3",
      "block9_separable1",  "block9_separable2",  "block9_separable3",  "block10_separable1",
      "block10_separable2", "block10_separable3", "block11_separable1", "block11_separable2",
      "block11_separable3", "block12_separable1", "block12_separable2", "block12_separable3"};
  for (const char* name : kMiddle) {
    network.layers.push_back(separable(name, square(19, 728), 728));
  }
  network.layers.insert(
      network.layers.end(),
      {shortcut("block13_shortcut", square(19, 728), 1024),
       separable("block13_separable1", square(19, 728), 728),
       separable("block13_separable2", square(19, 728), 1024),
       separable("block14_separable1", square(10, 1024), 1536),
       separable("block14_separable2", square(10, 1536), 2048), classifier(2048, 1000)});
  return network;
}

}  // namespace

std::span<const Network> networks() {
  static const std::array all{mobilenet_v1(), xception()};
  return all;
}

const Network* find_network(std::string_view name) {
  for (const Network& network : networks()) {
    if (network.name == name) return &network;
  }
  return nullptr;
}

std::span<const KnownLayer> known_layers() {
  static constexpr std::array kLayers{
      KnownLayer{"tf-sample",
                 "The sample of tf.nn.separable_conv2d",
                 "a batch of 100 pictures of 8x8, RGB to 3",
                 "sample code that fills the filters from 0 to 1 and prints y.shape",
                 {100, 8, 8, 3},
                 {{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 3}},
      KnownLayer{"mobilenet-v1",
                 "MobileNet v1, second layer",
                 "the 1x1 convolution does nearly nine tenths of the work",
                 "Howard et al. 2017, arXiv 1704.04861, table 1",
                 {1, 112, 112, 32},
                 {{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 64}},
      KnownLayer{"xception",
                 "Xception, middle flow",
                 "the layer that Xception repeats 24 times",
                 "Chollet 2017, arXiv 1610.02357, figure 5",
                 {1, 19, 19, 728},
                 {{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 728}},
      KnownLayer{"inception-v2",
                 "Inception-v2, first layer",
                 "a large kernel and many outputs, so that a multiplier of 8 pays",
                 "TF-Slim inception_v2.py, Conv2d_1a_7x7",
                 {1, 224, 224, 3},
                 {{7, 7}, {2, 2}, {1, 1}, Padding::same, 8, 64}},
      KnownLayer{
          "eegnet-ssvep",
          "EEGNet-SSVEP, last layer",
          "a kernel along time only, with multiplier 2",
          "vlawhern/arl-eegmodels of August 2018 (f3e7777), with its default of 128 samples, after "
          "pooling by 4; Waytowich et al., arXiv 1803.04566",
          {1, 1, 32, 8},
          {{1, 8}, {1, 1}, {1, 1}, Padding::same, 2, 16}},
      KnownLayer{"grey",
                 "One grey channel",
                 "nothing is kept apart: depthwise is the standard convolution already",
                 "the formula",
                 {1, 224, 224, 1},
                 {{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 8}},
      KnownLayer{"above-break-even",
                 "RGB to 64 with m = 8",
                 "just above the break-even of 7.89: separable costs 1.4 % more than standard",
                 "the formula",
                 {1, 224, 224, 3},
                 {{3, 3}, {1, 1}, {1, 1}, Padding::same, 8, 64}}};
  return kLayers;
}

Cost layer_cost(const NetworkLayer& layer) {
  Cost all = cost(layer.layer, layer.in);
  if (layer.kind == LayerKind::separable) return all;
  Cost standard_only;
  standard_only.standard = all.standard;
  return standard_only;
}

NetworkCost network_cost(const Network& network) {
  NetworkCost sums;
  for (const NetworkLayer& layer : network.layers) {
    const Cost c = layer_cost(layer);
    switch (layer.kind) {
      case LayerKind::standard: sums.standard += c.standard; break;
      case LayerKind::classifier: sums.classifier += c.standard; break;
      case LayerKind::separable:
        sums.depthwise += c.depthwise;
        sums.pointwise += c.pointwise;
        sums.separable_layers_as_standard += c.standard;
        break;
    }
  }
  return sums;
}

}  // namespace twofold::core
