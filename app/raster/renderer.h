// Draws Dear ImGui's draw data into a picture on the CPU: the window without GL, the same on every
// machine. Export, tests and the documentation's pictures use it; a test holds it against GL.
#pragma once

#include <imgui.h>

#include <map>

#include "app/paint/pictures.h"
#include "app/paint/rgba8.h"
#include "app/raster/texture.h"
#include "app/ui/frame/picture_ids.h"

namespace twofold::raster {

class Renderer {
 public:
  Renderer() = default;
  Renderer(const Renderer&) = delete;  // atlas and panels hold addresses of its textures
  Renderer& operator=(const Renderer&) = delete;

  /// Takes a copy of the built atlas as a texture and tells the atlas its id. To be called again
  /// after the atlas was rebuilt.
  void set_fonts(ImFontAtlas& atlas);

  /// Keeps exactly these pictures and returns an id for each: valid until the next call.
  ui::PictureIds sync(const paint::PaintedPictures& pictures);

  /// The frame as a picture of its framebuffer's size, over an opaque background. Every texture id
  /// in it comes from set_fonts or the last sync.
  paint::Rgba8 render(const ImDrawData& frame, ImU32 background) const;

 private:
  void draw(const ImDrawList& list, const ImDrawData& frame, paint::Rgba8& picture) const;
  const Texture& texture(ImTextureID id) const;

  paint::Rgba8 font_picture_;
  paint::PaintedPictures pictures_;
  std::map<ImTextureID, Texture> textures_;
};

}  // namespace twofold::raster
