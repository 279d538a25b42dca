// Holds the CPU renderer against OpenGL: the same interface, drawn by both.
#include "app/gpu/texture_cache.h"

#include <algorithm>
#include <cstdlib>
#include <functional>

#include "app/gpu/gl.h"
#include "app/gpu/renderer.h"
#include "app/raster/renderer.h"
#include "app/ui/frame/fonts.h"
#include "app/ui/frame/theme.h"
#include "tests/gpu/egl_context.h"
#include "tests/support/catch.h"
#include "tests/support/headless_ui.h"

using namespace twofold;

namespace {

constexpr int kWidth = 400;
constexpr int kHeight = 300;
constexpr paint::PictureKey kSmall = paint::result_key(0, 0);
constexpr paint::PictureKey kLarge = paint::result_key(0, 1);

std::shared_ptr<const paint::Rgba8> pattern(int width, int height, int seed) {
  auto picture = std::make_shared<paint::Rgba8>(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      std::uint8_t* p = picture->at(x, y);
      p[0] = static_cast<std::uint8_t>(x * 255 / width);
      p[1] = static_cast<std::uint8_t>(y * 255 / height);
      p[2] = static_cast<std::uint8_t>((x * 37 + y * 91 + seed) % 256);
      p[3] = 255;
    }
  }
  return picture;
}

/// Text, lines, rounded and plain boxes, circles, half transparent triangles, pictures at four
/// scales, clipping.
void scene(const ui::PictureIds& ids, const ui::Fonts& fonts, const ui::Palette& p) {
  ImDrawList& list = *ImGui::GetBackgroundDrawList();
  list.AddRectFilled({10, 10}, {190, 140}, p.panel, 8);
  list.AddRect({10, 10}, {190, 140}, p.panel_border, 8);
  list.AddRectFilled({20.3f, 60.7f}, {80.5f, 100.2f}, ui::fade(p.accent, 0.5f));
  list.AddText(fonts.title, fonts.title->FontSize, {20, 18}, p.text, "Fold 1: \u03A3 x\u00B7D");
  list.AddText(fonts.mono, fonts.mono->FontSize, {20, 40}, p.positive, "-0.125 + 12.5");
  list.AddLine({15, 130}, {185, 108}, p.positive, 2.5f);
  list.AddLine({15, 134}, {185, 134}, p.negative, 1);
  list.AddCircleFilled({140, 85}, 22.4f, ui::fade(p.negative, 0.6f));
  list.AddCircle({140, 85}, 27.3f, p.selection, 0, 1.5f);
  list.AddBezierCubic({200, 20}, {260, 20}, {220, 130}, {290, 130}, p.rgb[0], 3);
  list.AddTriangleFilled({300, 20}, {390, 60}, {310, 130}, ui::fade(p.good, 0.4f));
  list.AddRectFilledMultiColor({320, 90}, {390, 140}, p.rgb[0], p.rgb[1], p.rgb[2], p.text);
  list.AddImage(ids.at(kSmall), {10, 150}, {10 + 11 * 9.0f, 150 + 7 * 9.0f});
  list.AddImage(ids.at(kLarge), {120, 150}, {120 + 80.0f, 150 + 60.0f});
  list.AddImage(ids.at(kLarge), {210, 150}, {210 + 50.0f, 150 + 37.0f});
  list.PushClipRect({270, 150}, {350, 200}, true);
  list.AddImage(ids.at(kLarge), {260, 140}, {260 + 240.0f, 140 + 180.0f}, {0.2f, 0.2f},
                {0.7f, 0.8f}, ui::fade(IM_COL32_WHITE, 0.8f));
  list.PopClipRect();
}

struct Difference {
  int largest = 0;
  int pixels_off = 0;  ///< that differ by more than 3 in some channel
};

Difference difference(const paint::Rgba8& a, const paint::Rgba8& b) {
  Difference result;
  for (std::size_t i = 0; i < a.pixels.size(); i += 4) {
    int off = 0;
    for (std::size_t c = 0; c < 4; ++c) {
      off = std::max(off, std::abs(static_cast<int>(a.pixels[i + c]) - b.pixels[i + c]));
    }
    result.largest = std::max(result.largest, off);
    result.pixels_off += off > 3 ? 1 : 0;
  }
  return result;
}

/// A scene as both renderers draw it.
struct Drawn {
  paint::Rgba8 by_gl, by_cpu;
};

using Scene = void (*)(const ui::PictureIds&, const ui::Fonts&, const ui::Palette&);

