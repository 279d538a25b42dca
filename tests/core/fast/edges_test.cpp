// Sizes around every constant of the engine, for every program and instruction set. On integers no
// sum rounds, so that every program gives the reference's very bits, but those that multiply what
// was combined.
#include "tests/core/fast/edges.h"

#include <array>
#include <limits>
#include <map>

#include "core/fast/plan.h"
#include "tests/core/fast/sweep.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"

namespace twofold::core::fast {
namespace {

using tests::agree;
using tests::Agreement;
using tests::EdgeCases;
using tests::LayerCase;
using tests::same_bits;

bool rounds(Loops loops) {
  return loops == Loops::quads || loops == Loops::winograd || loops == Loops::nested;
}

/// How often each kind of loop was taken, by each instruction set.
std::map<std::pair<std::string, Loops>, int>& taken() {
  static std::map<std::pair<std::string, Loops>, int> counts;
  return counts;
}

/// One operation on one input, and what the reference makes of it.
struct Trial {
  Tensor x;
  Tensor other;  ///< what the plan is run on before
  Tensor want;
};

/// A result over memory in which nothing is right.
Tensor result(Plan& plan, const Trial& trial) {
  Tensor y(trial.want.shape);
  plan.run(trial.other, y);
  std::fill(y.values.begin(), y.values.end(), std::numeric_limits<float>::quiet_NaN());
  plan.run(trial.x, y);
  return y;
}

/// Runs what `make(options)` plans: one thread against the reference, two of every instruction set
/// and up to eight of the best one against one thread.
template <class Make>
void try_all(const Trial& trial, const Make& make) {
  for (const auto& [target, name] : tests::targets()) {
    Plan one = make(Options{.threads = 1, .target = target});
    INFO(name << ", " << one.choice().sentence);
    const Loops loops = one.choice().loops;
    ++taken()[{name, loops}];
    const Tensor got = result(one, trial);
    CHECK((rounds(loops) ? agree(got, trial.want) : same_bits(got, trial.want)));
    Plan two = make(Options{.threads = 2, .target = target});
    CHECK(same_bits(result(two, trial), got));
  }
  Plan one = make(Options{.threads = 1});
  const Tensor alone = result(one, trial);
  for (int threads = 3; threads <= 8; ++threads) {
    INFO(threads << " threads");
    Plan several = make(Options{.threads = threads});
    CHECK(same_bits(result(several, trial), alone));
  }
}

/// Bias and activation for one case in two.
void add_finish(Filters& filters, const LayerCase& c, std::uint64_t seed) {
  if (seed % 2 == 0) return;
  filters.bias = tests::integer_filter({1, 1, 1, c.layer.out_channels}, seed).values;
  constexpr std::array kAll{Activation::none, Activation::relu, Activation::relu6,
                            Activation::leaky_relu};
  filters.activation = kAll[seed / 2 % kAll.size()];
}

void try_standard(const LayerCase& c, std::uint64_t seed) {
  INFO(c.text() << ", standard, seed " << seed);
  const Filter w = tests::integer_filter(standard_filter_shape(c.layer, c.in.channels), seed);
  Trial trial{tests::integer_tensor(c.in, seed + 1), tests::integer_tensor(c.in, seed + 2), {}};
  trial.want = core::conv2d(trial.x, w, c.layer);
  try_all(trial, [&](const Options& options) { return plan_standard(c.layer, c.in, w, options); });
}

void try_depthwise(const LayerCase& c, std::uint64_t seed) {
  INFO(c.text() << ", depthwise, seed " << seed);
  const Filters filters = tests::integer_filters(c, seed);
  Trial trial{tests::integer_tensor(c.in, seed + 1), tests::integer_tensor(c.in, seed + 2), {}};
  trial.want = core::depthwise_conv2d(trial.x, filters.depthwise, c.layer);
  try_all(trial, [&](const Options& options) {
    return plan_depthwise(c.layer, c.in, filters.depthwise, options);
  });
}

void try_pointwise(const LayerCase& c, std::uint64_t seed) {
  INFO(c.text() << ", pointwise, seed " << seed);
  const Filters filters = tests::integer_filters(c, seed);
  const Shape z = depthwise_output_shape(c.layer, c.in);
  Trial trial{tests::integer_tensor(z, seed + 1), tests::integer_tensor(z, seed + 2), {}};
  trial.want = core::pointwise(trial.x, filters.pointwise);
  try_all(trial,
          [&](const Options& options) { return plan_pointwise(z, filters.pointwise, options); });
}

void try_separable(const LayerCase& c, std::uint64_t seed) {
  INFO(c.text() << ", separable, seed " << seed);
  Filters filters = tests::integer_filters(c, seed);
  add_finish(filters, c, seed);
  Trial trial{tests::integer_tensor(c.in, seed + 1), tests::integer_tensor(c.in, seed + 2), {}};
  trial.want = core::separable_conv2d(trial.x, filters, c.layer).y;
  for (bool collapse : {false, true}) {
    try_all(trial, [&](Options options) {
      options.collapse = collapse;
      return plan(c.layer, c.in, filters, options);
    });
  }
}

constexpr std::uint64_t kCases = 60;  // of each kind

}  // namespace

TEST_CASE("an output that two vectors hold gets every part of its sum once") {
  // 9 * 58 rows are two parts; the last of 65 outputs shares its vector with the 15 before it.
  const LayerCase c{{{3, 3}, {1, 1}, {1, 1}, Padding::valid, 1, 65}, {1, 3, 15, 58}};
  Filter w(standard_filter_shape(c.layer, c.in.channels));
  std::fill(w.values.begin(), w.values.end(), 1.0f);
  Tensor x(c.in);
  std::fill(x.values.begin(), x.values.end(), 1.0f);
  try_all({x, x, core::conv2d(x, w, c.layer)},
          [&](const Options& options) { return plan_standard(c.layer, c.in, w, options); });
}

TEST_CASE("standard convolutions whose sums come in parts, of any number of outputs") {
  EdgeCases cases(1);
  for (std::uint64_t seed = 0; seed < 2 * kCases; ++seed) try_standard(cases.long_sums(), seed);
}

TEST_CASE("layers around every constant of the engine") {
  EdgeCases cases(2);
  for (std::uint64_t seed = 0; seed < kCases; ++seed) {
    try_standard(cases.any(), seed);
    try_depthwise(cases.any(), seed);
    try_pointwise(cases.any(), seed);
    try_separable(cases.any(), seed);
  }
}

TEST_CASE("layers of few channels around every constant of the engine") {
  EdgeCases cases(3);
  for (std::uint64_t seed = 0; seed < kCases; ++seed) {
    try_standard(cases.few(), seed);
    try_depthwise(cases.few(), seed);
    try_separable(cases.few(), seed);
    try_standard(cases.filtered(), seed);
    try_separable(cases.filtered(), seed);
    try_separable(cases.plainest(), seed);
  }
}

TEST_CASE("the cases above take every program, by every instruction set") {
  EdgeCases cases(4);
  taken().clear();
  for (std::uint64_t seed = 0; seed < kCases; ++seed) {
    try_standard(cases.long_sums(), seed);
    try_depthwise(cases.any(), seed);
    try_separable(cases.few(), seed);
    try_standard(cases.filtered(), seed);
    try_separable(cases.filtered(), seed);
    try_separable(cases.plainest(), seed);
  }
  for (const auto& [target, name] : tests::targets()) {
    for (Loops loops : {Loops::woven, Loops::planar, Loops::quads, Loops::winograd, Loops::nested,
                        Loops::channelwise, Loops::taps}) {
      INFO(name << " " << static_cast<int>(loops));
      CHECK(taken()[{name, loops}] > 0);
    }
  }
}

}  // namespace twofold::core::fast
