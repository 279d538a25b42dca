#include "app/raster/renderer.h"

#include <functional>
#include <memory>

#include "app/raster/offscreen.h"
#include "app/raster/shapes.h"
#include "tests/support/catch.h"

using namespace twofold;

namespace {

constexpr ImU32 kGround = IM_COL32(100, 100, 100, 255);

ImU32 pixel(const paint::Rgba8& picture, int x, int y) {
  const std::uint8_t* p = picture.at(x, y);
  return IM_COL32(p[0], p[1], p[2], p[3]);
}

/// What `draw` puts on a ground of grey 100.
paint::Rgba8 drawn(int width, int height, const std::function<void(ImDrawList&)>& draw,
                   const paint::PaintedPictures& pictures = {},
                   const std::function<void(const ui::PictureIds&)>& take = nullptr) {
  raster::Offscreen offscreen({.width = width, .height = height});
  const ui::PictureIds ids = offscreen.sync(pictures);
  if (take) take(ids);
  const ImVec2 size(static_cast<float>(width), static_cast<float>(height));
  offscreen.frame([&] {
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    list.AddRectFilled({0, 0}, size, kGround);
    draw(list);
  });
  return offscreen.capture();
}

std::shared_ptr<paint::Rgba8> checkers(int width, int height) {
  auto picture = std::make_shared<paint::Rgba8>(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const auto grey = static_cast<std::uint8_t>((x + y) % 2 == 0 ? 255 : 0);
      for (int c = 0; c < 3; ++c) picture->at(x, y)[c] = grey;
      picture->at(x, y)[3] = 255;
    }
  }
  return picture;
}

/// `picture` drawn over the rectangle from the origin to (width, height).
paint::Rgba8 shown(std::shared_ptr<const paint::Rgba8> picture, int width, int height) {
  const paint::PictureKey key = paint::result_key(0, 0);
  ImTextureID id = nullptr;
  return drawn(
      width, height,
      [&](ImDrawList& list) {
        list.AddImage(id, {0, 0}, {static_cast<float>(width), static_cast<float>(height)});
      },
      {{key, std::move(picture)}}, [&](const ui::PictureIds& ids) { id = ids.at(key); });
}

}  // namespace

TEST_CASE("a rectangle covers the pixels whose middles it holds") {
  const paint::Rgba8 picture = drawn(8, 8, [](ImDrawList& list) {
    list.AddRectFilled({2, 3}, {5.4f, 6.6f}, IM_COL32(1, 2, 3, 255));
  });
  for (int y = 0; y < 8; ++y) {
    for (int x = 0; x < 8; ++x) {
      const bool inside = x >= 2 && x < 5 && y >= 3 && y < 7;
      CAPTURE(x, y);
      CHECK(pixel(picture, x, y) == (inside ? IM_COL32(1, 2, 3, 255) : kGround));
    }
  }
}

TEST_CASE("half transparent colours mix with what is below") {
  const paint::Rgba8 picture = drawn(2, 1, [](ImDrawList& list) {
    list.AddRectFilled({0, 0}, {1, 1}, IM_COL32(200, 0, 255, 128));
  });
  CHECK(pixel(picture, 0, 0) == IM_COL32(150, 50, 178, 255));
  CHECK(pixel(picture, 1, 0) == kGround);
}

TEST_CASE("nothing is drawn outside the clip rectangle") {
  const paint::Rgba8 picture = drawn(6, 6, [](ImDrawList& list) {
    list.PushClipRect({1, 2}, {4, 5}, true);
    list.AddTriangleFilled({-50, -50}, {100, -50}, {-50, 100}, IM_COL32_WHITE);
    list.PopClipRect();
  });
  for (int y = 0; y < 6; ++y) {
    for (int x = 0; x < 6; ++x) {
      const bool inside = x >= 1 && x < 4 && y >= 2 && y < 5;
      CAPTURE(x, y);
      CHECK(pixel(picture, x, y) == (inside ? IM_COL32_WHITE : kGround));
    }
  }
}

