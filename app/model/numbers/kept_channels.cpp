#include "app/model/numbers/kept_channels.h"

#include <algorithm>
#include <cstdlib>

#include "core/shape.h"

namespace twofold::model::inline numbers {
namespace {

using core::Operation;

using From = std::vector<int>;

/// What is added or multiplied where nothing is given.
float at_or(const std::vector<float>& values, int k, float otherwise) {
  return values.empty() ? otherwise : values[static_cast<std::size_t>(k)];
}

/// A stage and its fold, before and now.
struct Pair {
  const core::Stage& stage_before;
  const core::Fold& before;
  const core::Stage& stage;
  const core::Fold& now;

  bool follows_alike() const {
    return stage.after.normalisation == stage_before.after.normalisation &&
           stage.after.activation == stage_before.after.activation &&
           stage.adds == stage_before.adds;
  }
  /// What follows channel k now is what followed channel `from` before.
  bool follows_alike(int k, int from) const {
    return at_or(now.bias, k, 0) == at_or(before.bias, from, 0) &&
           at_or(now.scale, k, 1) == at_or(before.scale, from, 1) &&
           at_or(now.shift, k, 0) == at_or(before.shift, from, 0);
  }
};

bool same_kernel(const core::Filter& a, int a_in, int a_out, const core::Filter& b, int b_in,
                 int b_out) {
  for (int ky = 0; ky < a.shape.height; ++ky)
    for (int kx = 0; kx < a.shape.width; ++kx)
      if (a.at(ky, kx, a_in, a_out) != b.at(ky, kx, b_in, b_out)) return false;
  return true;
}

bool has_kernel(const core::Filter& f, int in, int out) {
  for (int ky = 0; ky < f.shape.height; ++ky)
    for (int kx = 0; kx < f.shape.width; ++kx)
      if (f.at(ky, kx, in, out) != 0) return true;
  return false;
}

/// Channel t of a depthwise stage: its one source and its kernel.
int from_depthwise(const Pair& p, const From& sources, int t) {
  const auto [q, r] = core::channel_origin(t, p.now.filter.shape.out);
  const int q_before = sources[static_cast<std::size_t>(q)];
  if (q_before < 0 || r >= p.before.filter.shape.out) return -1;
  if (!same_kernel(p.now.filter, q, r, p.before.filter, q_before, r)) return -1;
  return core::intermediate_channel(q_before, r, p.before.filter.shape.out);
}

/// Channel k of a stage that sums over channels: every source that enters it by the same weights,
/// and nothing else entered it before. The first source of its group is `first`.
int from_sum(const Pair& p, const From& sources, int k, int first) {
  if (k >= p.before.filter.shape.out) return -1;
  std::vector<bool> is_met(static_cast<std::size_t>(p.before.filter.shape.in), false);
  for (int i = 0; i < p.now.filter.shape.in; ++i) {
    const auto source = static_cast<std::size_t>(first) + static_cast<std::size_t>(i);
    const int before = sources[source] - first;
    const bool is_there = before >= 0 && before < p.before.filter.shape.in;
    if (is_there) is_met[static_cast<std::size_t>(before)] = true;
    const bool same = is_there ? same_kernel(p.now.filter, i, k, p.before.filter, before, k)
                               : !has_kernel(p.now.filter, i, k);
    if (!same) return -1;
  }
  for (int i = 0; i < p.before.filter.shape.in; ++i)
    if (!is_met[static_cast<std::size_t>(i)] && has_kernel(p.before.filter, i, k)) return -1;
  return k;
}

int from_stage(const Pair& p, const From& sources, int k) {
  if (p.stage.operation == Operation::depthwise) return from_depthwise(p, sources, k);
  const int outputs = p.now.filter.shape.out / std::max(p.stage.groups, 1);
  const bool in_groups = p.stage.operation == Operation::grouped && outputs > 0;
  return from_sum(p, sources, k, in_groups ? k / outputs * p.now.filter.shape.in : 0);
}

int channels_of(const core::Stage& stage, const core::Fold& fold) {
  return stage.operation == Operation::depthwise ? fold.filter.shape.in * fold.filter.shape.out
                                                 : fold.filter.shape.out;
}

From from_channels(const Pair& p, const From& sources, const std::vector<From>& all) {
  From from(static_cast<std::size_t>(channels_of(p.stage, p.now)), -1);
  if (!p.follows_alike()) return from;
  for (int k = 0; k < static_cast<int>(from.size()); ++k) {
    int& entry = from[static_cast<std::size_t>(k)];
    entry = from_stage(p, sources, k);
    if (entry >= 0 && !p.follows_alike(k, entry)) entry = -1;
    if (p.stage.adds &&
        all[static_cast<std::size_t>(*p.stage.adds)][static_cast<std::size_t>(k)] != entry)
      entry = -1;
  }
  // Over the channels of a pixel each depends on all.
  const bool over_all = p.stage.after.normalisation == core::Normalisation::pixel;
  const bool is_same = std::find(from.begin(), from.end(), -1) == from.end() &&
                       static_cast<int>(from.size()) == channels_of(p.stage_before, p.before);
  if (over_all && !is_same) std::fill(from.begin(), from.end(), -1);
  return from;
}

}  // namespace

bool same_windows(const core::Stage& a, const core::Stage& b) {
  return a.operation == b.operation && a.groups == b.groups && a.reads == b.reads &&
         a.layer.kernel == b.layer.kernel && a.layer.strides == b.layer.strides &&
         a.layer.dilations == b.layer.dilations && a.layer.padding == b.layer.padding &&
         a.layer.explicit_pads == b.layer.explicit_pads;
}

bool same_windows(const core::Chain& a, const core::Chain& b) {
  return std::equal(a.stages.begin(), a.stages.end(), b.stages.begin(), b.stages.end(),
                    [](const core::Stage& p, const core::Stage& q) { return same_windows(p, q); });
}

KeptChannels::KeptChannels(const Stages* before, const Stages& now, int in_channels) {
  const bool comparable = before && same_windows(before->list, now.list);
  From of_input(static_cast<std::size_t>(in_channels));
  for (int q = 0; q < in_channels; ++q) of_input[static_cast<std::size_t>(q)] = comparable ? q : -1;
  from_.push_back(std::move(of_input));
  for (int i = 0; i < now.count(); ++i) {
    const core::Stage& stage = now.stage(i);
    if (!comparable) {
      from_.emplace_back(static_cast<std::size_t>(channels_of(stage, now.fold(i))), -1);
      continue;
    }
    const Pair pair{before->stage(i), before->fold(i), stage, now.fold(i)};
    from_.push_back(from_channels(pair, from_[static_cast<std::size_t>(stage.reads)], from_));
  }
}

}  // namespace twofold::model::inline numbers
