#include "app/model/numbers/block_means.h"

#include <algorithm>

namespace twofold::model::inline numbers {

void BlockMeans::add_row(int row, const float* pixels) {
  // First down and then across: neighbouring values of a row are summed up by vectors.
  float* sums = sums_.data();
  const std::size_t count = sums_.size();
  if (row % at_.reduction == 0) {
    std::copy_n(pixels, count, sums);
  } else {
    for (std::size_t i = 0; i < count; ++i) sums[i] += pixels[i];
  }
  if ((row + 1) % at_.reduction == 0 || row + 1 == at_.region.height) write_means(row);
}

/// The means of the row of blocks whose last row is `row`.
void BlockMeans::write_means(int row) {
  const int reduction = at_.reduction;
  const std::size_t channels = rows_.size();
  for (std::size_t c = 0; c < channels; ++c)
    rows_[c] = into_.row(static_cast<int>(c), row / reduction);
  const int rows = row % reduction + 1;
  const float* pixels = sums_.data();
  for (int left = 0, column = 0; left < at_.region.width; left += reduction, ++column) {
    const int columns = std::min(reduction, at_.region.width - left);
    const float share = 1.0f / (static_cast<float>(rows) * static_cast<float>(columns));
    for (std::size_t c = 0; c < channels; ++c) {
      float sum = 0;
      for (int i = 0; i < columns; ++i) sum += pixels[static_cast<std::size_t>(i) * channels + c];
      rows_[c][column] = share * sum;
    }
    pixels += static_cast<std::size_t>(columns) * channels;
  }
}

}  // namespace twofold::model::inline numbers
