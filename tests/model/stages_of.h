#pragma once

#include <utility>

#include "app/model/numbers/evaluation.h"
#include "core/equivalent.h"

namespace twofold::tests {

/// A separable layer's two folds as a list of stages.
inline model::Stages stages_of(const core::Layer& layer, core::Filters filters) {
  model::Stages stages{core::separable_chain(layer), core::Folds(2)};
  stages.list.stages.back().after = {!filters.bias.empty(), core::Normalisation::none,
                                     filters.activation};
  stages.folds.front().filter = std::move(filters.depthwise);
  stages.folds.back().filter = std::move(filters.pointwise);
  stages.folds.back().bias = std::move(filters.bias);
  return stages;
}

/// The standard convolution of this filter, with what follows a layer's folds.
inline model::Stages standard_stages_of(const core::Layer& layer, const core::Filters& filters,
                                        core::Filter w) {
  model::Stages stages{core::standard_chain(layer), core::Folds(1)};
  stages.list.stages.back().after = {!filters.bias.empty(), core::Normalisation::none,
                                     filters.activation};
  stages.folds.front().filter = std::move(w);
  stages.folds.front().bias = filters.bias;
  return stages;
}

/// Puts a layer's filters, and the standard one that they come to, into an evaluation.
inline void put_filters(model::Evaluation& e, const core::Layer& layer,
                        const core::Filters& filters) {
  e.document.layer = layer;
  e.stages = stages_of(layer, filters);
  e.collapsed =
      standard_stages_of(layer, filters, core::collapse(filters.depthwise, filters.pointwise));
}

}  // namespace twofold::tests
