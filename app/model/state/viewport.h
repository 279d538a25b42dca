// Which part of a picture is seen, in fractions of the picture, so that pictures of different sizes
// (stride 2) show the same part.
#pragma once

#include <algorithm>

namespace twofold::model::inline state {

/// A rectangle in fractions of the picture.
struct Region {
  double left = 0;
  double top = 0;
  double width = 1;
  double height = 1;

  bool operator==(const Region&) const = default;
};

/// Centre and magnification; zoom 1 shows the whole picture. Invariant (kept by the functions
/// below): the region lies inside the picture.
struct Viewport {
  double centre_x = 0.5;
  double centre_y = 0.5;
  double zoom = 1;

  bool operator==(const Viewport&) const = default;

  Region region() const {
    return {centre_x - 0.5 / zoom, centre_y - 0.5 / zoom, 1 / zoom, 1 / zoom};
  }
};

inline constexpr double kMaxZoom = 4096;

/// The nearest viewport whose region lies inside the picture.
inline Viewport clamped(Viewport v) {
  v.zoom = std::clamp(v.zoom, 1.0, kMaxZoom);
  const double half = 0.5 / v.zoom;
  v.centre_x = std::clamp(v.centre_x, half, 1 - half);
  v.centre_y = std::clamp(v.centre_y, half, 1 - half);
  return v;
}

/// Magnified by `factor` with the point (x, y), in fractions of the picture, staying where it is.
inline Viewport zoomed_about(const Viewport& v, double x, double y, double factor) {
  const double zoom = std::clamp(v.zoom * factor, 1.0, kMaxZoom);
  const double keep = v.zoom / zoom;
  return clamped({x + (v.centre_x - x) * keep, y + (v.centre_y - y) * keep, zoom});
}

/// Moved so that the content follows the pointer; dx, dy in fractions of what is seen.
inline Viewport panned(const Viewport& v, double dx, double dy) {
  return clamped({v.centre_x - dx / v.zoom, v.centre_y - dy / v.zoom, v.zoom});
}

/// Moved as little as needed to have (x, y) at least a tenth of the view from its edge.
inline Viewport showing(Viewport v, double x, double y) {
  const double reach = 0.4 / v.zoom;
  v.centre_x = std::clamp(v.centre_x, x - reach, x + reach);
  v.centre_y = std::clamp(v.centre_y, y - reach, y + reach);
  return clamped(v);
}

}  // namespace twofold::model::inline state
