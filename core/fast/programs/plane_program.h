// What the programs share that take pictures apart into planes: one tile of the output after the
// other, each computed in a thread's working memory.
#pragma once

#include <span>
#include <vector>

#include "core/fast/loops/kernels.h"
#include "core/fast/programs/program.h"
#include "core/fast/tiles/planes.h"
#include "core/fast/tiles/scratch.h"
#include "core/fast/tiles/tile_grid.h"

namespace twofold::core::fast::inline programs {

/// Whether a layer reads and writes more than caches usually hold: its output had better go past
/// them.
bool exceeds_caches(const Layer& layer, const Shape& in);

class PlaneProgram : public Program {
 public:
  bool fits() const { return slots_ > 0; }
  void run(const Buffers& buffers, const StopFlag* stop) final;
  std::size_t scratch_bytes() const final { return scratch_.bytes(); }

 protected:
  /// Where a tile lies in the output, and its working memory.
  struct LoadedTile : OutputTile {
    OutputTile next;  ///< which this thread is likely to come to
    float* planes = nullptr;
    float* rest = nullptr;         ///< what follows them
    std::span<const float*> from;  ///< room for the planes that a loop reads
  };

  PlaneProgram(const Task& task, const Kernels& kernels);

  /// Makes working memory for a tile's planes and `floats` floats more, and room for `pointers`,
  /// for as many threads as it allows; whether it allows any. Tiles must have been chosen.
  bool make_room(const Team& team, std::size_t floats, std::size_t pointers);

  virtual void run_tile(const Buffers& buffers, const LoadedTile& at) const = 0;

  /// Takes a tile of the picture apart into its planes.
  void load_planes(const float* x, const LoadedTile& at) const;

  /// The next tile's input for `outputs` pixels from (row, column) of it on.
  Ahead next_input(const LoadedTile& at, const float* x, int row, int column, Extent outputs) const;
  /// The pixel of the whole output at (row, column) of a tile.
  std::int64_t output_pixel(const LoadedTile& at, std::ptrdiff_t row, std::ptrdiff_t column) const;
  const float* picture(const float* x, int b) const;
  const float* bias() const { return bias_.empty() ? nullptr : bias_.data(); }
  std::size_t bias_bytes() const { return bias_.size() * sizeof(float); }

  const Kernels& kernels_;
  Shape in_;
  Extent out_;
  bool past_caches_;  ///< whether the output goes past them
  PlaneTile tile_;
  TileGrid tiles_;

 private:
  LoadedTile place(int slot, std::int64_t tile);

  std::vector<float> bias_;
  int slots_ = 0;
  Scratch scratch_;
  std::vector<std::vector<const float*>> from_;
  Workers workers_;
};

}  // namespace twofold::core::fast::inline programs
