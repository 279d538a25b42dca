#include "app/cli/stage_counts.h"

namespace twofold::cli {

StageCount counted(const core::Stage& stage, const core::Shape& in,
                   const std::optional<core::WeightBits>& quantised) {
  StageCount c{core::output_shape(stage, in), core::stage_cost(stage, in)};
  if (quantised) {
    c.weight_bytes = core::packed_bytes(c.cost.params, quantised->bits);
    c.scales = quantised->scale_per_channel ? c.out.channels : 1;
  }
  return c;
}

std::vector<StageCount> all_counted(const core::Chain& chain, const core::Shape& in,
                                    const std::optional<core::WeightBits>& quantised) {
  const std::vector<core::Shape> shapes = core::result_shapes(chain, in);
  std::vector<StageCount> all;
  for (const core::Stage& stage : chain.stages)
    all.push_back(counted(stage, shapes[static_cast<std::size_t>(stage.reads)], quantised));
  return all;
}

nlohmann::ordered_json stages_json(const core::Chain& list, const std::vector<StageCount>& stages,
                                   bool quantised) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const StageCount& c = stages[i];
    rows.push_back({{"operation", core::word(list.stages[i].operation)},
                    {"output_shape", {c.out.batch, c.out.height, c.out.width, c.out.channels}},
                    {"params", c.cost.params},
                    {"biases", c.out.channels},
                    {"macs", c.cost.macs}});
    if (quantised) rows.back()["weight_bytes"] = c.weight_bytes;
  }
  return rows;
}

}  // namespace twofold::cli
