#include "tests/support/walk.h"

namespace twofold::tests {
namespace {

using core::Pass;
using core::Step;
using core::Tap;
using core::Value;

void append_value(const LayerCase& c, const Value& value, std::vector<Step>& steps) {
  std::vector<Step> terms;
  if (value.pass == Pass::pointwise) {
    for (int t = 0; t < core::intermediate_channels(c.layer, c.in); ++t)
      terms.push_back({value, 0, 0, t, {0, 0, value.oy, value.ox}});
  } else {
    core::for_each_tap(c.layer, c.in, value.oy, value.ox, [&](const Tap& tap) {
      if (value.pass == Pass::depthwise) {
        terms.push_back({value, 0, 0, value.channel / c.layer.channel_multiplier, tap});
      } else {
        for (int q = 0; q < c.in.channels; ++q) terms.push_back({value, 0, 0, q, tap});
      }
    });
  }
  for (std::size_t i = 0; i < terms.size(); ++i) {
    terms[i].term = static_cast<std::int64_t>(i);
    terms[i].terms = static_cast<std::int64_t>(terms.size());
    steps.push_back(terms[i]);
  }
}

template <class Visit>
void for_each_pixel(const LayerCase& c, Visit&& visit) {
  const core::Extent out = core::output_size(c.layer, c.in);
  for (int oy = 0; oy < out.height; ++oy) {
    for (int ox = 0; ox < out.width; ++ox) visit(oy, ox);
  }
}

}  // namespace

std::vector<Step> enumerate_steps(const LayerCase& c, core::Method method, core::Order order) {
  const std::vector<Pass> passes = method == core::Method::standard
                                       ? std::vector{Pass::standard}
                                       : std::vector{Pass::depthwise, Pass::pointwise};
  const auto channels = [&](Pass pass) {
    return pass == Pass::depthwise ? core::intermediate_channels(c.layer, c.in)
                                   : c.layer.out_channels;
  };
  std::vector<Step> steps;
  if (order == core::Order::by_stage) {
    for (const Pass pass : passes) {
      for (int b = 0; b < c.in.batch; ++b) {
        for (int channel = 0; channel < channels(pass); ++channel) {
          for_each_pixel(c, [&](int oy, int ox) {
            append_value(c, {pass, b, oy, ox, channel}, steps);
          });
        }
      }
    }
    return steps;
  }
  for (int b = 0; b < c.in.batch; ++b) {
    for_each_pixel(c, [&](int oy, int ox) {
      for (const Pass pass : passes) {
        for (int channel = 0; channel < channels(pass); ++channel)
          append_value(c, {pass, b, oy, ox, channel}, steps);
      }
    });
  }
  return steps;
}

}  // namespace twofold::tests