TEST_CASE("triangles that share an edge draw every pixel of it once") {
  const ImU32 half = IM_COL32(255, 255, 255, 128);
  const paint::Rgba8 picture = drawn(32, 32, [](ImDrawList& list) {
    list.Flags &= ~ImDrawListFlags_AntiAliasedFill;
    const ImVec2 middle(13.37f, 17.21f);
    const ImVec2 corners[] = {{-1, -1}, {33, -1}, {33, 33}, {-1, 33}, {-1, -1}};
    for (int i = 0; i < 4; ++i) list.AddTriangleFilled(corners[i], corners[i + 1], middle, half);
  });
  for (int y = 0; y < 32; ++y) {
    for (int x = 0; x < 32; ++x) {
      CAPTURE(x, y);
      CHECK(pixel(picture, x, y) == IM_COL32(178, 178, 178, 255));
    }
  }
}

TEST_CASE("a magnified picture shows its pixels") {
  const auto source = checkers(3, 2);
  const paint::Rgba8 picture = shown(source, 3 * 7, 2 * 7);
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      CAPTURE(x, y);
      CHECK(pixel(picture, x, y) == pixel(*source, x / 7, y / 7));
    }
  }
}

TEST_CASE("a picture at its own size is that picture") {
  CHECK(shown(checkers(9, 5), 9, 5) == *checkers(9, 5));
}

TEST_CASE("a picture at half its size is the mean of what it hides") {
  const paint::Rgba8 picture = shown(checkers(16, 8), 8, 4);
  for (int y = 0; y < 4; ++y) {
    for (int x = 0; x < 8; ++x) {
      const std::uint8_t* p = picture.at(x, y);
      CHECK(p[0] >= 127);
      CHECK(p[0] <= 129);
    }
  }
}

TEST_CASE("a rectangle is what two triangles over it are") {
  const auto source = checkers(16, 16);
  const auto where = GENERATE(ImVec4(1, 2, 9, 11), ImVec4(0.5f, 0.25f, 30.3f, 27.9f),
                              ImVec4(-8, -8, 40, 50), ImVec4(20, 20, 4, 6));
  const ImVec2 uv0(0.1f, 0.2f), uv1(0.83f, 0.71f);
  const ImU32 tint = IM_COL32(255, 128, 200, 200);
  const ImDrawVert a{{where.x, where.y}, uv0, tint};
  const ImDrawVert b{{where.z, where.y}, {uv1.x, uv0.y}, tint};
  const ImDrawVert c{{where.z, where.w}, uv1, tint};
  const ImDrawVert d{{where.x, where.w}, {uv0.x, uv1.y}, tint};

  raster::Texture texture(source.get(), raster::Texture::Magnified::nearest);
  paint::Rgba8 by_rect = *checkers(32, 32);
  paint::Rgba8 by_triangles = by_rect;
  raster::fill_rect({&by_rect, 0, 0, 32, 32}, a, c, texture);
  raster::fill_triangle({&by_triangles, 0, 0, 32, 32}, a, b, c, texture);
  raster::fill_triangle({&by_triangles, 0, 0, 32, 32}, a, c, d, texture);
  CHECK(by_rect == by_triangles);
}

TEST_CASE("text is drawn, within its bounds") {
  const paint::Rgba8 picture = drawn(60, 30, [](ImDrawList& list) {
    list.AddText({10, 5}, IM_COL32_WHITE, "Hxg");
  });
  int bright = 0;
  for (int y = 0; y < 30; ++y) {
    for (int x = 0; x < 60; ++x) {
      if (pixel(picture, x, y) == kGround) continue;
      CHECK(x >= 10);
      CHECK(x < 45);
      bright += picture.at(x, y)[0] > 230 ? 1 : 0;
    }
  }
  CHECK(bright > 20);
}

TEST_CASE("sync forgets pictures that are no longer painted") {
  raster::Renderer renderer;
  auto picture = std::make_shared<const paint::Rgba8>(2, 2);
  const std::weak_ptr<const paint::Rgba8> watched = picture;
  const paint::PictureKey key = paint::result_key(2, 3);
  const ui::PictureIds ids = renderer.sync({{key, std::move(picture)}});
  REQUIRE(ids.size() == 1);
  CHECK(ids.contains(key));
  CHECK(!watched.expired());
  CHECK(renderer.sync({}).empty());
  CHECK(watched.expired());
}
