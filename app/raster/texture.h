// A picture as a texture unit sees it: the rule which texels make a pixel. It is that of
// gpu::Texture: magnified pictures show their pixels, reduced ones are smooth between four texels.
// Stronger reductions are the painter's work, who averages.
#pragma once

#include <imgui.h>

#include <cstdint>

#include "app/paint/rgba8.h"

namespace twofold::raster {

/// A texture and how to read it.
struct Sampler {
  const paint::Rgba8* texels = nullptr;
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
  /// the axis where it covers most.
  Sampler sampler(float texels_per_pixel) const;

 private:
  const paint::Rgba8* base_;
  Magnified magnified_;
};

}  // namespace twofold::raster
