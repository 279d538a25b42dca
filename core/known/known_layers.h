// Single layers that people know.
#pragma once

#include <span>
#include <string_view>

#include "core/shape.h"

namespace twofold::core {
inline namespace known {

/// A single layer that people know.
struct KnownLayer {
  std::string_view name;   ///< "inception-v2"
  std::string_view title;  ///< "Inception-v2, first layer"
  std::string_view says;   ///< one sentence: what is special about it
  std::string_view source;
  Shape in;
  Layer layer;
};
std::span<const KnownLayer> known_layers();

}  // namespace known
}  // namespace twofold::core