Drawn drawn_by_both(const tests::EglContext& egl, Scene draw) {
  const ui::Palette& palette = ui::palette(model::ThemeChoice::dark);
  ImGuiContext* context = ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = {kWidth, kHeight};
  io.DeltaTime = 1.0f / 60;
  const ui::Fonts fonts = ui::build_fonts(*io.Fonts, 1);
  const paint::PaintedPictures pictures = {{kSmall, pattern(11, 7, 0)},
                                           {kLarge, pattern(80, 60, 5)}};
  Drawn drawn;
  {
    gpu::Renderer renderer;
    renderer.set_fonts(*io.Fonts);
    gpu::TextureCache textures;
    const ui::PictureIds ids = textures.sync(pictures);
    ImGui::NewFrame();
    draw(ids, fonts, palette);
    ImGui::Render();
    renderer.render(*ImGui::GetDrawData(), palette.ground);
    CHECK(glGetError() == GL_NO_ERROR);
    drawn.by_gl = egl.read();
  }
  {
    raster::Renderer renderer;
    renderer.set_fonts(*io.Fonts);
    const ui::PictureIds ids = renderer.sync(pictures);
    ImGui::NewFrame();
    draw(ids, fonts, palette);
    ImGui::Render();
    drawn.by_cpu = renderer.render(*ImGui::GetDrawData(), palette.ground);
  }
  io.Fonts->SetTexID(nullptr);
  ImGui::DestroyContext(context);
  return drawn;
}

/// More corners than 16-bit indices reach, so that lists are cut; and a box behind all of them.
void many_corners(const ui::PictureIds& ids, const ui::Fonts& /*fonts*/, const ui::Palette& p) {
  ImDrawList& list = *ImGui::GetBackgroundDrawList();
  for (int i = 0; i < 20000; ++i) {
    const ImVec2 at{static_cast<float>(i % 200), static_cast<float>(i / 200)};
    list.AddRectFilled(at, {at.x + 1, at.y + 1}, p.rgb[i % 3]);
  }
  list.AddRectFilled({220, 50}, {300, 90}, p.accent);
  list.AddImage(ids.at(kLarge), {220, 120}, {300, 180});
}

}  // namespace

TEST_CASE("the CPU renderer draws what OpenGL draws") {
  const auto egl = tests::EglContext::make(kWidth, kHeight);
  if (egl == nullptr) {
    WARN("SKIPPED: no EGL surfaceless platform here");
    return;
  }
  const Drawn drawn = drawn_by_both(*egl, scene);
  tests::keep_screenshot(drawn.by_gl, "renderer_gl");
  tests::keep_screenshot(drawn.by_cpu, "renderer_cpu");
  const Difference off = difference(drawn.by_gl, drawn.by_cpu);
  CAPTURE(off.largest, off.pixels_off);
  CHECK(off.largest <= 3);
}

TEST_CASE("a list of more corners than 16-bit indices reach is drawn to its end") {
  const auto egl = tests::EglContext::make(kWidth, kHeight);
  if (egl == nullptr) {
    WARN("SKIPPED: no EGL surfaceless platform here");
    return;
  }
  const Drawn drawn = drawn_by_both(*egl, many_corners);
  const Difference off = difference(drawn.by_gl, drawn.by_cpu);
  CAPTURE(off.largest, off.pixels_off);
  CHECK(off.largest <= 3);
}

TEST_CASE("a texture takes new pixels of the same and of another size") {
  const auto egl = tests::EglContext::make(8, 8);
  if (egl == nullptr) {
    WARN("SKIPPED: no EGL surfaceless platform here");
    return;
  }
  const auto pixels_of = [](ImTextureID id, int width, int height) {
    paint::Rgba8 read(width, height);
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(reinterpret_cast<std::uintptr_t>(id)));
    glGetTexImage(GL_TEXTURE_2D, 0, GL_RGBA, GL_UNSIGNED_BYTE, read.pixels.data());
    return read;
  };
  gpu::TextureCache textures;
  ImTextureID id = textures.sync({{kSmall, pattern(5, 3, 1)}}).at(kSmall);
  CHECK(pixels_of(id, 5, 3) == *pattern(5, 3, 1));
  id = textures.sync({{kSmall, pattern(5, 3, 9)}}).at(kSmall);
  CHECK(pixels_of(id, 5, 3) == *pattern(5, 3, 9));
  const ui::PictureIds ids =
      textures.sync({{kSmall, pattern(7, 6, 2)}, {kLarge, pattern(2, 2, 3)}});
  CHECK(pixels_of(ids.at(kSmall), 7, 6) == *pattern(7, 6, 2));
  CHECK(pixels_of(ids.at(kLarge), 2, 2) == *pattern(2, 2, 3));
  CHECK(textures.sync({}).empty());
  CHECK(glIsTexture(static_cast<GLuint>(reinterpret_cast<std::uintptr_t>(ids.at(kSmall)))) ==
        GL_FALSE);
}

TEST_CASE("a picture beyond the card's largest texture is thinned, not refused") {
  const auto egl = tests::EglContext::make(8, 8);
  if (egl == nullptr) {
    WARN("SKIPPED: no EGL surfaceless platform here");
    return;
  }
  GLint most = 0;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &most);
  const gpu::Texture texture(*pattern(2 * most, 2, 0));
  GLint width = 0;
  glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(reinterpret_cast<std::uintptr_t>(texture.id())));
  glGetTexLevelParameteriv(GL_TEXTURE_2D, 0, GL_TEXTURE_WIDTH, &width);
  CHECK(width == most);
  CHECK(glGetError() == GL_NO_ERROR);
}
