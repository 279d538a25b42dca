#include "core/chain/conventions.h"

#include <algorithm>
#include <array>

namespace twofold::core {
inline namespace chain {
namespace {

/// As many as the picture's size and the stride leave wanting, the odd one at the end.
Pads as_tensorflow(const Layer& layer, const Shape& in) {
  Layer same = layer;
  same.padding = Padding::same;
  return pads(same, in);
}

/// One less than the (spread) kernel, whatever the picture's size and the stride, the odd one at
/// the end: padding="same", and padding=(k - 1) // 2 of odd kernels.
Pads by_kernel(const Layer& layer, const Shape&) {
  const Extent eff = effective_kernel(layer);
  const int rows = eff.height - 1;
  const int columns = eff.width - 1;
  return {rows / 2, rows - rows / 2, columns / 2, columns - columns / 2};
}

/// One number for both ends of an axis: (k - 1) / 2, rounded down.
Pads alike_at_both_ends(const Layer& layer, const Shape&) {
  const Extent eff = effective_kernel(layer);
  const int rows = (eff.height - 1) / 2;
  const int columns = (eff.width - 1) / 2;
  return {rows, rows, columns, columns};
}

std::string text(const Pads& zeros) {
  return std::to_string(zeros.top) + " above, " + std::to_string(zeros.bottom) + " below, " +
         std::to_string(zeros.left) + " left, " + std::to_string(zeros.right) + " right";
}

std::string text(const Extent& size) {
  return std::to_string(size.height) + "x" + std::to_string(size.width);
}

}  // namespace

std::span<const Convention> conventions() {
  static constexpr std::array kConventions{
      Convention{"tensorflow", "TensorFlow",
                 "SAME adds as few zeros as the stride needs, the odd one at the bottom and right",
                 as_tensorflow, true},
      Convention{"pytorch", "PyTorch",
                 "padding=(k - 1) // 2 adds the same zeros at both ends whatever the stride; "
                 "padding='same' refuses strides above 1",
                 by_kernel},
      Convention{"caffe", "Caffe", "pad is one number for both ends of an axis",
                 alike_at_both_ends},
      Convention{"onnx", "ONNX", "auto_pad=SAME_UPPER means what TensorFlow's SAME does",
                 as_tensorflow, true},
  };
  return kConventions;
}

const Convention* find_convention(std::string_view name) {
  const auto all = conventions();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Convention& c) { return c.name == name; });
  return found == all.end() ? nullptr : &*found;
}

Layer with_convention(Layer layer, const Shape& in, const Convention& convention) {
  if (layer.padding == Padding::same && !layer.explicit_pads)
    layer.explicit_pads = convention.pads(layer, in);
  return layer;
}

Chain with_convention(Chain list, const Shape& in, const Convention& convention) {
  std::vector<Shape> shapes{in};
  for (Stage& stage : list.stages) {
    const Shape from = shapes[static_cast<std::size_t>(stage.reads)];
    stage.layer = with_convention(stage.layer, from, convention);
    shapes.push_back(output_shape(stage, from));
  }
  return list;
}

std::string convention_note(const Layer& layer, const Shape& in, const Convention& convention) {
  const Layer theirs = with_convention(layer, in, convention);
  const Pads zeros = pads(theirs, in);
  if (zeros == pads(layer, in)) return {};
  const Extent size = output_size(theirs, in);
  const bool same_size = size == output_size(layer, in);
  return std::string(convention.title) + " puts the zeros elsewhere: " + text(zeros) +
         ", where TensorFlow has " + text(pads(layer, in)) +
         (same_size
              ? "; the shape is the same, the numbers are not"
              : "; its output is " + text(size) + " instead of " + text(output_size(layer, in)));
}

}  // namespace chain
}  // namespace twofold::core
