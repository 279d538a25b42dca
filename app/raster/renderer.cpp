#include "app/raster/renderer.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <set>

#include "app/raster/pixel.h"
#include "app/raster/shapes.h"

namespace twofold::raster {
namespace {

/// The id of a texture is the address of its pixels.
ImTextureID id_of(const paint::Rgba8& picture) { return const_cast<paint::Rgba8*>(&picture); }

/// The command's clip rectangle in pixels, rounded as Dear ImGui's OpenGL backend rounds it.
Target clipped(const ImDrawCmd& command, const ImDrawData& frame, paint::Rgba8& picture) {
  const ImVec2 scale = frame.FramebufferScale;
  const float left = (command.ClipRect.x - frame.DisplayPos.x) * scale.x;
  const float top = (command.ClipRect.y - frame.DisplayPos.y) * scale.y;
  const float right = (command.ClipRect.z - frame.DisplayPos.x) * scale.x;
  const float bottom = (command.ClipRect.w - frame.DisplayPos.y) * scale.y;
  const int x = static_cast<int>(left);
  const int height = static_cast<int>(bottom - top);
  // GL counts rows from below and truncates there.
  const int end = picture.height - static_cast<int>(static_cast<float>(picture.height) - bottom);
  return {&picture, std::max(0, x), std::max(0, end - height),
          std::min(picture.width, x + static_cast<int>(right - left)),
          std::min(picture.height, end)};
}

/// Whether the six vertices are two triangles over one upright rectangle of one colour, in the
/// order in which Dear ImGui writes them: corner, side, opposite; corner, opposite, other side.
bool is_rect(const ImDrawIdx* i, const ImDrawVert* v) {
  if (i[3] != i[0] || i[4] != i[2]) return false;
  const ImDrawVert &a = v[i[0]], &b = v[i[1]], &c = v[i[2]], &d = v[i[5]];
  return a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x &&
         a.uv.y == b.uv.y && b.uv.x == c.uv.x && c.uv.y == d.uv.y && d.uv.x == a.uv.x &&
         a.col == b.col && b.col == c.col && c.col == d.col;
}

ImDrawVert on_screen(ImDrawVert vertex, const ImDrawData& frame) {
  vertex.pos.x = (vertex.pos.x - frame.DisplayPos.x) * frame.FramebufferScale.x;
  vertex.pos.y = (vertex.pos.y - frame.DisplayPos.y) * frame.FramebufferScale.y;
  return vertex;
}

}  // namespace

void Renderer::set_fonts(ImFontAtlas& atlas) {
  unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  atlas.GetTexDataAsRGBA32(&pixels, &width, &height);
  font_picture_ = paint::Rgba8(width, height);
  std::memcpy(font_picture_.pixels.data(), pixels, font_picture_.pixels.size());
  ImTextureID id = id_of(font_picture_);
  atlas.SetTexID(id);
  textures_.insert_or_assign(id, Texture(&font_picture_, Texture::Magnified::linear));
}

ui::PictureIds Renderer::sync(const paint::PaintedPictures& pictures) {
  ui::PictureIds ids;
  std::set<ImTextureID> wanted = {id_of(font_picture_)};
  for (const auto& [key, picture] : pictures) {
    ImTextureID id = id_of(*picture);
    ids[key] = id;
    wanted.insert(id);
    textures_.try_emplace(id, picture.get(), Texture::Magnified::nearest);
  }
  std::erase_if(textures_, [&wanted](const auto& entry) { return !wanted.contains(entry.first); });
  pictures_ = pictures;
  return ids;
}

paint::Rgba8 Renderer::render(const ImDrawData& frame, ImU32 background) const {
  paint::Rgba8 picture(static_cast<int>(frame.DisplaySize.x * frame.FramebufferScale.x),
                       static_cast<int>(frame.DisplaySize.y * frame.FramebufferScale.y));
  const std::uint32_t opaque = background | IM_COL32_A_MASK;
  for (std::size_t i = 0; i < picture.pixels.size(); i += 4) store(&picture.pixels[i], opaque);
  for (int i = 0; i < frame.CmdListsCount; ++i) draw(*frame.CmdLists[i], frame, picture);
  return picture;
}

void Renderer::draw(const ImDrawList& list, const ImDrawData& frame, paint::Rgba8& picture) const {
  for (const ImDrawCmd& command : list.CmdBuffer) {
    if (command.UserCallback != nullptr) continue;  // those are about GL's state
    const Target target = clipped(command, frame, picture);
    if (target.left >= target.right || target.top >= target.bottom) continue;
    const Texture& paper = texture(command.GetTexID());
    const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
    const ImDrawIdx* const end = index + command.ElemCount;
    const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
    while (index < end) {
      if (end - index >= 6 && is_rect(index, vertices)) {
        fill_rect(target, on_screen(vertices[index[0]], frame),
                  on_screen(vertices[index[2]], frame), paper);
        index += 6;
        continue;
      }
      fill_triangle(target, on_screen(vertices[index[0]], frame),
                    on_screen(vertices[index[1]], frame), on_screen(vertices[index[2]], frame),
                    paper);
      index += 3;
    }
  }
}

const Texture& Renderer::texture(ImTextureID id) const {
  const auto found = textures_.find(id);
  assert(found != textures_.end() && "a texture id comes from set_fonts or the last sync");
  return found->second;
}

}  // namespace twofold::raster
