#include "core/fast/loops/probe.h"

#include <cassert>

namespace twofold::core::fast::inline loops {
namespace {

constexpr std::int64_t kSteps = 1 << 17;                  // of a piece: under a millisecond
constexpr std::int64_t kPieces = 8;                       // a thread
constexpr std::int64_t kFloats = std::int64_t{12} << 20;  // 48 MiB, twice
constexpr std::int64_t kCopied = std::int64_t{1} << 16;   // at a time

}  // namespace

Probe::Probe(int threads, Target target)
    : kernels_(kernels_for(target)),
      workers_(threads),
      from_(kFloats, 1.0f),
      to_(kFloats),
      results_(static_cast<std::size_t>(workers_.threads())) {
  assert(kernels_ && "ask available() before");
}

std::int64_t Probe::compute() {
  const std::int64_t pieces = kPieces * threads();
  workers_.run(pieces, nullptr, [&](int slot, std::int64_t) {
    results_[static_cast<std::size_t>(slot)] += kernels_->multiply_add_chains(kSteps);
  });
  return 2 * pieces * kSteps * kChains * kernels_->lanes;
}

std::int64_t Probe::copy() {
  workers_.run(kFloats / kCopied, nullptr, [&](int, std::int64_t piece) {
    kernels_->doubled(from_.data() + piece * kCopied, to_.data() + piece * kCopied, kCopied);
  });
  return 2 * kFloats * static_cast<std::int64_t>(sizeof(float));
}

}  // namespace twofold::core::fast::inline loops
