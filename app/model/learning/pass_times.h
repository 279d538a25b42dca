// How long one layer takes here, forward and backward, as the separable and as the standard
// convolution: the fast engine's, measured.
#pragma once

#include <functional>
#include <optional>

#include "core/shape.h"

namespace twofold::model {
inline namespace learning {

/// Medians, in seconds. Backward: gradients with respect to filters and input, z kept.
struct PassTimes {
  struct Side {
    double forward = 0;
    double backward = 0;
  };
  core::Layer layer;
  core::Shape in;
  Side separable;
  Side standard;
};

/// Measures them, on numbers of its own; nothing once `go_on` says no.
std::optional<PassTimes> measure_passes(const core::Layer& layer, const core::Shape& in,
                                        const std::function<bool()>& go_on);

}  // namespace learning
}  // namespace twofold::model
