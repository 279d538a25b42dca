#include "core/fast/after.h"

#include <algorithm>
#include <cmath>

namespace twofold::core::fast {
namespace {

constexpr std::size_t kChunk = 16 * 1024;  // floats

/// Applies the activation to some values; raises both to the largest magnitudes before and after.
void apply(Activation activation, std::span<float> values, float& before, float& left) {
  for (float& value : values) {
    before = std::max(before, std::abs(value));
    value = activate(value, activation);
    left = std::max(left, std::abs(value));
  }
}

}  // namespace

float largest(std::span<const float> values) {
  float found = 0;
  for (const float value : values) found = std::max(found, std::abs(value));
  return found;
}

bool leaves_enough(float before, float left) { return left >= kLeastLeft * before; }

After::After(const Layer& layer, const Filters& filters, int threads)
    : bias_(largest(filters.bias)),
      layer_(layer),
      filters_(filters),
      workers_(threads),
      before_(static_cast<std::size_t>(workers_.threads())),
      left_(before_.size()) {}

void After::run(const Tensor& x, std::span<float> y, const StopFlag* stop) {
  if (filters_.activation == Activation::none) {
    // As a rule one of the first values is large enough.
    const bool enough = std::any_of(y.begin(), y.end(), [&](float value) {
      return leaves_enough(bias_ + std::abs(value), std::abs(value));
    });
    if (!enough) refer(x, y, stop);
    return;
  }
  std::fill(before_.begin(), before_.end(), 0.0F);
  std::fill(left_.begin(), left_.end(), 0.0F);
  const std::size_t chunks = (y.size() + kChunk - 1) / kChunk;
  workers_.run(static_cast<std::int64_t>(chunks), stop, [&](int slot, std::int64_t chunk) {
    const std::size_t first = static_cast<std::size_t>(chunk) * kChunk;
    const std::size_t mine = static_cast<std::size_t>(slot);
    float before = 0;
    float left = 0;
    apply(filters_.activation, y.subspan(first, std::min(kChunk, y.size() - first)), before, left);
    before_[mine] = std::max(before_[mine], before);
    left_[mine] = std::max(left_[mine], left);
  });
  if (stop && stop->load(std::memory_order_relaxed)) return;
  const float before = bias_ + *std::max_element(before_.begin(), before_.end());
  const float left = *std::max_element(left_.begin(), left_.end());
  if (!leaves_enough(before, left)) refer(x, y, stop);
}

void After::refer(const Tensor& x, std::span<float> y, const StopFlag* stop) const {
  const Tensor want = core::separable_conv2d(x, filters_, layer_, stop).y;
  std::copy(want.values.begin(), want.values.end(), y.begin());
}

}  // namespace twofold::core::fast
