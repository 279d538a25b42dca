#include "app/model/state/document.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/chain/conventions.h"

namespace twofold::model::inline state {

core::Extent working_size(int width, int height, int longest_side) {
  const int longest = std::max(width, height);
  if (longest_side <= 0 || longest <= longest_side) return {height, width};
  const double factor = static_cast<double>(longest_side) / longest;
  const auto scaled = [&](int side) {
    return std::max(1, static_cast<int>(std::lround(side * factor)));
  };
  return {scaled(height), scaled(width)};
}

std::span<const PatternRow> patterns() {
  static constexpr std::array kPatterns{
      PatternRow{Pattern::impulse, "impulse", "Impulse"},
      PatternRow{Pattern::step, "step", "Step edge"},
      PatternRow{Pattern::diagonal, "diagonal", "Diagonal"},
      PatternRow{Pattern::checker, "checker", "Checker"},
      PatternRow{Pattern::ramp, "ramp", "Ramp"},
      PatternRow{Pattern::signal, "signal", "Signal"},
      PatternRow{Pattern::bayer, "bayer", "Bayer dots"},
  };
  return kPatterns;
}

void settle_zeros(Document& document) {
  core::Layer& layer = document.layer;
  layer.explicit_pads = document.zeros.typed;
  if (layer.explicit_pads || layer.padding == core::Padding::valid) return;
  const core::Convention* convention = core::find_convention(document.zeros.convention);
  if (!convention || convention->is_tensorflows) return;
  layer = core::with_convention(layer, input_shape(document), *convention);
}

bool is_quantised(const Document& document) { return !document.block.bits.empty(); }

bool has_pictures_size(const Document& document) {
  if (document.batch.empty()) return false;
  return document.source == InputSource::pictures || document.source == InputSource::made ||
         (document.source == InputSource::pattern && document.pattern == Pattern::bayer);
}

core::Shape input_shape(const Document& document) {
  if (!has_pictures_size(document)) return document.noise;
  const PictureRef& first = document.batch.front();
  const core::Extent size = working_size(first.width, first.height, document.longest_side);
  // A batch has one number of channels. Colour is not given up for a grey picture among them, whose
  // one channel then stands for all three.
  const bool one_channel =
      document.grey || std::all_of(document.batch.begin(), document.batch.end(),
                                   [](const PictureRef& p) { return p.channels == 1; });
  const int batch = static_cast<int>(document.batch.size());
  if (document.source == InputSource::made)
    return {batch, size.height, size.width, document.noise.channels};
  if (document.source == InputSource::pattern) return {batch, size.height, size.width, 3};
  return {batch, size.height, size.width, one_channel ? 1 : 3};
}

Document opening_document(const PictureRef& picture) {
  Document document;
  document.batch = {picture};
  document.bank.seed = 7;
  return document;
}

std::string channel_letter(int channel, int channels) {
  if (channels == 1) return "L";
  if (channels == 3) return std::string(1, "RGB"[channel]);
  return std::to_string(channel);
}

}  // namespace twofold::model::inline state
