// The other networks, and the list of all.
#include <array>
#include <initializer_list>
#include <string>

#include "core/known/network_builder.h"

namespace twofold::core {
inline namespace known {

Network convnext_t() {
  Network network{
      "convnext-t",
      "ConvNeXt-T",
      "Liu et al. 2022, arXiv 2201.03545: 224x224",
      "Published: 4.5 G multiply-adds, 28.6 M parameters: 28,589,128 with norms, biases "
      "and 6,624 scales of the blocks.",
      {},
      6624};
  struct Row {
    int channels, blocks;
  };
  constexpr std::array kRows{Row{96, 3}, Row{192, 3}, Row{384, 9}, Row{768, 3}};
  Builder b(network, square(224, 3));
  b.standard("stem", 96, 4, 4, kBiasLayerNorm);
  int block = 1;
  for (const Row& row : kRows) {
    if (row.channels != b.channels()) {
      b.norm();
      b.standard("down" + std::to_string(row.channels), row.channels, 2, 2, kBias);
    }
    for (int i = 0; i < row.blocks; ++i, ++block) {
      const std::string name = "block" + std::to_string(block);
      b.separable(name, 4 * row.channels, 7, 1, kBiasLayerNorm, kBias);
      b.standard(name + "_project", row.channels, 1, 1, kBias);
    }
  }
  b.norm();
  b.classifier();
  return network;
}

Network xception() {
  Network network{
      "xception",
      "Xception",
      "Chollet 2017, arXiv 1610.02357, figure 5: 299x299",
      "Published: 22.9 M parameters: 22,910,480 in Keras, with 54,528 of norms, as many "
      "again for their mean and variance, and 1,000 biases.",
      {}};
  Builder b(network, square(299, 3));
  const auto valid = [&](const char* name, int out, int stride) {
    Layer unpadded = layer(3, stride, out);
    unpadded.padding = Padding::valid;
    b.add({name, square(b.side(), b.channels()), standard_list(unpadded, kNorm)});
  };
  valid("block1_conv1", 32, 2);
  valid("block1_conv2", 64, 1);
  int block = 2;
  const auto block_of = [&](std::initializer_list<int> outs, bool has_shortcut) {
    const std::string name = "block" + std::to_string(block++);
    if (has_shortcut) {
      b.aside(name + "_shortcut", square(b.side(), b.channels()),
              standard_list(layer(1, 2, *(outs.end() - 1)), kNorm));
    }
    int number = 1;
    for (const int out : outs)
      b.separable(name + "_separable" + std::to_string(number++), out, 3, 1, kNothing, kNorm);
    if (has_shortcut) b.go_on(square((b.side() + 1) / 2, b.channels()));
  };
  for (const int out : {128, 256, 728}) block_of({out, out}, true);
  for (int i = 0; i < 8; ++i) block_of({728, 728, 728}, false);
  block_of({728, 1024}, true);
  block_of({1536, 2048}, false);
  b.classifier();
  return network;
}

/// What follows the backbone: five branches side by side, then the decoder at a quarter of the
/// picture.
Network deeplab() {
  Network network{
      "deeplab-v3-plus",
      "DeepLab v3+, its head",
      "Chen et al. 2018, arXiv 1802.02611, on an Xception of output stride 16: 513x513",
      "Without the backbone, whose 33x33x2048 values it reads, and its 129x129x256 from "
      "an early block.",
      {}};
  const Shape deep = square(33, 2048);
  constexpr int kWidth = 256;
  Builder b(network, deep);
  b.aside("aspp_1x1", deep, standard_list(layer(1, 1, kWidth), kNorm));
  for (const int rate : {6, 12, 18}) {
    b.aside("aspp_rate" + std::to_string(rate), deep,
            separable_list(layer(3, 1, kWidth, rate), kNorm, kNorm));
  }
  b.aside("aspp_pooled", square(1, 2048), standard_list(layer(1, 1, kWidth), kNorm));
  b.go_on(square(33, 5 * kWidth));
  b.standard("aspp_project", kWidth, 1, 1, kNorm);
  b.aside("decoder_low", square(129, kWidth), standard_list(layer(1, 1, 48), kNorm));
  b.go_on(square(129, kWidth + 48));
  b.separable("decoder1", kWidth, 3, 1, kNorm, kNorm);
  b.separable("decoder2", kWidth, 3, 1, kNorm, kNorm);
  b.standard("logits", 21, 1, 1, kBias);
  return network;
}

std::span<const Network> networks() {
  static const std::array all{mobilenet_v1({}), mobilenet_v2({}), efficientnet_b0(),
                              convnext_t(),     xception(),       deeplab()};
  return all;
}

Network scaled(const Network& network, const NetworkScale& scale) {
  if (network.name == "mobilenet-v1") return mobilenet_v1(scale);
  if (network.name == "mobilenet-v2") return mobilenet_v2(scale);
  return network;
}

}  // namespace known
}  // namespace twofold::core
