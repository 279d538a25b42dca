#include "app/model/update.h"

#include <algorithm>

#include "core/check.h"

namespace twofold::model {
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

bool is_channel(const Document& document, int q) {
  return q >= 0 && q < input_shape(document).channels;
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
  void operator()(const SetNoiseInput& a) const {
    document.source = InputSource::noise;
    document.noise = a.shape;
  }
  void operator()(const SetMultiplier& a) const { layer().channel_multiplier = a.value; }
  void operator()(const SetOutChannels& a) const { layer().out_channels = a.value; }
  void operator()(const SetKernel& a) const { layer().kernel = a.size; }
  void operator()(const SetStrides& a) const { layer().strides = a.strides; }
  void operator()(const SetDilations& a) const { layer().dilations = a.dilations; }
  void operator()(const SetPadding& a) const { layer().padding = a.padding; }
  void operator()(const SetLayer& a) const { layer() = a.layer; }
  void operator()(const SetBypass& a) const { document.bypass = a.bypass; }
  void operator()(const SetFilters& a) const {
    FilterBank& bank = document.bank;
    bank.origin = a.word.origin;
    bank.preset = a.word.preset;
    bank.kernels.clear();
    bank.weights.clear();
    // The sample of tf.nn.separable_conv2d draws both filters from 0..1.
    const bool uniform =
        a.word.origin == FilterOrigin::preset && a.word.preset == core::KernelPreset::uniform;
    bank.mix = uniform ? MixPreset::uniform : MixPreset::own;
  }
  void operator()(const SetSeed& a) const { document.bank.seed = a.seed; }
  void operator()(const SetMix& a) const {
    document.bank.mix = a.mix;
    document.bank.weights.clear();
  }
  void operator()(const ChoosePreset& a) const {
    if (is_channel(document, a.q)) document.bank.kernels[{a.q, a.r}] = {a.preset, std::nullopt};
  }
  void operator()(const SetKernelCell& a) const {
    const core::Extent size = layer().kernel;
    const bool inside = a.ky >= 0 && a.ky < size.height && a.kx >= 0 && a.kx < size.width;
    if (!inside || !is_channel(document, a.q)) return;
    core::Kernel kernel = kernel_at(document.bank, learned, a.q, a.r, size);
    if (kernel.at(a.ky, a.kx) == a.value) return;
    kernel.at(a.ky, a.kx) = a.value;
    document.bank.kernels[{a.q, a.r}].typed = std::move(kernel);
  }
  void operator()(const NormaliseKernel& a) const {
    if (!is_channel(document, a.q)) return;
    document.bank.kernels[{a.q, a.r}].typed =
        core::normalised(kernel_at(document.bank, learned, a.q, a.r, layer().kernel));
  }
  void operator()(const SetWeight& a) const {
    const core::Shape in = input_shape(document);
    if (a.t < 0 || a.t >= core::intermediate_channels(layer(), in) || a.k < 0 ||
        a.k >= layer().out_channels)
      return;
    const auto [q, r] = core::channel_origin(a.t, layer().channel_multiplier);
    const MixKey key{q, r, a.k};
    if (weight_at(document.bank, learned, key, in.channels) != a.value)
      document.bank.weights[key] = a.value;
  }
  void operator()(const SetBias& a) const {
    if (a.k >= 0 && a.k < layer().out_channels) document.bank.bias[a.k] = a.value;
  }
  void operator()(const ClearBias&) const { document.bank.bias.clear(); }
  void operator()(const SetActivation& a) const { document.bank.activation = a.activation; }
  void operator()(const ReplaceDocument& a) const { document = a.document; }
};

}  // namespace

Document update(Document document, const Action& action, const LearnedFilters& learned) {
  std::visit(Apply{document, learned}, action);
  document.layer = within_limits(document.layer);
  return document;
}

}  // namespace twofold::model
