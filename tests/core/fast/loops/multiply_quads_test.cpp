#include "tests/core/fast/loops/quads.h"

namespace twofold::core::fast {
namespace {

using tests::Fenced;
using tests::QuadTrial;

void try_quads(const Kernels& kernels, const QuadTrial& trial) {
  Fenced combined(kCombinedRows * trial.length());
  std::vector<float> weights;
  for (int kind = 0; kind < kCombinedRows; ++kind) {
    for (std::ptrdiff_t i = 0; i < trial.length(); ++i)
      combined[kind * trial.length() + i] = trial.combined(kind, i);
    for (int tap = 0; tap < QuadTrial::kTaps; ++tap) {
      for (int k = 0; k < trial.outputs; ++k) weights.push_back(trial.weight(kind, tap, k));
    }
  }
  const PackedMatrix matrix(weights, kCombinedRows * QuadTrial::kTaps, trial.outputs, kernels.lanes,
                            1);
  MultiplyQuads job;
  job.combined = combined.data();
  job.kind_step = trial.length();
  job.matrix = &matrix;
  trial.check(job, kernels.multiply_quads);
}

}  // namespace

TEST_CASE("four rows come of six kinds of products, as many rows and pixels as are wanted") {
  tests::by_every_target([](const Kernels& kernels) {
    const int lanes = kernels.lanes;
    for (const int outputs : {lanes, lanes + 1, 2 * lanes, 3 * lanes - 1}) {
      for (const std::ptrdiff_t pixels : {1, 2, 3, 4, 5, 6, 7, 13}) {
        for (int rows = 1; rows <= kQuadRows; ++rows) {
          try_quads(kernels, {outputs, pixels, rows, false});
          try_quads(kernels, {outputs, pixels, rows, true});
        }
      }
    }
  });
}

}  // namespace twofold::core::fast
