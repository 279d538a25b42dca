// Large kernels of few channels, whose depthwise stage goes by F(4, 3).
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
/// of rows and columns, widths below a vector, of several pieces and of several tiles. All are few
/// channels for every instruction set.
std::vector<LayerCase> large_kernels() {
  return {{{{7, 7}, {2, 2}, {1, 1}, Padding::same, 4, 8}, {1, 31, 37, 3}},
          {{{7, 7}, {2, 2}, {1, 1}, Padding::valid, 4, 16}, {2, 53, 901, 3}},
          {{{7, 7}, {1, 1}, {1, 1}, Padding::same, 4, 13}, {2, 23, 50, 3}},
          {{{9, 3}, {1, 1}, {1, 1}, Padding::same, 4, 8}, {1, 150, 700, 3}},
          {{{6, 5}, {1, 1}, {1, 1}, Padding::same, 5, 33}, {1, 22, 5, 2}},
          {{{8, 6}, {1, 2}, {1, 1}, Padding::valid, 4, 16}, {1, 31, 70, 3}},
          {{{6, 6}, {2, 2}, {2, 2}, Padding::same, 2, 24}, {1, 45, 66, 1}},
          {{{11, 11}, {1, 1}, {1, 1}, Padding::same, 1, 8}, {3, 8, 40, 3}},
          {{{9, 13}, {1, 1}, {1, 1}, Padding::same, 4, 8}, {2, 8, 6, 3}},
          {{{3, 11}, {1, 1}, {1, 1}, Padding::same, 6, 40}, {1, 18, 64, 3}}};
}

/// As the formula has it, tap by tap.
Tensor plain(const LayerCase& c, const Tensor& x, const Filters& filters, Target target) {
  Tensor y(output_shape(c.layer, c.in));
  const Options options{.threads = 1, .collapse = false, .regroup = false, .target = target};
  Plan p = plan(c.layer, c.in, filters, options);
  CHECK(p.choice().loops == Loops::planar);
  p.run(x, y);
  return y;
}

}  // namespace

TEST_CASE("large kernels take fewer products, and agree with the reference") {
  std::uint64_t seed = 8000;
  for (const LayerCase& c : large_kernels()) {
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
        CHECK_FALSE(p.choice().collapsed);
        CHECK(p.choice().loops == Loops::quads);
        CHECK(p.choice().scratch_bytes <= std::size_t{4} << 20);
        Tensor y(want.y.shape);
        p.run(x, y);
        CHECK(agree(y, want.y));
        // Sums that are made in another way show it in their last bits.
        CHECK_FALSE(same_bits(y, plain(c, x, filters, target)));
      }
    }
  }
}

TEST_CASE("large kernels: more channels, and outputs larger than the caches") {
  for (const LayerCase& c :
       {LayerCase{{{7, 7}, {1, 1}, {1, 1}, Padding::same, 4, 16}, {1, 19, 33, 7}},
        LayerCase{{{7, 7}, {1, 1}, {1, 1}, Padding::same, 4, 24}, {1, 14, 21, 15}},
        LayerCase{{{6, 6}, {1, 1}, {1, 1}, Padding::same, 4, 16}, {1, 701, 720, 1}}}) {
    const Tensor x = tests::normal_tensor(c.in, 8050);
    const Filters filters = tests::normal_filters(c, 8051);
    const Tensor want = core::separable_conv2d(x, filters, c.layer).y;
    for (const auto& [target, name] : tests::targets()) {
      INFO(c.text() << " " << name);
      Tensor y(want.shape);
      plan(c.layer, c.in, filters, {.threads = 2, .target = target}).run(x, y);
      CHECK(agree(y, want));
    }
  }
}

