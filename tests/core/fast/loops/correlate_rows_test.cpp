#include "tests/core/fast/loops/contract.h"

namespace twofold::core::fast {
namespace {

using tests::Fenced;

void try_correlate(const Kernels& kernels, int channels, Extent taps, int pixels) {
  INFO(taps.height << " x " << taps.width << " taps, " << channels << " channels, " << pixels
                   << " pixels");
  CorrelateRows job;
  job.pixel_step = channels;
  job.column_step = 2 * static_cast<std::ptrdiff_t>(channels);
  job.row_step = (pixels + 2 * taps.width) * job.pixel_step;
  job.taps = taps;
  job.grad_step = channels + 3;
  job.pixels = pixels;
  job.channels = channels;
  job.sums_column_step = channels;
  job.sums_row_step = taps.width * job.sums_column_step;
  const std::ptrdiff_t floats = (pixels - 1) * job.pixel_step + (taps.height - 1) * job.row_step +
                                (taps.width - 1) * job.column_step + channels;
  Fenced in(floats);
  job.in = in.fill(floats, 81).data();
  const std::ptrdiff_t grads = (pixels - 1) * job.grad_step + channels;
  Fenced grad(grads);
  job.grad = grad.fill(grads, 82).data();
  // Something is there already: sums are added to.
  Fenced sums(taps.height * job.sums_row_step);
  job.sums = sums.fill(taps.height * job.sums_row_step, 83).data();
  kernels.correlate_rows(job);
  int wrong = 0;
  for (int ky = 0; ky < taps.height; ++ky) {
    for (int kx = 0; kx < taps.width; ++kx) {
      for (int q = 0; q < channels; ++q) {
        const std::ptrdiff_t at = ky * job.sums_row_step + kx * job.sums_column_step + q;
        float sum = tests::whole(at, 83);
        for (int p = 0; p < pixels; ++p)
          sum += in[p * job.pixel_step + ky * job.row_step + kx * job.column_step + q] *
                 grad[p * job.grad_step + q];
        wrong += sums[at] != sum;
      }
    }
  }
  CHECK(wrong == 0);
  CHECK(sums.is_clean_before());
}

}  // namespace

TEST_CASE("a channel that two vectors hold is added to a filter's gradient once") {
  tests::by_every_target([](const Kernels& kernels) {
    const int lanes = kernels.lanes;
    for (const int channels : {lanes, lanes + 1, 2 * lanes, 3 * lanes - 1}) {
      for (const Extent taps : {Extent{1, 1}, {3, 3}, {4, 2}, {2, 4}, {5, 7}}) {
        for (const int pixels : {1, 2, 9}) try_correlate(kernels, channels, taps, pixels);
      }
    }
  });
}

}  // namespace twofold::core::fast
