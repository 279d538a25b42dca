// Networks put together layer by layer.
#pragma once

#include <utility>

#include "core/networks.h"

namespace twofold::core {

inline constexpr int kClasses = 1000;

constexpr Shape square(int side, int channels) { return {1, side, side, channels}; }

inline Layer layer(int kernel, int stride, int out, int dilation = 1) {
  return {{kernel, kernel}, {stride, stride}, {dilation, dilation}, Padding::same, 1, out};
}

/// What of a layer's results something is done to.
enum class Results { none, last, depthwise, both };

inline int count(const NetworkLayer& layer, Results results) {
  const int last = layer.layer.out_channels;
  const int depthwise = intermediate_channels(layer.layer, layer.in);
  switch (results) {
    case Results::none: return 0;
    case Results::last: return last;
    case Results::depthwise: return depthwise;
    case Results::both: return depthwise + last;
  }
  return 0;
}

/// What follows layers of a kind.
struct Following {
  Results biases = Results::none;
  Results normed = Results::none;
};

/// Adds layers one after the other, each reading what the one before hands on.
class Builder {
 public:
  Builder(Network& network, const Shape& in) : network_(network), shape_(in) {}

  int channels() const { return shape_.channels; }
  int side() const { return shape_.height; }

  void standard(std::string name, int out, int kernel, int stride, Following after = {}) {
    add({std::move(name), LayerKind::standard, shape_, layer(kernel, stride, out)}, after);
  }
  void separable(std::string name, int out, int kernel, int stride, Following after = {}) {
    add({std::move(name), LayerKind::separable, shape_, layer(kernel, stride, out)}, after);
  }
  /// Over the mean of the whole picture.
  void classifier() {
    add({"classifier", LayerKind::classifier, square(1, channels()), layer(1, 1, kClasses)},
        {Results::last, Results::none});
  }
  /// A layer that reads `in`, past what goes on.
  void aside(NetworkLayer one, Following after) {
    one.aside = true;
    one.biases = count(one, after.biases);
    one.normed = count(one, after.normed);
    network_.layers.push_back(std::move(one));
  }
  /// Norms by themselves: they are counted with the layer before.
  void norm() { network_.layers.back().normed += channels(); }
  /// Pooling, which has nothing to count, or what another branch brings.
  void go_on(const Shape& shape) { shape_ = shape; }

 private:
  void add(NetworkLayer one, Following after) {
    one.biases = count(one, after.biases);
    one.normed = count(one, after.normed);
    shape_ = output_shape(one.layer, one.in);
    network_.layers.push_back(std::move(one));
  }

  Network& network_;
  Shape shape_;
};

inline constexpr Following kNorm{Results::none, Results::last};
inline constexpr Following kNormBoth{Results::none, Results::both};
inline constexpr Following kBias{Results::last, Results::none};

/// The tables, one function each.
Network mobilenet_v1(const NetworkScale& scale);
Network mobilenet_v2(const NetworkScale& scale);
Network efficientnet_b0();
Network convnext_t();
Network xception();
Network deeplab();

}  // namespace twofold::core