TEST_CASE("large kernels: the same bits for any number of threads, what is not finite included") {
  for (const LayerCase& c : large_kernels()) {
    INFO(c.text());
    const Tensor x = tests::normal_tensor(c.in, 8100);
    const Filters filters = tests::normal_filters(c, 8101);
    const int right = c.in.width - 1;
    for (float wrong : {0.5f, std::numeric_limits<float>::infinity(),
                        std::numeric_limits<float>::quiet_NaN(), 1e18f, 1e37f}) {
      Tensor changed = x;
      // In the middle, where pieces and tiles meet, at the edges.
      for (const Extent& at :
           {Extent{c.in.height / 2, c.in.width / 2}, Extent{c.in.height / 2, 240}, Extent{0, right},
            Extent{c.in.height - 1, 0}})
        changed.at(0, at.height, std::min(at.width, right), c.in.channels - 1) = wrong;
      const Separable want = core::separable_conv2d(changed, filters, c.layer);
      for (const auto& [target, name] : tests::targets()) {
        INFO(name << " " << wrong);
        Tensor one(want.y.shape);
        plan(c.layer, c.in, filters, {.threads = 1, .target = target}).run(changed, one);
        CHECK(agree(one, want.y));
        for (int threads : {2, 3}) {
          Tensor several(want.y.shape);
          plan(c.layer, c.in, filters, {.threads = threads, .target = target})
              .run(changed, several);
          CHECK(same_bits(several, one));
        }
      }
    }
  }
  // Several of the cases are large enough for that to be said of several threads.
  int shared = 0;
  for (const LayerCase& c : large_kernels()) {
    const Filters filters = tests::normal_filters(c, 8102);
    shared += plan(c.layer, c.in, filters, {.threads = 3}).choice().threads == 3 ? 1 : 0;
  }
  CHECK(shared >= 5);
}

TEST_CASE("rows of the picture that no output reads leave no trace") {
  // The last row is one too many for the stride; the rows beside it are combined four at a time.
  const Layer layer{{7, 7}, {2, 2}, {1, 1}, Padding::valid, 4, 16};
  const LayerCase c{layer, {1, 602, 20, 3}};
  const Filters filters = tests::normal_filters(c, 8150);
  Tensor x = tests::normal_tensor(c.in, 8151);
  Plan separable = plan(layer, c.in, filters, {.threads = 1});
  CHECK(separable.choice().loops == Loops::quads);
  const Filter w = tests::normal_filter(standard_filter_shape(layer, 3), 8152);
  Plan standard = plan_standard(layer, c.in, w, {.threads = 1});
  CHECK(standard.choice().loops == Loops::winograd);
  Tensor y(output_shape(layer, c.in));
  Tensor with_it(y.shape);
  for (Plan* p : {&separable, &standard}) {
    p->run(x, y);
    Tensor changed = x;
    for (int column = 0; column < c.in.width; ++column) changed.at(0, 601, column, 1) = 1e6f;
    p->run(changed, with_it);
    CHECK(same_bits(with_it, y));
  }
}

TEST_CASE("what is looked at, what must be exact and what is low multiplies plainly") {
  const LayerCase c = large_kernels().front();
  Filters filters = tests::normal_filters(c, 8200);
  const auto loops = [&](const Options& options) {
    return plan(c.layer, c.in, filters, options).choice().loops;
  };
  CHECK(loops({}) == Loops::quads);
  CHECK(plan(c.layer, c.in, filters, {}).choice().sentence.find("large") != std::string::npos);
  CHECK(loops({.intermediates = true}) == Loops::planar);
  CHECK(loops({.regroup = false}) == Loops::planar);
  filters.depthwise.values[3] = 1e6f;
  CHECK(loops({}) == Loops::planar);

  // Four rows at a time would be computed for one.
  Layer valid = c.layer;
  valid.padding = Padding::valid;
  const Shape low{1, 7, 200, 3};
  const Filters of_low = tests::normal_filters({valid, low}, 8201);
  CHECK(plan(valid, low, of_low, {.collapse = false}).choice().loops == Loops::planar);
  const Filter w = tests::normal_filter(standard_filter_shape(valid, 3), 8202);
  CHECK(plan_standard(valid, low, w).choice().loops == Loops::planar);
}

}  // namespace twofold::core::fast
