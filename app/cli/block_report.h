// What a block costs, stage by stage, as a table, as JSON, and in words.
#pragma once

#include "app/cli/block_options.h"
#include "app/cli/cost_report.h"

namespace twofold::cli {

/// Every stage, their sum, and the standard convolution of the same input and output. The JSON has
/// `stages`, a list of {operation, output_shape, params, biases, macs}, one a convolution, with
/// quantised weights also weight_bytes: `params` are without biases and normalisations, `biases` is
/// the number of output channels, whether the stage has biases or not. That of the separable block
/// also has all that `cost --json` has of a layer.
Report block_report(const BlockRequest& request);

}  // namespace twofold::cli
