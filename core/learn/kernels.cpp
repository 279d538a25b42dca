#include "core/learn/kernels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/filters.h"
#include "core/learn/student.h"

namespace twofold::core {
inline namespace learn {
namespace {

constexpr std::array<StandardPresetRow, 4> kRows{{
    {StandardPreset::edges, "edges", "edges of every direction: rank 2"},
    {StandardPreset::blobs, "blobs", "blobs of opposed colours: rank 1"},
    {StandardPreset::gabor, "gabor", "waves of every direction under a Gaussian"},
    {StandardPreset::random, "random", "random from a seed: full rank"},
}};

/// Where a tap lies from the kernel's middle, the larger half-size being 1.
struct FromMiddle {
  double down = 0;
  double across = 0;
};
FromMiddle from_middle(const FilterShape& shape, int ky, int kx) {
  const double half = std::max({(shape.height - 1) / 2.0, (shape.width - 1) / 2.0, 0.5});
  return {(ky - (shape.height - 1) / 2.0) / half, (kx - (shape.width - 1) / 2.0) / half};
}

/// Weight of input channel q in output k: opposed colours, (R, -G, 0), (0, G, -B), ...
double opposed(const FilterShape& shape, int q, int k) {
  if (q == k % shape.in) return 1;
  return q == (k + 1) % shape.in ? -1 : 0;
}

double weight(StandardPreset preset, const FilterShape& shape, int ky, int kx, int q, int k) {
  const auto [down, across] = from_middle(shape, ky, kx);
  const double angle = std::numbers::pi * k / shape.out;
  const double along = across * std::cos(angle) + down * std::sin(angle);
  const double blob = std::exp(-(down * down + across * across));
  switch (preset) {
    case StandardPreset::edges: return along * blob;
    case StandardPreset::blobs: return blob * opposed(shape, q, k);
    case StandardPreset::gabor: {
      const double phase = 0.75 * std::numbers::pi * along * std::numbers::sqrt2;
      return blob * (k % 2 == 0 ? std::cos(phase) : std::sin(phase));
    }
    case StandardPreset::random: break;
  }
  return 0;
}

}  // namespace

std::span<const StandardPresetRow> standard_presets() { return kRows; }

std::optional<StandardPreset> standard_preset(std::string_view name) {
  for (const StandardPresetRow& row : kRows) {
    if (row.name == name) return row.preset;
  }
  return std::nullopt;
}

Filter make_standard(StandardPreset preset, const FilterShape& shape, std::uint64_t seed) {
  if (preset == StandardPreset::random)
    return filters_of({}, shape, initial_weights({}, shape, Initialisation::he, seed)).standard;
  Filter w(shape);
  for (int ky = 0; ky < shape.height; ++ky) {
    for (int kx = 0; kx < shape.width; ++kx) {
      for (int q = 0; q < shape.in; ++q) {
        for (int k = 0; k < shape.out; ++k)
          w.at(ky, kx, q, k) = static_cast<float>(weight(preset, shape, ky, kx, q, k));
      }
    }
  }
  return w;
}

}  // namespace learn
}  // namespace twofold::core
