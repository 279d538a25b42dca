#include "app/cli/measure.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <span>
#include <vector>

#include "core/cost.h"
#include "core/equivalent.h"
#include "core/filters.h"

namespace twofold::cli {
namespace {

constexpr double kSeconds = 0.33;
constexpr std::size_t kRuns = 5;

/// Median milliseconds of `work`. The first run is not counted unless it alone takes long.
template <class Work>
double median_milliseconds(Work&& work) {
  using Clock = std::chrono::steady_clock;
  const auto run = [&] {
    const Clock::time_point begin = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - begin).count();
  };
  std::vector<double> samples{run()};
  if (samples.front() < kSeconds) {
    samples.clear();
    double total = 0;
    while (samples.size() < kRuns || total < kSeconds) total += samples.emplace_back(run());
  }
  const auto middle = samples.begin() + std::ssize(samples) / 2;
  std::nth_element(samples.begin(), middle, samples.end());
  return *middle * 1e3;
}

core::Separable outputs(const io::Workload& w) {
  return {core::Tensor(core::depthwise_output_shape(w.layer, w.in)),
          core::Tensor(core::output_shape(w.layer, w.in))};
}

}  // namespace

RandomOperands random_operands(const core::Layer& layer, const core::Shape& in) {
  core::Random random(1);
  const auto fill = [&](std::span<float> values, int terms) {
    const float scale = 1 / std::sqrt(static_cast<float>(terms));
    for (float& v : values) v = random.normal() * scale;
  };
  RandomOperands o;
  o.x = core::Tensor(in);
  o.filters.depthwise = core::Filter(core::depthwise_filter_shape(layer, in.channels));
  o.filters.pointwise = core::Filter(core::pointwise_filter_shape(layer, in.channels));
  fill(o.x.values, 1);
  fill(o.filters.depthwise.values, layer.kernel.area());
  fill(o.filters.pointwise.values, o.filters.pointwise.shape.in);
  o.standard = core::collapse(o.filters.depthwise, o.filters.pointwise);
  return o;
}

Measured measured(const io::Workload& workload, const Computed& what,
                  const core::fast::Options& options) {
  const RandomOperands o = random_operands(workload.layer, workload.in);
  core::Separable out = outputs(workload);
  core::fast::Options wanted = options;
  wanted.intermediates = what.intermediates;
  wanted.collapse = true;  // noise is moderate
  core::fast::Plan plan =
      what.standard ? core::fast::plan_standard(workload.layer, workload.in, o.standard, wanted)
                    : core::fast::plan(workload.layer, workload.in, o.filters, wanted);
  const double ms =
      median_milliseconds([&] { what.intermediates ? plan.run(o.x, out) : plan.run(o.x, out.y); });
  const core::fast::Choice& choice = plan.choice();
  return {workload.name, ms, 2 * static_cast<double>(choice.macs),
          static_cast<double>(choice.bytes), choice.sentence};
}

Measured measured_reference(const io::Workload& workload, const Computed& what) {
  const RandomOperands o = random_operands(workload.layer, workload.in);
  const core::Cost cost = core::cost(workload.layer, workload.in);
  const core::StageCost& work = what.standard ? cost.standard : cost.separable;
  const double ms = median_milliseconds([&] {
    if (what.standard)
      core::conv2d(o.x, o.standard, workload.layer);
    else
      core::separable_conv2d(o.x, o.filters, workload.layer);
  });
  // The reference writes z out and reads it again.
  const double z = what.standard ? 0 : 2 * static_cast<double>(cost.intermediate_bytes);
  const double values = static_cast<double>(workload.in.count() + work.params);
  return {workload.name, ms, static_cast<double>(work.flops()),
          4 * values + z + static_cast<double>(work.output_bytes), "The plain loops."};
}

}  // namespace twofold::cli
