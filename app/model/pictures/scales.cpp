#include "app/model/pictures/scales.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/fast/workers.h"

namespace twofold::model::inline pictures {
namespace {

/// Weight sums this small against their magnitudes are rounding.
constexpr double kZeroSum = 1e-5;

/// What is below this share of what a filter's weights make of white in magnitude, or of a lane's
/// scale, may be rounding: shown at its own scale it would be a texture that the picture does not
/// have.
constexpr double kRounding = 1e-5;

/// About this many values of a channel are looked at: enough for a range that does not jump.
constexpr std::size_t kSamples = 4096;

/// The value that `share` of a channel's sampled values do not exceed.
struct Spread {
  float low = 0;   ///< 10th percentile
  float high = 0;  ///< 90th percentile
  float most = 0;  ///< 99.5th percentile of the magnitude
};

/// About kSamples finite values of a channel from all over the picture.
std::vector<float> sampled_values(const StageTensor& stage, int b, int channel) {
  std::vector<float> values;
  const auto take = [&values](float value) {
    if (std::isfinite(value)) values.push_back(value);
  };
  if (!stage.is_held()) {
    for (const float value : stage.probe()->plane(channel).values) take(value);
    return values;
  }
  const core::Tensor& tensor = stage.tensor();
  const std::size_t pixels =
      static_cast<std::size_t>(tensor.shape.height) * static_cast<std::size_t>(tensor.shape.width);
  const std::size_t step = std::max<std::size_t>(1, pixels / kSamples) | 1;
  const float* first = tensor.pixel(b, 0, 0) + channel;
  for (std::size_t i = 0; i < pixels; i += step)
    take(first[i * static_cast<std::size_t>(tensor.shape.channels)]);
  return values;
}

Spread spread(std::vector<float> values) {
  if (values.empty()) return {};
  const auto at_share = [&values](double share) {
    const auto index = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + index, values.end());
    return values[static_cast<std::size_t>(index)];
  };
  Spread result{at_share(0.1), at_share(0.9), 0};
  for (float& value : values) value = std::abs(value);
  result.most = at_share(0.995);
  return result;
}

struct WeightSum {
  double sum = 0;
  double magnitude = 0;
  void add(float weight) {
    sum += weight;
    magnitude += std::abs(weight);
  }
  bool is_zero() const { return magnitude > 0 && std::abs(sum) <= kZeroSum * magnitude; }
};

LaneScales scales_of(const StageTensor& stage, int b, const std::vector<WeightSum>& sums) {
  LaneScales scales;
  for (const WeightSum& sum : sums) scales.is_diverging.push_back(sum.is_zero());
  std::vector<Spread> spreads(static_cast<std::size_t>(stage.shape.channels));
  core::fast::Workers(0).run(stage.shape.channels, nullptr, [&](int, std::int64_t c) {
    spreads[static_cast<std::size_t>(c)] = spread(sampled_values(stage, b, static_cast<int>(c)));
  });
  float limit = 0;
  float low = 0;
  float high = 1;
  for (int c = 0; c < stage.shape.channels; ++c) {
    const Spread& s = spreads[static_cast<std::size_t>(c)];
    if (scales.is_diverging[static_cast<std::size_t>(c)]) {
      if (s.most > kRounding * sums[static_cast<std::size_t>(c)].magnitude)
        limit = std::max(limit, s.most);
    } else {
      low = std::min(low, s.low);
      high = std::max(high, s.high);
    }
  }
  scales.diverging_limit = nice_limit(limit);
  // 0..1 is what pictures are in; it is left only when a good part of the values would be clipped.
  if (high > 1.5f) scales.grey.high = nice_limit(high);
  if (low < -0.5f) scales.grey.low = -nice_limit(-low);
  return scales;
}

}  // namespace

float nice_limit(float value) {
  if (!(value > 0) || !std::isfinite(value)) return 1;
  // One power too low to begin with: the logarithm may round up.
  for (int power = static_cast<int>(std::floor(std::log10(value))) - 1;; ++power) {
    for (const double step : {1.0, 2.0, 5.0}) {
      const double limit = step * std::pow(10.0, power);
      if (limit > std::numeric_limits<float>::max()) return std::numeric_limits<float>::max();
      if (value <= static_cast<float>(limit)) return static_cast<float>(limit);
    }
  }
}

LaneScales depthwise_scales(const Evaluation& e, int b) {
  const core::Filter& d = e.filters.depthwise;
  std::vector<WeightSum> sums;
  for (int q = 0; q < d.shape.in; ++q)
    for (int r = 0; r < d.shape.out; ++r) {
      WeightSum& sum = sums.emplace_back();
      for (int ky = 0; ky < d.shape.height; ++ky)
        for (int kx = 0; kx < d.shape.width; ++kx) sum.add(d.at(ky, kx, q, r));
    }
  return scales_of(*e.z, b, sums);
}

LaneScales output_scales(const Evaluation& e, int b) {
  const core::Filter& w = e.collapsed;
  std::vector<WeightSum> sums(static_cast<std::size_t>(w.shape.out));
  for (std::size_t i = 0; i < w.values.size(); ++i) sums[i % sums.size()].add(w.values[i]);
  return scales_of(*e.y, b, sums);
}

paint::Scale channel_scale(const LaneScales& lane, const StageTensor& tensor, int b, int channel,
                           RangeMode mode, ThemeChoice theme) {
  const paint::Map diverging =
      theme == ThemeChoice::dark ? paint::Map::diverging_dark : paint::Map::diverging_light;
  const bool is_diverging = lane.is_diverging[static_cast<std::size_t>(channel)];
  if (mode == RangeMode::lane) {
    const float limit = lane.diverging_limit;
    return is_diverging ? paint::Scale{diverging, {-limit, limit}}
                        : paint::Scale{paint::Map::grey, lane.grey};
  }
  const paint::Range own = tensor.range(b, channel);
  if (!is_diverging) {
    const float rounding = static_cast<float>(kRounding) * (lane.grey.high - lane.grey.low);
    const bool is_flat = own.high - own.low < rounding;
    return {paint::Map::grey,
            is_flat ? paint::Range{own.low - rounding, own.high + rounding} : own};
  }
  const float rounding = static_cast<float>(kRounding) * lane.diverging_limit;
  const float limit = std::max({std::abs(own.low), std::abs(own.high), rounding});
  return {diverging, {-limit, limit}};
}

}  // namespace twofold::model::inline pictures
