// MobileNets and what came of them: layer after layer, as their papers and published models have
// them.
#include <algorithm>
#include <array>
#include <string>

#include "core/known/network_builder.h"

namespace twofold::core {
inline namespace known {
namespace {

/// The nearest multiple of eight, which takes no more than a tenth off.
int by_eight(double channels) {
  const int nearest = std::max(8, static_cast<int>(channels + 4) / 8 * 8);
  return nearest < 0.9 * channels ? nearest + 8 : nearest;
}

/// Inverted residual blocks: expanded t times, filtered, projected.
struct BlockRow {
  int expansion, out, repeats, stride, kernel;
};

}  // namespace

Network mobilenet_v1(const NetworkScale& scale) {
  Network network{
      "mobilenet-v1",
      "MobileNet v1",
      "Howard et al. 2017, arXiv 1704.04861, table 1",
      "Published: 569 M multiply-adds, 4.2 M parameters. These are the weights of "
      "convolutions and classifier; Keras states 4,253,864, with 21,888 of norms, as many "
      "again for their mean and variance, and 1,000 biases.",
      {},
      0,
      true};
  // Channels are cut, as the paper's model does, and never fewer than eight.
  const auto wide = [&](int channels) {
    return std::max(8, static_cast<int>(channels * scale.width));
  };
  Builder b(network, square(scale.side, 3));
  b.standard("conv1", wide(32), 3, 2, kNorm);
  struct Row {
    int out, stride;
  };
  constexpr std::array kRows{Row{64, 1},  Row{128, 2},  Row{128, 1}, Row{256, 2}, Row{256, 1},
                             Row{512, 2}, Row{512, 1},  Row{512, 1}, Row{512, 1}, Row{512, 1},
                             Row{512, 1}, Row{1024, 2}, Row{1024, 1}};
  int number = 2;
  for (const Row& row : kRows)
    b.separable("separable" + std::to_string(number++), wide(row.out), 3, row.stride, kNorm, kNorm);
  b.classifier();
  return network;
}

Network mobilenet_v2(const NetworkScale& scale) {
  Network network{
      "mobilenet-v2",
      "MobileNet v2",
      "Sandler et al. 2018, arXiv 1801.04381, table 2",
      "Published: 300 M multiply-adds, 3.4 M parameters. The weights are 3.47 M, cut to "
      "3.4 in the paper; with norms and biases they are 3,504,872, as torchvision and "
      "Keras count what is trained.",
      {},
      0,
      true};
  constexpr std::array kRows{BlockRow{1, 16, 1, 1, 3}, BlockRow{6, 24, 2, 2, 3},
                             BlockRow{6, 32, 3, 2, 3}, BlockRow{6, 64, 4, 2, 3},
                             BlockRow{6, 96, 3, 1, 3}, BlockRow{6, 160, 3, 2, 3},
                             BlockRow{6, 320, 1, 1, 3}};
  Builder b(network, square(scale.side, 3));
  b.standard("conv1", by_eight(32 * scale.width), 3, 2, kNorm);
  int block = 1;
  for (const BlockRow& row : kRows) {
    for (int i = 0; i < row.repeats; ++i, ++block) {
      const std::string name = "block" + std::to_string(block);
      if (row.expansion > 1)
        b.standard(name + "_expand", b.channels() * row.expansion, 1, 1, kNorm);
      b.separable(name, by_eight(row.out * scale.width), row.kernel, i == 0 ? row.stride : 1, kNorm,
                  kNorm);
    }
  }
  b.standard("conv_last", by_eight(1280 * std::max(scale.width, 1.0)), 1, 1, kNorm);
  b.classifier();
  return network;
}

Network efficientnet_b0() {
  Network network{"efficientnet-b0",
                  "EfficientNet-B0",
                  "Tan and Le 2019, arXiv 1905.11946, table 1: 224x224",
                  "Published: 0.39 G multiply-adds, 5.3 M parameters: 5,288,548 with norms and "
                  "biases, those of squeeze and excitation included.",
                  {}};
  constexpr std::array kRows{BlockRow{1, 16, 1, 1, 3},  BlockRow{6, 24, 2, 2, 3},
                             BlockRow{6, 40, 2, 2, 5},  BlockRow{6, 80, 3, 2, 3},
                             BlockRow{6, 112, 3, 1, 5}, BlockRow{6, 192, 4, 2, 5},
                             BlockRow{6, 320, 1, 1, 3}};
  Builder b(network, square(224, 3));
  b.standard("conv1", 32, 3, 2, kNorm);
  int block = 1;
  for (const BlockRow& row : kRows) {
    for (int i = 0; i < row.repeats; ++i, ++block) {
      const std::string name = "block" + std::to_string(block);
      const int narrow = std::max(1, b.channels() / 4);
      const int expanded = b.channels() * row.expansion;
      if (row.expansion > 1) b.standard(name + "_expand", expanded, 1, 1, kNorm);
      b.aside(name + "_squeeze", square(1, expanded), standard_list(layer(1, 1, narrow), kBias));
      b.aside(name + "_excite", square(1, narrow), standard_list(layer(1, 1, expanded), kBias));
      b.separable(name, row.out, row.kernel, i == 0 ? row.stride : 1, kNorm, kNorm);
    }
  }
  b.standard("conv_last", 1280, 1, 1, kNorm);
  b.classifier();
  return network;
}

}  // namespace known
}  // namespace twofold::core
