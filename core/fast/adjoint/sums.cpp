#include "core/fast/adjoint/sums.h"

namespace twofold::core::fast::inline adjoint {
namespace {

/// Units of work that are enough for many threads.
constexpr std::int64_t kUnits = 16;

}  // namespace

std::vector<Chunk> chunks_of(const Shape& out) {
  std::vector<Chunk> all;
  const int rows = std::max(1, kChunkPixels / out.width);
  const int columns = std::min(out.width, kChunkPixels);
  // Never from one picture into the next.
  for (std::int64_t row = 0; row < static_cast<std::int64_t>(out.batch) * out.height;) {
    const int left = out.height - static_cast<int>(row % out.height);
    const int part = std::min(rows, left);
    for (int column = 0; column < out.width; column += columns)
      all.push_back({row, part, column, std::min(columns, out.width - column)});
    row += part;
  }
  return all;
}

AdjointSums::AdjointSums(std::int64_t chunks, std::int64_t rows, std::int64_t row_weights,
                         std::int64_t unit_rows)
    : chunks_(chunks),
      rows_(rows),
      row_weights_(row_weights),
      parts_((rows + unit_rows - 1) / unit_rows),
      groups_(std::clamp<std::int64_t>(kUnits / parts_, 1, chunks)),
      result_(static_cast<std::size_t>(rows * row_weights)) {
  if (groups_ > 1) group_sums_.resize(static_cast<std::size_t>(groups_ * rows * row_weights));
}

SumsUnit AdjointSums::unit(std::int64_t index) const {
  const std::int64_t group = index / parts_;
  const std::int64_t part = index % parts_;
  return {group, group * chunks_ / groups_, (group + 1) * chunks_ / groups_, part * rows_ / parts_,
          (part + 1) * rows_ / parts_};
}

void AdjointSums::add_groups() {
  if (groups_ == 1) return;
  const std::int64_t weights = rows_ * row_weights_;
  for (std::int64_t i = 0; i < weights; ++i) {
    double sum = 0;
    for (std::int64_t g = 0; g < groups_; ++g)
      sum += group_sums_[static_cast<std::size_t>(g * weights + i)];
    result_[static_cast<std::size_t>(i)] = static_cast<float>(sum);
  }
}

}  // namespace twofold::core::fast::inline adjoint
