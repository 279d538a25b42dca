// How sums over all pixels of a batch are cut: some thousand pixels are summed in float, chunks of
// them in double. Rows of weights are shared out to threads, and groups of chunks where rows are
// few. None of it depends on the number of threads.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/fast/threads/workers.h"
#include "core/shape.h"
#include "core/tensor.h"

namespace twofold::core::fast::inline adjoint {

/// Output pixels that are summed in float: whole rows of one picture, or a part of a wide one.
struct Chunk {
  std::int64_t row = 0;  ///< counted over all pictures of the batch
  int rows = 0;
  int column = 0;
  int columns = 0;
};
inline constexpr int kChunkPixels = 1024;
std::vector<Chunk> chunks_of(const Shape& out);

/// A unit of work: some rows of weights over some chunks, which are one group.
struct SumsUnit {
  std::int64_t group = 0;
  std::int64_t first_chunk = 0, last_chunk = 0;
  std::int64_t first_row = 0, last_row = 0;
};

/// A filter's gradient: `rows` of `row_weights` weights each, summed over all chunks.
class AdjointSums {
 public:
  /// At most `unit_rows` rows are one unit of work.
  AdjointSums(std::int64_t chunks, std::int64_t rows, std::int64_t row_weights,
              std::int64_t unit_rows);

  /// `sum(slot, chunk, first_row, last_row, to)` writes a chunk's sums of some rows,
  /// [rows][row_weights]; a slot belongs to one thread at a time. Chunks are added up in their
  /// order and rounded once.
  template <class Sum>
  std::vector<float> total(const Workers& workers, Sum&& sum) {
    workers.run(parts_ * groups_, nullptr, [&](int slot, std::int64_t index) {
      const SumsUnit at = unit(index);
      float* result = result_.data() + at.first_row * row_weights_;
      if (chunks_ == 1) return sum(slot, at.first_chunk, at.first_row, at.last_row, result);
      const auto weights = static_cast<std::size_t>((at.last_row - at.first_row) * row_weights_);
      Floats part(weights);
      std::vector<double> sums(weights);
      for (std::int64_t chunk = at.first_chunk; chunk < at.last_chunk; ++chunk) {
        sum(slot, chunk, at.first_row, at.last_row, part.data());
        for (std::size_t i = 0; i < weights; ++i) sums[i] += part[i];
      }
      if (groups_ == 1)
        std::transform(sums.begin(), sums.end(), result,
                       [](double s) { return static_cast<float>(s); });
      else
        std::copy(sums.begin(), sums.end(), group_sums_.begin() + offset(at));
    });
    add_groups();
    return std::move(result_);
  }

 private:
  SumsUnit unit(std::int64_t index) const;
  std::ptrdiff_t offset(const SumsUnit& at) const {
    return (at.group * rows_ + at.first_row) * row_weights_;
  }
  void add_groups();

  std::int64_t chunks_;
  std::int64_t rows_;
  std::int64_t row_weights_;
  std::int64_t parts_;
  std::int64_t groups_;
  std::vector<double> group_sums_;  ///< [group][row][weight], where there are several
  std::vector<float> result_;
};

}  // namespace twofold::core::fast::inline adjoint
