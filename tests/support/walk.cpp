#include "tests/support/walk.h"

namespace twofold::tests {
namespace {

using core::Operation;
using core::Stage;
using core::Step;
using core::Tap;
using core::Value;

/// A chain and the shapes of its results.
struct Walked {
  const core::Chain& list;
  std::vector<core::Shape> shapes;

  const Stage& stage(int i) const { return list.stages[static_cast<std::size_t>(i)]; }
  const core::Shape& in(int i) const { return shapes[static_cast<std::size_t>(stage(i).reads)]; }
  const core::Shape& out(int i) const { return shapes[static_cast<std::size_t>(i) + 1]; }
  int stages() const { return static_cast<int>(list.stages.size()); }
};

/// The channels that a value reads at each tap.
std::vector<int> channels_read(const Walked& w, const Value& value) {
  const Stage& stage = w.stage(value.stage);
  if (stage.operation == Operation::depthwise)
    return {value.channel / stage.layer.channel_multiplier};
  std::vector<int> channels;
  const int groups = stage.operation == Operation::grouped ? stage.groups : 1;
  const int share = w.in(value.stage).channels / groups;
  const int group = value.channel * groups / w.out(value.stage).channels;
  for (int i = 0; i < share; ++i) channels.push_back(group * share + i);
  return channels;
}

void append_value(const Walked& w, const Value& value, std::vector<Step>& steps) {
  std::vector<Step> terms;
  core::for_each_tap(w.stage(value.stage).layer, w.in(value.stage), value.oy, value.ox,
                     [&](const Tap& tap) {
                       for (const int q : channels_read(w, value))
                         terms.push_back({value, 0, 0, q, tap});
                     });
  for (std::size_t i = 0; i < terms.size(); ++i) {
    terms[i].term = static_cast<std::int64_t>(i);
    terms[i].terms = static_cast<std::int64_t>(terms.size());
    steps.push_back(terms[i]);
  }
}

template <class Visit>
void for_each_pixel(const core::Shape& out, Visit&& visit) {
  for (int oy = 0; oy < out.height; ++oy) {
    for (int ox = 0; ox < out.width; ++ox) visit(oy, ox);
  }
}

void append_stage(const Walked& w, int stage, std::vector<Step>& steps) {
  for (int b = 0; b < w.shapes[0].batch; ++b)
    for (int channel = 0; channel < w.out(stage).channels; ++channel)
      for_each_pixel(w.out(stage), [&](int oy, int ox) {
        append_value(w, {stage, b, oy, ox, channel}, steps);
      });
}

/// Stages [first, last), all at one pixel before the next.
void append_pixels(const Walked& w, int first, int last, std::vector<Step>& steps) {
  for (int b = 0; b < w.shapes[0].batch; ++b)
    for_each_pixel(w.out(first), [&](int oy, int ox) {
      for (int stage = first; stage < last; ++stage)
        for (int channel = 0; channel < w.out(stage).channels; ++channel)
          append_value(w, {stage, b, oy, ox, channel}, steps);
    });
}

}  // namespace

core::Chain bottleneck_chain(const core::Layer& layer) {
  core::Chain list = core::then({}, core::pointwise_stage(5));
  list = core::then(std::move(list), core::depthwise_stage(layer));
  return core::then(std::move(list), core::pointwise_stage(layer.out_channels));
}

core::Chain two_windows_chain(const core::Layer& layer) {
  core::Layer second{{2, 2}, {1, 1}, {1, 1}, core::Padding::same, 1, 3};
  return core::then(core::depthwise_chain(layer), core::standard_stage(second));
}

std::vector<int> passes_of(const core::Chain& list, core::Order order) {
  std::vector<int> passes;
  for (const Stage& stage : list.stages) {
    const core::Layer& layer = stage.layer;
    const bool one_pixel =
        layer.kernel == core::Extent{1, 1} && layer.strides == core::Extent{1, 1};
    if (passes.empty()) {
      passes.push_back(0);
    } else {
      passes.push_back(passes.back() + (order == core::Order::by_stage || !one_pixel));
    }
  }
  return passes;
}

std::vector<Step> enumerate_steps(const core::Chain& list, const core::Shape& in,
                                  core::Order order) {
  const Walked w{list, core::result_shapes(list, in)};
  const std::vector<int> passes = passes_of(list, order);
  std::vector<Step> steps;
  int first = 0;
  for (int stage = 0; stage < w.stages(); ++stage) {
    if (order == core::Order::by_stage) append_stage(w, stage, steps);
    const auto next = static_cast<std::size_t>(stage) + 1;
    if (order == core::Order::by_stage ||
        (next < passes.size() && passes[next] == passes[next - 1]))
      continue;
    append_pixels(w, first, stage + 1, steps);
    first = stage + 1;
  }
  return steps;
}

}  // namespace twofold::tests
