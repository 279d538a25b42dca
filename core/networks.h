// Layers and networks that people know, as tables of sizes, and what they cost.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/cost.h"
#include "core/shape.h"

namespace twofold::core {

/// What a layer of a network is.
enum class LayerKind {
  standard,   ///< a standard convolution; of `layer` the multiplier has no meaning
  separable,  ///< depthwise, then pointwise
  classifier  ///< fully connected: a standard 1x1 convolution on a 1x1 picture
};

/// One layer and the shape of what enters it.
struct NetworkLayer {
  std::string_view name;
  LayerKind kind = LayerKind::separable;
  Shape in;
  Layer layer;
};

/// A network, in the order in which it computes; layers without weights are left out.
struct Network {
  std::string_view name;   ///< on the command line: "mobilenet-v1"
  std::string_view title;  ///< on screen: "MobileNet v1"
  std::string_view source;
  std::vector<NetworkLayer> layers;
};

/// MobileNet v1 and Xception, for one picture of the size that they were published with.
std::span<const Network> networks();

/// The network of this name, or null.
const Network* find_network(std::string_view name);

/// A single layer that people know.
struct KnownLayer {
  std::string_view name;   ///< "inception-v2"
  std::string_view title;  ///< "Inception-v2, first layer"
  std::string_view says;   ///< one sentence: what is special about it
  std::string_view source;
  Shape in;
  Layer layer;
};
std::span<const KnownLayer> known_layers();

/// Parameters and multiply-adds.
struct Amount {
  std::int64_t params = 0;
  std::int64_t macs = 0;

  Amount& operator+=(const StageCost& cost) {
    params += cost.params;
    macs += cost.macs;
    return *this;
  }
  friend Amount operator+(Amount a, const Amount& b) {
    return {a.params + b.params, a.macs + b.macs};
  }
  bool operator==(const Amount&) const = default;
};

/// What a layer takes as it is, and with a standard convolution in place of a separable one. The
/// costs of `cost` that have no meaning for the layer's kind are 0.
Cost layer_cost(const NetworkLayer& layer);

/// A network's sums by what does the work. Weights of convolutions and of the classifier are
/// counted; biases and batch norm are not.
struct NetworkCost {
  Amount depthwise;
  Amount pointwise;
  Amount standard;  ///< the network's own standard convolutions
  Amount classifier;
  Amount separable_layers_as_standard;  ///< every separable layer made a standard one

  Amount total() const { return depthwise + pointwise + standard + classifier; }
  /// The network with standard convolutions in place of separable ones.
  Amount total_as_standard() const { return separable_layers_as_standard + standard + classifier; }
};
NetworkCost network_cost(const Network& network);

}  // namespace twofold::core
