// A picture on the graphics card. Magnified it shows its pixels (those of letters mix), reduced it
// is smooth: the rule of raster::Texture. Needs a current GL context whenever one is made, updated
// or destroyed.
#pragma once

#include <imgui.h>

#include "app/paint/rgba8.h"

namespace twofold::gpu {

class Texture {
 public:
  enum class Magnified { nearest, linear };

  /// Uploads the pixels. A picture with a side beyond what the card can hold is thinned to every
  /// n-th pixel; painted pictures are no larger than the screen, so none of those is.
  explicit Texture(const paint::Rgba8& picture, Magnified magnified = Magnified::nearest);
  ~Texture();
  Texture(Texture&& other) noexcept;
  Texture& operator=(Texture&& other) noexcept;

  /// Replaces the pixels; quicker when the size stays.
  void update(const paint::Rgba8& picture);

  ImTextureID id() const;

 private:
  unsigned name_ = 0;  // 0: moved from
  int width_ = 0;
  int height_ = 0;
};

}  // namespace twofold::gpu
