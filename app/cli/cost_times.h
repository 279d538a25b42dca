// What a layer takes on this machine, run in four ways by the fast engine: `twofold cost
// --measure`.
#pragma once

#include "app/cli/cost_report.h"
#include "app/model/cost/measure.h"

namespace twofold::cli {

/// The layer, which has passed core::check, measured on random numbers until its times hardly
/// spread; takes a few seconds.
model::Measurement measured_ways(const core::Layer& layer, const core::Shape& in);

/// The times: one row a way in the table, `measured` in the JSON, what they say in the words.
Report times_report(const model::Measurement& measurement);

}  // namespace twofold::cli
