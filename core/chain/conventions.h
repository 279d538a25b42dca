// Which zeros the same words mean elsewhere: where a framework puts those of SAME.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/chain/stage.h"

namespace twofold::core {
inline namespace chain {

/// One row of the table.
struct Convention {
  std::string_view name;   ///< on the command line: "pytorch"
  std::string_view title;  ///< on a control: "PyTorch"
  std::string_view says;   ///< one sentence: where its zeros go
  /// The zeros around the picture for SAME.
  Pads (*pads)(const Layer& layer, const Shape& in) = nullptr;
  bool is_tensorflows = false;  ///< the same as TensorFlow's
};

/// TensorFlow's, which the program computes by default, comes first.
std::span<const Convention> conventions();

/// The convention of this name, or null.
const Convention* find_convention(std::string_view name);

/// The layer with the convention's zeros given explicitly. VALID and explicit zeros mean the same
/// everywhere; such layers come back as they are.
Layer with_convention(Layer layer, const Shape& in, const Convention& convention);

/// The same for every stage of a chain.
Chain with_convention(Chain list, const Shape& in, const Convention& convention);

/// What the convention does with this layer, and where its numbers differ from TensorFlow's; empty
/// if nowhere.
std::string convention_note(const Layer& layer, const Shape& in, const Convention& convention);

}  // namespace chain
}  // namespace twofold::core
