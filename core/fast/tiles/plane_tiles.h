// How a picture is cut into tiles whose planes (planes.h) stay in the cache.
#pragma once

#include "core/fast/tiles/planes.h"
#include "core/fast/tiles/tile_grid.h"

namespace twofold::core::fast::inline tiles {

/// Outputs in a row of a tile, at least (where the picture has them) and at most.
inline constexpr int kLeastTileColumns = 48;
inline constexpr int kTileColumns = 512;

/// What a program asks of its tiles.
struct TileWishes {
  int row_step = 1;            ///< the number of rows is a multiple of this
  int extra_rows = 0;          ///< input rows that it reads beyond the kernel's own
  int columns = kTileColumns;  ///< of outputs, at most
  int column_step = 16;        ///< their number is a multiple of this: whole lines of the output
};

/// Cuts the outputs of `batch` pictures into tiles as large as the cache allows and of the shape
/// that reads least of the input twice, several for every thread, and sets the size of `tile` to
/// theirs. Columns do not depend on the number of threads.
TileGrid choose_tiles(PlaneTile& tile, int batch, Extent out, int threads,
                      const TileWishes& wishes);

}  // namespace twofold::core::fast::inline tiles
