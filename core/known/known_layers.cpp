#include "core/known/known_layers.h"

#include <array>

namespace twofold::core {
inline namespace known {

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

}  // namespace known
}  // namespace twofold::core
