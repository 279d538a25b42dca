#include "core/partial.h"

#include <map>

#include "core/equivalent.h"
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

/// A layer with random numbers in it and everything that its steps read.
struct Worked {
  explicit Worked(const LayerCase& c)
      : x(tests::normal_tensor(c.in, 1)),
        filters(tests::normal_filters(c, 2)),
        w(collapse(filters.depthwise, filters.pointwise)),
        separable(separable_conv2d(x, filters, c.layer)),
        standard(conv2d(x, w, c.layer)) {}

  Operands operands(bool with_z) const {
    return {&x, &filters.depthwise, &filters.pointwise, &w, with_z ? &separable.z : nullptr};
  }
  const Tensor& finished(Pass pass) const {
    return pass == Pass::depthwise ? separable.z : pass == Pass::pointwise ? separable.y : standard;
  }

  Tensor x;
  Filters filters;
  Filter w;
  Separable separable;
  Tensor standard;
};

/// The sums of all values, cut short after any number of steps, by a loop of its own.
class CutShort {
 public:
  explicit CutShort(const Worked& worked) : worked_(worked) {
    for (const Pass pass : {Pass::depthwise, Pass::pointwise, Pass::standard})
      sums_.emplace(pass, Tensor(worked.finished(pass).shape));
  }

  float add(const Step& step) {
    float& sum = at(step.value);
    const volatile float product = value(step) * weight(step);  // rounded before it is added
    sum += product;
    return sum;
  }

  float& at(const Value& v) { return sums_.at(v.pass).at(v.b, v.oy, v.ox, v.channel); }

 private:
  float value(const Step& s) {
    const Value& v = s.value;
    if (v.pass == Pass::pointwise) return at({Pass::depthwise, v.b, v.oy, v.ox, s.source});
    return worked_.x.at(v.b, s.tap.iy, s.tap.ix, s.source);
  }
  float weight(const Step& s) const {
    const int channel = s.value.channel;
    const int m = worked_.filters.depthwise.shape.out;
    switch (s.value.pass) {
      case Pass::depthwise:
        return worked_.filters.depthwise.at(s.tap.ky, s.tap.kx, channel / m, channel % m);
      case Pass::pointwise: return worked_.filters.pointwise.at(0, 0, s.source, channel);
      case Pass::standard: return worked_.w.at(s.tap.ky, s.tap.kx, s.source, channel);
    }
    return 0;
  }

  const Worked& worked_;
  std::map<Pass, Tensor> sums_;
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
    const Worked worked(c);
    for (const Order order : {Order::by_stage, Order::by_pixel}) {
      const Separable got = separable_conv2d_by_steps(worked.x, worked.filters, c.layer, order);
      CHECK(same_bits(got.z, worked.separable.z));
      CHECK(same_bits(got.y, worked.separable.y));
      CHECK(same_bits(conv2d_by_steps(worked.x, worked.w, c.layer, order), worked.standard));
    }
  }
}

TEST_CASE("bias and activation follow the last step") {
  const LayerCase& c = layer_cases()[2];
  Worked worked(c);
  worked.filters.bias = {0.5f, -0.25f};
  worked.filters.activation = Activation::leaky_relu;
  CHECK(same_bits(separable_conv2d_by_steps(worked.x, worked.filters, c.layer, Order::by_stage).y,
                  separable_conv2d(worked.x, worked.filters, c.layer).y));
}

TEST_CASE("the running sum after every step is that of the loop cut short") {
  for (const LayerCase& c : layer_cases()) {
    if (c.in.height * c.in.width > 30) continue;
    INFO(c.text());
    const Worked worked(c);
    for (const Walk& walk : kWalks) {
      const Schedule schedule(c.layer, c.in, walk.method, walk.order);
      if (schedule.count() == 0) continue;
      CutShort sums(worked);
      CHECK(partial(schedule, worked.operands(true), 0).done == 0);
      std::int64_t wrong = 0;
      for (std::int64_t n = 1; n <= schedule.count(); ++n) {
        const Step step = schedule.at(n - 1);
        const float want = sums.add(step);
        const Partial got = partial(schedule, worked.operands(n % 2 == 0), n);
        wrong += got.value != step.value || got.done != step.term + 1 || got.terms != step.terms ||
                 got.sum != want;
      }
      CHECK(wrong == 0);
    }
  }
}

TEST_CASE("a plane shows what is done, what is under way, and nothing of what is to come") {
  const LayerCase c{{{3, 2}, {1, 2}, {2, 1}, Padding::same, 2, 2}, {2, 4, 5, 2}};
  const Worked worked(c);
  for (const Walk& walk : kWalks) {
    const Schedule schedule(c.layer, c.in, walk.method, walk.order);
    const Pass last = walk.method == Method::standard ? Pass::standard : Pass::pointwise;
    const Pass first = walk.method == Method::standard ? Pass::standard : Pass::depthwise;
    CutShort sums(worked);
    for (std::int64_t n = 0; n <= schedule.count(); ++n) {
      if (n > 0) sums.add(schedule.at(n - 1));
      for (Value v : {Value{first, 0, 0, 0, 1}, Value{last, 1, 0, 0, 0}}) {
        const std::vector<float> got =
            plane_at(schedule, worked.operands(true), worked.finished(v.pass), v, n);
        std::vector<float> want;
        for (v.oy = 0; v.oy < schedule.size().height; ++v.oy) {
          for (v.ox = 0; v.ox < schedule.size().width; ++v.ox) want.push_back(sums.at(v));
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
  const Schedule schedule(layer, in, Method::separable, Order::by_stage);
  // Output [0, 1]: the first row of the filter is in the padding. Its terms are cells 3 to 8.
  const Step step = schedule.step_of({Pass::depthwise, 0, 0, 1, 0}, 2);
  std::vector<State> got;
  for (const WindowCell& cell : window_of(layer, in, step)) got.push_back(cell.state);
  CHECK(got == std::vector<State>{State::skipped, State::skipped, State::skipped,  //
                                  State::done, State::done, State::current,        //
                                  State::to_come, State::to_come, State::to_come});
}

}  // namespace twofold::core
