#include "app/raster/shapes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "app/raster/pixel.h"

namespace twofold::raster {
namespace {

constexpr std::int64_t kSubpixels = 256;

struct Point {
  std::int64_t x, y;
};

Point snapped(ImVec2 place) {
  return {std::llround(place.x * static_cast<float>(kSubpixels)),
          std::llround(place.y * static_cast<float>(kSubpixels))};
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  const std::int64_t quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

/// The first pixel whose middle is at `place` or after it.
int first_pixel(std::int64_t place) {
  return static_cast<int>(-floor_div(-(place - kSubpixels / 2), kSubpixels));
}

/// Pixels of one row: from `begin` to before `end`.
struct Span {
  int begin, end;
};

/// Narrows `span` of row y to the inner side of the directed edge from `p` to `q`.
void cut(Span& span, Point p, Point q, int y) {
  const std::int64_t dx = q.x - p.x;
  const std::int64_t dy = q.y - p.y;
  const std::int64_t row = y * kSubpixels + kSubpixels / 2;
  const std::int64_t at_zero = dx * (row - p.y) - dy * (kSubpixels / 2 - p.x);
  const bool owns_its_pixels = dy < 0 || (dy == 0 && dx > 0);
  const std::int64_t room = at_zero - (owns_its_pixels ? 0 : 1);  // >= 0: inside
  if (dy == 0) {
    if (room < 0) span.end = span.begin;
  } else if (dy > 0) {
    const std::int64_t last = floor_div(room, dy * kSubpixels);
    span.end = static_cast<int>(std::min<std::int64_t>(span.end, last + 1));
  } else {
    const std::int64_t first = -floor_div(room, -dy * kSubpixels);
    span.begin = static_cast<int>(std::max<std::int64_t>(span.begin, first));
  }
}

/// A value that changes linearly over the screen.
struct Plane {
  float origin, per_x, per_y;
  float at(int x, int y) const {
    return origin + per_x * (static_cast<float>(x) + 0.5f) + per_y * (static_cast<float>(y) + 0.5f);
  }
};

struct Corners {
  std::array<ImVec2, 3> places;
  float area;

  Plane plane(float a, float b, float c) const {
    const ImVec2 ab(places[1].x - places[0].x, places[1].y - places[0].y);
    const ImVec2 ac(places[2].x - places[0].x, places[2].y - places[0].y);
    const float per_x = ((b - a) * ac.y - (c - a) * ab.y) / area;
    const float per_y = ((c - a) * ab.x - (b - a) * ac.x) / area;
    return {a - per_x * places[0].x - per_y * places[0].y, per_x, per_y};
  }
};

void fill_span(std::uint8_t* pixels, int count, std::uint32_t colour) {
  if (colour >> 24 == 0) return;
  for (int i = 0; i < count; ++i, pixels += 4) store(pixels, blend(load(pixels), colour));
}

/// What a triangle's pixels are made of.
struct Shading {
  std::array<Plane, 4> colour;
  Plane u, v;
  Sampler sampler;

  std::uint32_t at(int x, int y) const {
    std::uint32_t packed = 0;
    for (int channel = 0; channel < 4; ++channel) {
      const float value = colour[static_cast<std::size_t>(channel)].at(x, y);
      packed |= static_cast<std::uint32_t>(std::clamp(value, 0.0f, 255.0f) + 0.5f) << 8 * channel;
    }
    return modulate(packed, sampler.at({u.at(x, y), v.at(x, y)}));
  }
};

Shading shading(const Corners& corners, const ImDrawVert& a, const ImDrawVert& b,
                const ImDrawVert& c, const Texture& texture) {
  Shading result{};
  for (int channel = 0; channel < 4; ++channel) {
    const auto value = [channel](ImU32 colour) {
      return static_cast<float>((colour >> 8 * channel) & 0xff);
    };
    result.colour[static_cast<std::size_t>(channel)] =
        corners.plane(value(a.col), value(b.col), value(c.col));
  }
  result.u = corners.plane(a.uv.x, b.uv.x, c.uv.x);
  result.v = corners.plane(a.uv.y, b.uv.y, c.uv.y);
  const auto width = static_cast<float>(texture.base().width);
  const auto height = static_cast<float>(texture.base().height);
  result.sampler =
      texture.sampler(std::max(std::hypot(result.u.per_x * width, result.v.per_x * height),
                               std::hypot(result.u.per_y * width, result.v.per_y * height)));
  return result;
}

bool same(ImVec2 a, ImVec2 b) { return a.x == b.x && a.y == b.y; }

/// Where the pixels of a row or column lie in the texture: place(i) = start + i * step.
struct Walk {
  float start, step;
  float at(int i) const { return start + step * static_cast<float>(i); }
};

Walk walk(float from, float to, float uv_from, float uv_to, int first) {
  const float step = to == from ? 0 : (uv_to - uv_from) / (to - from);
  return {uv_from + (static_cast<float>(first) + 0.5f - from) * step, step};
}

}  // namespace

void fill_triangle(const Target& target, const ImDrawVert& a, const ImDrawVert& b,
                   const ImDrawVert& c, const Texture& texture) {
  std::array<Point, 3> p = {snapped(a.pos), snapped(b.pos), snapped(c.pos)};
  const std::int64_t area =
      (p[1].x - p[0].x) * (p[2].y - p[0].y) - (p[1].y - p[0].y) * (p[2].x - p[0].x);
  if (area == 0) return;
  if (area < 0) std::swap(p[1], p[2]);

  const bool flat = a.col == b.col && a.col == c.col && same(a.uv, b.uv) && same(a.uv, c.uv);
  const Corners corners{
      {a.pos, b.pos, c.pos},
      (b.pos.x - a.pos.x) * (c.pos.y - a.pos.y) - (b.pos.y - a.pos.y) * (c.pos.x - a.pos.x)};
  const std::uint32_t colour = flat ? modulate(a.col, texture.sampler(0).at(a.uv)) : 0;
  const Shading shade = flat ? Shading{} : shading(corners, a, b, c, texture);

  const auto [low, high] = std::minmax({p[0].y, p[1].y, p[2].y});
  const int bottom = std::min(target.bottom, first_pixel(high) + 1);
  for (int y = std::max(target.top, first_pixel(low)); y < bottom; ++y) {
    Span span{target.left, target.right};
    for (std::size_t i = 0; i < 3; ++i) cut(span, p[i], p[(i + 1) % 3], y);
    if (span.begin >= span.end) continue;
    std::uint8_t* pixels = target.picture->at(span.begin, y);
    if (flat) {
      fill_span(pixels, span.end - span.begin, colour);
      continue;
    }
    for (int x = span.begin; x < span.end; ++x, pixels += 4) {
      store(pixels, blend(load(pixels), shade.at(x, y)));
    }
  }
}

void fill_rect(const Target& target, const ImDrawVert& corner, const ImDrawVert& opposite,
               const Texture& texture) {
  const Point p = snapped(corner.pos);
  const Point q = snapped(opposite.pos);
  const int left = std::max(target.left, first_pixel(std::min(p.x, q.x)));
  const int right = std::min(target.right, first_pixel(std::max(p.x, q.x)));
  const int top = std::max(target.top, first_pixel(std::min(p.y, q.y)));
  const int bottom = std::min(target.bottom, first_pixel(std::max(p.y, q.y)));
  if (left >= right || top >= bottom) return;

  if (same(corner.uv, opposite.uv)) {
    const std::uint32_t colour = modulate(corner.col, texture.sampler(0).at(corner.uv));
    for (int y = top; y < bottom; ++y) fill_span(target.picture->at(left, y), right - left, colour);
    return;
  }
  const Walk u = walk(corner.pos.x, opposite.pos.x, corner.uv.x, opposite.uv.x, left);
  const Walk v = walk(corner.pos.y, opposite.pos.y, corner.uv.y, opposite.uv.y, top);
  const Sampler sampler =
      texture.sampler(std::max(std::abs(u.step) * static_cast<float>(texture.base().width),
                               std::abs(v.step) * static_cast<float>(texture.base().height)));
  for (int y = top; y < bottom; ++y) {
    std::uint8_t* pixels = target.picture->at(left, y);
    const float row = v.at(y - top);
    for (int x = left; x < right; ++x, pixels += 4) {
      const std::uint32_t colour = modulate(corner.col, sampler.at({u.at(x - left), row}));
      store(pixels, blend(load(pixels), colour));
    }
  }
}

}  // namespace twofold::raster
