// What a stage of a large picture looks like, computed without ever holding the stage: only the
// region that is seen, at the resolution at which it is seen.
//
// Two ways. `point_samples` takes one pixel of each block: quick, exact values, a first look.
// `mean_samples` computes every pixel of the region, band after band, and keeps the blocks' means.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "app/model/sampling.h"
#include "core/separable.h"

namespace twofold::model {

/// One value for each painted pixel and channel of a region of one picture.
struct Samples {
  core::Shape shape;  ///< of the stage
  int b = 0;
  Sampling at;
  std::vector<float> values;  ///< [channel][row][column], at.size() pixels a plane

  std::span<const float> plane(int channel) const {
    const auto pixels = static_cast<std::size_t>(at.size().area());
    return std::span(values).subspan(static_cast<std::size_t>(channel) * pixels, pixels);
  }
  bool operator==(const Samples&) const = default;
};

/// All that the values of the stages are made from.
struct StageSource {
  std::shared_ptr<const core::Tensor> x;
  core::Layer layer;
  core::Filters filters;
  core::Filter collapsed;  ///< empty where the standard convolution was not asked for
};

/// Samples of the stages at the same places; `standard` is empty without a collapsed filter.
struct StageSamples {
  Samples z;
  Samples y;
  Samples standard;
};

/// The windows of the output pixels (rows[i], columns[j]) of picture b side by side, zeros in the
/// padding: [1, rows * kh, columns * kw, C]. With side_by_side(layer) the convolution gives these
/// pixels, with the reference's bits where the reference is used.
core::Tensor windows(const core::Tensor& x, int b, const core::Layer& layer,
                     std::span<const int> rows, std::span<const int> columns);
core::Layer side_by_side(const core::Layer& layer);

/// The pixel in the middle of each block. Takes a coarser reduction where the windows would need
/// more than some megabytes.
StageSamples point_samples(const StageSource& source, int b, Sampling at);

/// Watches a long computation.
struct Watch {
  const core::StopFlag* stop = nullptr;
  std::atomic<float>* done = nullptr;  ///< share of the work, 0 to 1

  bool stopped() const { return stop && stop->load(std::memory_order_relaxed); }
};

/// The mean of each block; nothing if it was stopped.
std::optional<StageSamples> mean_samples(const StageSource& source, int b, const Sampling& at,
                                         const Watch& watch);

/// The mean of each block of a tensor that is there.
Samples mean_samples(const core::Tensor& tensor, int b, const Sampling& at);

/// The mean of each block of one channel, row-major.
std::vector<float> block_means(const core::Tensor& tensor, int b, int channel, const Sampling& at);

}  // namespace twofold::model
