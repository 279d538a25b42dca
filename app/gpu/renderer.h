// Draws Dear ImGui's draw data by OpenGL. It sets all state that it needs and asks for none: each
// answer would wait for the card, which costs a page more than the frame itself.
#pragma once

#include <imgui.h>

#include <optional>

#include "app/gpu/texture.h"

namespace twofold::gpu {

class Renderer {
 public:
  /// Needs a current GL context then and whenever it is used. Tells the current Dear ImGui context
  /// what can be drawn.
  Renderer();
  ~Renderer();
  Renderer(const Renderer&) = delete;
  Renderer& operator=(const Renderer&) = delete;

  /// Takes a copy of the built atlas as a texture and tells the atlas its id. To be called again
  /// after the atlas was rebuilt.
  void set_fonts(ImFontAtlas& atlas);

  /// Draws the frame into the current framebuffer, over an opaque background.
  void render(const ImDrawData& frame, ImU32 background);

 private:
  void set_state(const ImDrawData& frame);
  void draw(const ImDrawList& list, const ImDrawData& frame);

  unsigned program_ = 0;
  unsigned vertex_array_ = 0;
  unsigned vertices_ = 0;
  unsigned indices_ = 0;
  int corner_ = -1;  // uniforms: the frame's upper left corner, and what scales it to the screen
  int scale_ = -1;
  std::optional<Texture> fonts_;
};

}  // namespace twofold::gpu
