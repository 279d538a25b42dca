#include "app/cli/kernel_argument.h"

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
  return io::load_standard_kernel(text);
}

}  // namespace twofold::cli
