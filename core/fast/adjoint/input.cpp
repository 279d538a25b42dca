// Gradients with respect to inputs: weighted sums of planes where channels are few, convolutions of
// turned filters where they are many.
#include <algorithm>
#include <cassert>

#include "core/fast/adjoint/adjoint.h"
#include "core/fast/adjoint/planes.h"
#include "core/fast/adjoint/turned.h"
#include "core/fast/loops/kernels.h"
#include "core/taps.h"

namespace twofold::core::fast::inline adjoint {
namespace {

/// Floats of an input's gradient that one unit of work computes.
constexpr std::ptrdiff_t kTileFloats = 8 * 1024;
/// Channels of an input's gradient that are put back together at a time.
constexpr int kChannelGroup = 16;
/// Vectors may be written this far beyond a tile.
constexpr std::ptrdiff_t kSpareFloats = 64;

/// What an input's gradient is made of: for one remainder of rows and columns, the planes that each
/// channel sums and their weights.
struct Sources {
  std::vector<int> channels;           ///< of the output's gradient
  std::vector<std::ptrdiff_t> shifts;  ///< back along the plane
  std::vector<float> weights;          ///< [sources][outputs at once]
};

/// dx by weighted sums of planes, some channels at once.
class InputSums {
 public:
  /// Sources come from `make_sources(phase, group)`: those of one remainder of rows and columns,
  /// for a group of `at_once` channels of dx.
  template <class MakeSources>
  InputSums(const Shape& in, const Layer& layer, const AdjointPlanes& grad, int at_once,
            MakeSources&& make_sources)
      : in_(in),
        strides_(layer.strides),
        size_(phase_size(layer, in)),
        around_(pads(layer, in)),
        grad_(grad),
        at_once_(at_once),
        groups_((in.channels + at_once - 1) / at_once),
        together_(std::max(1, kChannelGroup / at_once)),
        tile_(static_cast<int>(
            std::clamp<std::ptrdiff_t>(kTileFloats / grad.pitch(), 1, size_.height))),
        step_(tile_ * grad.pitch() + kSpareFloats) {
    for (int phase = 0; phase < strides_.area(); ++phase)
      for (int group = 0; group < groups_; ++group) sources_.push_back(make_sources(phase, group));
  }

  Tensor run(const Kernels& kernels, const Workers& workers) const {
    Tensor dx(in_);
    const std::int64_t tiles = (size_.height + tile_ - 1) / tile_;
    const std::int64_t bunches = (groups_ + together_ - 1) / together_;
    const std::int64_t phases = strides_.area();
    std::vector<Floats> scratch(static_cast<std::size_t>(workers.threads()));
    workers.run(in_.batch * phases * tiles * bunches, nullptr, [&](int slot, std::int64_t unit) {
      const int group = static_cast<int>(unit % bunches) * together_;
      const int top = static_cast<int>(unit / bunches % tiles) * tile_;
      const Part part{static_cast<int>(unit / bunches / tiles / phases),
                      static_cast<int>(unit / bunches / tiles % phases),
                      top,
                      std::min(tile_, size_.height - top),
                      group,
                      std::min(groups_, group + together_)};
      Floats& sums = scratch[static_cast<std::size_t>(slot)];
      sums.resize(static_cast<std::size_t>(step_ * together_ * at_once_));
      sum(part, kernels, sums);
      put_together(part, sums, dx);
    });
    return dx;
  }

 private:
  /// Some rows of one remainder, and neighbouring groups of channels: their floats of one pixel are
  /// written together.
  struct Part {
    int b;
    int phase;
    int top, rows;
    int first_group, last_group;
  };

