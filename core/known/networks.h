// Networks that people know, as lists of layers, and what they cost.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/chain/stage.h"
#include "core/cost.h"

namespace twofold::core {
inline namespace known {

/// The label of a network's last stage: fully connected, a standard 1x1 convolution on a 1x1
/// picture.
inline constexpr std::string_view kClassifier = "classifier";

/// One layer as a list, and the shape of what enters it. A separable layer is a list of two stages;
/// any other one standard convolution. Biases and norms are said in the stages' `after`;
/// activations, which nothing is counted of, are left out.
struct NetworkLayer {
  std::string name;
  Shape in;
  Chain list;
  int norms_behind = 0;  ///< channels of norms by themselves, which scale and shift what it makes
  bool aside = false;    ///< past a block, or on its own branch: not what the next layer reads

  bool is_separable() const { return list.stages.size() > 1; }
  /// Kernel, strides, outputs of the whole; of a standard convolution the multiplier has no
  /// meaning.
  const Layer& layer() const { return list.stages.front().layer; }
  /// "separable", "standard" or "classifier".
  std::string_view kind() const;
  int biases() const;  ///< values that a bias is added to
  int normed() const;  ///< channels that batch or layer norm scales and shifts
};

/// A network, in the order in which it computes; layers without weights are left out.
struct Network {
  std::string_view name;   ///< on the command line: "mobilenet-v1"
  std::string_view title;  ///< on screen: "MobileNet v1"
  std::string_view source;
  std::string_view published;  ///< its sums as they were published, and which count differs and why
  std::vector<NetworkLayer> layers;
  std::int64_t other_params = 0;  ///< trained, and neither weight, bias nor norm of a layer
  bool scales = false;            ///< width and resolution multiply it: see `scaled`
};

/// Networks that people know, each for one picture of the size that it was published with.
std::span<const Network> networks();

/// How large MobileNets are: `width` (alpha) times as many channels, pictures of `side` pixels (rho
/// times 224).
struct NetworkScale {
  double width = 1;
  int side = 224;

  bool operator==(const NetworkScale&) const = default;
};
inline constexpr double kLeastWidth = 0.25;
inline constexpr double kMostWidth = 1.5;
inline constexpr int kLeastSide = 32;
inline constexpr int kMostSide = 512;

/// The network at that scale; as it is, if it does not scale.
Network scaled(const Network& network, const NetworkScale& scale);

/// The network of this name, or null.
const Network* find_network(std::string_view name);

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
/// costs of `cost` that a standard convolution does not have are 0.
Cost layer_cost(const NetworkLayer& layer);

/// Parameters besides the weights: biases, and of norms scale and shift. Mean and variance, which
/// batch norm keeps but does not train, are as many again.
struct OtherParams {
  std::int64_t biases = 0;
  std::int64_t norms = 0;
};
OtherParams other_params(const Network& network);

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

}  // namespace known
}  // namespace twofold::core
