#include "tests/layers/trial.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/check.h"
#include "core/fast/moderate.h"
#include "core/fast/separable.h"
#include "core/filters.h"
#include "tests/core/fast/edges.h"
#include "tests/core/fast/sweep.h"
#include "tests/support/agree.h"

namespace twofold::layers {
namespace {

using core::Filter;
using core::Filters;
using core::Layer;
using core::Tensor;
using core::fast::Options;

constexpr std::array kWayNames{"separable", "intermediates", "collapsed",
                               "depthwise", "pointwise",     "standard"};
constexpr std::array kNumberNames{"normal",   "integers",  "tiny", "denormal", "huge",
                                  "infinite", "undefined", "wide", "flat"};

// Of sums that cancel, the share of their terms' magnitudes that an order may differ by.
constexpr double kOrder = 2e-6;

/// Fills with numbers of a kind; the special ones are one in 97.
template <class Values>
void fill(Values& values, Numbers kind, std::uint64_t seed) {
  core::Random random(seed);
  const float flat = random.normal();
  for (float& value : values) {
    value = random.normal();
    const bool special = random.next() % 97 == 0;
    switch (kind) {
      case Numbers::normal: break;
      case Numbers::integers: value = std::round(4 * value); break;
      case Numbers::tiny: value *= 1e-30F; break;
      case Numbers::denormal: value *= 1e-20F; break;
      case Numbers::huge: value *= special ? 1e30F : 1; break;
      case Numbers::infinite:
        if (special) value = std::copysign(std::numeric_limits<float>::infinity(), value);
        break;
      case Numbers::undefined:
        if (special) value = std::numeric_limits<float>::quiet_NaN();
        break;
      case Numbers::wide: value *= special ? 1e6F : 1e-3F; break;
      case Numbers::flat: value = flat; break;
    }
  }
}

/// The numbers of a trial; what its way does not need is empty.
struct Operands {
  Tensor x;
  Filters filters;
  Filter standard;
};

Operands operands(const Trial& t) {
  const int channels = t.c.in.channels;
  Operands o;
  o.x = Tensor(t.c.in);
  fill(o.x.values, t.x, 4 * t.seed);
  if (t.way == Way::standard) {
    o.standard = Filter(core::standard_filter_shape(t.c.layer, channels));
    fill(o.standard.values, t.weights, 4 * t.seed + 1);
    return o;
  }
  o.filters.depthwise = Filter(core::depthwise_filter_shape(t.c.layer, channels));
  o.filters.pointwise = Filter(core::pointwise_filter_shape(t.c.layer, channels));
  fill(o.filters.depthwise.values, t.weights, 4 * t.seed + 1);
  fill(o.filters.pointwise.values, t.weights, 4 * t.seed + 2);
  if (t.bias) {
    o.filters.bias.resize(static_cast<std::size_t>(t.c.layer.out_channels));
    fill(o.filters.bias, Numbers::normal, 4 * t.seed + 3);
  }
  o.filters.activation = t.activation;
  return o;
}

/// The 1 x 1 filter of Way::pointwise, whose input is x itself.
Filter mixing(const Trial& t) {
  Filter p({1, 1, t.c.in.channels, t.c.layer.out_channels});
  fill(p.values, t.weights, 4 * t.seed + 2);
  return p;
}

/// Everything that a way gives: z where it is asked for, and the result.
struct Results {
  Tensor z;
  Tensor y;
};

Results reference(const Trial& t, const Operands& o) {
  switch (t.way) {
    case Way::depthwise: return {{}, core::depthwise_conv2d(o.x, o.filters.depthwise, t.c.layer)};
    case Way::pointwise: return {{}, core::pointwise(o.x, mixing(t))};
    case Way::standard: return {{}, core::conv2d(o.x, o.standard, t.c.layer)};
    default: break;
  }
  core::Separable both = core::separable_conv2d(o.x, o.filters, t.c.layer);
  return {t.way == Way::intermediates ? std::move(both.z) : Tensor(), std::move(both.y)};
}

core::fast::Plan planned(const Trial& t, const Operands& o, int threads) {
  Options options{.threads = threads, .target = t.target};
  switch (t.way) {
    case Way::depthwise:
      return core::fast::plan_depthwise(t.c.layer, t.c.in, o.filters.depthwise, options);
    case Way::pointwise: return core::fast::plan_pointwise(t.c.in, mixing(t), options);
    case Way::standard: return core::fast::plan_standard(t.c.layer, t.c.in, o.standard, options);
    default: break;
  }
  options.intermediates = t.way == Way::intermediates;
  options.collapse = t.way == Way::collapsed;
  return core::fast::plan(t.c.layer, t.c.in, o.filters, options);
}

/// What a plan gives, into tensors of the shapes of `like`.
Results run(core::fast::Plan& plan, const Operands& o, const Results& like) {
  Results got{Tensor(like.z.shape), Tensor(like.y.shape)};
  // What a plan leaves out shows.
  const float unwritten = 12345;
  std::fill(got.z.values.begin(), got.z.values.end(), unwritten);
  std::fill(got.y.values.begin(), got.y.values.end(), unwritten);
  if (like.z.values.empty()) {
    plan.run(o.x, got.y);
    return got;
  }
  core::Separable both{std::move(got.z), std::move(got.y)};
  plan.run(o.x, both);
  return {std::move(both.z), std::move(both.y)};
}

double largest(const Tensor& tensor) {
  double found = 0;
  for (const float value : tensor.values)
    if (std::isfinite(value)) found = std::max(found, std::abs(static_cast<double>(value)));
  return found;
}

template <class Values>
void take_magnitudes(Values& values) {
  for (float& value : values) value = std::isfinite(value) ? std::abs(value) : 0;
}

/// The largest sum of the magnitudes of a result's terms.
double largest_terms(Trial t, Operands o) {
  take_magnitudes(o.x.values);
  take_magnitudes(o.filters.depthwise.values);
  take_magnitudes(o.filters.pointwise.values);
  take_magnitudes(o.filters.bias);
  take_magnitudes(o.standard.values);
  o.filters.activation = core::Activation::none;
  if (t.way == Way::pointwise) return 0;
  const Results terms = reference(t, o);
  return std::max(largest(terms.z), largest(terms.y));
}

int class_of(float value) {
  if (std::isnan(value)) return 3;
  if (!std::isfinite(value)) return value > 0 ? 2 : 1;
  return 0;
}

/// Where two results differ, as a sentence: by class, or by more than 1e-5 of the largest value and
/// `allowed`.
std::optional<std::string> difference(const Tensor& got, const Tensor& want, bool same_class,
                                      double allowed) {
  const double most = std::max(1e-5 * largest(want), allowed);
  for (std::size_t i = 0; i < want.values.size(); ++i) {
    const float g = got.values[i];
    const float w = want.values[i];
    const bool both_finite = std::isfinite(g) && std::isfinite(w);
    if (class_of(g) != class_of(w)) {
      if (same_class) return fmt::format("value {} is {}, wanted {}: another class", i, g, w);
    } else if (both_finite && !(std::abs(static_cast<double>(g) - w) <= most)) {
      return fmt::format("value {} is {}, wanted {}: off by {:.3g}, allowed {:.3g}", i, g, w,
                         std::abs(static_cast<double>(g) - w), most);
    }
  }
  return std::nullopt;
}

/// What an order of the sums may change beside 1e-5 of the largest value.
double allowed(const Trial& t, const Operands& o) {
  // A few steps of the least float for every term.
  const double floor = 1e-43 * static_cast<double>(t.c.layer.kernel.area()) * t.c.in.channels;
  const bool cancels = t.x == Numbers::flat || t.weights == Numbers::flat || t.x == Numbers::wide ||
                       t.weights == Numbers::wide || t.x == Numbers::huge ||
                       t.weights == Numbers::huge;
  return cancels ? std::max(floor, kOrder * largest_terms(t, o)) : floor;
}

std::optional<std::string> compared(const Results& got, const Results& want, bool same_class,
                                    double allowed) {
  if (const auto z = difference(got.z, want.z, same_class, allowed)) return "z: " + *z;
  return difference(got.y, want.y, same_class, allowed);
}

}  // namespace

std::string Trial::text() const {
  std::string name = "best";
  for (const tests::NamedTarget& known : tests::targets())
    if (known.target == target) name = known.name;
  return fmt::format("{}, {}, x {}, weights {}{}, {}, {}, {} threads, numbers of seed {}", c.text(),
                     kWayNames[static_cast<std::size_t>(way)],
                     kNumberNames[static_cast<std::size_t>(x)],
                     kNumberNames[static_cast<std::size_t>(weights)], bias ? ", bias" : "",
                     core::names_of(activation).word, name, threads, seed);
}

Trial trial(std::uint64_t seed) {
  core::Random random(seed ^ 0x5eed);
  const auto below = [&](int n) {
    return static_cast<int>(random.next() % static_cast<unsigned>(n));
  };
  tests::EdgeCases cases(random.next());
  Trial t;
  t.seed = seed;
  switch (below(5)) {
    case 0: t.c = cases.long_sums(); break;
    case 1: t.c = cases.few(); break;
    case 2: t.c = cases.filtered(); break;
    case 3: t.c = cases.plainest(); break;
    default: t.c = cases.any(); break;
  }
  t.way = static_cast<Way>(below(kWays));
  // Half of all are ordinary numbers.
  if (below(2) == 0) t.x = static_cast<Numbers>(below(kNumbers));
  if (below(3) == 0) t.weights = static_cast<Numbers>(below(kNumbers));
  t.bias = below(3) == 0;
  t.activation = core::kActivations[random.next() % core::kActivations.size()].activation;
  const std::vector<tests::NamedTarget> targets = tests::targets();
  t.target =
      targets.empty()
          ? core::fast::Target::best
          : targets[static_cast<std::size_t>(below(static_cast<int>(targets.size())))].target;
  t.threads = 2 + below(7);
  return t;
}

std::optional<std::string> fault(const Trial& t) {
  const Operands o = operands(t);
  const Results want = reference(t, o);
  core::fast::Plan one = planned(t, o, 1);
  const Results got = run(one, o, want);
  core::fast::Plan several = planned(t, o, t.threads);
  const Results again = run(several, o, want);
  if (!tests::same_bits(again.z, got.z) || !tests::same_bits(again.y, got.y))
    return fmt::format("{} threads give other bits than one", t.threads);
  // Inputs beyond what a plan is made for go through the functions that look at them.
  if (!core::fast::has_moderate_values(o.x)) {
    if (t.way != Way::standard) return std::nullopt;
    return compared({{}, core::fast::conv2d(o.x, o.standard, t.c.layer)}, want, true, 0);
  }
  return compared(got, want, one.choice().same_class, allowed(t, o));
}

namespace {

/// Trials with one thing less.
std::vector<Trial> smaller(const Trial& t) {
  std::vector<Trial> all;
  const auto with = [&](auto&& change) {
    Trial less = t;
    change(less);
    if (core::output_size(less.c.layer, less.c.in).area() > 0 &&
        core::check(less.c.layer, less.c.in).empty() && less.text() != t.text())
      all.push_back(less);
  };
  const auto lower = [&](auto&& number) {
    with([&](Trial& less) { number(less) = 1; });
    with([&](Trial& less) { number(less) = (number(less) + 1) / 2; });
    with([&](Trial& less) { number(less) = std::max(1, number(less) - 1); });
  };
  with([](Trial& less) { less.bias = false; });
  with([](Trial& less) { less.activation = core::Activation::none; });
  with([](Trial& less) { less.weights = Numbers::integers; });
  with([](Trial& less) { less.x = Numbers::integers; });
  with([](Trial& less) { less.weights = Numbers::normal; });
  with([](Trial& less) { less.x = Numbers::normal; });
  with([](Trial& less) { less.threads = 2; });
  lower([](Trial& less) -> int& { return less.c.in.batch; });
  lower([](Trial& less) -> int& { return less.c.in.height; });
  lower([](Trial& less) -> int& { return less.c.in.width; });
  lower([](Trial& less) -> int& { return less.c.in.channels; });
  lower([](Trial& less) -> int& { return less.c.layer.out_channels; });
  lower([](Trial& less) -> int& { return less.c.layer.channel_multiplier; });
  lower([](Trial& less) -> int& { return less.c.layer.kernel.height; });
  lower([](Trial& less) -> int& { return less.c.layer.kernel.width; });
  with([](Trial& less) { less.c.layer.strides = {1, 1}; });
  with([](Trial& less) { less.c.layer.dilations = {1, 1}; });
  with([](Trial& less) { less.c.layer.padding = core::Padding::valid; });
  return all;
}

}  // namespace

Trial least(Trial found) {
  for (bool smaller_one = true; smaller_one;) {
    smaller_one = false;
    for (const Trial& less : smaller(found)) {
      if (!fault(less)) continue;
      found = less;
      smaller_one = true;
      break;
    }
  }
  return found;
}

}  // namespace twofold::layers
