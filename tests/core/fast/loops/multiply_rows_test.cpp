#include <algorithm>

#include "tests/core/fast/loops/contract.h"

namespace twofold::core::fast {
namespace {

using tests::Fenced;

constexpr int kLength = 5;  // of a segment
constexpr int kSegments = 3;
constexpr int kRows = kLength * kSegments;

/// Pixels at places of their own, the last of which ends with the memory.
struct Rows {
  explicit Rows(std::ptrdiff_t pixels) {
    for (std::ptrdiff_t p = 0; p < pixels; ++p) offsets.push_back((pixels - 1 - p) * 7);
    for (int s = 0; s < kSegments; ++s) {
      const std::ptrdiff_t floats = (pixels - 1) * 7 + kLength;
      segments.push_back(memory.emplace_back(floats).fill(floats, s).data());
    }
  }
  std::vector<Fenced> memory;
  std::vector<const float*> segments;
  std::vector<std::ptrdiff_t> offsets;
};

void try_multiply(const Kernels& kernels, int outputs, std::ptrdiff_t pixels, bool in_parts) {
  INFO(pixels << " pixels to " << outputs << (in_parts ? " in parts" : ""));
  const Rows rows(pixels);
  const std::vector<float> weights = tests::wholes(kRows * outputs, 51);
  const PackedMatrix matrix(weights, kRows, outputs, kernels.lanes, kernels.panel_vectors);
  const std::vector<float> bias = tests::wholes(outputs, 52);
  Fenced out(pixels * outputs);
  MultiplyRows job;
  job.segments = rows.segments;
  job.segment_length = kLength;
  job.offsets = rows.offsets;
  job.matrix = &matrix;
  job.panels = matrix.panels();
  job.out = out.data();
  job.bias = bias.data();
  if (!in_parts) {
    kernels.multiply_rows(job);
  } else {
    Floats kept(static_cast<std::size_t>(pixels * matrix.widest_panel() * kernels.lanes));
    job.kept = kept.data();
    for (const PackedMatrix::Panel& panel : matrix.panels()) {
      for (int s = 0; s < kSegments; ++s) {
        job.panels = {&panel, 1};
        job.segments = {&rows.segments[static_cast<std::size_t>(s)], 1};
        job.first_row = s * kLength;
        job.begins = s == 0;
        job.ends = s + 1 == kSegments;
        kernels.multiply_rows(job);
      }
    }
  }
  int wrong = 0;
  for (std::ptrdiff_t p = 0; p < pixels; ++p) {
    for (int k = 0; k < outputs; ++k) {
      float sum = bias[static_cast<std::size_t>(k)];
      for (int row = 0; row < kRows; ++row)
        sum += rows.segments[static_cast<std::size_t>(row / kLength)]
                            [rows.offsets[static_cast<std::size_t>(p)] + row % kLength] *
               weights[static_cast<std::size_t>(row * outputs + k)];
      wrong += out[p * outputs + k] != sum;
    }
  }
  CHECK(wrong == 0);
  CHECK(out.is_clean_before());
}

}  // namespace

TEST_CASE("rows of channels times a matrix, at once and in parts, end where the rows end") {
  tests::by_every_target([](const Kernels& kernels) {
    for (const int outputs : tests::outputs(kernels)) {
      for (const std::ptrdiff_t pixels : {1, 2, 5, 6, 7, 8, 9, 25}) {
        try_multiply(kernels, outputs, pixels, false);
        try_multiply(kernels, outputs, pixels, true);
      }
    }
  });
}

}  // namespace twofold::core::fast
