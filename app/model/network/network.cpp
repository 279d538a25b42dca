#include "app/model/network/network.h"

#include <algorithm>

#include "core/chain/stage_cost.h"
#include "core/fast/chain_plan.h"
#include "core/resample.h"

namespace twofold::model {
inline namespace network {
namespace {

constexpr int kColours = 3;
constexpr float kWhite = 255;  ///< of a byte

}  // namespace

NetworkInput network_input(const TrainedNetwork& network, const core::Tensor& picture, int side) {
  const core::Shape& from = picture.shape;
  const int longer = std::max(from.height, from.width);
  const auto scaled = [&](int length) {
    return std::max(1, static_cast<int>(static_cast<std::int64_t>(length) * side / longer));
  };
  const core::Extent size{scaled(from.height), scaled(from.width)};
  const core::Tensor small = core::resized(picture, size);
  NetworkInput input{core::Tensor({1, side, side, kColours}), size};
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column) {
      float* to = input.x.pixel(0, row, column);
      const bool inside = row < size.height && column < size.width;
      for (int c = 0; c < kColours; ++c) {
        const int channel = std::min(c, from.channels - 1);
        const float byte = inside ? kWhite * small.at(0, row, column, channel) : 0.0f;
        to[c] = (byte - network.mean[static_cast<std::size_t>(c)]) / network.divide_by;
      }
    }
  }
  return input;
}

std::vector<LayerFacts> layer_facts(const TrainedNetwork& network, int side) {
  std::vector<LayerFacts> facts;
  core::Shape in{1, side, side, kColours};
  core::ReceptiveField field;
  for (const TrainedLayer& layer : network.layers) {
    const std::vector<core::Shape> shapes = core::result_shapes(layer.list, in);
    LayerFacts f{in, shapes.back(), 0, 0, 0, {}};
    for (std::size_t i = 0; i < layer.list.stages.size(); ++i) {
      const core::Stage& stage = layer.list.stages[i];
      const core::Shape& read = shapes[static_cast<std::size_t>(stage.reads)];
      const core::StageCost cost = core::stage_cost(stage, read);
      f.params += cost.params;
      f.macs += cost.macs;
      f.biases += stage.after.bias ? shapes[i + 1].channels : 0;
      field = core::through(field, stage.layer, read);
    }
    f.field = field;
    facts.push_back(f);
    in = f.out;
    if (!layer.pooling) continue;
    core::Layer pooling = *layer.pooling;
    pooling.out_channels = in.channels;
    field = core::through(field, pooling, in);
    in = core::output_shape(pooling, in);
  }
  return facts;
}

core::Tensor input_of_layer(const TrainedNetwork& network, const core::Tensor& x,
                            const NetworkRun& run, std::size_t layer) {
  if (layer == 0) return x;
  const core::Tensor& before = run.results[layer - 1];
  const std::optional<core::Layer>& pooling = network.layers[layer - 1].pooling;
  return pooling ? core::max_pool(before, *pooling) : before;
}

NetworkRun run_from(const TrainedNetwork& network, const core::Tensor& x, NetworkRun before,
                    std::size_t first, const core::StopFlag* stop) {
  NetworkRun made = std::move(before);
  made.results.resize(first);
  for (std::size_t i = first; i < network.layers.size(); ++i) {
    const core::Tensor in = input_of_layer(network, x, made, i);
    const TrainedLayer& layer = network.layers[i];
    made.results.push_back(
        core::fast::plan_chain(layer.list, in.shape, layer.folds).run(in, stop).back());
  }
  made.boxes = boxes(network.decoding, made.results.back());
  return made;
}

NetworkRun run(const TrainedNetwork& network, const core::Tensor& x, const core::StopFlag* stop) {
  return run_from(network, x, {}, 0, stop);
}

}  // namespace network
}  // namespace twofold::model
