#include "app/model/network/network_layer.h"

#include <utility>

#include "core/chain/check.h"
#include "core/fast/chain_plan.h"

namespace twofold::model {
inline namespace network {
namespace {

/// A standard filter [kh,kw,C,K] as D and P whose sums are its own: each depthwise filter takes one
/// tap, and the mix has the weights.
GivenFilters one_tap_each(const core::Filter& w) {
  const int taps = w.shape.height * w.shape.width;
  core::Filter d(core::FilterShape{w.shape.height, w.shape.width, w.shape.in, taps});
  core::Filter p(core::FilterShape{1, 1, w.shape.in * taps, w.shape.out});
  for (int q = 0; q < w.shape.in; ++q) {
    for (int tap = 0; tap < taps; ++tap) {
      const int ky = tap / w.shape.width;
      const int kx = tap % w.shape.width;
      d.at(ky, kx, q, tap) = 1;
      for (int k = 0; k < w.shape.out; ++k)
        p.at(0, 0, core::intermediate_channel(q, tap, taps), k) = w.at(ky, kx, q, k);
    }
  }
  return {std::move(d), std::move(p)};
}

const TrainedLayer& layer_at(const TrainedNetwork& network, int layer) {
  return network.layers[static_cast<std::size_t>(layer)];
}

bool has_layer(const TrainedNetwork& network, int layer) {
  return layer >= 0 && layer < static_cast<int>(network.layers.size());
}

/// What a document's list makes at last, if it can be computed.
std::optional<core::Shape> made_shape(const Document& document) {
  const core::Chain list = stages_of(document);
  const core::Shape in = input_shape(document);
  if (!core::check(list, in).empty()) return std::nullopt;
  return core::result_shapes(list, in).back();
}

}  // namespace

core::Tensor layer_reads(const TrainedNetwork& network, const core::Tensor& picture,
                         const NetworkPlace& place) {
  if (!has_layer(network, place.layer) || place.side < kLeastSide || place.side > kMostSide)
    return {};
  core::Tensor at = network_input(network, picture, place.side).x;
  for (int i = 0; i < place.layer; ++i) {
    const TrainedLayer& layer = layer_at(network, i);
    at = std::move(core::fast::run(layer.list, at, layer.folds).back());
    if (layer.pooling) at = core::max_pool(at, *layer.pooling);
  }
  return at;
}

Document document_of_layer(const Document& base, int b, const TrainedNetwork& network,
                           const NetworkPlace& place) {
  const TrainedLayer& layer = layer_at(network, place.layer);
  Document document = base;
  document.batch = {base.batch[static_cast<std::size_t>(b)]};
  document.source = InputSource::network;
  document.network = place;
  document.noise = layer_facts(network, place.side)[static_cast<std::size_t>(place.layer)].in;
  document.bypass = {};
  document.block = {};
  document.zeros = {};
  document.layer = layer.list.stages.front().layer;
  document.layer.out_channels = layer.list.stages.back().layer.out_channels;
  document.bank = {};
  document.bank.seed = base.bank.seed;
  document.bank.origin = FilterOrigin::loaded;
  if (layer.list.stages.size() > 1) {
    document.bank.loaded = {layer.folds.front().filter, layer.folds.back().filter};
  } else {
    document.block.name = "standard";
    document.bank.loaded = one_tap_each(layer.folds.front().filter);
    document.layer.channel_multiplier = static_cast<int>(document.layer.kernel.area());
  }
  const std::vector<float>& bias = layer.folds.back().bias;
  for (std::size_t k = 0; k < bias.size(); ++k) document.bank.bias[static_cast<int>(k)] = bias[k];
  document.bank.activation = layer.list.stages.back().after.activation;
  return document;
}

bool fits_network(const Document& document, const TrainedNetwork& network) {
  const NetworkPlace& place = document.network;
  if (document.source != InputSource::network || !has_layer(network, place.layer)) return false;
  const LayerFacts facts = layer_facts(network, place.side)[static_cast<std::size_t>(place.layer)];
  return input_shape(document) == facts.in && made_shape(document) == facts.out;
}

std::shared_ptr<const TrainedNetwork> with_layer_of(const Document& document,
                                                    const LearnedFilters& learned,
                                                    const TrainedNetwork& network) {
  auto changed = std::make_shared<TrainedNetwork>(network);
  Stages stages = built_stages(document, learned);
  TrainedLayer& layer = changed->layers[static_cast<std::size_t>(document.network.layer)];
  layer.list = std::move(stages.list);
  layer.folds = std::move(stages.folds);
  return changed;
}

}  // namespace network
}  // namespace twofold::model
