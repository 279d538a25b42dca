#include "app/model/pictures/scales.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/fast/threads/workers.h"

namespace twofold::model::inline pictures {
namespace {

/// Weight sums this small against their magnitudes are rounding.
constexpr double kZeroSum = 1e-5;

/// What is below this share of what a filter's weights make of white in magnitude may be rounding:
/// shown at a scale of its own it would be a texture that the picture does not have.
constexpr double kRounding = 1e-5;

/// About this many values of a channel are looked at: enough for a range that does not jump.
constexpr std::size_t kSamples = 4096;

/// What may lie beyond a scale: this share of the values at each end of a grey one, and of the
/// magnitudes on a signed one. Few edges must not take the contrast from all the rest.
constexpr double kBeyondGrey = 0.04;
constexpr double kBeyondSigned = 0.02;

/// Pictures are in 0..1. A scale leaves that only where values are clearly outside, or where they
/// fill little of it.
constexpr float kOutside = 0.02f;
constexpr float kLittle = 0.2f;

/// Where a channel's sampled values lie, but for a few.
struct Spread {
  float low = 0;
  float high = 0;
  float most = 0;  ///< of the magnitudes
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

/// The value that `share` of some values do not exceed. Reorders them.
float at_share(std::vector<float>& values, double share) {
  const auto index = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + index, values.end());
  return values[static_cast<std::size_t>(index)];
}

Spread spread(std::vector<float> values) {
  if (values.empty()) return {};
  Spread result{at_share(values, kBeyondGrey), at_share(values, 1 - kBeyondGrey), 0};
  for (float& value : values) value = std::abs(value);
  result.most = at_share(values, 1 - kBeyondSigned);
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

/// Of a filter that sums over all that it reads, by output.
std::vector<WeightSum> sums_of_filter(const core::Filter& w) {
  std::vector<WeightSum> sums(static_cast<std::size_t>(w.shape.out));
  for (std::size_t i = 0; i < w.values.size(); ++i) sums[i % sums.size()].add(w.values[i]);
  return sums;
}

/// What all weights between the input and a channel of a result come to: of every stage, each
/// channel's kernel times what its source comes to.
std::vector<WeightSum> weight_sums(const Stages& stages, int result, int in_channels) {
  std::vector<std::vector<WeightSum>> all{
      std::vector<WeightSum>(static_cast<std::size_t>(in_channels), WeightSum{1, 1})};
  for (int i = 0; i < result; ++i) {
    const core::Stage& stage = stages.stage(i);
    const core::Filter& f = stages.fold(i).filter;
    const std::vector<WeightSum>& sources = all[static_cast<std::size_t>(stage.reads)];
    const bool is_depthwise = stage.operation == core::Operation::depthwise;
    const int outputs = is_depthwise ? f.shape.in * f.shape.out : f.shape.out;
    const int groups = core::groups_of(stage, static_cast<int>(sources.size()));
    std::vector<WeightSum> made(static_cast<std::size_t>(outputs));
    for (int k = 0; k < outputs; ++k) {
      const int first = k / (outputs / groups) * (static_cast<int>(sources.size()) / groups);
      const int reads = is_depthwise ? 1 : f.shape.in;
      for (int n = 0; n < reads; ++n) {
        WeightSum kernel;
        for (int ky = 0; ky < f.shape.height; ++ky)
          for (int kx = 0; kx < f.shape.width; ++kx)
            kernel.add(is_depthwise ? f.at(ky, kx, k / f.shape.out, k % f.shape.out)
                                    : f.at(ky, kx, n, k));
        const WeightSum& source =
            sources[static_cast<std::size_t>(first) + static_cast<std::size_t>(n)];
        made[static_cast<std::size_t>(k)].sum += kernel.sum * source.sum;
        made[static_cast<std::size_t>(k)].magnitude += kernel.magnitude * source.magnitude;
      }
    }
    all.push_back(std::move(made));
  }
  return std::move(all.back());
}

paint::Range grey_range(const Spread& s) {
  paint::Range range{0, 1};
  if (s.low < -kOutside) range.low = -nice_limit(-s.low);
  if (s.high > 1 + kOutside || (s.high > 0 && s.high < kLittle && s.low >= -kOutside))
    range.high = nice_limit(s.high);
  else if (range.low < 0 && s.high <= kOutside)
    range.high = 0;
  return range;
}

/// Three channels as colours run over 0..1 until a good part of one of them would be clipped.
paint::Range colour_range(std::vector<std::vector<float>> channels) {
  constexpr double kGoodPart = 0.1;
  constexpr float kMuchTooHigh = 1.5f;
  float high = 1;
  for (std::vector<float>& values : channels)
    if (!values.empty()) high = std::max(high, at_share(values, 1 - kGoodPart));
  return {0, high > kMuchTooHigh ? nice_limit(high) : 1};
}

LaneScales scales_of(const StageTensor& stage, int b, const std::vector<WeightSum>& sums) {
  LaneScales scales;
  const auto count = static_cast<std::size_t>(stage.shape.channels);
  scales.channels.resize(count);
  std::vector<std::vector<float>> sampled(std::min<std::size_t>(count, 3));
  core::fast::Workers(0).run(stage.shape.channels, nullptr, [&](int, std::int64_t number) {
    const auto c = static_cast<std::size_t>(number);
    std::vector<float> values = sampled_values(stage, b, static_cast<int>(number));
    if (c < sampled.size()) sampled[c] = values;
    const Spread s = spread(std::move(values));
    const bool is_rounding = s.most <= kRounding * sums[c].magnitude;
    const float limit = nice_limit(is_rounding ? 0 : s.most);
    scales.channels[c] = sums[c].is_zero() ? ChannelScale{true, {-limit, limit}}
                                           : ChannelScale{false, grey_range(s)};
  });
  scales.colour = colour_range(std::move(sampled));
  return scales;
}

}  // namespace

float nice_limit(float value) {
  if (!(value > 0) || !std::isfinite(value)) return 1;
  // One power too low to begin with: the logarithm may round up.
  for (int power = static_cast<int>(std::floor(std::log10(value))) - 1;; ++power) {
    for (const double step : {1.0, 1.5, 2.0, 3.0, 5.0, 7.0}) {
      const double limit = step * std::pow(10.0, power);
      if (limit > std::numeric_limits<float>::max()) return std::numeric_limits<float>::max();
      if (value <= static_cast<float>(limit)) return static_cast<float>(limit);
    }
  }
}

LaneScales result_scales(const Evaluation& e, int result, int b) {
  const std::vector<WeightSum> sums = result == e.stages.count()
                                          ? sums_of_filter(e.standard_filter())
                                          : weight_sums(e.stages, result, e.x()->shape.channels);
  return scales_of(*e.result(result), b, sums);
}

paint::Range LaneScales::together(bool is_diverging) const {
  paint::Range range{0, 0};
  for (const ChannelScale& c : channels) {
    if (c.is_diverging != is_diverging) continue;
    range.low = std::min(range.low, c.range.low);
    range.high = std::max(range.high, c.range.high);
  }
  return range.high > range.low ? range : paint::Range{is_diverging ? -1.0f : 0.0f, 1};
}

LaneScales held_over(const LaneScales& before, LaneScales now) {
  // Another number of channels: the same number stands for something else.
  if (before.channels.size() != now.channels.size()) return now;
  for (std::size_t c = 0; c < now.channels.size(); ++c)
    if (before.channels[c].is_diverging == now.channels[c].is_diverging)
      now.channels[c] = before.channels[c];
  now.colour = before.colour;
  return now;
}

paint::Scale signed_scale(float limit, ThemeChoice theme) {
  return {theme == ThemeChoice::dark ? paint::Map::diverging_dark : paint::Map::diverging_light,
          {-limit, limit}};
}

paint::Scale channel_scale(const LaneScales& lane, int channel, const ViewState& view) {
  const ChannelScale& own = lane.channels[static_cast<std::size_t>(channel)];
  paint::Range range = own.range;
  if (view.range_mode == RangeMode::lane) range = lane.together(own.is_diverging);
  if (view.range_mode == RangeMode::typed) range = {0, view.typed_range};
  return own.is_diverging ? signed_scale(range.high, view.theme)
                          : paint::Scale{paint::Map::grey, range};
}

}  // namespace twofold::model::inline pictures
