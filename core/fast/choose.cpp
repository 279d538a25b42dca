#include "core/fast/choose.h"

#include "core/cost.h"
#include "core/fast/kernels.h"
#include "core/fast/row_runs.h"

namespace twofold::core::fast {
namespace {

// Multiply-adds for every intermediate value that is stored and read again between the folds.
constexpr double kSeam = 3.0;
// The share of the peak that depthwise filtering of many channels reaches: a load a product.
constexpr double kChannelwiseShare = 0.7;
// The share of its time that Winograd's filtering leaves of the standard convolution, and nested;
// what combining rows and columns takes for every value of the input.
constexpr double kWinogradShare = 0.75;
constexpr double kNestedShare = 1.0 / 3;
constexpr double kNestedCombining = 36;
// Multiply-adds for every output value that mixing planes of few channels takes beside the
// products.
constexpr double kMixing = 8;

// The share of its time that it leaves of the depthwise stage of a large kernel.
constexpr double kQuadsShare = 0.8;

// What that takes, in multiply-adds of vectors, for a vector of columns of four output rows: to
// combine six rows of one plane, to add up the products of one filter. Products that are saved must
// be worth more.
constexpr double kCombining = 28;
constexpr double kAddingUp = 14;
constexpr double kLeastGain = 1.5;

// One thread, about: multiply-adds and bytes a second, and the seconds that telling others costs
// and that waking them does.
constexpr double kMacsPerSecond = 40e9;
constexpr double kBytesPerSecond = 20e9;
constexpr double kTellingSeconds = 5e-6;
constexpr double kWakingSeconds = 50e-6;

constexpr std::int64_t kCacheFloats = std::int64_t{8} << 20;

}  // namespace

bool goes_nested(const Layer& layer, const Shape& in, int lanes) {
  const Extent one{1, 1};
  return in.channels < lanes && layer.kernel == Extent{3, 3} && layer.strides == one &&
         layer.dilations == one && output_lanes(lanes, layer.out_channels) > 0 &&
         !row_runs(PlaneTile(layer, in).rows(), output_size(layer, in).height).empty();
}

namespace {

/// What the standard convolution of few channels takes, in multiply-adds.
double few_standard(const Layer& layer, const Shape& in, int lanes) {
  const double macs = static_cast<double>(cost(layer, in).standard.macs);
  if (goes_nested(layer, in, lanes))
    return macs * kNestedShare + kNestedCombining * static_cast<double>(in.count());
  const bool by_rows =
      2 * layer.out_channels >= lanes &&
      !row_runs(PlaneTile(layer, in).rows(), output_size(layer, in).height).empty();
  return macs * (by_rows ? kWinogradShare : 1);
}

/// What both folds take.
double both_folds(const Layer& layer, const Shape& in, double depthwise_cost) {
  const Cost costs = cost(layer, in);
  const double seam = kSeam * static_cast<double>(costs.intermediate_bytes) / sizeof(float);
  return static_cast<double>(costs.depthwise.macs) * depthwise_cost +
         static_cast<double>(costs.pointwise.macs) + seam;
}

/// The same for few channels.
double few_both_folds(const Layer& layer, const Shape& in, int lanes) {
  if (output_lanes(lanes, layer.out_channels) == 0) return both_folds(layer, in, 1);
  const bool quads = quads_pay(layer, in);
  const bool woven = layer.channel_multiplier == 1 && layer.out_channels == in.channels;
  const double outputs = static_cast<double>(output_shape(layer, in).count());
  return both_folds(layer, in, quads ? kQuadsShare : 1) + (woven ? 0 : kMixing * outputs);
}

}  // namespace

bool collapsed_is_faster(const Layer& layer, const Shape& in, int lanes) {
  if (in.channels >= lanes)
    return static_cast<double>(cost(layer, in).standard.macs) <
           both_folds(layer, in, 1 / kChannelwiseShare);
  return few_standard(layer, in, lanes) < few_both_folds(layer, in, lanes);
}

bool quads_pay(const Layer& layer, const Shape& in) {
  const PlaneTile tile(layer, in);
  const int outputs = output_size(layer, in).height;
  const double runs = static_cast<double>(full_row_runs(tile.rows(), outputs).size());
  const double plain = kQuadRows * layer.kernel.height;
  const double products = plain - (kQuadRows * 3 - kCombinedRows) * runs;
  const double saved = (plain / rows_computed(outputs) - products) * layer.kernel.width;
  const double columns = static_cast<double>(tile.columns().phases.size());
  const double combining = kCombining * runs * columns / layer.channel_multiplier;
  return runs > 0 && saved > kLeastGain * (combining + kAddingUp);
}

Team worthwhile_team(const Choice& choice, int wanted) {
  const double seconds = static_cast<double>(choice.macs) / kMacsPerSecond +
                         static_cast<double>(choice.bytes) / kBytesPerSecond;
  if (seconds < kTellingSeconds) return {1};
  return {wanted > 0 ? wanted : machine_threads(), seconds < kWakingSeconds};
}

bool exceeds_caches(const Layer& layer, const Shape& in) {
  return in.count() + output_shape(layer, in).count() > kCacheFloats;
}

std::string sentence(const Choice& choice, const Layer& layer, const Shape& in) {
  std::string words;
  const Cost costs = cost(layer, in);
  switch (choice.algorithm) {
    case Algorithm::separable:
      words = "Both folds in one pass, the intermediates never leaving the cache";
      if (costs.standard.macs < costs.separable.macs)
        words += ", though one standard filter would take fewer multiply-adds";
      break;
    case Algorithm::collapsed:
      words = "The two folds collapsed into one standard filter, which is less work here";
      break;
    case Algorithm::depthwise: words = "The depthwise fold alone"; break;
    case Algorithm::pointwise: words = "The pointwise fold alone"; break;
    case Algorithm::standard: words = "The standard convolution"; break;
  }
  const std::string channels =
      std::to_string(in.channels) + (in.channels == 1 ? " channel" : " channels");
  switch (choice.loops) {
    case Loops::woven:
      return words + "; " + channels + " are few, so a vector holds neighbouring values of a row.";
    case Loops::planar:
      return words + "; " + channels + " are few, so a vector holds neighbouring pixels.";
    case Loops::quads:
      return words + "; " + channels +
             " are few, so a vector holds neighbouring pixels, four rows at a time by Winograd's "
             "minimal filtering: fewer products for a large kernel.";
    case Loops::winograd:
      return words + "; " + channels +
             " are few, so a vector holds output channels, four rows at a time by Winograd's "
             "minimal filtering: half the products.";
    case Loops::nested:
      return words + "; " + channels +
             " are few, so a vector holds output channels, four rows of two pixels at a time by "
             "Winograd's minimal filtering: a third of the products.";
    case Loops::channelwise:
      return words + "; " + channels + " are many, so a vector holds neighbouring channels.";
    case Loops::taps:
      return words + "; " + channels + " are many, so every tap is a matrix product.";
    case Loops::plain: break;
  }
  return words + "; by the plain loops of the reference.";
}

}  // namespace twofold::core::fast
