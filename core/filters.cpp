#include "core/filters.h"

#include <array>
#include <cassert>
#include <cmath>
#include <string>

namespace twofold::core {
namespace {

constexpr std::array<KernelPresetRow, 12> kRows{{
    {KernelPreset::identity, "identity", "Identity", "leaves the picture as it is"},
    {KernelPreset::sobel_x, "sobel_x", "Sobel x", "finds edges that run up and down"},
    {KernelPreset::sobel_y, "sobel_y", "Sobel y", "finds edges that run left to right"},
    {KernelPreset::laplacian, "laplacian", "Laplacian", "finds fine lines and points"},
    {KernelPreset::gaussian, "gaussian", "Gaussian", "blurs softly"},
    {KernelPreset::box, "box", "Box", "blurs by the plain mean"},
    {KernelPreset::sharpen, "sharpen", "Sharpen", "makes edges stronger"},
    {KernelPreset::emboss, "emboss", "Emboss", "lights the picture from one corner"},
    {KernelPreset::shift, "shift", "Shift", "moves the picture up and to the left"},
    {KernelPreset::he, "he", "Random (He)", "random, normal, as networks with ReLU begin", true},
    {KernelPreset::glorot, "glorot", "Random (Glorot)",
     "random, uniform about zero, as Keras begins", true},
    {KernelPreset::uniform, "uniform", "Random 0 to 1", "random, uniform from 0 to 1", true},
}};

/// Weights along one axis; doubles, exact for every kernel size in common use.
using Line = std::vector<double>;

Line convolve(const Line& a, const Line& b) {
  Line c(a.size() + b.size() - 1);
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) c[i + j] += a[i] * b[j];
  }
  return c;
}

/// n binomial coefficients over their sum: the smoothest blur of its length.
Line binomial(int n) {
  Line line{1};
  while (static_cast<int>(line.size()) < n) line = convolve(line, {0.5, 0.5});
  return line;
}

/// Smoothed first difference: -1 1 at n = 2, -1 0 1 (halved) at n = 3; nothing fits into n = 1.
Line first_difference(int n) { return n == 1 ? Line{0} : convolve(binomial(n - 1), {-1, 1}); }

/// Smoothed second difference, 1 -2 1 at n = 3; at n = 2 the one neighbour that there is.
Line second_difference(int n) {
  if (n == 1) return {0};
  if (n == 2) return {-1, 1};
  return convolve(binomial(n - 2), {1, -2, 1});
}

/// What stands across a second difference, 0 1 0 at n = 3.
Line centre(int n) {
  if (n == 1) return {1};
  if (n == 2) return {1, 0};
  return convolve(binomial(n - 2), {0, 1, 0});
}

/// rows x columns as a plane of doubles.
Line outer(const Line& rows, const Line& columns) {
  Line plane;
  plane.reserve(rows.size() * columns.size());
  for (const double row : rows) {
    for (const double column : columns) plane.push_back(row * column);
  }
  return plane;
}

Line sum(Line a, const Line& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
  return a;
}

/// Scaled by the power of two that brings the sum of magnitudes nearest to 8, that of the 3x3
/// textbook derivatives: answers of all sizes are alike in strength, and sums stay exactly 0.
Line textbook_strength(Line plane) {
  double magnitude = 0;
  for (const double w : plane) magnitude += std::abs(w);
  if (magnitude == 0) return plane;
  const double scale = std::exp2(std::round(std::log2(8 / magnitude)));
  for (double& w : plane) w *= scale;
  return plane;
}

Line laplacian(Extent size) {
  return textbook_strength(sum(outer(centre(size.height), second_difference(size.width)),
                               outer(second_difference(size.height), centre(size.width))));
}

/// Slope towards the lower right corner: differences along either axis, plainly summed across.
Line diagonal_difference(Extent size) {
  const Line ones_down(static_cast<std::size_t>(size.height), 1);
  const Line ones_across(static_cast<std::size_t>(size.width), 1);
  return textbook_strength(sum(outer(ones_down, first_difference(size.width)),
                               outer(first_difference(size.height), ones_across)));
}

/// All zero but for a 1 at the given cell.
Line one_at(Extent size, Extent cell) {
  Line plane(static_cast<std::size_t>(size.area()));
  plane[static_cast<std::size_t>(cell.height) * size.width + cell.width] = 1;
  return plane;
}

Line minus(Line plane) {
  for (double& w : plane) w = -w;
  return plane;
}

/// The seed's own generator: seeds, channels and filters that differ by 1 are far apart.
Random generator(const KernelSeed& seed) {
  const std::uint64_t a = Random(seed.seed).next();
  const std::uint64_t b = Random(a + static_cast<std::uint64_t>(seed.q)).next();
  return Random(b + static_cast<std::uint64_t>(seed.r));
}

