#include "tests/core/fast/loops/contract.h"

namespace twofold::core::fast {
namespace {

using tests::Fenced;

struct Case {
  Extent taps;
  int channels = 1;
  int multiplier = 1;
  int pixels = 1;
  int stride = 1;    ///< pixels of the input from one output to the next
  int dilation = 1;  ///< and from one tap to the next
};

/// A picture that ends with the last tap of the last pixel.
void try_filter(const Kernels& kernels, const Case& c) {
  INFO(c.taps.height << " x " << c.taps.width << " taps, " << c.channels << " channels, m "
                     << c.multiplier << ", " << c.pixels << " pixels, stride " << c.stride
                     << ", dilation " << c.dilation);
  DepthwiseRows job;
  job.pixel_step = static_cast<std::ptrdiff_t>(c.stride) * c.channels;
  job.column_step = static_cast<std::ptrdiff_t>(c.dilation) * c.channels;
  job.row_step = (c.pixels * c.stride + c.taps.width * c.dilation) * job.column_step;
  job.taps = c.taps;
  job.channels = c.channels;
  job.multiplier = c.multiplier;
  job.pixels = c.pixels;
  job.out_step = static_cast<std::ptrdiff_t>(c.multiplier) * c.channels;
  job.weights_row_step = c.taps.width * job.out_step;
  const std::ptrdiff_t floats = (c.pixels - 1) * job.pixel_step +
                                (c.taps.height - 1) * job.row_step +
                                (c.taps.width - 1) * job.column_step + c.channels;
  Fenced in(floats);
  job.in = in.fill(floats, 1).data();
  Fenced weights(c.taps.height * job.weights_row_step);
  job.weights = weights.fill(c.taps.height * job.weights_row_step, 2).data();
  Fenced out(c.pixels * job.out_step);
  job.out = out.data();
  kernels.depthwise_rows(job);
  int wrong = 0;
  for (int p = 0; p < c.pixels; ++p) {
    for (int t = 0; t < c.multiplier * c.channels; ++t) {
      float sum = 0;
      for (int ky = 0; ky < c.taps.height; ++ky) {
        for (int kx = 0; kx < c.taps.width; ++kx)
          sum +=
              in[p * job.pixel_step + ky * job.row_step + kx * job.column_step + t % c.channels] *
              weights[ky * job.weights_row_step + kx * job.out_step + t];
      }
      wrong += out[p * job.out_step + t] != sum;
    }
  }
  CHECK(wrong == 0);
  CHECK(out.is_clean_before());
}

}  // namespace

TEST_CASE("depthwise rows take any taps, steps and channels from a vector on") {
  tests::by_every_target([](const Kernels& kernels) {
    const int lanes = kernels.lanes;
    for (const int channels : {lanes, lanes + 1, 2 * lanes, 3 * lanes - 1}) {
      for (const Extent taps : {Extent{1, 1}, {3, 3}, {2, 5}, {5, 5}, {1, 3}, {3, 1}}) {
        for (const int pixels : {1, 2, 3, 7, 8, 13}) {
          for (const int multiplier : {1, 2, 3}) {
            try_filter(kernels, {taps, channels, multiplier, pixels, 1, 1});
            try_filter(kernels, {taps, channels, multiplier, pixels, 2, 1});
            try_filter(kernels, {taps, channels, multiplier, pixels, 1, 2});
          }
        }
      }
    }
  });
}

}  // namespace twofold::core::fast
