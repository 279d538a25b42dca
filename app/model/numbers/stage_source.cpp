#include "app/model/numbers/stage_source.h"

#include <cassert>
#include <vector>

namespace twofold::model::inline numbers {
namespace {

/// These outputs of a fold.
core::Fold only_outputs(const core::Fold& fold, std::span<const int> outputs) {
  core::FilterShape shape = fold.filter.shape;
  shape.out = static_cast<int>(outputs.size());
  core::Fold result;
  result.filter = core::Filter(shape);
  std::size_t next = 0;
  for (std::size_t first = 0; first < fold.filter.values.size();
       first += static_cast<std::size_t>(fold.filter.shape.out))
    for (const int k : outputs)
      result.filter.values[next++] = fold.filter.values[first + static_cast<std::size_t>(k)];
  for (const auto member : {&core::Fold::bias, &core::Fold::scale, &core::Fold::shift})
    if (const std::vector<float>& all = fold.*member; !all.empty())
      for (const int k : outputs) (result.*member).push_back(all[static_cast<std::size_t>(k)]);
  return result;
}

}  // namespace

bool can_part_outputs(const Stages& stages) {
  const core::Stage& last = stages.list.stages.back();
  const bool sums_over_all =
      last.operation == core::Operation::pointwise || last.operation == core::Operation::standard;
  return sums_over_all && !last.adds && last.after.normalisation != core::Normalisation::pixel;
}

Stages only_outputs(const Stages& stages, std::span<const int> outputs) {
  assert(can_part_outputs(stages) && "each output must be a sum of its own");
  Stages result = stages;
  result.list.stages.back().layer.out_channels = static_cast<int>(outputs.size());
  result.folds.back() = only_outputs(stages.folds.back(), outputs);
  return result;
}

StageSource only_outputs(const StageSource& source, std::span<const int> outputs) {
  return {source.x, only_outputs(source.stages, outputs),
          source.has_standard() ? only_outputs(source.standard, outputs) : Stages{}};
}

}  // namespace twofold::model::inline numbers
