#include "core/chain/max_pool.h"

#include "core/taps.h"

namespace twofold::core {
inline namespace chain {

Tensor max_pool(const Tensor& x, const Layer& layer) {
  Layer settings = layer;
  settings.out_channels = x.shape.channels;
  Tensor y(output_shape(settings, x.shape));
  for (int b = 0; b < y.shape.batch; ++b) {
    for (int oy = 0; oy < y.shape.height; ++oy) {
      for (int ox = 0; ox < y.shape.width; ++ox) {
        float* most = y.pixel(b, oy, ox);
        bool first = true;
        for_each_tap(layer, x.shape, oy, ox, [&](const Tap& tap) {
          const float* values = x.pixel(b, tap.iy, tap.ix);
          for (int c = 0; c < x.shape.channels; ++c)
            if (first || values[c] > most[c]) most[c] = values[c];
          first = false;
        });
      }
    }
  }
  return y;
}

ReceptiveField through(const ReceptiveField& before, const Layer& layer, const Shape& in) {
  const Extent spread = effective_kernel(layer);
  const Pads zeros = pads(layer, in);
  return {{before.size.height + (spread.height - 1) * before.step.height,
           before.size.width + (spread.width - 1) * before.step.width},
          {before.step.height * layer.strides.height, before.step.width * layer.strides.width},
          before.top - zeros.top * before.step.height,
          before.left - zeros.left * before.step.width};
}

}  // namespace chain
}  // namespace twofold::core
