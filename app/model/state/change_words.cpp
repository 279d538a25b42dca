#include "app/model/state/change_words.h"

#include <fmt/format.h>

namespace twofold::model::inline state {
namespace {

std::string size(core::Extent e) { return fmt::format("{}x{}", e.height, e.width); }

std::string layer_words(const core::Layer& from, const core::Layer& to) {
  if (from.channel_multiplier != to.channel_multiplier)
    return fmt::format("multiplier {} to {}", from.channel_multiplier, to.channel_multiplier);
  if (from.out_channels != to.out_channels)
    return fmt::format("outputs {} to {}", from.out_channels, to.out_channels);
  if (from.kernel != to.kernel)
    return fmt::format("kernel {} to {}", size(from.kernel), size(to.kernel));
  if (from.strides != to.strides)
    return fmt::format("stride {} to {}", size(from.strides), size(to.strides));
  if (from.dilations != to.dilations)
    return fmt::format("dilation {} to {}", size(from.dilations), size(to.dilations));
  return from.padding != to.padding || from.explicit_pads != to.explicit_pads ? "padding" : "";
}

std::string block_words(const BlockChoice& from, const BlockChoice& to) {
  if (from.name != to.name) return fmt::format("block {}", to.name);
  if (from.expansion != to.expansion)
    return fmt::format("expansion {} to {}", from.expansion, to.expansion);
  if (from.groups != to.groups) return fmt::format("groups {} to {}", from.groups, to.groups);
  if (from.bits != to.bits) return "bits of the weights";
  return from.after != to.after || from.values != to.values ? "what follows a stage" : "";
}

std::string picture_words(const Document& from, const Document& to) {
  if (from.batch != to.batch)
    return to.batch.empty() ? "another picture" : fmt::format("picture {}", to.batch.front().name);
  if (from.longest_side != to.longest_side)
    return to.longest_side == 0 ? "full size" : fmt::format("working size {} px", to.longest_side);
  if (from.grey != to.grey) return to.grey ? "grey" : "colour";
  const bool same = from.source == to.source && from.noise == to.noise &&
                    from.pattern == to.pattern && from.network == to.network;
  return same ? "" : "another input";
}

std::string filter_words(const FilterBank& from, const FilterBank& to) {
  if (from.origin != to.origin || from.preset != to.preset || from.loaded != to.loaded)
    return fmt::format("filters {}", filter_word_of(to));
  if (from.kernels != to.kernels) return "a filter of fold 1";
  if (from.mix != to.mix) return "the mix";
  if (from.weights != to.weights) return "a weight of the mix";
  if (from.expansion != to.expansion) return "a weight of the expansion";
  if (from.seed != to.seed) return fmt::format("seed {}", to.seed);
  if (from.activation != to.activation) return "activation";
  return from.bias != to.bias ? "bias" : "";
}

std::string bypass_words(const Bypass& from, const Bypass& to) {
  if (from.depthwise != to.depthwise) return to.depthwise ? "fold 1 off" : "fold 1 on";
  if (from.pointwise != to.pointwise) return to.pointwise ? "fold 2 off" : "fold 2 on";
  return "";
}

}  // namespace

std::string change_words(const Document& from, const Document& to) {
  for (const std::string& words :
       {picture_words(from, to), block_words(from.block, to.block),
        layer_words(from.layer, to.layer), filter_words(from.bank, to.bank),
        bypass_words(from.bypass, to.bypass),
        std::string(from.zeros != to.zeros ? "whose zeros SAME means" : "")})
    if (!words.empty()) return words;
  return "nothing";
}

}  // namespace twofold::model::inline state
