// From a document to numbers: input -> depthwise -> pointwise -> (standard), the recipe on one
// page. Each stage is taken over from an earlier evaluation where what it was made from is equal.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "app/model/document.h"
#include "core/separable.h"

namespace twofold::model {

using SharedTensor = std::shared_ptr<const core::Tensor>;

/// Everything that an evaluation reads; a copy, so that it can run on another thread.
struct Inputs {
  Document document;
  std::vector<std::shared_ptr<const LibraryPicture>> pictures;  ///< one for each of the batch
  LearnedFilters learned;
  bool wants_standard = false;  ///< also run the standard convolution
};

/// The numbers of one document. Tensors are shared with later evaluations and never change; a new
/// pointer means new values.
struct Evaluation {
  Document document;
  core::Filters filters;
  core::Filter collapsed;   ///< the standard filter W that D and P come to
  SharedTensor x;           ///< [N,H,W,C]
  SharedTensor z;           ///< [N,H',W',C*m]
  SharedTensor y;           ///< [N,H',W',K]
  SharedTensor standard;    ///< [N,H',W',K] by W; null unless it was wanted
  SharedTensor difference;  ///< y - standard; null unless `standard` was wanted
};

/// Evaluates, or returns null when `stop` was raised on the way. The document must have passed
/// core::check. `last` may be null.
std::shared_ptr<const Evaluation> evaluate(const Inputs& inputs, const Evaluation* last,
                                           const core::StopFlag& stop);

}  // namespace twofold::model
