// A layer as a list of stages: what each convolves, what follows its sums, and where it reads from.
//
// A depthwise separable convolution is a list of two stages, a standard convolution one of one, a
// bottleneck one of three: lists, not cases. Whatever is done along a layer (compute, count, check)
// goes along the list.
//
//     results   0 is the input x; i + 1 is what stage i makes
//     a stage   result[reads] -> convolution -> + bias -> normalisation -> activation -> + result
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/tensor.h"

namespace twofold::core {
inline namespace chain {

/// How a convolution's outputs read its input's channels.
enum class Operation {
  depthwise,  ///< each channel on its own, channel_multiplier outputs from each
  pointwise,  ///< all channels of one pixel
  standard,   ///< all channels of the window
  grouped     ///< the channels of the output's own group
};

/// In files and reports: "depthwise".
std::string_view word(Operation operation);

/// What is done to the sums before the activation.
enum class Normalisation {
  none,
  channel,  ///< a scale and a shift for each channel: batch normalisation, once it is trained
  pixel     ///< over the channels of each pixel to mean 0, variance 1; then as above
};

/// What follows a stage's sums, in this order.
struct AfterSum {
  bool bias = false;
  Normalisation normalisation = Normalisation::none;
  Activation activation = Activation::none;

  bool operator==(const AfterSum&) const = default;
};

/// A stage reads a result and makes one.
struct Stage {
  Operation operation = Operation::standard;
  /// Kernel, strides, dilations and zeros; channel_multiplier of a depthwise stage, out_channels of
  /// any other.
  Layer layer;
  int groups = 1;  ///< of a grouped stage; divides the channels that it reads and makes
  AfterSum after;
  int reads = 0;                           ///< the result that is convolved
  std::optional<int> adds = std::nullopt;  ///< a result of the same shape that is added at the end
  std::string letter;                      ///< of what it makes: "z"
  std::string label;                       ///< in words: "projection"

  bool operator==(const Stage&) const = default;
};

/// Stages in the order in which they are computed; each reads results that are there by then.
struct Chain {
  std::vector<Stage> stages;

  bool operator==(const Chain&) const = default;
};

/// The chain with one more stage, which reads the last result there is.
Chain then(Chain list, Stage stage);

/// The groups of channels that do not see each other: in_channels of a depthwise stage.
int groups_of(const Stage& stage, int in_channels);

/// The depthwise, pointwise and standard stages of a layer, without anything that follows.
Stage depthwise_stage(const Layer& layer);
Stage pointwise_stage(int out_channels);
Stage standard_stage(const Layer& layer);

/// tf.nn.separable_conv2d, its depthwise stage alone, and the standard convolution, as lists.
Chain separable_chain(const Layer& layer);
Chain depthwise_chain(const Layer& layer);
Chain standard_chain(const Layer& layer);

/// The stage that reads windows: the first that is not pointwise; 0 where all are. What the stages
/// before it make has the input's pixels, what it and those behind it make has the output's.
int window_stage(const Chain& list);

/// Stages [first, last) as a list of their own, whose input is result `first`. They must read
/// nothing from further up; what is added from there is left out.
Chain part_of(const Chain& list, int first, int last);

/// Shape of what the stage makes of an input.
Shape output_shape(const Stage& stage, const Shape& in);

/// Shape of its filter: depthwise [kh, kw, C, m], grouped [kh, kw, C / groups, K], else
/// [kh, kw, C, K].
FilterShape filter_shape(const Stage& stage, int in_channels);

/// Shapes of all results, that of the input first.
std::vector<Shape> result_shapes(const Chain& list, const Shape& in);

/// Whether nothing stands between the sums of a stage and the next: no bias, normalisation,
/// activation or sum with another result. Two such stages come to one standard convolution.
bool is_linear(const Stage& stage);

}  // namespace chain
}  // namespace twofold::core
