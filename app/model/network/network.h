// A trained network, run whole on a picture: layers with their filters, each a list of stages, with
// pooling between them, and at the end boxes around what was found.
//
//     picture -> square of the network's size -> layer -> pooling -> layer ... -> boxes
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/model/network/boxes.h"
#include "core/chain/max_pool.h"
#include "core/chain/run.h"

namespace twofold::model {
inline namespace network {

/// One layer; `pooling` follows it where there is one.
struct TrainedLayer {
  std::string name;
  core::Chain list;
  core::Folds folds;
  std::optional<core::Layer> pooling;
};

/// Layers, and what a picture has to become before the first: bytes, less `mean`, over `divide_by`.
struct TrainedNetwork {
  std::string name;
  std::array<float, 3> mean{};
  float divide_by = 255;
  std::vector<TrainedLayer> layers;
  BoxDecoding decoding;
};

/// Sides of a square that the network takes: multiples of 32 in this range.
inline constexpr int kSideStep = 32;
inline constexpr int kLeastSide = 96;
inline constexpr int kMostSide = 1280;

/// A picture as the network takes it.
struct NetworkInput {
  core::Tensor x;            ///< [1, side, side, 3], normalised
  core::Extent shown{0, 0};  ///< of it, at the top left, the picture; black fills the rest
};

/// One picture (values from 0 to 1, RGB or grey) scaled so that its longer side is `side`.
NetworkInput network_input(const TrainedNetwork& network, const core::Tensor& picture, int side);

/// What a layer is on an input: for the strip that shows the network.
struct LayerFacts {
  core::Shape in;
  core::Shape out;          ///< before pooling
  std::int64_t params = 0;  ///< without biases
  std::int64_t biases = 0;
  std::int64_t macs = 0;
  core::ReceptiveField field;  ///< of its values on the square input
};
std::vector<LayerFacts> layer_facts(const TrainedNetwork& network, int side);

/// Everything that the network made of an input.
struct NetworkRun {
  std::vector<core::Tensor> results;  ///< of each layer, after its activation, before pooling
  std::vector<Box> boxes;             ///< in fractions of the square, the best first
};

/// The whole network by the fast engine.
NetworkRun run(const TrainedNetwork& network, const core::Tensor& x,
               const core::StopFlag* stop = nullptr);

/// As above from layer `first` on, of which `results` has all that comes before.
NetworkRun run_from(const TrainedNetwork& network, const core::Tensor& x, NetworkRun before,
                    std::size_t first, const core::StopFlag* stop = nullptr);

/// What layer i reads: x, or the layer before, pooled.
core::Tensor input_of_layer(const TrainedNetwork& network, const core::Tensor& x,
                            const NetworkRun& run, std::size_t layer);

}  // namespace network
}  // namespace twofold::model
