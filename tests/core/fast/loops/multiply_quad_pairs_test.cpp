#include "tests/core/fast/loops/quads.h"

namespace twofold::core::fast {
namespace {

using tests::Fenced;
using tests::QuadTrial;

void try_pairs(const Kernels& kernels, const QuadTrial& trial) {
  const std::ptrdiff_t step = 2 * trial.length();
  Fenced combined(static_cast<std::ptrdiff_t>(kCombinedPairs.size()) * step);
  std::vector<float> weights;
  float* to = combined.data();
  for (const auto& kinds : kCombinedPairs) {
    for (std::ptrdiff_t i = 0; i < trial.length(); ++i) {
      for (const int kind : kinds) *to++ = trial.combined(kind, i);
    }
    for (int tap = 0; tap < QuadTrial::kTaps; ++tap) {
      for (int k = 0; k < trial.outputs; ++k) {
        for (const int kind : kinds) weights.push_back(trial.weight(kind, tap, k));
      }
    }
  }
  const PackedMatrix matrix(weights, 3 * QuadTrial::kTaps, 2 * trial.outputs, kernels.lanes, 1);
  MultiplyQuads job;
  job.combined = combined.data();
  job.kind_step = step;
  job.matrix = &matrix;
  trial.check(job, kernels.multiply_quad_pairs);
}

}  // namespace

TEST_CASE("the same rows come of two kinds side by side, for fewer outputs than lanes") {
  tests::by_every_target([](const Kernels& kernels) {
    for (int outputs = kernels.lanes / 2; outputs < kernels.lanes; ++outputs) {
      for (const std::ptrdiff_t pixels : {1, 2, 3, 4, 5, 8, 12, 13, 25}) {
        for (int rows = 1; rows <= kQuadRows; ++rows) {
          try_pairs(kernels, {outputs, pixels, rows, false});
          try_pairs(kernels, {outputs, pixels, rows, true});
        }
      }
    }
  });
}

}  // namespace twofold::core::fast
