#include "core/fast/plane_tiles.h"

#include <algorithm>
#include <limits>

namespace twofold::core::fast {
namespace {

constexpr int kFewRows = 8;       // of a tile: no thread is fed with fewer
constexpr double kRowStart = 64;  // outputs that could be loaded while a row of a tile begins
constexpr int kColumnStep = 16;   // tiles begin where cache lines of the output do

int rounded_up(int length, int step) { return ceil_div(length, step) * step; }

void set_size(PlaneTile& tile, Extent size, const TileRows& rows) {
  tile.set_size({size.height + rows.extra, size.width});
}

/// As many rows of `width` outputs as the cache holds, or the fewest.
Extent tallest(PlaneTile& tile, int width, Extent out, const TileRows& rows) {
  Extent size{rounded_up(out.height, rows.step), width};
  const auto too_many = [&] {
    set_size(tile, size, rows);
    return size.height > rows.step && tile.floats() > kTileFloats;
  };
  if (!too_many()) return size;
  const int per_row = tile.planes() * tile.pitch();
  const int height = static_cast<int>(kTileFloats) / per_row - tile.rows().halo() - rows.extra;
  size.height = std::max(rounded_up(height, rows.step), rows.step);
  while (too_many()) size.height -= rows.step;
  return size;
}

/// Outputs' worth of input that is loaded for each output of a tile. Where even the smallest tiles
/// are too large it is the smallest that counts.
double cost(const PlaneTile& tile, Extent size, Extent out, const TileRows& rows) {
  if (tile.floats() > kTileFloats) return static_cast<double>(tile.floats());
  const double height = std::min(size.height, out.height);
  return (height + rows.extra + tile.rows().halo()) * (tile.pitch() + kRowStart) /
         (height * size.width);
}

/// The best of all widths that share the picture evenly.
Extent best_size(PlaneTile& tile, Extent out, const TileRows& rows) {
  Extent best;
  double least = std::numeric_limits<double>::infinity();
  const int most_parts = std::max(1, out.width / kLeastTileColumns);
  for (int parts = ceil_div(out.width, kTileColumns); parts <= most_parts; ++parts) {
    const int width = std::min(rounded_up(ceil_div(out.width, parts), kColumnStep), out.width);
    const Extent size = tallest(tile, width, out, rows);
    if (const double now = cost(tile, size, out, rows); now < least) {
      least = now;
      best = size;
    }
  }
  return best;
}

}  // namespace

TileGrid choose_tiles(PlaneTile& tile, int batch, Extent out, int threads, const TileRows& rows) {
  Extent size = best_size(tile, out, rows);
  size.height = rounded_up(even_part(out.height, size.height), rows.step);
  while (size.height > kFewRows && !TileGrid(batch, out, size).feeds(threads))
    size.height = rounded_up(ceil_div(size.height, 2), rows.step);
  set_size(tile, size, rows);
  return {batch, out, size};
}

}  // namespace twofold::core::fast
