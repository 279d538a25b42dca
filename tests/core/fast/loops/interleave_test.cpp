#include "tests/core/fast/loops/contract.h"

namespace twofold::core::fast {
namespace {

using tests::Fenced;

}  // namespace

TEST_CASE("planes become interleaved channels and back, to the last float and no further") {
  tests::by_every_target([](const Kernels& kernels) {
    for (const int channels : {1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 17, 24}) {
      for (const std::ptrdiff_t pixels : tests::lengths(kernels)) {
        INFO(pixels << " pixels of " << channels);
        // The last plane ends where the memory does.
        const std::ptrdiff_t stride = pixels + 3;
        const std::ptrdiff_t floats = (channels - 1) * stride + pixels;
        Fenced planes(floats);
        planes.fill(floats, 71);
        Fenced interleaved(pixels * channels);
        kernels.interleave({planes.data(), stride, channels, pixels, interleaved.data()});
        int wrong = 0;
        for (std::ptrdiff_t p = 0; p < pixels; ++p) {
          for (int c = 0; c < channels; ++c)
            wrong += interleaved[p * channels + c] != planes[c * stride + p];
        }
        CHECK(wrong == 0);
        CHECK(interleaved.is_clean_before());

        Fenced back(floats);
        kernels.deinterleave(
            {interleaved.data(), channels, pixels, {back.data(), stride}, interleaved.data()});
        for (std::ptrdiff_t p = 0; p < pixels; ++p) {
          for (int c = 0; c < channels; ++c)
            wrong += back[c * stride + p] != planes[c * stride + p];
        }
        CHECK(wrong == 0);
        CHECK(back.is_clean_before());
      }
    }
  });
}

}  // namespace twofold::core::fast
