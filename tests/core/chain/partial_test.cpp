#include "core/chain/partial.h"

#include "core/chain/blocks.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/walk.h"

namespace twofold::core {
namespace {

using tests::kWalks;
using tests::layer_cases;
using tests::LayerCase;
using tests::same_bits;
using tests::Walk;

/// A list with random numbers in it and everything that its steps read.
struct Worked {
  Worked(const Chain& l, const Shape& in) : list(l), x(tests::normal_tensor(in, 1)) {
    const std::vector<Shape> shapes = result_shapes(list, in);
    for (const Stage& stage : list.stages) {
      const int channels = shapes[static_cast<std::size_t>(stage.reads)].channels;
      folds.push_back(
          {tests::normal_filter(filter_shape(stage, channels), 2 + folds.size()), {}, {}, {}});
    }
    results = run(list, x, folds);
  }

  Operands operands(bool with_results) const {
    Operands operands{&x, &folds, {}};
    if (with_results)
      for (const Tensor& result : results) operands.results.push_back(&result);
    return operands;
  }

  Chain list;
  Tensor x;
  Folds folds;
  std::vector<Tensor> results;
};

/// The sums of all values, cut short after any number of steps, by a loop of its own.
class CutShort {
 public:
  explicit CutShort(const Worked& worked) : worked_(worked) {
    for (const Tensor& result : worked.results) sums_.emplace_back(result.shape);
  }

  float add(const Step& step) {
    float& sum = at(step.value);
    const volatile float product = value(step) * weight(step);  // rounded before it is added
    sum += product;
    return sum;
  }

  float& at(const Value& v) {
    return sums_[static_cast<std::size_t>(v.stage)].at(v.b, v.oy, v.ox, v.channel);
  }

 private:
  float value(const Step& s) {
    const int reads = worked_.list.stages[static_cast<std::size_t>(s.value.stage)].reads;
    if (reads > 0) return at({reads - 1, s.value.b, s.tap.iy, s.tap.ix, s.source});
    return worked_.x.at(s.value.b, s.tap.iy, s.tap.ix, s.source);
  }
  float weight(const Step& s) const {
    const auto stage = static_cast<std::size_t>(s.value.stage);
    const Filter& filter = worked_.folds[stage].filter;
    const int channel = s.value.channel;
    if (worked_.list.stages[stage].operation != Operation::depthwise)
      return filter.at(s.tap.ky, s.tap.kx, s.source, channel);
    const int m = filter.shape.out;
    return filter.at(s.tap.ky, s.tap.kx, channel / m, channel % m);
  }

