// The roofline of this machine with the measured ways of a layer as dots: how fast each computes
// against how much it computes for the bytes it moves. Under the slanted line memory sets the pace,
// under the level one arithmetic does.
#pragma once

#include <string>

#include "app/model/cost/measure.h"
#include "app/paint/drawing.h"

namespace twofold::model::inline cost {

/// "fused", "two passes", "standard", "collapsed".
const char* way_name(Way way);

/// The figure; empty before machine and times are measured.
paint::Drawing roofline_chart(const Measurement& measurement, paint::Spot size);

/// What the times say beside the multiply-adds, in two or three sentences with the numbers in.
std::string measured_sentence(const Measurement& measurement);

/// FLOPs a second of a way.
double flops_per_second(const Measurement& measurement, Way way);

}  // namespace twofold::model::inline cost
