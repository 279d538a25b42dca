#include "app/model/state/update.h"

#include <algorithm>
#include <cmath>

#include "app/model/state/stages.h"
#include "core/chain/blocks.h"
#include "core/chain/conventions.h"
#include "core/check.h"

namespace twofold::model::inline state {
namespace {

int within(int value, int most) { return std::clamp(value, 1, most); }

core::Extent within(core::Extent value, int most) {
  return {within(value.height, most), within(value.width, most)};
}

core::Layer within_limits(core::Layer layer) {
  layer.kernel = within(layer.kernel, core::kMaxKernel);
  layer.strides = within(layer.strides, core::kMaxStride);
  layer.dilations = within(layer.dilations, core::kMaxDilation);
  layer.channel_multiplier = within(layer.channel_multiplier, core::kMaxMultiplier);
  layer.out_channels = within(layer.out_channels, core::kMaxChannels);
  return layer;
}

bool is_finite(const ChannelAfter& c) {
  return std::isfinite(c.bias) && std::isfinite(c.scale) && std::isfinite(c.shift) &&
         std::isfinite(c.mean) && std::isfinite(c.variance);
}

/// Numbers that a normalisation can divide by; what is none is let go.
void bring_within_limits(AfterValues& values) {
  if (!std::isfinite(values.epsilon) || values.epsilon <= 0) values.epsilon = AfterValues{}.epsilon;
  std::erase_if(values.channels, [](const auto& entry) { return !is_finite(entry.second); });
  for (auto& [channel, typed] : values.channels) typed.variance = std::max(typed.variance, 0.0f);
}

core::Shape within_limits(const core::Shape& shape) {
  return {within(shape.batch, core::kMaxAxis), within(shape.height, core::kMaxAxis),
          within(shape.width, core::kMaxAxis), within(shape.channels, core::kMaxChannels)};
}

void bring_within_limits(Document& document) {
  document.layer = within_limits(document.layer);
  document.block.expansion = within(document.block.expansion, core::kMaxMultiplier);
  document.block.groups = within(document.block.groups, core::kMaxChannels);
  for (auto& [stage, values] : document.block.values) bring_within_limits(values);
  for (auto& [stage, kept] : document.block.bits)
    kept.bits = std::clamp(kept.bits, core::kLeastBits, core::kMostBits);
  document.longest_side = std::max(document.longest_side, 0);
  if (document.batch.empty()) document.source = InputSource::noise;
  if (document.source != InputSource::pictures) document.noise = within_limits(document.noise);
}

/// Whether the layer as it stands has filter (q, r).
bool has_filter(const Document& document, int q, int r) {
  const core::Chain list = stages_of(document);
  const int filters =
      document.layer.channel_multiplier * (widens(list) ? document.block.expansion : 1);
  return q >= 0 && q < input_shape(document).channels && r >= 0 && r < filters;
}

bool has_weight(const core::Chain& list, const core::Shape& in, int stage, int t, int k) {
  if (stage < 0 || stage >= static_cast<int>(list.stages.size())) return false;
  const core::Stage& of = list.stages[static_cast<std::size_t>(stage)];
  const int read = core::result_shapes(list, in)[static_cast<std::size_t>(of.reads)].channels;
  return of.operation == core::Operation::pointwise && t >= 0 && t < read && k >= 0 &&
         k < of.layer.out_channels;
}

/// One overload for each action; each returns nothing and edits the copy in place.
struct Apply {
  Document& document;
  const LearnedFilters& learned;

  core::Layer& layer() const { return document.layer; }

