#include "core/fast/implementations.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/cost.h"
#include "core/fast/loops/kernels.h"
#include "core/fast/tiles/combined_rows.h"
#include "core/fast/tiles/row_runs.h"

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

// How many times longer the reference takes.
constexpr double kPlain = 30;

// Whether there are loops for nested filtering (kernels_nested.cpp).
#ifdef __wasm__
constexpr bool kHasNested = false;
#else
constexpr bool kHasNested = true;
#endif

// Conditions.

bool few(const Question& q) { return q.in.channels < q.lanes && !q.zeros_show; }
bool many(const Question& q) { return q.lanes > 0 && q.in.channels >= q.lanes; }
int outputs(const Question& q) {
  return q.standard || q.pointwise ? q.layer.out_channels : q.in.channels;
}

/// Whether four output rows at a time pay, all of the kernel's rows in threes.
bool rows_in_runs(const Question& q) {
  return !row_runs(PlaneTile(q.layer, q.in).rows(), output_size(q.layer, q.in).height).empty();
}

/// Whether the depthwise stage takes less time by F(4, 3): large kernels, where rows that are
/// combined serve many columns and filters.
bool quads_pay(const Question& q) {
  const Layer& layer = q.layer;
  const PlaneTile tile(layer, q.in);
  const int rows = output_size(layer, q.in).height;
  const double runs = static_cast<double>(full_row_runs(tile.rows(), rows).size());
  const double plain = kQuadRows * layer.kernel.height;
  const double products = plain - (kQuadRows * 3 - kCombinedRows) * runs;
  const double saved = (plain / rows_computed(rows) - products) * layer.kernel.width;
  const double columns = static_cast<double>(tile.columns().phases.size());
  const double combining = kCombining * runs * columns / layer.channel_multiplier;
  return runs > 0 && saved > kLeastGain * (combining + kAddingUp);
}

bool can_woven(const Question& q) {
  return few(q) && !q.standard && q.layer.channel_multiplier == 1 &&
         q.layer.strides == Extent{1, 1} && outputs(q) == q.in.channels &&
         output_size(q.layer, q.in).width * q.in.channels >= q.lanes;
}
bool can_nested(const Question& q) {
  const Extent one{1, 1};
  return kHasNested && few(q) && q.standard && q.regroup && q.moderate &&
         q.layer.kernel == Extent{3, 3} && q.layer.strides == one && q.layer.dilations == one &&
         output_lanes(q.lanes, q.layer.out_channels) > 0 && rows_in_runs(q);
}
bool can_winograd(const Question& q) {
  return few(q) && q.standard && q.regroup && q.moderate && 2 * q.layer.out_channels >= q.lanes &&
         rows_in_runs(q);
}
bool can_quads(const Question& q) {
  return few(q) && !q.standard && q.pointwise && q.regroup && q.moderate &&
         output_lanes(q.lanes, q.layer.out_channels) > 0 && quads_pay(q);
}
bool can_channelwise(const Question& q) { return many(q) && !q.standard; }
bool can_taps(const Question& q) { return many(q) && q.standard && !q.zeros_show; }
bool can_all(const Question&) { return true; }

// Costs.

double standard_macs(const Question& q) {
  return static_cast<double>(cost(q.layer, q.in).standard.macs);
}

/// Both folds, with a multiply-add of the first one at `depthwise_cost`.
double both_folds(const Question& q, double depthwise_cost) {
  const Cost costs = cost(q.layer, q.in);
  const double seam = kSeam * static_cast<double>(costs.intermediate_bytes) / sizeof(float);
  return static_cast<double>(costs.depthwise.macs) * depthwise_cost +
         static_cast<double>(costs.pointwise.macs) + seam;
}

/// What mixing planes takes beside the products, where a vector holds output channels.
double mixing(const Question& q) {
  const bool in_lanes = output_lanes(q.lanes, q.layer.out_channels) > 0;
  return in_lanes ? kMixing * static_cast<double>(output_shape(q.layer, q.in).count()) : 0;
}

double woven_cost(const Question& q) { return both_folds(q, 1); }
double nested_cost(const Question& q) {
  return standard_macs(q) * kNestedShare + kNestedCombining * static_cast<double>(q.in.count());
}
double winograd_cost(const Question& q) { return standard_macs(q) * kWinogradShare; }
double quads_cost(const Question& q) { return both_folds(q, kQuadsShare) + mixing(q); }
double planar_cost(const Question& q) {
  return q.standard ? standard_macs(q) : both_folds(q, 1) + mixing(q);
}
double channelwise_cost(const Question& q) { return both_folds(q, 1 / kChannelwiseShare); }
double plain_cost(const Question& q) {
  return kPlain * (q.standard ? standard_macs(q) : both_folds(q, 1));
}

constexpr std::array kImplementations{
    Implementation{Loops::woven, can_woven, woven_cost, make_woven,
                   " few, so a vector holds neighbouring values of a row."},
    Implementation{Loops::nested, can_nested, nested_cost, make_nested,
                   " few, so a vector holds output channels, four rows of two pixels at a time by "
                   "Winograd's minimal filtering: a third of the products."},
    Implementation{Loops::winograd, can_winograd, winograd_cost, make_winograd,
                   " few, so a vector holds output channels, four rows at a time by Winograd's "
                   "minimal filtering: half the products."},
    Implementation{Loops::quads, can_quads, quads_cost, make_planar_quads,
                   " few, so a vector holds neighbouring pixels, four rows at a time by Winograd's "
                   "minimal filtering: fewer products for a large kernel."},
    Implementation{Loops::planar, few, planar_cost, make_planar,
                   " few, so a vector holds neighbouring pixels."},
    Implementation{Loops::channelwise, can_channelwise, channelwise_cost, make_channelwise,
                   " many, so a vector holds neighbouring channels."},
    Implementation{Loops::taps, can_taps, standard_macs, make_standard,
                   " many, so every tap is a matrix product."},
    Implementation{Loops::plain, can_all, plain_cost,
                   [](const Task& task, const Kernels&, const Team&) { return make_plain(task); },
                   ""},
};

bool all_of(const Filter& filter, bool (*holds)(float)) {
  return std::all_of(filter.values.begin(), filter.values.end(), holds);
}

}  // namespace

Question question_of(const Task& task, int lanes) {
  const Filter& first = task.standard ? task.full : task.depthwise;
  Question q{.layer = task.layer, .in = task.in, .lanes = lanes, .standard = task.standard};
  q.pointwise = !task.pointwise.values.empty();
  q.regroup = task.regroup;
  q.moderate = task.in.channels < lanes && may_combine(first.values);
  q.zeros_show = pads(task.layer, task.in) != Pads{} &&
                 !all_of(first, [](float weight) { return std::isfinite(weight); });
  return q;
}

std::span<const Implementation> implementations() { return kImplementations; }

const Implementation& implementation(Loops loops) {
  return *std::find_if(kImplementations.begin(), kImplementations.end(),
                       [&](const Implementation& row) { return row.loops == loops; });
}

double cost_of(const Question& question) {
  return std::find_if(kImplementations.begin(), kImplementations.end(),
                      [&](const Implementation& row) { return row.can(question); })
      ->cost(question);
}

}  // namespace twofold::core::fast
