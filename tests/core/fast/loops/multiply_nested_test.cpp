#include <array>

#include "tests/core/fast/loops/contract.h"

namespace twofold::core::fast {
namespace {

using tests::Fenced;

struct Trial {
  int channels = 1;
  int outputs = 1;
  std::ptrdiff_t pixels = 1;
  int rows = kQuadRows;
  bool past_caches = false;

  /// What there is of every kind: pixels are computed kNestedPixels at a time, wanted or not.
  std::ptrdiff_t floats() const {
    return (pixels + kNestedPixels - 1) / kNestedPixels * kNestedPixels * channels;
  }
  /// Row `row` of the weights of a kind: of every channel those of even pixels and of odd ones.
  static float weight(int kind, int row, int output) {
    return tests::whole(row * 100 + output, 120 + kind);
  }
  /// The product sums of one kind at pixel p.
  float product(int kind, Fenced& sums, Fenced& differences, std::ptrdiff_t p, int output) const {
    const int side = static_cast<int>(p % 2);
    const std::ptrdiff_t pair = p - side;
    std::array<float, 2> inner{};
    float outer = 0;
    const std::ptrdiff_t plane = kind * floats();
    for (int q = 0; q < channels; ++q) {
      for (int s = 0; s < 2; ++s)
        inner[static_cast<std::size_t>(s)] +=
            sums[plane + (pair + s) * channels + q] * weight(kind, 2 * q + s, output);
      outer +=
          differences[plane + p * channels + q] * weight(kind, 2 * channels + 2 * q + side, output);
    }
    return (side == 0 ? inner[0] + inner[1] : inner[0] - inner[1]) + outer;
  }
};

void try_nested(const Kernels& kernels, const Trial& t, int lanes) {
  INFO(t.pixels << " pixels of " << t.rows << " rows, " << t.channels << " channels to "
                << t.outputs << " in vectors of " << lanes);
  const std::ptrdiff_t all = kCombinedRows * t.floats();
  Fenced sums(all);
  sums.fill(all, 130);
  Fenced differences(all);
  differences.fill(all, 131);
  std::vector<float> weights;
  for (int kind = 0; kind < kCombinedRows; ++kind) {
    for (int row = 0; row < 4 * t.channels; ++row) {
      for (int k = 0; k < t.outputs; ++k) weights.push_back(Trial::weight(kind, row, k));
    }
  }
  const PackedMatrix matrix(weights, kCombinedRows * 4 * t.channels, t.outputs, lanes,
                            kernels.nested_vectors, PackedMatrix::LastVector::alone);
  const std::vector<float> bias = tests::wholes(t.outputs, 132);
  MultiplyNested job;
  job.differences = {differences.data(), t.floats()};
  job.sums = {sums.data(), t.floats()};
  job.channels = t.channels;
  job.matrix = &matrix;
  job.out_step = t.pixels * t.outputs;
  Fenced out(t.rows * job.out_step);
  job.out = out.data();
  job.rows = t.rows;
  job.pixels = t.pixels;
  job.bias = t.past_caches ? nullptr : bias.data();
  job.past_caches = t.past_caches;
  kernels.multiply_nested(job);
  int wrong = 0;
  for (std::ptrdiff_t p = 0; p < t.pixels; ++p) {
    for (int k = 0; k < t.outputs; ++k) {
      std::vector<float> products;
      for (int kind = 0; kind < kCombinedRows; ++kind)
        products.push_back(t.product(kind, sums, differences, p, k));
      const std::vector<float> want = tests::quad_rows(products);
      for (int r = 0; r < t.rows; ++r) {
        const float added = job.bias ? bias[static_cast<std::size_t>(k)] : 0;
        wrong +=
            out[r * job.out_step + p * t.outputs + k] != want[static_cast<std::size_t>(r)] + added;
      }
    }
  }
  CHECK(wrong == 0);
  CHECK(out.is_clean_before());
}

}  // namespace

TEST_CASE("nested filtering stores the rows and pixels that are wanted, and no others") {
  tests::by_every_target([](const Kernels& kernels) {
    const int lanes = kernels.lanes;
    for (const int channels : {1, 2, 3, 5}) {
      for (const int outputs : {lanes, lanes + 1, 2 * lanes, 3 * lanes - 1}) {
        for (const std::ptrdiff_t pixels : {1, 2, 5, 6, 7, 12, 19}) {
          for (const int rows : {1, 3, 4}) {
            try_nested(kernels, {channels, outputs, pixels, rows, false}, lanes);
            try_nested(kernels, {channels, outputs, pixels, rows, true}, lanes);
          }
        }
      }
      if (lanes < 16) continue;
      for (const int outputs : {lanes / 2, lanes - 1})
        try_nested(kernels, {channels, outputs, 7, kQuadRows, false}, lanes / 2);
    }
  });
}

}  // namespace twofold::core::fast
