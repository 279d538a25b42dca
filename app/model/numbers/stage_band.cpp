#include "app/model/numbers/stage_band.h"

namespace twofold::model {
inline namespace numbers {

StageBand::StageBand(const StageSource& source, const core::Layer& layer, const core::Shape& in,
                     Sampled what)
    : source_(source),
      x_(in),
      plan_(core::fast::plan(layer, in, source.filters,
                             {.threads = 1,
                              .intermediates = what == Sampled::both,
                              // Values of pictures are moderate.
                              .collapse = true})) {
  both_.y = core::Tensor(core::output_shape(layer, in));
  if (what == Sampled::both) both_.z = core::Tensor(core::depthwise_output_shape(layer, in));
  if (!source.has_standard()) return;
  standard_ = core::Tensor(both_.y.shape);
  standard_plan_.emplace(core::fast::plan_standard(layer, in, source.collapsed, {.threads = 1}));
}

void StageBand::run(const core::StopFlag* stop) {
  if (both_.z.values.empty())
    plan_.run(x_, both_.y, stop);
  else
    plan_.run(x_, both_, stop);
  if (!standard_plan_) return;
  standard_plan_->run(x_, standard_, stop);
  core::finish(standard_, source_.filters.bias, source_.filters.activation);
}

}  // namespace numbers
}  // namespace twofold::model
