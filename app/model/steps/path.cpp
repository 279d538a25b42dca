#include "app/model/steps/path.h"

#include <algorithm>
#include <cmath>

#include "app/model/steps/pixel_sums.h"

namespace twofold::model::inline steps {
namespace {

/// The lit channel that adds most; the first one where all add nothing. NaN adds most of all.
int strongest(const std::vector<float>& adds, const std::vector<bool>& lit) {
  int best = -1;
  float most = -1;
  for (std::size_t i = 0; i < adds.size(); ++i) {
    const float size = std::isnan(adds[i]) ? INFINITY : std::abs(adds[i]);
    if (!lit[i] || size <= most) continue;
    best = static_cast<int>(i);
    most = size;
  }
  return std::max(best, 0);
}

/// What every intermediate adds to output k.
std::vector<float> shares_of(const Evaluation& e, const BatchPixel& at, int k) {
  std::vector<float> adds;
  for (const MixTerm& term : pointwise_sum(e, at, k).terms) adds.push_back(term.product);
  return adds;
}

/// What every input channel adds to output k of the standard convolution.
std::vector<float> slices_of(const Evaluation& e, const BatchPixel& at, int k) {
  std::vector<float> adds(static_cast<std::size_t>(e.x->shape.channels));
  for (const Product& p : standard_sum(e, at, k).products)
    adds[static_cast<std::size_t>(p.q)] += p.product;
  return adds;
}

/// `lit` where one is chosen, else `written` where it takes part, else nothing.
std::optional<int> chosen(int lit, int written, const std::vector<bool>& takes_part) {
  if (lit >= 0) return lit;
  const auto index = static_cast<std::size_t>(written);
  if (written >= 0 && index < takes_part.size() && takes_part[index]) return written;
  return std::nullopt;
}

}  // namespace

Path looked_at_path(const Evaluation& e, const Highlight& lit, const ViewState& view) {
  const int m = e.document.layer.channel_multiplier;
  const int outputs = e.filters.pointwise.shape.out;
  const int pinned = view.pin.stage == Stage::output ? view.pin.channel : 0;
  Path path{.pixel = lit.pixel};
  path.k = std::clamp(lit.y_channel >= 0 ? lit.y_channel : pinned, 0, outputs - 1);
  const BatchPixel at{std::min(view.batch_index, e.x->shape.batch - 1), lit.pixel};
  if (view.operation == OperationView::regular) {
    const auto q = chosen(lit.x_channel, view.written_x, lit.x_lit);
    path.q = q ? *q : strongest(slices_of(e, at, path.k), lit.x_lit);
    path.t = core::intermediate_channel(path.q, 0, m);
    return path;
  }
  const auto t = chosen(lit.z_channel, view.written_z, lit.z_lit);
  path.t = t ? *t : strongest(shares_of(e, at, path.k), lit.z_lit);
  const core::ChannelOrigin from = core::channel_origin(path.t, m);
  path.q = from.q;
  path.r = from.r;
  return path;
}

}  // namespace twofold::model::inline steps
