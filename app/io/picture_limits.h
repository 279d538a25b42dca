// What every reader of pictures refuses, in the same words.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <optional>

#include "app/io/result.h"
#include "core/shape.h"

namespace twofold::io {

/// Larger pictures are refused before their memory is taken.
inline constexpr std::int64_t kMaxPixels = std::int64_t{1} << 27;

/// For a picture whose size is beyond all bounds.
inline Error too_large() {
  return {fmt::format("the picture has more than the {} million pixels that are read",
                      kMaxPixels / 1'000'000)};
}

/// Why a picture of this size is not read, if so.
inline std::optional<Error> size_problem(std::int64_t width, std::int64_t height) {
  if (width < 1 || height < 1) return Error{"the picture has no pixels"};
  if (width <= core::kMaxAxis && height <= core::kMaxAxis && width * height <= kMaxPixels) {
    return std::nullopt;
  }
  return too_large();
}

/// For a file that ends before its picture does.
inline Error cut_off() {
  return {"the file is cut off or damaged: part of the picture is missing"};
}

}  // namespace twofold::io
