#include "app/gpu/renderer.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "app/gpu/gl.h"

namespace twofold::gpu {
namespace {

constexpr GLuint kPosition = 0;
constexpr GLuint kUv = 1;
constexpr GLuint kColour = 2;

constexpr const char* kVertexShader = R"(
layout(location = 0) in vec2 position;
layout(location = 1) in vec2 uv;
layout(location = 2) in vec4 colour;
uniform vec2 corner;
uniform vec2 scale;
out vec2 texel;
out vec4 tint;
void main() {
  texel = uv;
  tint = colour;
  gl_Position = vec4((position - corner) * scale + vec2(-1, 1), 0, 1);
}
)";

constexpr const char* kFragmentShader = R"(
in vec2 texel;
in vec4 tint;
uniform sampler2D picture;
out vec4 pixel;
void main() { pixel = tint * texture(picture, texel); }
)";

GLuint compiled(GLenum kind, const char* text) {
  const GLuint shader = glCreateShader(kind);
  const char* const parts[] = {kShaderHeader, text};
  glShaderSource(shader, 2, parts, nullptr);
  glCompileShader(shader);
  return shader;
}

GLuint linked_program() {
  const GLuint program = glCreateProgram();
  for (const GLuint shader :
       {compiled(GL_VERTEX_SHADER, kVertexShader), compiled(GL_FRAGMENT_SHADER, kFragmentShader)}) {
    glAttachShader(program, shader);
    glDeleteShader(shader);  // once the program is
  }
  glLinkProgram(program);
  return program;
}

const void* in_buffer(std::size_t offset) {
  // GL takes offsets as pointers.
  // NOLINTNEXTLINE(performance-no-int-to-ptr)
  return reinterpret_cast<const void*>(static_cast<std::uintptr_t>(offset));
}

/// From here on vertex 0 is the buffer's vertex `first`: WebGL has no other way to say so.
void point_at(std::size_t first) {
  const std::size_t base = first * sizeof(ImDrawVert);
  const auto size = static_cast<GLsizei>(sizeof(ImDrawVert));
  glVertexAttribPointer(kPosition, 2, GL_FLOAT, GL_FALSE, size,
                        in_buffer(base + offsetof(ImDrawVert, pos)));
  glVertexAttribPointer(kUv, 2, GL_FLOAT, GL_FALSE, size,
                        in_buffer(base + offsetof(ImDrawVert, uv)));
  glVertexAttribPointer(kColour, 4, GL_UNSIGNED_BYTE, GL_TRUE, size,
                        in_buffer(base + offsetof(ImDrawVert, col)));
}

template <class T>
void upload(GLenum target, const ImVector<T>& values) {
  glBufferData(target, static_cast<GLsizeiptr>(values.size_in_bytes()), values.Data,
               GL_STREAM_DRAW);
}

/// Lets pixels through inside the command's clip rectangle only; false where there are none.
/// raster::Renderer rounds alike.
bool clip(const ImDrawCmd& command, const ImDrawData& frame) {
  const ImVec2 scale = frame.FramebufferScale;
  const float left = (command.ClipRect.x - frame.DisplayPos.x) * scale.x;
  const float top = (command.ClipRect.y - frame.DisplayPos.y) * scale.y;
  const float right = (command.ClipRect.z - frame.DisplayPos.x) * scale.x;
  const float bottom = (command.ClipRect.w - frame.DisplayPos.y) * scale.y;
  if (right <= left || bottom <= top) return false;
  const float height = static_cast<float>(static_cast<int>(frame.DisplaySize.y * scale.y));
  glScissor(static_cast<GLint>(left), static_cast<GLint>(height - bottom),
            static_cast<GLsizei>(right - left), static_cast<GLsizei>(bottom - top));
  return true;
}

GLuint name_of(ImTextureID id) { return static_cast<GLuint>(reinterpret_cast<std::uintptr_t>(id)); }

}  // namespace

Renderer::Renderer() : program_(linked_program()) {
  glGenVertexArrays(1, &vertex_array_);
  glGenBuffers(1, &vertices_);
  glGenBuffers(1, &indices_);
  corner_ = glGetUniformLocation(program_, "corner");
  scale_ = glGetUniformLocation(program_, "scale");
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  // Longer lists than 16-bit indices reach are cut by Dear ImGui, each part with its own vertex 0.
  ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
}

Renderer::~Renderer() {
  glDeleteBuffers(1, &indices_);
  glDeleteBuffers(1, &vertices_);
  glDeleteVertexArrays(1, &vertex_array_);
  glDeleteProgram(program_);
}

void Renderer::set_fonts(ImFontAtlas& atlas) {
  unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  atlas.GetTexDataAsRGBA32(&pixels, &width, &height);
  paint::Rgba8 picture(width, height);
  std::memcpy(picture.pixels.data(), pixels, picture.pixels.size());
  fonts_.emplace(picture, Texture::Magnified::linear);
  atlas.SetTexID(fonts_->id());
}

void Renderer::set_state(const ImDrawData& frame) {
  glViewport(0, 0, static_cast<GLsizei>(frame.DisplaySize.x * frame.FramebufferScale.x),
             static_cast<GLsizei>(frame.DisplaySize.y * frame.FramebufferScale.y));
  glEnable(GL_BLEND);
  glBlendEquation(GL_FUNC_ADD);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glDisable(GL_CULL_FACE);
  glDisable(GL_DEPTH_TEST);
  glUseProgram(program_);
  glUniform2f(corner_, frame.DisplayPos.x, frame.DisplayPos.y);
  glUniform2f(scale_, 2 / frame.DisplaySize.x, -2 / frame.DisplaySize.y);
  glActiveTexture(GL_TEXTURE0);
  glBindVertexArray(vertex_array_);
  glBindBuffer(GL_ARRAY_BUFFER, vertices_);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_);
  for (const GLuint attribute : {kPosition, kUv, kColour}) glEnableVertexAttribArray(attribute);
}

void Renderer::render(const ImDrawData& frame, ImU32 background) {
  const ImVec4 colour = ImGui::ColorConvertU32ToFloat4(background);
  glDisable(GL_SCISSOR_TEST);
  glClearColor(colour.x, colour.y, colour.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  if (frame.DisplaySize.x <= 0 || frame.DisplaySize.y <= 0) return;  // a window that is minimised
  set_state(frame);
  glEnable(GL_SCISSOR_TEST);
  for (int i = 0; i < frame.CmdListsCount; ++i) draw(*frame.CmdLists[i], frame);
  glDisable(GL_SCISSOR_TEST);
}

void Renderer::draw(const ImDrawList& list, const ImDrawData& frame) {
  upload(GL_ARRAY_BUFFER, list.VtxBuffer);
  upload(GL_ELEMENT_ARRAY_BUFFER, list.IdxBuffer);
  point_at(0);
  std::size_t first = 0;
  for (const ImDrawCmd& command : list.CmdBuffer) {
    if (command.UserCallback != nullptr || !clip(command, frame)) continue;
    if (first != command.VtxOffset) point_at(first = command.VtxOffset);
    glBindTexture(GL_TEXTURE_2D, name_of(command.GetTexID()));
    glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount),
                   sizeof(ImDrawIdx) == 2 ? GL_UNSIGNED_SHORT : GL_UNSIGNED_INT,
                   in_buffer(command.IdxOffset * sizeof(ImDrawIdx)));
  }
}

}  // namespace twofold::gpu
