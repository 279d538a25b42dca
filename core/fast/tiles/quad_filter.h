// A depthwise filter for Winograd's minimal filtering F(4, 3): the eight sums of products that each
// of a channel's filters takes for four output rows.
#pragma once

#include <array>
#include <vector>

#include "core/fast/tiles/combined_rows.h"
#include "core/filters.h"

namespace twofold::core::fast::inline tiles {

struct QuadSum {
  int row = 0;                              ///< of the four, whose planes the taps are in
  std::vector<std::ptrdiff_t> combined;     ///< taps: where they begin in the combined rows
  std::vector<int> taps;                    ///< and those of rows that are not combined
  std::vector<std::vector<float>> weights;  ///< of every channel, [combined, then taps][filter]
};

class QuadFilter {
 public:
  static constexpr int kSums = 8;

  QuadFilter() = default;
  /// Of the filter D; `rows` are the combined rows of one channel, in runs of three.
  QuadFilter(const Filter& d, const CombinedRows& rows);

  /// The products of kinds 1 to 4, then what rows 0 to 3 get beside them: the products of kinds 0
  /// and 5 in rows 0 and 3, and in all of them the kernel's rows that are in no run.
  const std::array<QuadSum, kSums>& sums() const { return sums_; }
  /// The weights of channel q as they are, [ky, kx][filter].
  const std::vector<float>& plain(int q) const { return plain_[static_cast<std::size_t>(q)]; }
  std::size_t bytes() const;

 private:
  void pack_run(const Filter& d, const CombinedRows& rows, std::size_t run, int kx);
  void pack_row(const Filter& d, int ky);

  std::array<QuadSum, kSums> sums_;
  std::vector<std::vector<float>> plain_;
};

}  // namespace twofold::core::fast::inline tiles