Line random_plane(KernelPreset preset, Extent size, const KernelSeed& seed) {
  Random random = generator(seed);
  const double area = size.area();
  Line plane(static_cast<std::size_t>(size.area()));
  for (double& w : plane) {
    switch (preset) {
      case KernelPreset::he: w = std::sqrt(2 / area) * random.normal(); break;
      case KernelPreset::glorot: w = std::sqrt(3 / area) * (2 * random.uniform() - 1); break;
      default: w = random.uniform();
    }
  }
  return plane;
}

Line plane_of(KernelPreset preset, Extent size, const KernelSeed& seed) {
  const auto [kh, kw] = size;
  switch (preset) {
    case KernelPreset::identity: return one_at(size, anchor(size));
    case KernelPreset::sobel_x: return textbook_strength(outer(binomial(kh), first_difference(kw)));
    case KernelPreset::sobel_y: return textbook_strength(outer(first_difference(kh), binomial(kw)));
    case KernelPreset::laplacian: return laplacian(size);
    case KernelPreset::gaussian: return outer(binomial(kh), binomial(kw));
    case KernelPreset::box: return Line(static_cast<std::size_t>(size.area()), 1.0 / size.area());
    case KernelPreset::sharpen: return sum(one_at(size, anchor(size)), minus(laplacian(size)));
    case KernelPreset::emboss: return sum(one_at(size, anchor(size)), diagonal_difference(size));
    case KernelPreset::shift: return one_at(size, {kh - 1, kw - 1});
    case KernelPreset::he:
    case KernelPreset::glorot:
    case KernelPreset::uniform: return random_plane(preset, size, seed);
  }
  return {};
}

}  // namespace

std::span<const KernelPresetRow> kernel_presets() { return kRows; }

const KernelPresetRow& row_of(KernelPreset preset) {
  for (const KernelPresetRow& row : kRows) {
    if (row.preset == preset) return row;
  }
  assert(false && "every preset has a row");
  return kRows.front();
}

std::optional<KernelPreset> kernel_preset(std::string_view name) {
  std::string plain(name);
  for (char& c : plain) {
    if (c == '-') c = '_';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  for (const KernelPresetRow& row : kRows) {
    if (row.name == plain) return row.preset;
  }
  return std::nullopt;
}

Kernel make_kernel(KernelPreset preset, Extent size, const KernelSeed& seed) {
  assert(size.height >= 1 && size.width >= 1 && "a kernel has at least one cell");
  const Line plane = plane_of(preset, size, seed);
  Kernel kernel{size, {}};
  kernel.values.assign(plane.begin(), plane.end());
  return kernel;
}

Kernel resized(const Kernel& kernel, Extent size) {
  Kernel result{size, std::vector<float>(static_cast<std::size_t>(size.area()))};
  const int down = anchor(kernel.size).height - anchor(size).height;
  const int across = anchor(kernel.size).width - anchor(size).width;
  for (int ky = 0; ky < size.height; ++ky) {
    for (int kx = 0; kx < size.width; ++kx) {
      const int from_y = ky + down;
      const int from_x = kx + across;
      const bool inside =
          from_y >= 0 && from_y < kernel.size.height && from_x >= 0 && from_x < kernel.size.width;
      if (inside) result.at(ky, kx) = kernel.at(from_y, from_x);
    }
  }
  return result;
}

Kernel normalised(const Kernel& kernel) {
  double divisor = weight_sum(kernel);
  if (divisor == 0) {
    for (const float w : kernel.values) divisor += std::abs(w);
  }
  if (divisor == 0) return kernel;
  Kernel result = kernel;
  for (float& w : result.values) w = static_cast<float>(w / divisor);
  return result;
}

float weight_sum(const Kernel& kernel) {
  double sum = 0;
  double magnitude = 0;
  for (const float w : kernel.values) {
    sum += w;
    magnitude += std::abs(w);
  }
  return std::abs(sum) < 1e-6 * magnitude ? 0.0f : static_cast<float>(sum);
}

void set_kernel(Filter& depthwise, int q, int r, const Kernel& kernel) {
  assert(depthwise.shape.height == kernel.size.height &&
         depthwise.shape.width == kernel.size.width && "the kernel must have the filter's size");
  for (int ky = 0; ky < kernel.size.height; ++ky) {
    for (int kx = 0; kx < kernel.size.width; ++kx) depthwise.at(ky, kx, q, r) = kernel.at(ky, kx);
  }
}

Kernel kernel_of(const Filter& depthwise, int q, int r) {
  Kernel kernel{{depthwise.shape.height, depthwise.shape.width}, {}};
  kernel.values.reserve(static_cast<std::size_t>(kernel.size.area()));
  for (int ky = 0; ky < kernel.size.height; ++ky) {
    for (int kx = 0; kx < kernel.size.width; ++kx)
      kernel.values.push_back(depthwise.at(ky, kx, q, r));
  }
  return kernel;
}

std::uint64_t Random::next() {
  state_ += 0x9e3779b97f4a7c15u;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

float Random::uniform() { return static_cast<float>(next() >> 40) * 0x1p-24f; }

float Random::normal() {
  // Exact in double, where logarithms and cosines differ from one library or processor to the next.
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += uniform();
  return static_cast<float>(sum);
}

}  // namespace twofold::core
