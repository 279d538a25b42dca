#include "app/model/cost/cost_formula.h"

#include <cassert>
#include <utility>

namespace twofold::model::inline cost {
namespace {

constexpr const char* kTimes = " \u00d7 ";

template <class Text>
std::string joined(const Formula& formula, Text&& text) {
  std::string all;
  for (const Factor& factor : formula) {
    if (!all.empty()) all += kTimes;
    all += text(factor);
  }
  return all;
}

/// The channels that a stage reads: C, or C m behind a depthwise stage.
Formula channels_read(const core::Chain& list, const core::Stage& stage, int channels) {
  const auto maker = static_cast<std::size_t>(stage.reads);
  if (maker > 0) {
    const core::Stage& before = list.stages[maker - 1];
    const int multiplier = before.layer.channel_multiplier;
    if (before.operation == core::Operation::depthwise)
      return {{Quantity::in_channels, channels / multiplier}, {Quantity::multiplier, multiplier}};
  }
  return {{Quantity::in_channels, channels}};
}

/// The values of a stage's filter, which reads `in`.
Formula weights_of(const core::Chain& list, const core::Stage& stage, const core::Shape& in) {
  const Factor kh{Quantity::kernel_height, stage.layer.kernel.height};
  const Factor kw{Quantity::kernel_width, stage.layer.kernel.width};
  const Factor multiplier{Quantity::multiplier, stage.layer.channel_multiplier};
  const Factor outputs{Quantity::out_channels, stage.layer.out_channels};
  Formula all;
  if (stage.operation != core::Operation::pointwise) all = {kh, kw};
  if (stage.operation == core::Operation::grouped) {
    all.push_back({Quantity::group_channels, in.channels / stage.groups});
  } else {
    const Formula read = channels_read(list, stage, in.channels);
    all.insert(all.end(), read.begin(), read.end());
  }
  all.push_back(stage.operation == core::Operation::depthwise ? multiplier : outputs);
  return all;
}

}  // namespace

const char* symbol(Quantity quantity) {
  switch (quantity) {
    case Quantity::batch: return "N";
    case Quantity::out_height: return "H\u2032";
    case Quantity::out_width: return "W\u2032";
    case Quantity::kernel_height: return "kh";
    case Quantity::kernel_width: return "kw";
    case Quantity::in_channels: return "C";
    case Quantity::group_channels: return "C/g";
    case Quantity::multiplier: return "m";
    case Quantity::out_channels: return "K";
  }
  assert(false && "every quantity has a symbol");
  return "";
}

const char* words(Quantity quantity) {
  switch (quantity) {
    case Quantity::batch: return "batch: pictures at once";
    case Quantity::out_height: return "height of the output";
    case Quantity::out_width: return "width of the output";
    case Quantity::kernel_height: return "kernel height";
    case Quantity::kernel_width: return "kernel width";
    case Quantity::in_channels: return "in_channels";
    case Quantity::group_channels: return "in_channels of a group";
    case Quantity::multiplier: return "channel_multiplier";
    case Quantity::out_channels: return "out_channels";
  }
  assert(false && "every quantity has a name");
  return "";
}

std::vector<StageFormulas> stage_formulas(const core::Chain& list, const core::Shape& in) {
  const std::vector<core::Shape> shapes = core::result_shapes(list, in);
  std::vector<StageFormulas> all;
  all.reserve(list.stages.size());
  for (std::size_t i = 0; i < list.stages.size(); ++i) {
    const core::Stage& stage = list.stages[i];
    const core::Shape& out = shapes[i + 1];
    StageFormulas made{core::word(stage.operation),
                       weights_of(list, stage, shapes[static_cast<std::size_t>(stage.reads)]),
                       {{Quantity::batch, out.batch},
                        {Quantity::out_height, out.height},
                        {Quantity::out_width, out.width}}};
    made.macs.insert(made.macs.end(), made.params.begin(), made.params.end());
    all.push_back(std::move(made));
  }
  return all;
}

std::vector<StageFormulas> layer_formulas(const core::Layer& layer, const core::Shape& in) {
  std::vector<StageFormulas> all = stage_formulas(core::separable_chain(layer), in);
  all.push_back(stage_formulas(core::standard_chain(layer), in).front());
  return all;
}

std::int64_t value(const Formula& formula) {
  std::int64_t result = 1;
  for (const Factor& factor : formula) result *= factor.value;
  return result;
}

std::string symbols(const Formula& formula) {
  return joined(formula, [](const Factor& f) { return symbol(f.quantity); });
}

std::string with_numbers(const Formula& formula) {
  return joined(formula, [](const Factor& f) { return std::to_string(f.value); });
}

}  // namespace twofold::model::inline cost
