// What is counted of the stages of a list, one by one.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "core/chain/stage_cost.h"
#include "core/quantise.h"

namespace twofold::cli {

/// What is counted of one stage.
struct StageCount {
  core::Shape out;
  core::StageCost cost;
  std::int64_t weight_bytes = 0;  ///< without the scales; 0 where the weights are floats
  std::int64_t scales = 0;
};

/// Of a stage that reads inputs of shape `in`.
StageCount counted(const core::Stage& stage, const core::Shape& in,
                   const std::optional<core::WeightBits>& quantised);

/// Of every stage of a list on inputs of shape `in`.
std::vector<StageCount> all_counted(const core::Chain& chain, const core::Shape& in,
                                    const std::optional<core::WeightBits>& quantised);

/// A list of {operation, output_shape, params, biases, macs}, one a stage; `quantised`: with
/// weight_bytes.
nlohmann::ordered_json stages_json(const core::Chain& list, const std::vector<StageCount>& stages,
                                   bool quantised);

}  // namespace twofold::cli