  void sum(const Part& part, const Kernels& kernels, Floats& sums) const {
    std::vector<const float*> from;
    for (int group = part.first_group; group < part.last_group; ++group) {
      const std::size_t source = static_cast<std::size_t>(part.phase) * groups_ + group;
      const Sources& s = sources_[source];
      from.clear();
      for (std::size_t i = 0; i < s.channels.size(); ++i)
        from.push_back(grad_.at(s.channels[i], part.b) + part.top * grad_.pitch() - s.shifts[i]);
      MixPlanes job;
      job.from = from;
      job.weights = s.weights.data();
      job.outputs = at_once_;
      job.to = {sums.data() + (group - part.first_group) * at_once_ * step_, step_};
      job.length = part.rows * grad_.pitch();
      if (!from.empty())
        kernels.mix_planes(job);
      else
        std::fill_n(job.to[0], at_once_ * step_, 0.0f);
    }
  }

  /// From planes of one remainder to the picture's pixels.
  void put_together(const Part& part, const Floats& sums, Tensor& dx) const {
    const int first = part.first_group * at_once_;
    const int last = std::min(in_.channels, part.last_group * at_once_);
    for (int r = 0; r < part.rows; ++r) {
      const int iy = (part.top + r) * strides_.height + part.phase / strides_.width - around_.top;
      if (iy < 0 || iy >= in_.height) continue;
      for (int c = 0; c < size_.width; ++c) {
        const int ix = c * strides_.width + part.phase % strides_.width - around_.left;
        if (ix < 0 || ix >= in_.width) continue;
        float* pixel = dx.pixel(part.b, iy, ix);
        const float* value = sums.data() + r * grad_.pitch() + c;
        for (int q = first; q < last; ++q, value += step_) pixel[q] = *value;
      }
    }
  }

  Shape in_;
  Extent strides_;
  Extent size_;  ///< of one remainder's planes
  Pads around_;
  const AdjointPlanes& grad_;
  int at_once_;
  int groups_;
  int together_;  ///< groups of a part
  int tile_;      ///< rows of a part
  std::ptrdiff_t step_;
  std::vector<Sources> sources_;
};

}  // namespace

Tensor depthwise_input_gradient(const Shape& in, const Layer& layer, const Filter& d,
                                const Tensor& z_grad, const AdjointOptions& options) {
  const Kernels& kernels = kernels_of(options);
  if (layer.channel_multiplier == 1 && in.channels >= kernels.lanes)
    return depthwise_by_turned(in, layer, d, z_grad, options);
  const Workers workers(options.threads);
  const AdjointPlanes grad = output_planes(z_grad, layer, in, kernels, workers);
  const int m = layer.channel_multiplier;
  const InputSums sums(in, layer, grad, 1, [&](int phase, int q) {
    Sources s;
    for_each_phase_tap(layer, [&](const PhaseTap& at) {
      if (at.phase != phase) return;
      for (int r = 0; r < m; ++r) {
        s.channels.push_back(q * m + r);
        s.shifts.push_back(at.down * grad.pitch() + at.right);
        s.weights.push_back(d.at(at.ky, at.kx, q, r));
      }
    });
    return s;
  });
  return sums.run(kernels, workers);
}

Tensor standard_input_gradient(const Shape& in, const Layer& layer, const Filter& w,
                               const Tensor& y_grad, const AdjointOptions& options) {
  const Kernels& kernels = kernels_of(options);
  if (in.channels >= kernels.lanes) return standard_by_turned(in, layer, w, y_grad, options);
  const Workers workers(options.threads);
  const AdjointPlanes grad = output_planes(y_grad, layer, in, kernels, workers);
  const int at_once = std::min(in.channels, 4);
  const InputSums sums(in, layer, grad, at_once, [&](int phase, int group) {
    Sources s;
    for_each_phase_tap(layer, [&](const PhaseTap& at) {
      if (at.phase != phase) return;
      for (int k = 0; k < w.shape.out; ++k) {
        s.channels.push_back(k);
        s.shifts.push_back(at.down * grad.pitch() + at.right);
        for (int i = 0; i < at_once; ++i) {
          const int q = group * at_once + i;
          s.weights.push_back(q < in.channels ? w.at(at.ky, at.kx, q, k) : 0.0f);
        }
      }
    });
    return s;
  });
  return sums.run(kernels, workers);
}

}  // namespace twofold::core::fast::inline adjoint
