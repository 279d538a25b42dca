// What every reader of pictures refuses, in the same words. A refusal names its true reason: that a
// file is cut off or damaged is only said where that was seen.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string_view>

#include "app/io/result.h"
#include "core/shape.h"

namespace twofold::io::inline pictures {

/// Larger pictures are refused before their memory is taken. Only fuzzing changes it: it is after
/// mistakes, not after memory, and does with less.
inline std::int64_t max_pixels = std::int64_t{1} << 27;

/// For a picture whose size is beyond all bounds.
inline Error too_large() {
  return {fmt::format("the picture has more than the {} million pixels that are read",
                      max_pixels / 1'000'000)};
}

/// Why a picture of this size is not read, if so.
inline std::optional<Error> size_problem(std::int64_t width, std::int64_t height) {
  if (width < 1 || height < 1) return Error{"the picture has no pixels"};
  if (width <= core::kMaxAxis && height <= core::kMaxAxis && width * height <= max_pixels) {
    return std::nullopt;
  }
  return too_large();
}

/// For the picture `name`, whose memory cannot be had.
inline Error no_memory(std::string_view name) {
  return {fmt::format("{}: there is not enough memory for this picture", name), false};
}

/// For a file that ends before its picture does.
inline Error cut_off() { return {"the file is cut off: it ends before its picture does"}; }

/// For a file that cannot be as it is; `how` says what was seen.
inline Error damaged(std::string_view how) { return {fmt::format("the file is damaged: {}", how)}; }

/// For a sound file of a kind that is not read, e.g. "a BMP that is packed by RLE24".
inline Error not_read(std::string_view what) {
  return {fmt::format("this is {}, which is not read; save it again as PNG", what)};
}

}  // namespace twofold::io::inline pictures
