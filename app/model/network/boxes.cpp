#include "app/model/network/boxes.h"

#include <algorithm>
#include <cmath>

#include "core/activation.h"

namespace twofold::model {
inline namespace network {
namespace {

constexpr int kNumbers = 5;  ///< x, y, w, h, score

/// The box of one cell and anchor.
Box decoded(const float* numbers, const Anchor& anchor, core::Extent cell, core::Extent cells) {
  const float rows = static_cast<float>(cells.height);
  const float columns = static_cast<float>(cells.width);
  const float x = (static_cast<float>(cell.width) + core::sigmoid(numbers[0])) / columns;
  const float y = (static_cast<float>(cell.height) + core::sigmoid(numbers[1])) / rows;
  const float width = std::exp(numbers[2]) * anchor.width / columns;
  const float height = std::exp(numbers[3]) * anchor.height / rows;
  return {core::sigmoid(numbers[4]), x - width / 2, y - height / 2, width, height};
}

float shared_length(float a, float a_length, float b, float b_length) {
  return std::max(0.0f, std::min(a + a_length, b + b_length) - std::max(a, b));
}

}  // namespace

float overlap(const Box& a, const Box& b) {
  const float both = shared_length(a.left, a.width, b.left, b.width) *
                     shared_length(a.top, a.height, b.top, b.height);
  const float either = a.width * a.height + b.width * b.height - both;
  return either > 0 ? both / either : 0;
}

std::vector<Box> boxes(const BoxDecoding& decoding, const core::Tensor& last) {
  std::vector<Box> found;
  const core::Extent cells{last.shape.height, last.shape.width};
  for (int row = 0; row < cells.height; ++row) {
    for (int column = 0; column < cells.width; ++column) {
      const float* numbers = last.pixel(0, row, column);
      for (const Anchor& anchor : decoding.anchors) {
        const Box box = decoded(numbers, anchor, {row, column}, cells);
        if (box.score > decoding.least_score) found.push_back(box);
        numbers += kNumbers;
      }
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Box& a, const Box& b) { return a.score > b.score; });
  std::vector<Box> kept;
  for (const Box& box : found) {
    const bool covered = std::any_of(kept.begin(), kept.end(), [&](const Box& better) {
      return overlap(box, better) > decoding.most_overlap;
    });
    if (!covered) kept.push_back(box);
  }
  return kept;
}

}  // namespace network
}  // namespace twofold::model
