// A tile of a picture taken apart into planes, its border zeros written out, so that every tap of
// every output pixel is a plain offset and strides are gone:
//
//     tap (ky, kx) of output pixel (i, j), channel q  =  plane(q, ky % , kx % )[i + .., j + ..]
//
// With stride s there are s planes a channel and axis, one for every remainder of the input index;
// consecutive output pixels are then consecutive floats. All rows of a tile follow each other at
// one pitch, so that the loops run over the whole tile as over one long row (the few pixels between
// the rows are computed too, and never looked at).
#pragma once

#include <array>
#include <vector>

#include "core/fast/loops/kernels.h"
#include "core/shape.h"

namespace twofold::core::fast::inline tiles {

/// One axis of a layer: which remainder and which offset every tap has.
struct PhaseAxis {
  PhaseAxis(int kernel, int step, int dilation, int pad_before, int in_length);

  int stride = 1;
  int pad = 0;
  int in = 0;               ///< length of the input's axis
  std::vector<int> phases;  ///< the remainders that occur
  std::vector<int> slot;    ///< per tap: its remainder's place in `phases`
  std::vector<int> offset;  ///< per tap: outputs to go on

  /// Outputs of halo behind a tile.
  int halo() const;
};

/// Taps that stand side by side in one plane, by their numbers.
struct TapRun {
  std::array<int, kLongestRun> taps{};
  int length = 0;
};

/// All taps of `rows` kernel rows, numbered in the order [row][kx][q], as runs: neighbouring
/// columns of the kernel that meet neighbouring columns of a plane; the longest first.
std::vector<TapRun> tap_runs(const PhaseAxis& columns, int rows, int channels);

/// Floats that a tile's planes may take: a quarter of a usual L2.
inline constexpr std::size_t kTileFloats = 48 * 1024;

class PlaneTile {
 public:
  PlaneTile(const Layer& layer, const Shape& in);

  /// Sets the tile's size in output pixels.
  void set_size(Extent outputs);
  Extent size() const { return size_; }
  int pitch() const { return pitch_; }
  int planes() const {
    return static_cast<int>(rows_.phases.size() * columns_.phases.size()) * channels_;
  }
  /// Pixels from the first to the last of the tile, those between the rows included.
  std::ptrdiff_t flat_length() const {
    return static_cast<std::ptrdiff_t>(size_.height - 1) * pitch_ + size_.width;
  }
  /// Floats that the planes take.
  std::size_t floats() const;

  const PhaseAxis& rows() const { return rows_; }
  const PhaseAxis& columns() const { return columns_; }
  /// Where the plane of a row's and a column's remainder (their places in `phases`) begins.
  std::ptrdiff_t plane(int row_slot, int column_slot, int q) const;

  /// Number of taps times channels.
  int taps() const { return static_cast<int>(offsets_.size()); }
  /// Where tap (ky, kx) of channel q begins in the planes; order [ky][kx][q].
  std::ptrdiff_t tap_offset(int tap) const { return offsets_[static_cast<std::size_t>(tap)]; }

  /// Fills `planes` with the input that output pixels from (oy, ox) of the picture at `x` need.
  /// With `zeros_stand` the zeros around the picture are there already: zeroed memory that has held
  /// nothing but tiles of this size at this place.
  void load(const Kernels& kernels, const float* x, int oy, int ox, bool zeros_stand,
            float* planes) const;

  /// The input of `outputs` output pixels from (oy, ox) of the picture at `x` on, without what the
  /// kernel reads beside it.
  Ahead ahead(const float* x, int oy, int ox, Extent outputs) const;

 private:
  void load_row(const Kernels& kernels, const float* row, const float* next, int ox,
                bool zeros_stand, float* to) const;

  int channels_ = 1;
  PhaseAxis rows_;
  PhaseAxis columns_;
  Extent size_;
  int pitch_ = 0;
  std::ptrdiff_t plane_stride_ = 0;
  std::vector<std::ptrdiff_t> offsets_;
};

}  // namespace twofold::core::fast::inline tiles
