#include "core/chain/stage_cost.h"

namespace twofold::core {
inline namespace chain {
StageCost stage_cost(const Stage& stage, const Shape& in) {
  return convolution_cost(filter_shape(stage, in.channels), output_shape(stage, in),
                          in.batch * taps_inside_picture(stage.layer, in));
}

std::vector<StageCost> stage_costs(const Chain& list, const Shape& in) {
  const std::vector<Shape> shapes = result_shapes(list, in);
  std::vector<StageCost> costs;
  for (const Stage& stage : list.stages)
    costs.push_back(stage_cost(stage, shapes[static_cast<std::size_t>(stage.reads)]));
  return costs;
}

}  // namespace chain
}  // namespace twofold::core
