// Owning float32 arrays: a `Tensor` [batch, height, width, channels] and a `Filter`
// [height, width, in, out], both row-major with the last index fastest.
#pragma once

#include <cassert>
#include <cstddef>
#include <utility>
#include <vector>

#include "core/activation.h"
#include "core/floats.h"
#include "core/shape.h"

namespace twofold::core {

/// NHWC activations or a batch of pictures. Invariant: values.size() == shape.count().
struct Tensor {
  Shape shape;
  Floats values;

  Tensor() = default;
  /// All zero.
  explicit Tensor(const Shape& s) : shape(s), values(static_cast<std::size_t>(s.count())) {}
  Tensor(const Shape& s, Floats v) : shape(s), values(std::move(v)) {
    assert(std::ssize(values) == s.count() && "a tensor holds exactly shape.count() values");
  }
  Tensor(const Shape& s, const std::vector<float>& v) : Tensor(s, Floats(v.begin(), v.end())) {}
  Tensor(const Shape& s, std::initializer_list<float> v) : Tensor(s, Floats(v)) {}

  std::size_t index(int b, int y, int x, int c) const {
    assert(b >= 0 && b < shape.batch && y >= 0 && y < shape.height && x >= 0 && x < shape.width &&
           c >= 0 && c < shape.channels && "tensor index out of range");
    return ((static_cast<std::size_t>(b) * shape.height + y) * shape.width + x) * shape.channels +
           c;
  }
  float at(int b, int y, int x, int c) const { return values[index(b, y, x, c)]; }
  float& at(int b, int y, int x, int c) { return values[index(b, y, x, c)]; }

  /// First channel of pixel (y, x); the others follow.
  const float* pixel(int b, int y, int x) const { return values.data() + index(b, y, x, 0); }
  float* pixel(int b, int y, int x) { return values.data() + index(b, y, x, 0); }

  bool operator==(const Tensor&) const = default;
};

/// Weights of a convolution in TensorFlow's order. Invariant: values.size() == shape.count().
struct Filter {
  FilterShape shape{0, 0, 0, 0};
  std::vector<float> values;

  Filter() = default;
  /// All zero.
  explicit Filter(const FilterShape& s) : shape(s), values(static_cast<std::size_t>(s.count())) {}
  Filter(const FilterShape& s, std::vector<float> v) : shape(s), values(std::move(v)) {
    assert(std::ssize(values) == s.count() && "a filter holds exactly shape.count() values");
  }

  std::size_t index(int ky, int kx, int i, int o) const {
    assert(ky >= 0 && ky < shape.height && kx >= 0 && kx < shape.width && i >= 0 && i < shape.in &&
           o >= 0 && o < shape.out && "filter index out of range");
    return ((static_cast<std::size_t>(ky) * shape.width + kx) * shape.in + i) * shape.out + o;
  }
  float at(int ky, int kx, int i, int o) const { return values[index(ky, kx, i, o)]; }
  float& at(int ky, int kx, int i, int o) { return values[index(ky, kx, i, o)]; }

  bool operator==(const Filter&) const = default;
};

/// Everything that is multiplied: D, P, and what may be added and applied after the pointwise
/// stage (off by default).
struct Filters {
  Filter depthwise;
  Filter pointwise;
  std::vector<float> bias;  ///< one an output channel, or empty for none
  Activation activation = Activation::none;

  bool operator==(const Filters&) const = default;
};

}  // namespace twofold::core
