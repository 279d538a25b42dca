#include "core/equivalent.h"
#include "core/fast/plan.h"
#include "tests/bench/contender.h"

namespace twofold::bench {
namespace {

using core::fast::Options;
using core::fast::plan;
using core::fast::Plan;
using core::fast::plan_standard;

Contender of_plan(std::string name, bool standard, const std::shared_ptr<const Job>& job,
                  Plan made) {
  const auto plan = std::make_shared<Plan>(std::move(made));
  const auto y =
      std::make_shared<core::Tensor>(core::output_shape(job->workload.layer, job->x.shape));
  return {std::move(name), standard, [job, plan, y] { plan->run(job->x, *y); }, [y] { return *y; }};
}

}  // namespace

std::vector<Contender> own_contenders(const std::shared_ptr<const Job>& job) {
  const core::Layer& layer = job->workload.layer;
  const core::Shape& in = job->x.shape;
  const int threads = job->threads;
  std::vector<Contender> found;
  found.push_back(of_plan("fast", false, job,
                          plan(layer, in, job->filters, {.threads = threads, .collapse = true})));
  found.push_back(of_plan("fast separable", false, job,
                          plan(layer, in, job->filters, {.threads = threads, .collapse = false})));
  const auto both = std::make_shared<Plan>(
      plan(layer, in, job->filters, {.threads = threads, .intermediates = true}));
  const auto out = std::make_shared<core::Separable>(
      core::Separable{core::Tensor(core::depthwise_output_shape(layer, in)),
                      core::Tensor(core::output_shape(layer, in))});
  found.push_back({"fast with z", false, [job, both, out] { both->run(job->x, *out); },
                   [out] { return out->y; }});
  found.push_back(of_plan("fast standard", true, job,
                          plan_standard(layer, in, job->collapsed, {.threads = threads})));
  return found;
}

}  // namespace twofold::bench
