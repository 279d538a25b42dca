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

/// Why a picture of this size is not read, if so.
inline std::optional<Error> size_problem(std::int64_t width, std::int64_t height) {
  if (width < 1 || height < 1) return Error{"the picture has no pixels"};
  if (width <= core::kMaxAxis && height <= core::kMaxAxis && width * height <= kMaxPixels) {
    return std::nullopt;
  }
  return Error{fmt::format("{} x {} pixels are more than the {} million that are read", width,
                           height, kMaxPixels / 1'000'000)};
}

/// For a file that ends before its picture does.
inline Error cut_off() {
  return {"the file is cut off or damaged: part of the picture is missing"};
}

}  // namespace twofold::io
