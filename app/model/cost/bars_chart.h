// Separable against standard as pairs of bars: of one layer, or of a network layer by layer. Plain
// numbers in, a figure out.
#pragma once

#include "app/paint/drawing.h"
#include "core/known/networks.h"

namespace twofold::model::inline cost {

/// Parameters, multiply-adds and bytes moved, each pair on its own scale.
paint::Drawing counts_chart(const core::Layer& layer, const core::Shape& in, float width);

/// The multiply-adds of every layer, all on one scale; layers that are standard anyway have the one
/// bar.
paint::Drawing network_chart(const core::Network& network, float width);

}  // namespace twofold::model::inline cost
