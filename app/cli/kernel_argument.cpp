#include "app/cli/kernel_argument.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/io/assets.h"
#include "app/io/npy.h"
#include "core/learn/kernels.h"

namespace twofold::cli {

io::Result<core::Filter> kernel_argument(const std::string& text, std::uint64_t seed) {
  if (const auto preset = core::standard_preset(text)) {
    const int size = *preset == core::StandardPreset::gabor ? 5 : 3;
    return core::make_standard(*preset, {size, size, 3, 16}, seed);
  }
  if (text == "conv0") return io::trained_standard_filter();
  io::Result<core::Filter> filter = io::load_npy_filter(text);
  if (!filter) return filter;
  const auto& values = filter->values;
  if (values.empty()) return io::Error{fmt::format("{}: the kernel has no values", text)};
  if (!std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); }))
    return io::Error{fmt::format("{}: the kernel has a value that is not finite", text)};
  return filter;
}

}  // namespace twofold::cli