  const Worked& worked_;
  std::vector<Tensor> sums_;
};

}  // namespace

TEST_CASE("the last step gives the reference bit for bit, in every golden case") {
  for (const tests::GoldenCase& c : tests::golden_cases()) {
    INFO(c.name);
    for (const Order order : {Order::by_stage, Order::by_pixel}) {
      if (c.op == "conv2d") {
        CHECK(same_bits(conv2d_by_steps(c.input, c.standard, c.layer, order),
                        conv2d(c.input, c.standard, c.layer)));
      } else if (c.op == "separable_conv2d") {
        const Separable got = separable_conv2d_by_steps(c.input, c.filters, c.layer, order);
        const Separable want = separable_conv2d(c.input, c.filters, c.layer);
        CHECK(same_bits(got.z, want.z));
        CHECK(same_bits(got.y, want.y));
      } else {
        CHECK(same_bits(depthwise_conv2d_by_steps(c.input, c.filters.depthwise, c.layer),
                        depthwise_conv2d(c.input, c.filters.depthwise, c.layer)));
      }
    }
  }
}

TEST_CASE("the last step gives the reference bit for bit, on generated layers") {
  for (const LayerCase& c : layer_cases()) {
    INFO(c.text());
    for (const Walk& walk : kWalks) {
      const Worked worked(walk.list_of(c.layer), c.in);
      const std::vector<Tensor> got = run_by_steps(worked.list, worked.x, worked.folds, walk.order);
      REQUIRE(got.size() == worked.results.size());
      for (std::size_t i = 0; i < got.size(); ++i) CHECK(same_bits(got[i], worked.results[i]));
    }
  }
}

TEST_CASE("bias, normalisation, activation and the way around follow the last step") {
  const Shape in{2, 5, 4, 6};
  for (const Block& block : blocks()) {
    INFO(block.name);
    const Layer layer{.kernel = block.kernel, .out_channels = 6};
    Worked worked(block.make({layer, 6, std::max(block.expansion, 1), 2}), in);
    for (std::size_t i = 0; i < worked.folds.size(); ++i) {
      const auto channels = static_cast<std::size_t>(worked.results[i].shape.channels);
      worked.folds[i].bias.assign(channels, 0.25f);
      worked.folds[i].scale.assign(channels, -1.5f);
      worked.folds[i].shift.assign(channels, 0.125f);
    }
    const std::vector<Tensor> want = run(worked.list, worked.x, worked.folds);
    for (const Order order : {Order::by_stage, Order::by_pixel}) {
      const std::vector<Tensor> got = run_by_steps(worked.list, worked.x, worked.folds, order);
      for (std::size_t i = 0; i < got.size(); ++i) CHECK(same_bits(got[i], want[i]));
    }
    // A sum cut short knows what the stages before it come to, at hand or not.
    const Schedule schedule(worked.list, in, Order::by_pixel);
    Operands at_hand{&worked.x, &worked.folds, {}};
    for (const Tensor& result : want) at_hand.results.push_back(&result);
    const Operands anew{&worked.x, &worked.folds, {}};
    for (std::int64_t n = 1; n <= schedule.count(); n += 1 + schedule.count() / 40)
      CHECK(partial(schedule, anew, n).sum == partial(schedule, at_hand, n).sum);
  }
}

TEST_CASE("the running sum after every step is that of the loop cut short") {
  for (const LayerCase& c : layer_cases()) {
    if (c.in.height * c.in.width > 30) continue;
    INFO(c.text());
    for (const Walk& walk : kWalks) {
      const Worked worked(walk.list_of(c.layer), c.in);
      const Schedule schedule(worked.list, c.in, walk.order);
      if (schedule.count() == 0) continue;
      CutShort sums(worked);
      CHECK(partial(schedule, worked.operands(true), 0).done == 0);
      std::int64_t wrong = 0;
      for (std::int64_t n = 1; n <= schedule.count(); ++n) {
        const Step step = schedule.at(n - 1);
        const float want = sums.add(step);
        const Partial got = partial(schedule, worked.operands(n % 7 != 0), n);
        wrong += got.value != step.value || got.done != step.term + 1 || got.terms != step.terms ||
                 got.sum != want;
      }
      CHECK(wrong == 0);
    }
  }
}

TEST_CASE("a plane shows what is done, what is under way, and nothing of what is to come") {
  const LayerCase c{{{3, 2}, {1, 2}, {2, 1}, Padding::same, 2, 2}, {2, 4, 5, 2}};
  for (const Walk& walk : kWalks) {
    const Worked worked(walk.list_of(c.layer), c.in);
    const Schedule schedule(worked.list, c.in, walk.order);
    const int last = schedule.stages() - 1;
    CutShort sums(worked);
    for (std::int64_t n = 0; n <= schedule.count(); ++n) {
      if (n > 0) sums.add(schedule.at(n - 1));
      for (Value v : {Value{0, 0, 0, 0, 1}, Value{last, 1, 0, 0, 0}}) {
        const std::vector<float> got =
            plane_at(schedule, worked.operands(true),
                     worked.results[static_cast<std::size_t>(v.stage)], v, n);
        std::vector<float> want;
        const Shape& shape = schedule.shape(v.stage);
        for (v.oy = 0; v.oy < shape.height; ++v.oy) {
          for (v.ox = 0; v.ox < shape.width; ++v.ox) want.push_back(sums.at(v));
        }
        CHECK(got == want);
      }
    }
  }
}

TEST_CASE("the window of a step says which cells are skipped, done, current and to come") {
  using State = WindowCell::State;
  const Layer layer{{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 1};
  const Shape in{1, 4, 4, 1};
  const Schedule schedule(separable_chain(layer), in, Order::by_stage);
  // Output [0, 1]: the first row of the filter is in the padding. Its terms are cells 3 to 8.
  const Step step = schedule.step_of({0, 0, 0, 1, 0}, 2);
  std::vector<State> got;
  for (const WindowCell& cell : window_of(schedule, step)) got.push_back(cell.state);
  CHECK(got == std::vector<State>{State::skipped, State::skipped, State::skipped,  //
                                  State::done, State::done, State::current,        //
                                  State::to_come, State::to_come, State::to_come});
}

}  // namespace twofold::core
