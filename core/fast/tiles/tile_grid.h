// The output cut into tiles alike, each a piece of work.
#pragma once

#include <cstdint>

#include "core/shape.h"

namespace twofold::core::fast::inline tiles {

/// a / b, rounded up; b is positive.
constexpr int ceil_div(int a, int b) { return a >= 0 ? (a + b - 1) / b : -(-a / b); }

/// The largest part when `length` is cut into as few and as even ones as can be, none above `most`.
int even_part(int length, int most);

/// Where a tile lies in the output.
struct OutputTile {
  int b = 0;
  int oy = 0;
  int ox = 0;
  Extent size;
};

class TileGrid {
 public:
  TileGrid() = default;
  /// Tiles of `size` outputs, those at the right and lower edges of a picture as far as it goes.
  TileGrid(int batch, Extent out, Extent size);

  Extent size() const { return size_; }
  std::int64_t per_picture() const { return grid_.area(); }
  std::int64_t count() const { return batch_ * per_picture(); }
  /// Whether every one of several threads gets so many that one which is held up costs little.
  bool feeds(int threads) const { return threads == 1 || count() >= 8LL * threads; }

  /// Tile `index` of count(), row by row, picture by picture.
  OutputTile operator[](std::int64_t index) const;

 private:
  std::int64_t batch_ = 0;
  Extent out_;
  Extent size_;
  Extent grid_;
};

}  // namespace twofold::core::fast::inline tiles
