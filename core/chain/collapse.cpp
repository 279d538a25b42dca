#include "core/chain/collapse.h"

#include <algorithm>

#include "core/equivalent.h"

namespace twofold::core {
inline namespace chain {
namespace {

/// The filter that passes every channel on as it is.
Filter identity(int channels) {
  Filter w({1, 1, channels, channels});
  for (int q = 0; q < channels; ++q) w.at(0, 0, q, q) = 1;
  return w;
}

/// The filter of a stage as one over all channels that it reads: zeros where an output reads none.
Filter over_all_channels(const Stage& stage, const Filter& f, int channels) {
  if (f.shape.in == channels && stage.operation != Operation::depthwise) return f;
  const bool is_depthwise = stage.operation == Operation::depthwise;
  const int outputs = is_depthwise ? channels * f.shape.out : f.shape.out;
  const int group_outputs = outputs / groups_of(stage, channels);
  Filter w({f.shape.height, f.shape.width, channels, outputs});
  for (int ky = 0; ky < f.shape.height; ++ky)
    for (int kx = 0; kx < f.shape.width; ++kx)
      for (int k = 0; k < outputs; ++k) {
        const int group = k / group_outputs;
        if (is_depthwise) {
          w.at(ky, kx, group, k) = f.at(ky, kx, group, k % group_outputs);
          continue;
        }
        for (int i = 0; i < f.shape.in; ++i)
          w.at(ky, kx, group * f.shape.in + i, k) = f.at(ky, kx, i, k);
      }
  return w;
}

/// First `a`, then `b`; one of both has a kernel of 1 x 1.
Filter composed(const Filter& a, const Filter& b) {
  Filter w({std::max(a.shape.height, b.shape.height), std::max(a.shape.width, b.shape.width),
            a.shape.in, b.shape.out});
  std::vector<double> sums(static_cast<std::size_t>(b.shape.out));
  for (int ky = 0; ky < w.shape.height; ++ky) {
    for (int kx = 0; kx < w.shape.width; ++kx) {
      const auto cell = [&](const Filter& f) {
        const bool is_point = f.shape.height == 1 && f.shape.width == 1;
        return is_point ? Extent{0, 0} : Extent{ky, kx};
      };
      for (int q = 0; q < a.shape.in; ++q) {
        std::fill(sums.begin(), sums.end(), 0.0);
        for (int t = 0; t < a.shape.out; ++t) {
          const double weight = a.at(cell(a).height, cell(a).width, q, t);
          if (weight == 0) continue;
          const float* row = &b.values[b.index(cell(b).height, cell(b).width, t, 0)];
          for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += weight * row[k];
        }
        for (int k = 0; k < b.shape.out; ++k)
          w.at(ky, kx, q, k) = static_cast<float>(sums[static_cast<std::size_t>(k)]);
      }
    }
  }
  return w;
}

}  // namespace

Filter collapse(const Chain& list, const Folds& folds, int in_channels) {
  std::size_t i = 0;
  Filter w;
  const bool begins_separable = list.stages.size() > 1 &&
                                list.stages[0].operation == Operation::depthwise &&
                                list.stages[1].operation == Operation::pointwise;
  if (begins_separable) {
    w = collapse(folds[0].filter, folds[1].filter);
    i = 2;
  } else if (list.stages.front().operation != Operation::depthwise &&
             list.stages.front().operation != Operation::grouped) {
    w = folds[0].filter;
    i = 1;
  } else {
    w = identity(in_channels);
  }
  for (; i < list.stages.size(); ++i)
    w = composed(w, over_all_channels(list.stages[i], folds[i].filter, w.shape.out));
  return w;
}

bool collapses(const Chain& list) {
  if (list.stages.back().adds) return false;
  return std::all_of(list.stages.begin(), list.stages.end() - 1,
                     [](const Stage& stage) { return is_linear(stage); });
}

bool is_separable(const Chain& list) {
  return list.stages.size() == 2 && list.stages[0].operation == Operation::depthwise &&
         is_linear(list.stages[0]) && list.stages[1].operation == Operation::pointwise &&
         !list.stages[1].adds;
}

}  // namespace chain
}  // namespace twofold::core
