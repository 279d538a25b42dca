// The engine as a module that a page can time: speed.js holds it against TensorFlow.js.
#include <emscripten.h>

#include <memory>
#include <optional>
#include <random>
#include <span>

#include "core/fast/plan.h"

namespace {

using namespace twofold::core;

void fill(std::span<float> values, unsigned seed) {
  std::mt19937 random(seed);
  for (float& v : values) v = static_cast<float>(random() % 2001) / 1000 - 1;
}

/// One layer that is being timed, with all that it works on.
struct Timed {
  Layer layer;
  Tensor x;
  Filters filters;
  std::optional<fast::Plan> plan;
  Separable out;
  bool intermediates = false;
};

std::unique_ptr<Timed> timed;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

}  // namespace

// NOLINTBEGIN(readability-identifier-naming): names that the script knows
extern "C" {

/// A layer with a kernel of 3 x 3, SAME: plans it. `intermediates`: z is delivered too.
EMSCRIPTEN_KEEPALIVE void speed_begin(int height, int width, int channels, int multiplier,
                                      int outputs, int intermediates) {
  timed = std::make_unique<Timed>();
  timed->layer.channel_multiplier = multiplier;
  timed->layer.out_channels = outputs;
  timed->x = Tensor({1, height, width, channels});
  timed->filters.depthwise = Filter({3, 3, channels, multiplier});
  timed->filters.pointwise = Filter({1, 1, channels * multiplier, outputs});
  fill(timed->x.values, 1);
  fill(timed->filters.depthwise.values, 2);
  fill(timed->filters.pointwise.values, 3);
  timed->intermediates = intermediates != 0;
  fast::Options options;
  options.intermediates = timed->intermediates;
  options.collapse = !timed->intermediates;
  timed->plan.emplace(fast::plan(timed->layer, timed->x.shape, timed->filters, options));
  timed->out.y = Tensor(output_shape(timed->layer, timed->x.shape));
  if (timed->intermediates)
    timed->out.z = Tensor(depthwise_output_shape(timed->layer, timed->x.shape));
}

EMSCRIPTEN_KEEPALIVE void speed_run() {
  if (timed->intermediates)
    timed->plan->run(timed->x, timed->out);
  else
    timed->plan->run(timed->x, timed->out.y);
}

EMSCRIPTEN_KEEPALIVE const float* speed_x() { return timed->x.values.data(); }
EMSCRIPTEN_KEEPALIVE const float* speed_depthwise() {
  return timed->filters.depthwise.values.data();
}
EMSCRIPTEN_KEEPALIVE const float* speed_pointwise() {
  return timed->filters.pointwise.values.data();
}
EMSCRIPTEN_KEEPALIVE const float* speed_y() { return timed->out.y.values.data(); }

}  // extern "C"
// NOLINTEND(readability-identifier-naming)
