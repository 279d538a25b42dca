// Networks put together layer by layer.
#pragma once

#include <utility>

#include "core/known/networks.h"

namespace twofold::core {
inline namespace known {

inline constexpr int kClasses = 1000;

constexpr Shape square(int side, int channels) { return {1, side, side, channels}; }

inline Layer layer(int kernel, int stride, int out, int dilation = 1) {
  return {{kernel, kernel}, {stride, stride}, {dilation, dilation}, Padding::same, 1, out};
}

/// What follows a stage's sums.
inline constexpr AfterSum kNothing{};
inline constexpr AfterSum kBias{.bias = true};
inline constexpr AfterSum kNorm{.normalisation = Normalisation::channel};
inline constexpr AfterSum kBiasLayerNorm{.bias = true, .normalisation = Normalisation::pixel};

inline Chain standard_list(const Layer& layer, const AfterSum& after = kNothing) {
  Chain list = standard_chain(layer);
  list.stages.front().after = after;
  return list;
}
inline Chain separable_list(const Layer& layer, const AfterSum& depthwise,
                            const AfterSum& pointwise) {
  Chain list = separable_chain(layer);
  list.stages.front().after = depthwise;
  list.stages.back().after = pointwise;
  return list;
}

/// Adds layers one after the other, each reading what the one before hands on.
class Builder {
 public:
  Builder(Network& network, const Shape& in) : network_(network), shape_(in) {}

  int channels() const { return shape_.channels; }
  int side() const { return shape_.height; }

  /// A layer that the next one reads.
  void add(NetworkLayer one) {
    shape_ = result_shapes(one.list, one.in).back();
    network_.layers.push_back(std::move(one));
  }

  void standard(std::string name, int out, int kernel, int stride,
                const AfterSum& after = kNothing) {
    add({std::move(name), shape_, standard_list(layer(kernel, stride, out), after)});
  }
  void separable(std::string name, int out, int kernel, int stride, const AfterSum& depthwise,
                 const AfterSum& pointwise) {
    add({std::move(name), shape_,
         separable_list(layer(kernel, stride, out), depthwise, pointwise)});
  }
  /// Over the mean of the whole picture.
  void classifier() {
    Chain list = standard_list(layer(1, 1, kClasses), kBias);
    list.stages.front().label = kClassifier;
    add({std::string(kClassifier), square(1, channels()), std::move(list)});
  }
  /// A layer that reads `in`, past what goes on.
  void aside(std::string name, const Shape& in, Chain list) {
    network_.layers.push_back({std::move(name), in, std::move(list), 0, true});
  }
  /// Norms by themselves: they are counted with the layer before.
  void norm() { network_.layers.back().norms_behind += channels(); }
  /// Pooling, which has nothing to count, or what another branch brings.
  void go_on(const Shape& shape) { shape_ = shape; }

 private:
  Network& network_;
  Shape shape_;
};

/// The tables, one function each.
Network mobilenet_v1(const NetworkScale& scale);
Network mobilenet_v2(const NetworkScale& scale);
Network efficientnet_b0();
Network convnext_t();
Network xception();
Network deeplab();

}  // namespace known
}  // namespace twofold::core
