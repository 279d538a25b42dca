// Boxes around what a one-class detector has found, from the numbers of its last layer.
#pragma once

#include <vector>

#include "core/tensor.h"

namespace twofold::model {
inline namespace network {

/// A box in fractions of the square that the network looked at; may reach beyond it.
struct Box {
  float score = 0;  ///< from 0 to 1
  float left = 0;
  float top = 0;
  float width = 0;
  float height = 0;

  bool operator==(const Box&) const = default;
};

/// The size of a box that is neither stretched nor shrunk, in cells.
struct Anchor {
  float width = 1;
  float height = 1;
};

/// How numbers become boxes: for each cell and anchor x, y, w, h, score, as in YOLO v2.
///     centre = (cell + sigmoid(x, y)) / cells     size = exp(w, h) * anchor / cells
struct BoxDecoding {
  std::vector<Anchor> anchors;
  float least_score = 0.5f;
  float most_overlap = 0.4f;  ///< intersection over union above which the lesser box is dropped
};

/// The boxes of one picture's last layer [1, n, n, 5 * anchors], the best first.
std::vector<Box> boxes(const BoxDecoding& decoding, const core::Tensor& last);

/// Area that both cover over the area that either covers.
float overlap(const Box& a, const Box& b);

}  // namespace network
}  // namespace twofold::model
