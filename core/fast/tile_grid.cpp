#include "core/fast/tile_grid.h"

#include <algorithm>

namespace twofold::core::fast {

int even_part(int length, int most) {
  const int parts = std::max(1, (length + most - 1) / most);
  return (length + parts - 1) / parts;
}

TileGrid::TileGrid(int batch, Extent out, Extent size)
    : batch_(batch),
      out_(out),
      size_(size),
      grid_{(out.height + size.height - 1) / size.height,
            (out.width + size.width - 1) / size.width} {}

OutputTile TileGrid::operator[](std::int64_t index) const {
  const int rest = static_cast<int>(index % grid_.area());
  OutputTile tile{static_cast<int>(index / grid_.area()), rest / grid_.width * size_.height,
                  rest % grid_.width * size_.width, size_};
  tile.size = {std::min(size_.height, out_.height - tile.oy),
               std::min(size_.width, out_.width - tile.ox)};
  return tile;
}

}  // namespace twofold::core::fast
