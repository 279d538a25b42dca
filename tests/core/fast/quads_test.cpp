// Tall kernels of few channels, whose depthwise stage goes by F(4, 3).
#include <limits>

#include "core/fast/plan.h"
#include "tests/core/fast/sweep.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"

namespace twofold::core::fast {
namespace {

using tests::agree;
using tests::LayerCase;
using tests::same_bits;

/// Kernels of one run of rows and of several, with and without rows left over, with two remainders
/// of rows and columns, widths below a vector, of several pieces and of several tiles.
std::vector<LayerCase> tall_cases() {
  return {{{{7, 7}, {2, 2}, {1, 1}, Padding::same, 4, 8}, {1, 31, 37, 3}},
          {{{7, 7}, {2, 2}, {1, 1}, Padding::valid, 4, 16}, {2, 47, 901, 3}},
          {{{7, 7}, {1, 1}, {1, 1}, Padding::same, 4, 13}, {2, 23, 50, 3}},
          {{{9, 3}, {1, 1}, {1, 1}, Padding::same, 4, 8}, {1, 150, 700, 3}},
          {{{6, 5}, {1, 1}, {1, 1}, Padding::same, 5, 33}, {1, 22, 5, 2}},
          {{{8, 6}, {1, 2}, {1, 1}, Padding::valid, 4, 16}, {1, 25, 70, 3}},
          {{{6, 6}, {2, 2}, {2, 2}, Padding::same, 2, 24}, {1, 19, 66, 1}},
          {{{11, 11}, {1, 1}, {1, 1}, Padding::same, 1, 8}, {3, 9, 40, 3}},
          {{{3, 11}, {1, 1}, {1, 1}, Padding::same, 6, 40}, {1, 18, 64, 3}}};
}

}  // namespace

TEST_CASE("tall kernels take fewer products, and agree with the reference") {
  std::uint64_t seed = 8000;
  for (const LayerCase& c : tall_cases()) {
    const Tensor x = tests::normal_tensor(c.in, seed);
    Filters filters = tests::normal_filters(c, ++seed);
    for (Activation a : {Activation::none, Activation::relu, Activation::leaky_relu}) {
      filters.activation = a;
      if (a == Activation::leaky_relu)
        filters.bias = tests::normal_filter({1, 1, 1, c.layer.out_channels}, ++seed).values;
      const Separable want = core::separable_conv2d(x, filters, c.layer);
      for (const auto& [target, name] : tests::targets()) {
        INFO(c.text() << " " << name);
        Plan p = plan(c.layer, c.in, filters, {.threads = 1, .target = target});
        CHECK(p.choice().algorithm == Algorithm::separable);
        CHECK(p.choice().loops == Loops::quads);
        CHECK(p.choice().scratch_bytes <= std::size_t{4} << 20);
        Tensor y(want.y.shape);
        p.run(x, y);
        CHECK(agree(y, want.y));
      }
    }
  }
}

TEST_CASE("tall kernels: the same bits for any number of threads, what is not finite included") {
  for (const LayerCase& c : tall_cases()) {
    INFO(c.text());
    Tensor x = tests::normal_tensor(c.in, 8100);
    const Filters filters = tests::normal_filters(c, 8101);
    for (float wrong : {0.5f, std::numeric_limits<float>::infinity(),
                        std::numeric_limits<float>::quiet_NaN(), 1e37f}) {
      x.values[x.values.size() / 2] = wrong;
      x.values.back() = wrong;
      const Separable want = core::separable_conv2d(x, filters, c.layer);
      for (const auto& [target, name] : tests::targets()) {
        INFO(name << " " << wrong);
        Tensor one(want.y.shape);
        plan(c.layer, c.in, filters, {.threads = 1, .target = target}).run(x, one);
        CHECK(agree(one, want.y));
        for (int threads : {2, 3}) {
          Tensor several(want.y.shape);
          plan(c.layer, c.in, filters, {.threads = threads, .target = target}).run(x, several);
          CHECK(same_bits(several, one));
        }
      }
    }
  }
}

TEST_CASE("what is looked at, and what must be exact, multiplies plainly") {
  const LayerCase c = tall_cases().front();
  Filters filters = tests::normal_filters(c, 8200);
  const auto loops = [&](const Options& options) {
    return plan(c.layer, c.in, filters, options).choice().loops;
  };
  CHECK(loops({}) == Loops::quads);
  CHECK(plan(c.layer, c.in, filters, {}).choice().sentence.find("tall") != std::string::npos);
  CHECK(loops({.intermediates = true}) == Loops::planar);
  CHECK(loops({.collapse = false}) == Loops::planar);
  filters.activation = Activation::relu6;
  CHECK(loops({}) == Loops::planar);
  filters.activation = Activation::none;
  filters.depthwise.values[3] = 1e6f;
  CHECK(loops({}) == Loops::planar);
}

}  // namespace twofold::core::fast
