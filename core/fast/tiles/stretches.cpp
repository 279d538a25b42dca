#include "core/fast/tiles/stretches.h"

namespace twofold::core::fast::inline tiles {

std::vector<Stretch> stretches_of(const Layer& layer, const Shape& in) {
  const int columns = output_size(layer, in).width;
  const int left = pads(layer, in).left;
  std::vector<Stretch> stretches(static_cast<std::size_t>(columns));
  for (int ox = columns - 1; ox >= 0; --ox) {
    const Run taps = taps_inside(ox, layer.kernel.width, layer.strides.width, layer.dilations.width,
                                 left, in.width);
    Stretch& here = stretches[static_cast<std::size_t>(ox)];
    here = {ox + 1, taps};
    if (ox + 1 == columns) continue;
    const Stretch& next = stretches[static_cast<std::size_t>(ox) + 1];
    if (next.taps.first == taps.first && next.taps.count == taps.count) here.end = next.end;
  }
  return stretches;
}

}  // namespace twofold::core::fast::inline tiles
