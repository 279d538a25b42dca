#include "app/model/numbers/stage_band.h"

#include <algorithm>
#include <cassert>

namespace twofold::model {
inline namespace numbers {
namespace {

using core::fast::ChainPlan;

core::Folds folds_of(const Stages& stages, int first, int last) {
  return {stages.folds.begin() + first, stages.folds.begin() + last};
}

/// The list from the window stage on, with another geometry there.
core::Chain from_window(const Stages& stages, const core::Layer& layer) {
  const int first = core::window_stage(stages.list);
  core::Chain list = core::part_of(stages.list, first, stages.count());
  // The way around is added from the whole input, whose pixels a band's input has elsewhere.
  list.stages.back().adds.reset();
  core::Layer& of_window = list.stages.front().layer;
  const int outputs = of_window.out_channels;
  const int multiplier = of_window.channel_multiplier;
  of_window = layer;
  of_window.out_channels = outputs;
  of_window.channel_multiplier = multiplier;
  return list;
}

std::optional<ChainPlan> plan_before(const StageSource& s, const core::Shape& in) {
  if (s.first() == 0) return std::nullopt;
  return ChainPlan(core::part_of(s.stages.list, 0, s.first()), in, folds_of(s.stages, 0, s.first()),
                   {.threads = 1});
}

core::Shape shape_at_window(const StageSource& s, const core::Shape& in) {
  return core::result_shapes(core::part_of(s.stages.list, 0, s.first()), in).back();
}

}  // namespace

StageBand::StageBand(const StageSource& source, const core::Layer& layer, const core::Shape& in,
                     StagesAsked asked)
    : source_(source),
      asked_(asked),
      x_(in),
      before_(plan_before(source, in)),
      plan_(from_window(source.stages, layer), shape_at_window(source, in),
            folds_of(source.stages, source.first(), source.stages.count()),
            {.threads = 1,
             .intermediates = asked == StagesAsked::every_stage,
             // Values of pictures are moderate.
             .collapse = true}) {
  if (source.has_standard())
    standard_plan_.emplace(from_window(source.standard, layer), in, source.standard.folds,
                           core::fast::Options{.threads = 1});
}

void StageBand::clear_outside(const BandPlace& at) {
  core::Tensor& made = of_before_.back();
  for (int row = 0; row < made.shape.height; ++row) {
    for (int column = 0; column < made.shape.width; ++column) {
      const int iy = at.in_rows[static_cast<std::size_t>(row)];
      const int ix = at.in_columns[static_cast<std::size_t>(column)];
      const core::Shape& in = source_.x->shape;
      if (iy >= 0 && iy < in.height && ix >= 0 && ix < in.width) continue;
      std::fill_n(made.pixel(0, row, column), made.shape.channels, 0.0f);
    }
  }
}

void StageBand::add_input(const BandPlace& at) {
  core::Tensor& made = results_.back();
  for (std::size_t row = 0; row < at.rows.size(); ++row) {
    for (std::size_t column = 0; column < at.columns.size(); ++column) {
      const float* from = source_.x->pixel(at.b, at.rows[row], at.columns[column]);
      float* to = made.pixel(0, static_cast<int>(row), static_cast<int>(column));
      for (int c = 0; c < made.shape.channels; ++c) to[c] += from[c];
    }
  }
}

void StageBand::run(const BandPlace& at, const core::StopFlag* stop) {
  if (before_) {
    before_->run(x_, of_before_, stop);
    clear_outside(at);
  }
  plan_.run(before_ ? of_before_.back() : x_, results_, stop);
  if (source_.stages.list.stages.back().adds) {
    assert(source_.stages.list.stages.back().adds == 0 && "the way around begins at the input");
    add_input(at);
  }
  if (standard_plan_) standard_plan_->run(x_, standard_, stop);
}

std::vector<const core::Tensor*> StageBand::stages() const {
  std::vector<const core::Tensor*> all(static_cast<std::size_t>(source_.first()), nullptr);
  for (std::size_t i = 0; i < results_.size(); ++i) {
    const bool is_asked = asked_ == StagesAsked::every_stage || i + 1 == results_.size();
    all.push_back(is_asked ? &results_[i] : nullptr);
  }
  all.push_back(source_.has_standard() ? &standard_.front() : nullptr);
  return all;
}

}  // namespace numbers
}  // namespace twofold::model
