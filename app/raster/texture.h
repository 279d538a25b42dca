// A picture as a texture unit sees it: with reduced copies, and the rule which texels make a pixel.
// The rule is that of gpu::Texture: magnified pictures show their pixels, reduced ones are smooth.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <vector>

#include "app/paint/rgba8.h"

namespace twofold::raster {

/// One level of a texture and how to read it.
struct Sampler {
  const paint::Rgba8* level = nullptr;
  bool linear = false;

  /// The texel at, or the mix of the four texels around, `uv` ([0, 1] across the picture; edges
  /// repeat outwards), packed.
  std::uint32_t at(ImVec2 uv) const;
};

class Texture {
 public:
  enum class Magnified { nearest, linear };

  /// Reads `base` for as long as it lives.
  Texture(const paint::Rgba8* base, Magnified magnified) : base_(base), magnified_(magnified) {}

  const paint::Rgba8& base() const { return *base_; }

  /// How to read the texture where one screen pixel covers `texels_per_pixel` of its texels, along
  /// the axis where it covers most. Reduced copies are made when first asked for.
  Sampler sampler(float texels_per_pixel);

 private:
  const paint::Rgba8* base_;
  Magnified magnified_;
  std::vector<paint::Rgba8> reduced_;  // level 1 (half size) and on
};

/// The picture at half its width and height (rounded down, at least 1), texels averaged.
paint::Rgba8 halved(const paint::Rgba8& picture);

}  // namespace twofold::raster
