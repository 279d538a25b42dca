#include "core/fast/tiles/tile_grid.h"

#include <algorithm>

namespace twofold::core::fast::inline tiles {

int even_part(int length, int most) {
  return ceil_div(length, std::max(1, ceil_div(length, most)));
}

TileGrid::TileGrid(int batch, Extent out, Extent size)
    : batch_(batch),
      out_(out),
      size_(size),
      grid_{ceil_div(out.height, size.height), ceil_div(out.width, size.width)} {}

OutputTile TileGrid::operator[](std::int64_t index) const {
  const int rest = static_cast<int>(index % grid_.area());
  OutputTile tile{static_cast<int>(index / grid_.area()), rest / grid_.width * size_.height,
                  rest % grid_.width * size_.width, size_};
  tile.size = {std::min(size_.height, out_.height - tile.oy),
               std::min(size_.width, out_.width - tile.ox)};
  return tile;
}

}  // namespace twofold::core::fast::inline tiles
