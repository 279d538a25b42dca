// Fills the two shapes that Dear ImGui's draw lists are made of. A pixel is covered when its middle
// is inside; shared edges are drawn once (top-left rule, corners on a grid of 1/256 pixel), as on a
// graphics card.
#pragma once

#include <imgui.h>

#include "app/paint/rgba8.h"
#include "app/raster/texture.h"

namespace twofold::raster {

/// Where to draw: an opaque picture and the part of it that may be touched (right and bottom
/// exclusive, within the picture).
struct Target {
  paint::Rgba8* picture;
  int left, top, right, bottom;
};

/// A triangle with colours and texture coordinates interpolated between its corners.
void fill_triangle(const Target& target, const ImDrawVert& a, const ImDrawVert& b,
                   const ImDrawVert& c, const Texture& texture);

/// The upright rectangle between two opposite corners of one colour: what two triangles over it
/// would give, many times faster.
void fill_rect(const Target& target, const ImDrawVert& corner, const ImDrawVert& opposite,
               const Texture& texture);

}  // namespace twofold::raster
