// Which standard kernel is to be copied, and how it is applied: from what the pages look at to
// numbers.
#pragma once

#include <memory>
#include <string>

#include "app/model/numbers/input_tensor.h"
#include "app/model/state/document.h"
#include "app/model/state/view_state.h"

namespace twofold::model {
inline namespace learning {

/// Longest side of the pictures that the pages work on; larger ones are reduced to it.
inline constexpr int kLearningSide = 1280;

/// Everything that the pages read; a copy, so that they can be computed on another thread.
struct LearningInputs {
  Document document;  ///< of one picture; layer and filters are the opening's unless they count
  std::vector<std::shared_ptr<const LibraryPicture>> pictures;  ///< one for each of the batch
  int b = 0;                                                    ///< which of x is looked at
  LearnedFilters learned;
  std::shared_ptr<const core::Filter> trained;  ///< for KernelSource::trained; may be null
  LearningLook look;
  ThemeChoice theme = ThemeChoice::dark;

  /// Whether the same would come of both.
  bool same_as(const LearningInputs& other) const {
    return document == other.document && b == other.b && look == other.look && theme == other.theme;
  }
};

/// A standard kernel, and the layer that applies it.
struct TargetLayer {
  std::string name;  ///< "conv0, trained"
  core::Layer layer;
  std::shared_ptr<const core::Filter> kernel;
  std::string why_not;  ///< a sentence where there is none
};

/// The kernel that the inputs choose, for pictures of that shape.
TargetLayer target_layer(const LearningInputs& inputs, const core::Shape& in);

/// The document as far as the pages depend on it: one picture, not larger than they work on; its
/// layer and filters only where they are the target.
Document learning_document(const Document& document, int b, KernelSource source);

}  // namespace learning
}  // namespace twofold::model
