#include "core/check.h"

#include <array>
#include <cstdint>
#include <limits>
#include <utility>

namespace twofold::core {
namespace {

/// Wide enough for every product of sizes within the limits (below 2^110).
__extension__ using Wide = __int128;

std::string text(const Extent& e) {
  return std::to_string(e.height) + "x" + std::to_string(e.width);
}

std::string text(const FilterShape& s) {
  return std::string("[") + std::to_string(s.height) + ", " + std::to_string(s.width) + ", " +
         std::to_string(s.in) + ", " + std::to_string(s.out) + "]";
}

/// A size that must be from 1 to `limit`.
struct Limited {
  Field field;
  const char* what;
  int value;
  int limit;
};

void check_limits(const Limited& l, std::vector<Problem>& problems) {
  if (l.value >= 1 && l.value <= l.limit) return;
  problems.push_back({l.field, std::string(l.what) + " is " + std::to_string(l.value) +
                                   "; it must be from 1 to " + std::to_string(l.limit)});
}

/// Explicit zeros are a number of rows and columns like any other.
void check_pads(const Layer& layer, std::vector<Problem>& problems) {
  if (!layer.explicit_pads) return;
  const Pads& around = *layer.explicit_pads;
  for (const auto& [side, zeros] : {std::pair{"top", around.top},
                                    {"bottom", around.bottom},
                                    {"left", around.left},
                                    {"right", around.right}}) {
    if (zeros >= 0 && zeros <= kMaxKernel) continue;
    problems.push_back({Field::pads, std::string("the padding at the ") + side + " is " +
                                         std::to_string(zeros) + "; it must be from 0 to " +
                                         std::to_string(kMaxKernel)});
  }
}

std::vector<Problem> check_all_limits(const Layer& layer, const Shape& in) {
  const std::array<Limited, 12> sizes{{
      {Field::input, "the batch", in.batch, kMaxAxis},
      {Field::input, "the picture's height", in.height, kMaxAxis},
      {Field::input, "the picture's width", in.width, kMaxAxis},
      {Field::input, "the number of input channels", in.channels, kMaxChannels},
      {Field::kernel, "the kernel's height", layer.kernel.height, kMaxKernel},
      {Field::kernel, "the kernel's width", layer.kernel.width, kMaxKernel},
      {Field::strides, "the stride down", layer.strides.height, kMaxStride},
      {Field::strides, "the stride across", layer.strides.width, kMaxStride},
      {Field::dilations, "the dilation down", layer.dilations.height, kMaxDilation},
      {Field::dilations, "the dilation across", layer.dilations.width, kMaxDilation},
      {Field::channel_multiplier, "the channel multiplier", layer.channel_multiplier,
       kMaxMultiplier},
      {Field::out_channels, "the number of output channels", layer.out_channels, kMaxChannels},
  }};
  std::vector<Problem> problems;
  for (const Limited& size : sizes) check_limits(size, problems);
  check_pads(layer, problems);
  return problems;
}

/// VALID leaves nothing where the (spread) kernel is larger than the picture.
void check_kernel_fits(const Layer& layer, const Shape& in, std::vector<Problem>& problems) {
  const Extent eff = effective_kernel(layer);
  if (output_size(layer, in).area() > 0) return;
  const std::string picture = "the " + text(Extent{in.height, in.width}) + " picture" +
                              (layer.explicit_pads ? " with its zeros" : "");
  const bool spread = eff != layer.kernel;
  problems.push_back(
      {Field::kernel, spread ? "the " + text(layer.kernel) + " kernel, spread to " + text(eff) +
                                   " by its dilations, is larger than " + picture +
                                   "; choose SAME padding, a smaller kernel or smaller dilations"
                             : "the " + text(layer.kernel) + " kernel is larger than " + picture +
                                   "; choose SAME padding or a smaller kernel"});
}

/// Every count that core/cost.h or a tensor's size comes to must fit into 64 bits; the largest are
/// the FLOPs of both kinds of convolution and the bytes of x, z and y.
void check_counts(const Layer& layer, const Shape& in, std::vector<Problem>& problems) {
  constexpr Wide kMost = std::numeric_limits<std::int64_t>::max();
  const Extent out = output_size(layer, in);
  const Wide in_values = Wide(in.batch) * in.height * in.width * in.channels;
  const Wide pixels = Wide(in.batch) * out.height * out.width;
  const Wide area = layer.kernel.area();
  const Wide c = in.channels, m = layer.channel_multiplier, k = layer.out_channels;
  if (4 * in_values > kMost) {
    problems.push_back({Field::input,
                        "an input of this size has more bytes than 64 bits can "
                        "count; choose a smaller picture or batch"});
  } else if (4 * pixels * c * m > kMost || 2 * pixels * (area * c * m + c * m * k) > kMost) {
    problems.push_back({Field::channel_multiplier,
                        "this layer has more multiply-adds or intermediate values than 64 bits "
                        "can count; choose a smaller multiplier, kernel or picture"});
  } else if (4 * pixels * k > kMost || 2 * pixels * area * c * k > kMost) {
    problems.push_back({Field::out_channels,
                        "the standard convolution of this layer has more multiply-adds or values "
                        "than 64 bits can count; choose fewer outputs, a smaller kernel or "
                        "picture"});
  }
}

void check_shape(Field field, const FilterShape& got, const FilterShape& want, const char* axes,
                 std::vector<Problem>& problems) {
  if (got == want) return;
  problems.push_back({field, std::string(field_name(field)) + " has the shape " + text(got) +
                                 ", but this layer needs " + text(want) + ", that is " + axes});
}

}  // namespace

const char* field_name(Field field) {
  switch (field) {
    case Field::input: return "input";
    case Field::kernel: return "kernel";
    case Field::strides: return "strides";
    case Field::dilations: return "dilations";
    case Field::padding: return "padding";
    case Field::pads: return "pads";
    case Field::channel_multiplier: return "channel_multiplier";
    case Field::out_channels: return "out_channels";
    case Field::groups: return "groups";
    case Field::expansion: return "expansion";
    case Field::depthwise_filter: return "depthwise_filter";
    case Field::pointwise_filter: return "pointwise_filter";
    case Field::standard_filter: return "standard_filter";
    case Field::bias: return "bias";
  }
  return "";
}

std::vector<Problem> check(const Layer& layer, const Shape& in) {
  std::vector<Problem> problems = check_all_limits(layer, in);
  if (!problems.empty()) return problems;
  if (intermediate_channels(layer, in) > kMaxAxis) {
    problems.push_back({Field::channel_multiplier,
                        std::to_string(in.channels) + " input channels with a multiplier of " +
                            std::to_string(layer.channel_multiplier) + " make " +
                            std::to_string(intermediate_channels(layer, in)) +
                            " intermediates; at most " + std::to_string(kMaxAxis) +
                            " are possible, so choose a smaller multiplier"});
  }
  check_kernel_fits(layer, in, problems);
  check_counts(layer, in, problems);
  return problems;
}

std::vector<Problem> check(const Layer& layer, const Shape& in, const Filters& filters) {
  std::vector<Problem> problems = check(layer, in);
  if (!problems.empty()) return problems;
  check_shape(Field::depthwise_filter, filters.depthwise.shape,
              depthwise_filter_shape(layer, in.channels),
              "[kernel height, kernel width, in_channels, channel_multiplier]", problems);
  check_shape(Field::pointwise_filter, filters.pointwise.shape,
              pointwise_filter_shape(layer, in.channels),
              "[1, 1, in_channels * channel_multiplier, out_channels]", problems);
  if (!filters.bias.empty() && std::ssize(filters.bias) != layer.out_channels) {
    problems.push_back({Field::bias, "the bias has " + std::to_string(filters.bias.size()) +
                                         " values, but there are " +
                                         std::to_string(layer.out_channels) +
                                         " output channels; it needs one for each"});
  }
  return problems;
}

std::vector<Problem> check_standard(const Layer& layer, const Shape& in, const FilterShape& w) {
  Layer standard = layer;
  standard.channel_multiplier = 1;
  std::vector<Problem> problems = check(standard, in);
  if (!problems.empty()) return problems;
  check_shape(Field::standard_filter, w, standard_filter_shape(layer, in.channels),
              "[kernel height, kernel width, in_channels, out_channels]", problems);
  return problems;
}

bool has_zeros_of_same(Layer layer, const Shape& in) {
  const Pads given = pads(layer, in);
  layer.explicit_pads.reset();
  layer.padding = Padding::same;
  return pads(layer, in) == given;
}

std::vector<TensorFlowNote> tensorflow_notes(const Layer& layer, const Shape& in) {
  std::vector<TensorFlowNote> notes;
  const bool strided = layer.strides != Extent{1, 1};
  const bool dilated = layer.dilations != Extent{1, 1};
  if (layer.strides.height != layer.strides.width) {
    notes.push_back({Field::strides, TensorFlowVerdict::refuses,
                     "TensorFlow refuses strides of " + text(layer.strides) +
                         ": its depthwise stage needs the same stride down and across"});
  }
  if (strided && dilated) {
    notes.push_back({Field::dilations, TensorFlowVerdict::wrong_numbers,
                     "TensorFlow documents strides and dilations both above 1 as not allowed, but "
                     "does not check it, and returns other numbers than the formula"});
  }
  if (intermediate_channels(layer, in) > layer.out_channels) {
    notes.push_back(
        {Field::channel_multiplier, TensorFlowVerdict::once_refused,
         "Early versions of TensorFlow refused this as overparameterized, because in_channels * "
         "channel_multiplier = " +
             std::to_string(intermediate_channels(layer, in)) + " is more than out_channels = " +
             std::to_string(layer.out_channels) + "; today's versions compute it"});
  }
  return notes;
}

}  // namespace twofold::core
