// Filters that people know by name, and seeded random ones: one kernel [kh, kw] at a time.
//
// A preset is one row of one table (filters.cpp) and is defined for every kernel size, odd or even,
// square or not. Seeded kernels come from an own small generator, so that a seed means the same
// numbers on every machine.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/tensor.h"

namespace twofold::core {

/// One 2-D kernel. Invariant: values.size() == size.area(), row-major.
struct Kernel {
  Extent size{1, 1};
  std::vector<float> values{0.0f};

  float at(int ky, int kx) const { return values[static_cast<std::size_t>(ky) * size.width + kx]; }
  float& at(int ky, int kx) { return values[static_cast<std::size_t>(ky) * size.width + kx]; }
  bool operator==(const Kernel&) const = default;
};

/// The kernels with a name.
enum class KernelPreset {
  identity,
  sobel_x,
  sobel_y,
  laplacian,
  gaussian,
  box,
  sharpen,
  emboss,
  shift,
  he,      ///< normal, deviation sqrt(2 / (kh*kw))
  glorot,  ///< uniform in +-sqrt(6 / (2*kh*kw))
  uniform  ///< uniform in [0, 1), as the sample of tf.nn.separable_conv2d
};

/// One row of the table of presets.
struct KernelPresetRow {
  KernelPreset preset;
  std::string_view name;   ///< in files and on the command line: "sobel_x"
  std::string_view label;  ///< on screen: "Sobel x"
  std::string_view says;   ///< one short sentence: what it does to a picture
  bool random = false;     ///< depends on the seed
};

/// All presets, in the order in which they are offered.
std::span<const KernelPresetRow> kernel_presets();

/// The row of a preset.
const KernelPresetRow& row_of(KernelPreset preset);

/// The preset with this name ("sobel_x"; '-' for '_' and capitals are accepted).
std::optional<KernelPreset> kernel_preset(std::string_view name);

/// Which random numbers a seeded kernel gets: another seed, channel or filter, another kernel.
struct KernelSeed {
  std::uint64_t seed = 0;
  int q = 0;
  int r = 0;
};

/// The preset at a kernel size. At 3x3 the textbook's numbers; at others smoothed by binomial
/// weights and of about the same strength. Sobel and Laplacian sum to 0; Gaussian, box, sharpen,
/// emboss, identity and shift to 1. A difference needs two cells on its axis: with fewer it is 0,
/// and sharpen and emboss of 1x1 are the identity.
Kernel make_kernel(KernelPreset preset, Extent size, const KernelSeed& seed = {});

/// The cell that meets output pixel (i, j)'s own input pixel under SAME and stride 1:
/// ((kh - 1) / 2, (kw - 1) / 2).
constexpr Extent anchor(Extent size) { return {(size.height - 1) / 2, (size.width - 1) / 2}; }

/// The kernel at another size, anchors on each other: cropped, or zeros around it.
Kernel resized(const Kernel& kernel, Extent size);

/// The kernel divided by the sum of its weights, or by the sum of their magnitudes where that sum
/// is 0 (a derivative); all zero stays as it is.
Kernel normalised(const Kernel& kernel);

/// Sum of the weights; |sum| below 1e-6 of the sum of magnitudes counts as 0 exactly.
float weight_sum(const Kernel& kernel);

/// Copies `kernel` into filter (q, r) of a depthwise filter of the same kernel size; and back.
void set_kernel(Filter& depthwise, int q, int r, const Kernel& kernel);
Kernel kernel_of(const Filter& depthwise, int q, int r);

/// A small generator (SplitMix64) with an own normal distribution, by exact arithmetic: the same
/// bits on every machine. A value, so that it can be copied.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  float uniform();  ///< in [0, 1), 24 bits
  float normal();   ///< mean 0, deviation 1, within +-6: the sum of twelve uniform ones, less 6

 private:
  std::uint64_t state_;
};

}  // namespace twofold::core
