#include "app/model/numbers/kept_channels.h"

#include <algorithm>

#include "core/shape.h"

namespace twofold::model::inline numbers {
namespace {

float bias_of(const core::Filters& f, int k) {
  return f.bias.empty() ? 0.0f : f.bias[static_cast<std::size_t>(k)];
}

/// The weight by which filter r of input channel q enters output k; 0 beyond the multiplier.
float weight_of(const core::Filters& f, int q, int r, int k) {
  const int m = f.depthwise.shape.out;
  return r < m ? f.pointwise.at(0, 0, core::intermediate_channel(q, r, m), k) : 0.0f;
}

}  // namespace

int KeptChannels::z(int t) const {
  if (!before_) return -1;
  const core::Filter& d = now_.depthwise;
  const core::Filter& d_before = before_->depthwise;
  const auto [q, r] = core::channel_origin(t, d.shape.out);
  if (r >= d_before.shape.out) return -1;
  for (int ky = 0; ky < d.shape.height; ++ky)
    for (int kx = 0; kx < d.shape.width; ++kx)
      if (d.at(ky, kx, q, r) != d_before.at(ky, kx, q, r)) return -1;
  return core::intermediate_channel(q, r, d_before.shape.out);
}

int KeptChannels::y(int k) const {
  if (!before_ || k >= before_->pointwise.shape.out || bias_of(now_, k) != bias_of(*before_, k) ||
      before_->activation != now_.activation)
    return -1;
  const int m_now = now_.depthwise.shape.out;
  const int m = std::max(m_now, before_->depthwise.shape.out);
  for (int q = 0; q < now_.depthwise.shape.in; ++q) {
    for (int r = 0; r < m; ++r) {
      const float weight = weight_of(now_, q, r, k);
      if (weight != weight_of(*before_, q, r, k)) return -1;
      if (weight != 0 && z(core::intermediate_channel(q, r, m_now)) < 0) return -1;
    }
  }
  return k;
}

}  // namespace twofold::model::inline numbers
