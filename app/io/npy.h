// Arrays in NumPy's .npy format: float32 and float64, little-endian, C order.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "app/io/result.h"
#include "core/tensor.h"

namespace twofold::io {

/// An array. Invariant: values.size() is the product of the shape (1 for no axes at all).
struct Npy {
  std::vector<std::int64_t> shape;
  std::vector<float> values;  ///< row-major; float64 is rounded to float32

  bool operator==(const Npy&) const = default;
};

/// The array in a .npy file.
Result<Npy> load_npy(const std::filesystem::path& path);

/// The array in the bytes of a .npy file; the sentence of an error does not name the file.
Result<Npy> read_npy(std::string_view bytes);

/// The array as a filter; an error if it has not four axes.
Result<core::Filter> load_npy_filter(const std::filesystem::path& path);

/// The array as a standard kernel [kh,kw,C,K]: a filter with finite values, and some.
Result<core::Filter> load_standard_kernel(const std::filesystem::path& path);

/// Writes float32, version 1.0.
Result<Done> save_npy(const std::filesystem::path& path, const Npy& array);

}  // namespace twofold::io
