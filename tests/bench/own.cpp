#include "core/equivalent.h"
#include "core/fast/adjoint/adjoint.h"
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

std::vector<Contender> own_backward(const std::shared_ptr<const Job>& job) {
  namespace fast = core::fast;
  const fast::AdjointOptions options{.threads = job->threads};
  const core::Layer& layer = job->workload.layer;
  const auto folds = std::make_shared<core::Tensor>();
  const auto one = std::make_shared<core::Tensor>();
  return {{"fast", false,
           [job, layer, options, folds] {
             const core::Tensor z_grad =
                 fast::pointwise_input_gradient(job->filters.pointwise, job->y_grad, options);
             fast::pointwise_filter_gradient(job->z, job->y_grad, options);
             fast::depthwise_filter_gradient(job->x, layer, z_grad, options);
             *folds = fast::depthwise_input_gradient(job->x.shape, layer, job->filters.depthwise,
                                                     z_grad, options);
           },
           [folds] { return *folds; }},
          {"fast standard", true,
           [job, layer, options, one] {
             fast::standard_filter_gradient(job->x, layer, job->y_grad, options);
             *one = fast::standard_input_gradient(job->x.shape, layer, job->collapsed, job->y_grad,
                                                  options);
           },
           [one] { return *one; }}};
}

}  // namespace twofold::bench
