#include "app/model/state/counting.h"

#include <array>
#include <string>

namespace twofold::model::inline state {
namespace {

// Read in the tools' sources: fvcore jit_handles.py and its documentation ("one fused multiply-add
// as one flop"), thop calc_func.py, ptflops pytorch_ops.py, torch/utils/flop_counter.py,
// tensorflow nn_ops.py (statistics of Conv2D, DepthwiseConv2dNative and BiasAdd).
constexpr std::array<CountingTool, 5> kTools{{
    {"fvcore", {}, "multiply-adds, called flops; the bias is left out"},
    {"thop", {}, "multiply-adds, called MACs; the bias is left out (early versions added it)"},
    {"ptflops", {.bias = true}, "multiply-adds, called GMac, and one operation for every bias"},
    {"PyTorch FlopCounterMode", {.flops = true}, "two FLOPs for a multiply-add; no bias"},
    {"TensorFlow's profiler (keras-flops)",
     {.flops = true, .bias = true},
     "two FLOPs for a multiply-add, and one for every bias"},
}};

Counted counted_stage(const core::StageCost& stage, const Counting& counting) {
  const std::int64_t macs = counting.padding ? stage.macs : stage.macs_without_padding;
  return {stage.params, macs * (counting.flops ? 2 : 1)};
}

Counted operator+(const Counted& a, const Counted& b) {
  return {a.params + b.params, a.operations + b.operations};
}

double ratio(std::int64_t a, std::int64_t b) {
  return static_cast<double>(a) / static_cast<double>(b);
}

}  // namespace

double CountedCost::params_ratio() const { return ratio(separable.params, standard.params); }

double CountedCost::operations_ratio() const {
  return ratio(separable.operations, standard.operations);
}

CountedCost counted(const core::Cost& cost, const core::Layer& layer, const core::Shape& in,
                    const Counting& counting) {
  Counted bias;
  if (counting.bias) bias = {layer.out_channels, core::output_shape(layer, in).count()};
  CountedCost result;
  result.depthwise = counted_stage(cost.depthwise, counting);
  result.pointwise = counted_stage(cost.pointwise, counting) + bias;
  result.separable = result.depthwise + result.pointwise;
  result.standard = counted_stage(cost.standard, counting) + bias;
  return result;
}

std::span<const CountingTool> counting_tools() { return kTools; }

std::string counted_so_by(const Counting& counting) {
  std::string names;
  for (const CountingTool& tool : kTools) {
    if (tool.counting != counting) continue;
    if (!names.empty()) names += ", ";
    names += tool.name;
  }
  return names.empty() ? "none of the usual tools" : names;
}

MovedBytes moved_bytes(const core::Layer& layer, const core::Shape& in) {
  constexpr std::int64_t kBytes = sizeof(float);
  const std::int64_t x = in.count() * kBytes;
  const std::int64_t z = core::depthwise_output_shape(layer, in).count() * kBytes;
  const std::int64_t y = core::output_shape(layer, in).count() * kBytes;
  return {x + z, z + y, x + 2 * z + y, x + y};
}

}  // namespace twofold::model::inline state
