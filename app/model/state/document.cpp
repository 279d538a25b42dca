#include "app/model/state/document.h"

#include <algorithm>
#include <cmath>

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

core::Shape input_shape(const Document& document) {
  if (document.source != InputSource::pictures || document.batch.empty()) return document.noise;
  const PictureRef& first = document.batch.front();
  const core::Extent size = working_size(first.width, first.height, document.longest_side);
  // A batch has one number of channels. Colour is not given up for a grey picture among them, whose
  // one channel then stands for all three.
  const bool one_channel =
      document.grey || std::all_of(document.batch.begin(), document.batch.end(),
                                   [](const PictureRef& p) { return p.channels == 1; });
  return {static_cast<int>(document.batch.size()), size.height, size.width, one_channel ? 1 : 3};
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
