#include "core/fast/tiles/plane_tiles.h"

#include <algorithm>
#include <limits>

namespace twofold::core::fast::inline tiles {
namespace {

constexpr int kFewRows = 8;       // of a tile: no thread is fed with fewer
constexpr double kRowStart = 64;  // outputs that could be loaded while a row of a tile begins

int rounded_up(int length, int step) { return ceil_div(length, step) * step; }

void set_size(PlaneTile& tile, Extent size, const TileWishes& wishes) {
  tile.set_size({size.height + wishes.extra_rows, size.width});
}

/// As many rows of `width` outputs as the cache holds, or the fewest.
Extent tallest(PlaneTile& tile, int width, Extent out, const TileWishes& wishes) {
  Extent size{rounded_up(out.height, wishes.row_step), width};
  const auto too_many = [&] {
    set_size(tile, size, wishes);
    return size.height > wishes.row_step && tile.floats() > kTileFloats;
  };
  if (!too_many()) return size;
  const int per_row = tile.planes() * tile.pitch();
  const int height =
      static_cast<int>(kTileFloats) / per_row - tile.rows().halo() - wishes.extra_rows;
  size.height = std::max(rounded_up(height, wishes.row_step), wishes.row_step);
  while (too_many()) size.height -= wishes.row_step;
  return size;
}

/// Outputs' worth of input that is loaded for each output of a tile. Where even the smallest tiles
/// are too large it is the smallest that counts.
double cost(const PlaneTile& tile, Extent size, Extent out, const TileWishes& wishes) {
  if (tile.floats() > kTileFloats) return static_cast<double>(tile.floats());
  const double height = std::min(size.height, out.height);
  return (height + wishes.extra_rows + tile.rows().halo()) * (tile.pitch() + kRowStart) /
         (height * size.width);
}

/// The best of all widths that share the picture evenly.
Extent best_size(PlaneTile& tile, Extent out, const TileWishes& wishes) {
  Extent best;
  double least = std::numeric_limits<double>::infinity();
  const int fewest_parts = ceil_div(out.width, wishes.columns);
  const int most_parts = std::max(fewest_parts, out.width / kLeastTileColumns);
  for (int parts = fewest_parts; parts <= most_parts; ++parts) {
    const int width =
        std::min(rounded_up(ceil_div(out.width, parts), wishes.column_step), out.width);
    const Extent size = tallest(tile, width, out, wishes);
    if (const double now = cost(tile, size, out, wishes); now < least) {
      least = now;
      best = size;
    }
  }
  return best;
}

}  // namespace

TileGrid choose_tiles(PlaneTile& tile, int batch, Extent out, int threads,
                      const TileWishes& wishes) {
  Extent size = best_size(tile, out, wishes);
  size.height = rounded_up(even_part(out.height, size.height), wishes.row_step);
  while (size.height > kFewRows && !TileGrid(batch, out, size).feeds(threads))
    size.height = rounded_up(ceil_div(size.height, 2), wishes.row_step);
  set_size(tile, size, wishes);
  return {batch, out, size};
}

}  // namespace twofold::core::fast::inline tiles
