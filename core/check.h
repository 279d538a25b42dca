// Every rule about settings that a user can break, as values: which field, and one sentence that
// says what is wrong and what would do. Beside it, what TensorFlow itself would say.
#pragma once

#include <string>
#include <vector>

#include "core/tensor.h"

namespace twofold::core {

/// The control (and the word in a file or on the command line) that a problem belongs to.
enum class Field {
  input,
  kernel,
  strides,
  dilations,
  padding,
  pads,
  channel_multiplier,
  out_channels,
  groups,
  expansion,
  depthwise_filter,
  pointwise_filter,
  standard_filter,
  bias
};

/// TensorFlow's word for the field, e.g. "channel_multiplier".
const char* field_name(Field field);

/// A setting that cannot be.
struct Problem {
  Field field = Field::input;
  std::string sentence;  ///< plain words, one line, no full stop needed to follow

  bool operator==(const Problem&) const = default;
};

/// Largest values accepted for a layer (files, typed values, command line).
inline constexpr int kMaxChannels = 4096;
inline constexpr int kMaxMultiplier = 4096;
inline constexpr int kMaxKernel = 4096;
inline constexpr int kMaxStride = 4096;
inline constexpr int kMaxDilation = 4096;

/// Empty if `layer` can be computed on an input of shape `in`: sizes positive and within the
/// limits, VALID kernels no larger than the picture, and no count (values, multiply-adds, bytes)
/// beyond 64 bits.
std::vector<Problem> check(const Layer& layer, const Shape& in);

/// As above, and that the filters have the shapes that the layer asks for.
std::vector<Problem> check(const Layer& layer, const Shape& in, const Filters& filters);

/// As the first, for a standard filter W [kh,kw,C,K]; the multiplier is not looked at.
std::vector<Problem> check_standard(const Layer& layer, const Shape& in, const FilterShape& w);

/// What TensorFlow would do with settings that Twofold computes.
enum class TensorFlowVerdict {
  refuses,        ///< stops with an error
  wrong_numbers,  ///< documented as forbidden, not checked, returns something else
  once_refused    ///< early versions stopped; today's compute it
};
struct TensorFlowNote {
  Field field = Field::strides;
  TensorFlowVerdict verdict = TensorFlowVerdict::refuses;
  std::string sentence;

  bool operator==(const TensorFlowNote&) const = default;
};

/// Whether the zeros around the picture are those that TensorFlow's SAME means, also where they are
/// given for each side.
bool has_zeros_of_same(Layer layer, const Shape& in);

/// Notes for tf.nn.separable_conv2d: unequal strides; strides and dilations both above 1;
/// in_channels * channel_multiplier > out_channels. Empty: TensorFlow computes the same.
std::vector<TensorFlowNote> tensorflow_notes(const Layer& layer, const Shape& in);

}  // namespace twofold::core
