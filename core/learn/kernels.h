// Standard kernels [kh,kw,C,K] to fit or to copy: some that a separable convolution can make, some
// that it cannot.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/tensor.h"

namespace twofold::core {
inline namespace learn {

enum class StandardPreset {
  edges,  ///< output k answers to edges of direction k of K: rank 2 in every channel
  blobs,  ///< Gaussian blobs in pairs of opposed colours: rank 1, so that m = 1 makes them
  gabor,  ///< waves of direction k of K under a Gaussian, even and odd in turn
  random  ///< He-normal from a seed: full rank
};

struct StandardPresetRow {
  StandardPreset preset;
  std::string_view name;  ///< on the command line
  std::string_view says;
};

/// All presets, in the order in which they are offered; the one with a name.
std::span<const StandardPresetRow> standard_presets();
std::optional<StandardPreset> standard_preset(std::string_view name);

/// The preset's weights for a shape.
Filter make_standard(StandardPreset preset, const FilterShape& shape, std::uint64_t seed = 1);

}  // namespace learn
}  // namespace twofold::core
