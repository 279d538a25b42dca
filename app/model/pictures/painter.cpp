#include "app/model/pictures/painter.h"

#include <algorithm>
#include <cmath>

#include "core/fast/threads/workers.h"

namespace twofold::model::inline pictures {
namespace {

using paint::PictureKind;

/// Whether there is such a weight.
bool has_cell(const Stages& stages, const MixCell& cell) {
  if (cell.stage < 0 || cell.stage >= stages.count()) return false;
  const core::FilterShape& p = stages.fold(cell.stage).filter.shape;
  return stages.stage(cell.stage).operation == core::Operation::pointwise && cell.t >= 0 &&
         cell.t < p.in && cell.k >= 0 && cell.k < p.out;
}

/// The tensor behind a picture; null where the evaluation does not have it.
SharedTensor tensor_of(const Evaluation& e, const paint::PictureKey& key, const ViewState& view) {
  switch (key.kind) {
    case PictureKind::result:
      return key.result <= e.stages.count() ? e.result(key.result) : nullptr;
    case PictureKind::photograph:
    case PictureKind::overview: return e.x();
    case PictureKind::output_rgb:
    case PictureKind::race_separable: return e.y();
    case PictureKind::race_standard:
    case PictureKind::standard: return e.standard;
    case PictureKind::difference: return e.difference;
    case PictureKind::share:
      if (!view.hover.weight || !has_cell(e.stages, *view.hover.weight)) return nullptr;
      return e.result(e.stages.stage(view.hover.weight->stage).reads);
    case PictureKind::thumbnail:
    case PictureKind::lesson:
    case PictureKind::network: return nullptr;
  }
  return nullptr;
}

bool is_colour(PictureKind kind) {
  switch (kind) {
    case PictureKind::photograph:
    case PictureKind::overview:
    case PictureKind::output_rgb:
    case PictureKind::race_separable:
    case PictureKind::race_standard: return true;
    default: return false;
  }
}

/// The largest magnitude of picture b.
float largest_of(const StageTensor& stage, int b) {
  float most = 0;
  for (int c = 0; c < stage.shape.channels; ++c) {
    const paint::Range range = stage.range(b, c);
    most = std::max({most, std::abs(range.low), std::abs(range.high)});
  }
  return most;
}

/// What a difference runs over: its largest, but not so little that the rounding of the results
/// would be seen.
float difference_limit(float largest, float largest_output) {
  constexpr float kSeenFrom = 1e-2f;
  return nice_limit(std::max(largest, kSeenFrom * largest_output));
}

std::map<paint::PictureKey, Wanted> largest_of(const std::vector<Wanted>& wanted) {
  std::map<paint::PictureKey, Wanted> largest;
  for (const Wanted& w : wanted) {
    Wanted& kept = largest.try_emplace(w.key, w).first->second;
    if (w.width > kept.width) kept = w;
  }
  return largest;
}

/// How the most coarsely sampled of these channels is.
Sampling coarsest(const Samples& samples, const std::array<int, 3>& channels) {
  Sampling at = samples.plane(channels[0]).at;
  for (const int c : channels) at.reduction = std::max(at.reduction, samples.plane(c).at.reduction);
  return at;
}

}  // namespace

paint::Scale Painter::scale_of(const ViewState& view, const paint::PictureKey& key) const {
  switch (key.kind) {
    case PictureKind::result:
      if (key.result == kInput) return {};
      return channel_scale(scales_.of(key.result), key.channel, view);
    case PictureKind::standard: return channel_scale(scales_.output(), key.channel, view);
    case PictureKind::race_separable:
    case PictureKind::race_standard:
    case PictureKind::output_rgb: return {paint::Map::grey, scales_.output().colour};
    case PictureKind::difference: return signed_scale(scales_.difference_limit, view.theme);
    case PictureKind::share: {
      const MixCell cell = view.hover.weight.value_or(MixCell{});
      const paint::Range of_sum = channel_scale(scales_.of(cell.stage + 1), cell.k, view).range;
      return signed_scale(std::max(-of_sum.low, of_sum.high), view.theme);
    }
    case PictureKind::photograph:
    case PictureKind::overview:
    case PictureKind::thumbnail:
    case PictureKind::lesson:
    case PictureKind::network: break;
  }
  return {};
}

std::optional<Painter::Repaint> Painter::repaint_of(const Evaluation& e, const ViewState& view,
                                                    const Wanted& wanted,
                                                    const Progress* progress) const {
  paint::PictureKey key = wanted.key;
  Repaint repaint{{}, tensor_of(e, key, view), nullptr, is_colour(key.kind)};
  Recipe& r = repaint.recipe;
  if (key.kind == PictureKind::share && repaint.tensor) {
    const MixCell& cell = *view.hover.weight;
    key.channel = cell.t;
    r.gain = e.filter(cell.stage).at(0, 0, cell.t, cell.k);
  }
  if (!repaint.tensor || key.channel >= repaint.tensor->shape.channels) return std::nullopt;
  const StageTensor& stage = *repaint.tensor;
  r.b = std::min(view.batch_index, stage.shape.batch - 1);
  // Samples are of what is seen; the overview is always of the whole picture, which x has.
  const bool is_whole = key.kind == PictureKind::overview;
  repaint.samples = is_whole ? nullptr : stage.samples();
  if (repaint.samples && repaint.samples->b != r.b) return std::nullopt;
  r.channels = {key.channel, key.channel, key.channel};
  if (repaint.is_colour && stage.shape.channels >= 3) r.channels = {0, 1, 2};
  for (std::size_t i = 0; i < 3; ++i) r.versions[i] = stage.version(r.channels[i]);
  r.scale = scale_of(view, key);
  const Viewport seen = is_whole ? Viewport{} : view.viewport;
  r.at = repaint.samples ? coarsest(*repaint.samples, r.channels)
                         : sampling(stage.shape, seen, wanted.width, wanted.height);
  r.complete = static_cast<std::int64_t>(stage.shape.height) * stage.shape.width;
  if (progress)
    r.complete =
        complete_pixels(progress->walk, progress->done, wanted.key, r.b).value_or(r.complete);
  return repaint;
}

void Painter::refresh_scales(const Evaluation& e, const ViewState& view) {
  const int b = std::min(view.batch_index, e.x()->shape.batch - 1);
  const bool lets_go = scales_are_held_ && !view.scales_are_held;
  const bool same = scales_of_b_ == b && !lets_go;
  const auto fitted = [&](const LaneScales& before, LaneScales now) {
    return view.scales_are_held && scales_of_b_ == b ? held_over(before, std::move(now)) : now;
  };
  const bool same_list = scales_.results.size() == e.results.size();
  scales_.results.resize(e.results.size());
  for (std::size_t i = 1; i < e.results.size(); ++i) {
    if (same && same_list && scales_of_results_[i] == e.results[i]) continue;
    LaneScales now = result_scales(e, static_cast<int>(i), b);
    scales_.results[i] = same_list ? fitted(scales_.results[i], std::move(now)) : std::move(now);
  }
  if (e.difference && (scales_of_difference_ != e.difference || !same)) {
    scales_.largest_difference = largest_of(*e.difference, b);
    scales_.largest_output = largest_of(*e.y(), b);
    scales_.difference_limit = difference_limit(scales_.largest_difference, scales_.largest_output);
  }
  scales_of_results_ = e.results;
  scales_of_difference_ = e.difference;
  scales_of_b_ = b;
  scales_are_held_ = view.scales_are_held;
}

paint::Rgba8 Painter::pixels(const Repaint& repaint) {
  const Recipe& r = repaint.recipe;
  const Samples* samples = repaint.samples;
  const core::Extent size = r.at.size();
  std::array<std::vector<float>, 3> made;
  std::array<std::span<const float>, 3> planes;
  for (std::size_t i = 0; i < (repaint.is_colour ? 3 : 1); ++i) {
    const int c = r.channels[i];
    const SampledPlane* sampled = samples ? &samples->plane(c) : nullptr;
    if (!sampled)
      made[i] = block_means(repaint.tensor->tensor(), r.b, c, r.at);
    else if (sampled->at != r.at)
      made[i] = coarser(*sampled, r.at.reduction);
    planes[i] = made[i].empty() ? std::span(sampled->values) : std::span<const float>(made[i]);
  }
  paint::Rgba8 picture = repaint.is_colour ? paint::paint_planes(planes, size, r.scale.range)
                                           : paint::paint_plane(planes[0], size, r.scale, r.gain);
  const core::Shape& shape = repaint.tensor->shape;
  if (r.complete < static_cast<std::int64_t>(shape.height) * shape.width)
    paint::hide_from(picture, r.at.region, r.at.reduction, {r.complete, shape.width});
  return picture;
}

void Painter::paint(const Evaluation& e, const ViewState& view, const std::vector<Wanted>& wanted,
                    const Progress* progress) {
  refresh_scales(e, view);
  const std::map<paint::PictureKey, Wanted> largest = largest_of(wanted);
  std::vector<std::pair<paint::PictureKey, Repaint>> changed;
  for (const auto& [key, want] : largest) {
    std::optional<Repaint> made = repaint_of(e, view, want, progress);
    if (!made) continue;
    const auto known = recipes_.find(key);
    if (known != recipes_.end() && known->second == made->recipe) continue;
    changed.emplace_back(key, std::move(*made));
  }
  carry_out(changed);
  forget_all_but(largest);
}

void Painter::carry_out(const std::vector<std::pair<paint::PictureKey, Repaint>>& repaints) {
  std::vector<std::shared_ptr<const paint::Rgba8>> made(repaints.size());
  core::fast::Workers(0).run(std::ssize(repaints), nullptr, [&](int, std::int64_t i) {
    const auto index = static_cast<std::size_t>(i);
    made[index] = std::make_shared<const paint::Rgba8>(pixels(repaints[index].second));
  });
  for (std::size_t i = 0; i < repaints.size(); ++i) {
    const auto& [key, repaint] = repaints[i];
    const Recipe& r = repaint.recipe;
    recipes_[key] = r;
    painted_[key] = {repaint.tensor->shape, r.at.region, r.scale, r.complete};
    pictures_[key] = std::move(made[i]);
  }
}

void Painter::take_over(const Painter& other) {
  for (const auto& [key, recipe] : other.recipes_) {
    recipes_[key] = recipe;
    painted_[key] = other.painted_.at(key);
    pictures_[key] = other.pictures_.at(key);
  }
  scales_ = other.scales_;
  scales_of_results_ = other.scales_of_results_;
  scales_of_difference_ = other.scales_of_difference_;
  scales_of_b_ = other.scales_of_b_;
  scales_are_held_ = other.scales_are_held_;
}

/// Pictures that nobody looks at any more are let go.
void Painter::forget_all_but(const std::map<paint::PictureKey, Wanted>& wanted) {
  const auto is_unwanted = [&](const auto& entry) { return !wanted.contains(entry.first); };
  std::erase_if(recipes_, is_unwanted);
  std::erase_if(painted_, is_unwanted);
  std::erase_if(pictures_, [&](const auto& entry) {
    return paint::is_of_document(entry.first.kind) && is_unwanted(entry);
  });
}

void Painter::set(const paint::PictureKey& key, std::shared_ptr<const paint::Rgba8> pixels) {
  pictures_[key] = std::move(pixels);
}

const Painted* Painter::painted(const paint::PictureKey& key) const {
  const auto found = painted_.find(key);
  return found == painted_.end() ? nullptr : &found->second;
}

}  // namespace twofold::model::inline pictures