  void operator()(const OpenPictures& a) const {
    if (a.batch.empty()) return;
    document.batch = a.batch;
    document.source = InputSource::pictures;
  }
  void operator()(const SetLongestSide& a) const {
    document.longest_side = std::max(a.longest_side, 0);
  }
  void operator()(const SetGrey& a) const { document.grey = a.grey; }
  void operator()(const SetInput& a) const {
    document.source = a.source;
    if (a.source == InputSource::pictures) return;
    // Of channels made of pictures the other sizes are the pictures'.
    document.noise =
        a.source == InputSource::made ? core::Shape{1, 1, 1, a.shape.channels} : a.shape;
    document.pattern = a.pattern;
  }
  void operator()(const SetMultiplier& a) const { layer().channel_multiplier = a.value; }
  void operator()(const SetOutChannels& a) const { layer().out_channels = a.value; }
  void operator()(const SetKernel& a) const { layer().kernel = a.size; }
  void operator()(const SetStrides& a) const { layer().strides = a.strides; }
  void operator()(const SetDilations& a) const { layer().dilations = a.dilations; }
  void operator()(const SetPadding& a) const {
    layer().padding = a.padding;
    document.zeros.typed.reset();
  }
  void operator()(const SetPads& a) const { document.zeros.typed = a.pads; }
  void operator()(const SetConvention& a) const {
    if (core::find_convention(a.name)) document.zeros.convention = a.name;
  }
  void operator()(const SetLayer& a) const { layer() = a.layer; }
  void operator()(const SetBlock& a) const {
    const core::Block* block = core::find_block(a.name);
    if (!block || document.block.name == a.name) return;
    document.block = {a.name, std::max(block->expansion, 1), document.block.groups, {}, {}, {}};
    if (block->kernel != core::Extent{3, 3}) layer().kernel = block->kernel;
    if (block->strides != core::Extent{1, 1}) layer().strides = block->strides;
    if (block->channel_multiplier > 1) layer().channel_multiplier = block->channel_multiplier;
    if (block->out_channels > 0) layer().out_channels = block->out_channels;
    if (block->keeps_channels) layer().out_channels = input_shape(document).channels;
    if (!block->takes_multiplier) layer().channel_multiplier = 1;
  }
  void operator()(const SetExpansion& a) const { document.block.expansion = a.value; }
  void operator()(const SetGroups& a) const { document.block.groups = a.value; }
  void operator()(const SetAfter& a) const {
    if (a.after)
      document.block.after[a.stage] = *a.after;
    else
      document.block.after.erase(a.stage);
  }
  void operator()(const SetAfterValues& a) const {
    if (a.values == AfterValues{})
      document.block.values.erase(a.stage);
    else
      document.block.values[a.stage] = a.values;
  }
  void operator()(const SetBits& a) const {
    if (a.bits)
      document.block.bits[a.stage] = *a.bits;
    else
      document.block.bits.erase(a.stage);
  }
  void operator()(const SetBypass& a) const { document.bypass = a.bypass; }
  void operator()(const SetFilters& a) const { take_filters(document.bank, a.word); }
  void operator()(const SetSeed& a) const { document.bank.seed = a.seed; }
  void operator()(const SetMix& a) const {
    document.bank.mix = a.mix;
    document.bank.weights.clear();
  }
  void operator()(const ChoosePreset& a) const {
    if (has_filter(document, a.q, a.r))
      document.bank.kernels[{a.q, a.r}] = {a.preset, std::nullopt};
  }
  void operator()(const SetKernelCell& a) const {
    const core::Extent size = layer().kernel;
    const bool inside = a.ky >= 0 && a.ky < size.height && a.kx >= 0 && a.kx < size.width;
    if (!inside || !has_filter(document, a.q, a.r) || !std::isfinite(a.value)) return;
    core::Kernel kernel = kernel_at(document.bank, learned, a.q, a.r, size);
    kernel.at(a.ky, a.kx) = a.value;
    type_kernel(a.q, a.r, kernel);
  }
  void operator()(const NormaliseKernel& a) const {
    if (!has_filter(document, a.q, a.r)) return;
    type_kernel(a.q, a.r,
                core::normalised(kernel_at(document.bank, learned, a.q, a.r, layer().kernel)));
  }
  void operator()(const SetWeight& a) const {
    const core::Chain list = stages_of(document);
    const int stage = a.stage == kLastMix ? last_mix(list) : a.stage;
    if (!has_weight(list, input_shape(document), stage, a.t, a.k) || !std::isfinite(a.value))
      return;
    const int channels = input_shape(document).channels;
    if (stage != last_mix(list)) {
      if (expansion_weight_at(document.bank, a.t, a.k, channels) != a.value)
        document.bank.expansion[{0, a.t, a.k}] = a.value;
      return;
    }
    const int source = list.stages[static_cast<std::size_t>(stage)].reads;
    const ChannelKey from = key_of(list, source, a.t, channels);
    const MixKey key{from.q, from.r, a.k};
    if (weight_at(document.bank, learned, key, channels) != a.value)
      document.bank.weights[key] = a.value;
  }
  void operator()(const SetBias& a) const {
    if (a.k >= 0 && a.k < layer().out_channels && std::isfinite(a.value))
      document.bank.bias[a.k] = a.value;
  }
  void operator()(const ClearBias&) const { document.bank.bias.clear(); }
  void operator()(const SetActivation& a) const { document.bank.activation = a.activation; }
  void operator()(const TakeFilters& a) const {
    document.layer = a.layer;
    document.block = {};
    document.bank = {};
    document.bank.origin = FilterOrigin::loaded;
    document.bank.loaded = a.filters;
    document.bypass = {};
  }
  void operator()(const ReplaceDocument& a) const { document = a.document; }

 private:
  /// Types `shown`, a kernel of the layer's size, over filter (q, r); cells of a larger kernel
  /// typed before, which this size hides, stay.
  void type_kernel(int q, int r, const core::Kernel& shown) const {
    if (shown == kernel_at(document.bank, learned, q, r, shown.size)) return;
    KernelChoice& choice = document.bank.kernels[{q, r}];
    choice.typed = choice.typed ? laid_over(shown, *choice.typed) : shown;
  }
};

}  // namespace

Document update(Document document, const Action& action, const LearnedFilters& learned) {
  std::visit(Apply{document, learned}, action);
  bring_within_limits(document);
  settle_zeros(document);
  return document;
}

}  // namespace twofold::model::inline state
