// Animated GIFs: one palette of 256 colours for all frames, only what changes written again.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/io/result.h"
#include "app/paint/rgba8.h"

struct st_gif;

namespace twofold::io::inline pictures {

/// The 255 colours that stand best for the samples' pixels (the last place is kept free for what
/// does not change), by median cut: the box of colours with the widest side and more than one
/// colour is halved where half of its pixels are, again and again.
class GifPalette {
 public:
  explicit GifPalette(const std::vector<paint::Rgba8>& samples);

  /// Three bytes a colour.
  const std::array<std::uint8_t, 768>& bytes() const { return bytes_; }

  /// The nearest colour's index.
  std::uint8_t index(const std::uint8_t* rgb);

 private:
  std::array<std::uint8_t, 768> bytes_{};
  int count_ = 0;
  std::vector<std::int16_t>
      nearest_;  ///< by 15-bit colour, found when first asked for; -1: not yet
};

/// Collects frames of one size into the bytes of a file.
class GifWriter {
 public:
  /// `samples`: some frames, at least one, from which the colours are chosen.
  explicit GifWriter(const std::vector<paint::Rgba8>& samples);
  ~GifWriter();
  GifWriter(const GifWriter&) = delete;
  GifWriter& operator=(const GifWriter&) = delete;

  /// The next frame, shown for `delay` hundredths of a second.
  Result<Done> add(const paint::Rgba8& frame, int delay);

  /// The whole file; nothing can be added after it.
  Result<std::string> bytes();

 private:
  GifPalette palette_;
  int width_;
  int height_;
  std::string bytes_;
  st_gif* gif_ = nullptr;
};

}  // namespace twofold::io::inline pictures
