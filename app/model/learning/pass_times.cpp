#include "app/model/learning/pass_times.h"

#include <array>
#include <chrono>
#include <vector>

#include "app/model/cost/measure.h"
#include "core/equivalent.h"
#include "core/fast/adjoint/adjoint.h"
#include "core/fast/plan.h"
#include "core/filters.h"

namespace twofold::model {
inline namespace learning {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kLeastRuns = 5;
constexpr int kMostRuns = 41;
constexpr double kEnoughSeconds = 0.6;

template <class Values>
void fill_normal(Values& values, std::uint64_t seed) {
  core::Random random(seed);
  for (auto& value : values) value = static_cast<float>(random.normal());
}

/// All that is multiplied, and plans for the forward passes.
struct Passes {
  core::Layer layer;
  core::Tensor x, z, y, grad;
  core::Filters filters;
  core::Filter standard;
  core::fast::Plan separable_plan, standard_plan;

  static Passes make(const core::Layer& layer, const core::Shape& in) {
    core::Tensor x(in);
    fill_normal(x.values, 1);
    core::Filters filters;
    filters.depthwise = core::Filter(core::depthwise_filter_shape(layer, in.channels));
    filters.pointwise = core::Filter(core::pointwise_filter_shape(layer, in.channels));
    fill_normal(filters.depthwise.values, 2);
    fill_normal(filters.pointwise.values, 3);
    const core::Filter standard = core::collapse(filters.depthwise, filters.pointwise);
    core::Tensor grad(core::output_shape(layer, in));
    fill_normal(grad.values, 4);
    core::Tensor z(core::depthwise_output_shape(layer, in));
    core::fast::plan_depthwise(layer, in, filters.depthwise).run(x, z);
    return {layer, std::move(x), std::move(z), core::Tensor(grad.shape), std::move(grad), filters,
            standard,
            // Training needs the intermediates.
            core::fast::plan(layer, in, filters, {.intermediates = true}),
            core::fast::plan_standard(layer, in, standard)};
  }

  void separable_forward() {
    core::Separable out{std::move(z), std::move(y)};
    separable_plan.run(x, out);
    z = std::move(out.z);
    y = std::move(out.y);
  }
  void separable_backward() const {
    const core::Tensor z_grad = core::fast::pointwise_input_gradient(filters.pointwise, grad);
    core::fast::pointwise_filter_gradient(z, grad);
    core::fast::depthwise_filter_gradient(x, layer, z_grad);
    core::fast::depthwise_input_gradient(x.shape, layer, filters.depthwise, z_grad);
  }
  void standard_forward() { standard_plan.run(x, y); }
  void standard_backward() const {
    core::fast::standard_filter_gradient(x, layer, grad);
    core::fast::standard_input_gradient(x.shape, layer, standard, grad);
  }
};

}  // namespace

std::optional<PassTimes> measure_passes(const core::Layer& layer, const core::Shape& in,
                                        const std::function<bool()>& go_on) {
  if (!core::fast::available(core::fast::Target::best)) return std::nullopt;
  Passes passes = Passes::make(layer, in);
  std::array<std::vector<double>, 4> samples;
  const Clock::time_point begin = Clock::now();
  const auto seconds_since = [](Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
  };
  // All four in turn, so that whatever else the machine does meets them alike; the first round
  // warms caches and is not counted.
  for (int round = 0; round <= kMostRuns; ++round) {
    if (round > kLeastRuns && seconds_since(begin) > kEnoughSeconds) break;
    const auto take = [&](std::size_t which, auto&& pass) {
      const Clock::time_point start = Clock::now();
      pass();
      if (round > 0) samples[which].push_back(seconds_since(start));
    };
    take(0, [&] { passes.separable_forward(); });
    take(1, [&] { passes.separable_backward(); });
    take(2, [&] { passes.standard_forward(); });
    take(3, [&] { passes.standard_backward(); });
    if (!go_on()) return std::nullopt;
  }
  const auto median = [&](std::size_t which) { return timing_of(samples[which]).median; };
  return PassTimes{layer, in, {median(0), median(1)}, {median(2), median(3)}};
}

}  // namespace learning
}  // namespace twofold::model
