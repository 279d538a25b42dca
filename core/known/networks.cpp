#include "core/known/networks.h"

#include "core/chain/stage_cost.h"

namespace twofold::core {
inline namespace known {
namespace {

/// The channels of those stages that `has` what follows.
template <class Has>
int channels_where(const NetworkLayer& layer, Has&& has) {
  const std::vector<Shape> shapes = result_shapes(layer.list, layer.in);
  int channels = 0;
  for (std::size_t i = 0; i < layer.list.stages.size(); ++i) {
    if (has(layer.list.stages[i].after)) channels += shapes[i + 1].channels;
  }
  return channels;
}

/// What the sums of a stage are counted under.
Amount& amount_of(NetworkCost& sums, const Stage& stage) {
  if (stage.label == kClassifier) return sums.classifier;
  switch (stage.operation) {
    case Operation::depthwise: return sums.depthwise;
    case Operation::pointwise: return sums.pointwise;
    case Operation::standard:
    case Operation::grouped: break;
  }
  return sums.standard;
}

}  // namespace

std::string_view NetworkLayer::kind() const {
  return is_separable() ? std::string_view("separable") : list.stages.front().label;
}

int NetworkLayer::biases() const {
  return channels_where(*this, [](const AfterSum& after) { return after.bias; });
}

int NetworkLayer::normed() const {
  const auto is_normed = [](const AfterSum& after) {
    return after.normalisation != Normalisation::none;
  };
  return channels_where(*this, is_normed) + norms_behind;
}

const Network* find_network(std::string_view name) {
  for (const Network& network : networks()) {
    if (network.name == name) return &network;
  }
  return nullptr;
}

Cost layer_cost(const NetworkLayer& layer) {
  const Cost all = cost(layer.layer(), layer.in);
  if (layer.is_separable()) return all;
  Cost standard_only;
  standard_only.standard = all.standard;
  return standard_only;
}

OtherParams other_params(const Network& network) {
  OtherParams sums;
  for (const NetworkLayer& layer : network.layers) {
    sums.biases += layer.biases();
    sums.norms += 2 * static_cast<std::int64_t>(layer.normed());
  }
  return sums;
}

NetworkCost network_cost(const Network& network) {
  NetworkCost sums;
  for (const NetworkLayer& layer : network.layers) {
    const std::vector<StageCost> costs = stage_costs(layer.list, layer.in);
    for (std::size_t i = 0; i < costs.size(); ++i)
      amount_of(sums, layer.list.stages[i]) += costs[i];
    if (layer.is_separable()) sums.separable_layers_as_standard += layer_cost(layer).standard;
  }
  return sums;
}

}  // namespace known
}  // namespace twofold::core
