#include "core/fast/plan.h"

#include "core/cost.h"
#include "core/equivalent.h"
#include "tests/core/fast/sweep.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

namespace twofold::core::fast {
namespace {

using tests::agree;
using tests::empty_outputs;
using tests::large_cases;
using tests::LayerCase;
using tests::same_bits;

}  // namespace

TEST_CASE("every golden case, by every instruction set") {
  for (const auto& [target, name] : tests::targets()) {
    const Options options{.threads = 1, .target = target};
    for (const tests::GoldenCase& c : tests::golden_cases()) {
      INFO(c.name << " " << name);
      Tensor y(c.y.shape);
      if (c.op == "conv2d") {
        plan_standard(c.layer, c.input.shape, c.standard, options).run(c.input, y);
      } else if (c.op == "depthwise_conv2d") {
        plan_depthwise(c.layer, c.input.shape, c.filters.depthwise, options).run(c.input, y);
      } else {
        Separable both{Tensor(c.z.shape), Tensor(c.y.shape)};
        plan(c.layer, c.input.shape, c.filters, {.intermediates = true, .target = target})
            .run(c.input, both);
        CHECK(agree(both.z.values, c.z.values));
        CHECK(agree(both.y.values, c.y.values));
        plan(c.layer, c.input.shape, c.filters, options).run(c.input, y);
      }
      CHECK(agree(y.values, c.y.values));
    }
  }
}

TEST_CASE("both folds in one pass agree with the reference, by every instruction set") {
  std::uint64_t seed = 1;
  for (const LayerCase& c : tests::engine_cases()) {
    const Tensor x = tests::normal_tensor(c.in, seed);
    const Filters filters = tests::normal_filters(c, ++seed);
    const Separable want = core::separable_conv2d(x, filters, c.layer);
    for (const auto& [target, name] : tests::targets()) {
      INFO(c.text() << " " << name);
      Plan p =
          plan(c.layer, c.in, filters, {.threads = 1, .intermediates = true, .target = target});
      CHECK_FALSE(p.choice().collapsed);
      CHECK(p.choice().loops != Loops::plain);
      CHECK(p.choice().scratch_bytes <= std::size_t{4} << 20);
      Separable got = empty_outputs(c);
      p.run(x, got);
      CHECK(agree(got.z, want.z));
      CHECK(agree(got.y, want.y));
      Tensor y(want.y.shape);
      Options as_folded{.threads = 1, .collapse = false, .regroup = false, .target = target};
      plan(c.layer, c.in, filters, as_folded).run(x, y);
      CHECK(same_bits(y, got.y));
      plan(c.layer, c.in, filters, {.threads = 1, .collapse = true, .target = target}).run(x, y);
      CHECK(agree(y, want.y));
    }
  }
}

TEST_CASE("single stages and the standard convolution agree with the reference") {
  std::uint64_t seed = 1000;
  for (const LayerCase& c : tests::engine_cases()) {
    const Tensor x = tests::normal_tensor(c.in, seed);
    const Filters filters = tests::normal_filters(c, ++seed);
    const Filter w = tests::normal_filter(standard_filter_shape(c.layer, c.in.channels), ++seed);
    const Separable want = core::separable_conv2d(x, filters, c.layer);
    const Tensor standard = core::conv2d(x, w, c.layer);
    for (const auto& [target, name] : tests::targets()) {
      INFO(c.text() << " " << name);
      const Options options{.threads = 1, .target = target};
      Separable got = empty_outputs(c);
      plan_depthwise(c.layer, c.in, filters.depthwise, options).run(x, got.z);
      CHECK(agree(got.z, want.z));
      plan_pointwise(want.z.shape, filters.pointwise, options).run(want.z, got.y);
      CHECK(agree(got.y, want.y));
      plan_standard(c.layer, c.in, w, options).run(x, got.y);
      CHECK(agree(got.y, standard));
    }
  }
}

TEST_CASE("bias and every activation, by every kind of loop") {
  std::uint64_t seed = 2000;
  for (const LayerCase& c : large_cases()) {
    const Tensor x = tests::normal_tensor(c.in, seed);
    Filters filters = tests::normal_filters(c, ++seed);
    filters.bias = tests::normal_filter({1, 1, 1, c.layer.out_channels}, ++seed).values;
    for (Activation a :
         {Activation::none, Activation::relu, Activation::relu6, Activation::leaky_relu}) {
      filters.activation = a;
      const Separable want = core::separable_conv2d(x, filters, c.layer);
      for (const auto& [target, name] : tests::targets()) {
        INFO(c.text() << " " << name);
        for (bool collapse : {false, true}) {
          Tensor y(want.y.shape);
          plan(c.layer, c.in, filters, {.collapse = collapse, .target = target}).run(x, y);
          CHECK(agree(y, want.y));
        }
      }
    }
  }
}

TEST_CASE("the same bits for any number of threads") {
  std::uint64_t seed = 3000;
  for (const LayerCase& c : large_cases()) {
    INFO(c.text());
    const Tensor x = tests::normal_tensor(c.in, seed);
    const Filters filters = tests::normal_filters(c, ++seed);
    const Filter w = tests::normal_filter(standard_filter_shape(c.layer, c.in.channels), ++seed);
    Separable one = empty_outputs(c);
    Tensor standard_one(one.y.shape);
    plan(c.layer, c.in, filters, {.threads = 1, .intermediates = true}).run(x, one);
    plan_standard(c.layer, c.in, w, {.threads = 1}).run(x, standard_one);
    for (int threads = 2; threads <= 4; ++threads) {
      Plan p = plan(c.layer, c.in, filters, {.threads = threads, .intermediates = true});
      CHECK(p.choice().threads == threads);
      Separable several = empty_outputs(c);
      p.run(x, several);
      CHECK(same_bits(several.z, one.z));
      CHECK(same_bits(several.y, one.y));
      Tensor standard_several(one.y.shape);
      plan_standard(c.layer, c.in, w, {.threads = threads}).run(x, standard_several);
      CHECK(same_bits(standard_several, standard_one));
    }
  }
}

TEST_CASE("a plan is run again on other input") {
  for (const LayerCase& c : large_cases()) {
    INFO(c.text());
    const Filters filters = tests::normal_filters(c, 4000);
    Plan p = plan(c.layer, c.in, filters, {.intermediates = true});
    Separable got = empty_outputs(c);
    for (std::uint64_t seed : {4001, 4002}) {
      const Tensor x = tests::normal_tensor(c.in, seed);
      p.run(x, got);
      CHECK(agree(got.y, core::separable_conv2d(x, filters, c.layer).y));
    }
  }
}

TEST_CASE("outputs larger than the caches, stored past them") {
  // The last has pixels that begin in the middle of a cache line.
  for (const Shape& y : {Shape{1, 1030, 512, 16}, Shape{1, 2060, 512, 8}, Shape{1, 2060, 511, 8}}) {
    const LayerCase c{{{3, 3}, {1, 1}, {1, 1}, Padding::same, 8, y.channels},
                      {1, y.height, y.width, 1}};
    const Tensor x = tests::normal_tensor(c.in, 4500);
    const Filters filters = tests::normal_filters(c, 4501);
    Filters finishing = filters;
    finishing.bias = tests::normal_filter({1, 1, 1, y.channels}, 4502).values;
    finishing.activation = Activation::leaky_relu;
    const Filter w = collapse(filters.depthwise, filters.pointwise);
    const Tensor want = core::conv2d(x, w, c.layer);
    Tensor finished = want;
    for (std::size_t i = 0; i < finished.values.size(); ++i)
      finished.values[i] = activate(want.values[i] + finishing.bias[i % finishing.bias.size()],
                                    finishing.activation);
    for (const auto& [target, name] : tests::targets()) {
      INFO(c.text() << " " << name);
      const Options options{.threads = 2, .collapse = false, .target = target};
      Tensor got(want.shape);
      plan_standard(c.layer, c.in, w, options).run(x, got);
      CHECK(agree(got, want));
      plan(c.layer, c.in, filters, options).run(x, got);
      CHECK(agree(got, want));
      Plan collapsed =
          plan(c.layer, c.in, finishing, {.threads = 2, .collapse = true, .target = target});
      CHECK(collapsed.choice().collapsed);
      collapsed.run(x, got);
      CHECK(agree(got, finished));
    }
  }
}

TEST_CASE("a raised flag stops a run before its first tile") {
  for (const LayerCase& c : large_cases()) {
    const StopFlag stop{true};
    Plan p = plan(c.layer, c.in, tests::normal_filters(c, 5000));
    Tensor y(output_shape(c.layer, c.in));
    p.run(tests::normal_tensor(c.in, 5001), y, &stop);
    CHECK(y == Tensor(y.shape));
  }
}

TEST_CASE("the choice: its figures are those of core/cost.h, its words name what is done") {
  const Layer layer{{3, 3}, {1, 1}, {1, 1}, Padding::same, 4, 8};
  const Shape picture{1, 108, 192, 3};
  const Filters filters = tests::normal_filters({layer, picture}, 7000);
  const Cost costs = cost(layer, picture);

  const Choice both = plan(layer, picture, filters, {.intermediates = true}).choice();
  CHECK_FALSE(both.collapsed);
  CHECK(both.loops == Loops::planar);
  CHECK(both.macs == costs.separable.macs);
  CHECK(both.bytes == 4 * (picture.count() + 9 * 12 + 12 * 8) + costs.intermediate_bytes +
                          costs.separable.output_bytes);
  CHECK(both.sentence.find("few") != std::string::npos);

  Layer plain = layer;
  plain.channel_multiplier = 1;
  plain.out_channels = 3;
  CHECK(fast::plan(plain, picture, tests::normal_filters({plain, picture}, 7002)).choice().loops ==
        Loops::woven);

  // Many small pictures are worth another thread that is awake already, a single one is not.
  const Options two{.threads = 2};
  const Layer small{{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 3};
  const Filters small_filters = tests::normal_filters({small, {1, 8, 8, 3}}, 7005);
  CHECK(fast::plan(small, {100, 8, 8, 3}, small_filters, two).choice().threads == 2);
  CHECK(fast::plan(small, {1, 8, 8, 3}, small_filters, two).choice().threads == 1);

  const auto standard_loops = [&](Extent kernel, int outputs) {
    const Layer one{kernel, {1, 1}, {1, 1}, Padding::same, 1, outputs};
    const Filter w = tests::normal_filter(standard_filter_shape(one, 3), 7003);
    return plan_standard(one, picture, w).choice();
  };
  CHECK(standard_loops({3, 3}, 16).loops == Loops::nested);
  CHECK(standard_loops({3, 3}, 16).sentence.find("a third") != std::string::npos);
  CHECK(standard_loops({7, 7}, 16).loops == Loops::winograd);
  CHECK(standard_loops({7, 7}, 16).sentence.find("Winograd") != std::string::npos);
  // Half a vector of the widest.
  CHECK(standard_loops({3, 3}, 8).loops == Loops::nested);
  CHECK(standard_loops({7, 7}, 8).loops == Loops::winograd);
  // Too few rows, or too few outputs, to pay.
  CHECK(standard_loops({2, 3}, 16).loops == Loops::planar);
  CHECK(standard_loops({3, 3}, 3).loops == Loops::planar);

  // Half the products make the collapsed filter pay before it has fewer multiply-adds.
  Layer early = layer;
  early.out_channels = 16;
  const Cost of_early = cost(early, picture);
  CHECK(of_early.standard.macs > of_early.separable.macs);
  CHECK(plan(early, picture, tests::normal_filters({early, picture}, 7004), {.collapse = true})
            .choice()
            .collapsed);

  // Above break-even the collapsed filter has fewer multiply-adds.
  Layer wide = layer;
  wide.channel_multiplier = 8;
  const Choice one =
      plan(wide, picture, tests::normal_filters({wide, picture}, 7001), {.collapse = true})
          .choice();
  CHECK_FALSE(one.same_class);
  CHECK(one.collapsed);
  CHECK(one.macs == cost(wide, picture).standard.macs);
  CHECK(one.sentence.find("collapsed") != std::string::npos);
}

}  // namespace twofold::core::fast
