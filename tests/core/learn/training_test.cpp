#include "core/learn/training.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>

#include "core/equivalent.h"
#include "core/learn/gradient.h"
#include "core/learn/tasks.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::core {
namespace {

using Doubles = std::vector<double>;

constexpr Optimiser kOptimisers[] = {Optimiser::sgd, Optimiser::momentum, Optimiser::adam};
constexpr Layer kLayer{{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 4};

std::shared_ptr<const Moments> copy_task(std::uint64_t seed = 1) {
  const Tensor x = tests::normal_tensor({1, 12, 14, 3}, seed);
  const Filter teacher = tests::normal_filter(standard_filter_shape(kLayer, 3), seed + 1);
  return std::make_shared<const Moments>(moments_of_teacher(x, kLayer, teacher));
}

Training training(int multiplier, Optimiser optimiser, double rate = 0.01) {
  return {copy_task(), {multiplier}, {.optimiser = optimiser, .learning_rate = rate, .seed = 5}};
}

}  // namespace

TEST_CASE("the state at any step can be had again, bit for bit") {
  for (const Optimiser optimiser : kOptimisers) {
    for (const int multiplier : {0, 2}) {
      Training whole = training(multiplier, optimiser);
      whole.run_to(300);
      CHECK(whole.losses().size() == 301);
      for (const int step : {0, 1, 127, 128, 129, 256, 299, 300}) {
        Training shorter = training(multiplier, optimiser);
        shorter.run_to(step / 2);  // in two goes
        shorter.run_to(step);
        CHECK(whole.state_at(step) == shorter.state_at(step));
        CHECK(std::equal(shorter.losses().begin(), shorter.losses().end(), whole.losses().begin()));
      }
    }
  }
}

TEST_CASE("students side by side give the same bits for any number of threads") {
  const auto run = [](int threads) {
    std::vector<Training> all;
    for (const int m : {0, 1, 2, 4, 8}) all.push_back(training(m, Optimiser::adam));
    run_side_by_side(all, 200, threads);
    return all;
  };
  const std::vector<Training> one = run(1);
  for (const int threads : {2, 5}) {
    const std::vector<Training> more = run(threads);
    for (std::size_t i = 0; i < one.size(); ++i) {
      CHECK(more[i].losses() == one[i].losses());
      CHECK(more[i].state_at(200) == one[i].state_at(200));
    }
  }
}

TEST_CASE("a step goes down the gradient of core/learn/gradient") {
  // One step of plain descent, against the reference's gradient of the same loss on the picture.
  const Tensor x = tests::normal_tensor({1, 9, 8, 3}, 2);
  const Tensor target = tests::normal_tensor(output_shape(kLayer, x.shape), 3);
  const auto m = std::make_shared<const Moments>(moments(x, kLayer, target));
  Training learns(m, {2}, {.optimiser = Optimiser::sgd, .learning_rate = 1, .seed = 4});
  learns.run_to(1);
  const Doubles before = learns.state_at(0).weights;
  const Doubles after = learns.state_at(1).weights;

  const StudentFilters f = filters_of({2}, m->filter, before);
  Layer layer = kLayer;
  layer.channel_multiplier = 2;
  const Filters filters{f.depthwise, f.pointwise, {}, Activation::none};
  Tensor output_grad = separable_conv2d(x, filters, layer).y;
  double loss = 0;
  for (std::size_t i = 0; i < output_grad.values.size(); ++i) {
    const double miss = output_grad.values[i] - target.values[i];
    loss += miss * miss;
    output_grad.values[i] = static_cast<float>(2 * miss / static_cast<double>(m->outputs));
  }
  CHECK(learns.losses()[0] == Approx(loss / m->energy).epsilon(1e-5));
  const SeparableGradients grads = separable_conv2d_gradients(x, filters, layer, output_grad);
  const std::size_t d_count = grads.depthwise.values.size();
  for (std::size_t i = 0; i < before.size(); ++i) {
    const double want =
        i < d_count ? grads.depthwise.values[i] : grads.pointwise.values[i - d_count];
    CHECK(before[i] - after[i] == Approx(want).margin(1e-6));
  }
}

TEST_CASE("every optimiser brings the loss of every student down") {
  for (const Optimiser optimiser : kOptimisers) {
    for (const int multiplier : {0, 1, 2, 8}) {
      Training learns = training(multiplier, optimiser, 0.02);
      learns.run_to(400);
      CHECK_FALSE(learns.diverged_at());
      CHECK(learns.losses().back() < 0.9 * learns.losses().front());
    }
  }
}

TEST_CASE("optimisers by hand: one weight, loss w^2 - 2w + 1") {
  Moments m;
  m.filter = {1, 1, 1, 1};
  m.gram = {1};
  m.cross = {1};
  m.energy = 1;
  m.outputs = 1;
  const auto shared = std::make_shared<const Moments>(m);
  const auto path = [&](Optimiser optimiser) {
    Training learns(shared, {0}, {.optimiser = optimiser, .learning_rate = 0.1, .seed = 1});
    learns.run_to(2);
    return std::array{learns.state_at(0).weights[0], learns.state_at(1).weights[0],
                      learns.state_at(2).weights[0]};
  };
  const auto grad = [](double w) { return 2 * (w - 1); };
  const auto sgd = path(Optimiser::sgd);
  CHECK(sgd[1] == Approx(sgd[0] - 0.1 * grad(sgd[0])));
  const auto momentum = path(Optimiser::momentum);
  CHECK(momentum[2] == Approx(momentum[1] - 0.1 * (0.9 * grad(momentum[0]) + grad(momentum[1]))));
  const auto adam = path(Optimiser::adam);
  CHECK(std::abs(adam[1] - adam[0]) == Approx(0.1));
  const double g0 = grad(adam[0]);
  const double g1 = grad(adam[1]);
  const double mean = (0.09 * g0 + 0.1 * g1) / (1 - 0.81);
  const double squares = (0.000999 * g0 * g0 + 0.001 * g1 * g1) / (1 - 0.998001);
  CHECK(adam[1] - adam[2] == Approx(0.1 * mean / std::sqrt(squares)));
}

TEST_CASE("a learning rate too large diverges, and the step is told") {
  for (const Optimiser optimiser : {Optimiser::sgd, Optimiser::momentum}) {
    for (const int multiplier : {0, 1, 4}) {
      Training learns = training(multiplier, optimiser, 1e3);
      learns.run_to(3000);
      REQUIRE(learns.diverged_at());
      const int step = *learns.diverged_at();
      CHECK(step >= 1);
      CHECK(learns.steps() == step);
      CHECK(learns.losses().size() == static_cast<std::size_t>(step) + 1);
      // Before it, it had not.
      CHECK(learns.losses()[static_cast<std::size_t>(step) - 1] <= 1e6 * learns.losses()[0]);
      learns.run_to(4000);
      CHECK(learns.steps() == step);
      CHECK(learns.state_at(step).step == step);
    }
  }
}

TEST_CASE("a loss that is not a number has diverged at once") {
  Tensor x = tests::normal_tensor({1, 5, 5, 3}, 6);
  x.values[7] = std::numeric_limits<float>::quiet_NaN();
  const Filter teacher = tests::normal_filter(standard_filter_shape(kLayer, 3), 7);
  Training learns(std::make_shared<const Moments>(moments_of_teacher(x, kLayer, teacher)), {1}, {});
  learns.run_to(10);
  CHECK(learns.diverged_at() == 0);
  CHECK(learns.steps() == 0);
}

TEST_CASE("a picture of zeros teaches nothing and does no harm") {
  const Tensor x({1, 5, 5, 3});
  const Filter teacher = tests::normal_filter(standard_filter_shape(kLayer, 3), 8);
  Training learns(std::make_shared<const Moments>(moments_of_teacher(x, kLayer, teacher)), {1}, {});
  learns.run_to(10);
  CHECK_FALSE(learns.diverged_at());
  CHECK(learns.losses() == Doubles(11, 0.0));
}

TEST_CASE("a raised stop ends a run between steps") {
  StopFlag stop{true};
  Training learns = training(1, Optimiser::adam);
  learns.run_to(100, &stop);
  CHECK(learns.steps() == 0);
}

TEST_CASE("a wrong fan-in shrinks the spread of z by the root of the channels") {
  const auto m = copy_task();
  const auto spread_of = [&](Initialisation initialisation) {
    return spread(*m, {4}, initial_weights({4}, m->filter, initialisation, 9));
  };
  CHECK(spread_of(Initialisation::he) / spread_of(Initialisation::wrong_fan_in) ==
        Approx(std::sqrt(3.0)));
}

TEST_CASE("the spread is that of the values of z") {
  const Tensor x = tests::normal_tensor({1, 12, 14, 3}, 10);
  const Filter teacher = tests::normal_filter(standard_filter_shape(kLayer, 3), 11);
  const Moments m = moments_of_teacher(x, kLayer, teacher);
  const Doubles weights = initial_weights({2}, m.filter, Initialisation::glorot, 12);
  Layer layer = kLayer;
  layer.channel_multiplier = 2;
  const Tensor z = depthwise_conv2d(x, filters_of({2}, m.filter, weights).depthwise, layer);
  double squares = 0;
  for (const float value : z.values) squares += static_cast<double>(value) * value;
  CHECK(spread(m, {2}, weights) ==
        Approx(std::sqrt(squares / static_cast<double>(z.values.size()))).epsilon(1e-5));
}

TEST_CASE("the first weights have the deviations that are named") {
  const FilterShape w{5, 5, 8, 64};
  const auto deviation = [](std::span<const double> values) {
    double squares = 0;
    for (const double v : values) squares += v * v;
    return std::sqrt(squares / static_cast<double>(values.size()));
  };
  const Student student{16};
  const std::size_t d = static_cast<std::size_t>(depthwise_shape(student, w).count());
  const Doubles he = initial_weights(student, w, Initialisation::he, 1);
  const std::span<const double> all(he);
  CHECK(deviation(all.first(d)) == Approx(std::sqrt(2 / 25.0)).epsilon(0.05));
  CHECK(deviation(all.subspan(d)) == Approx(std::sqrt(2 / 128.0)).epsilon(0.05));
  const Doubles glorot = initial_weights(student, w, Initialisation::glorot, 1);
  CHECK(deviation(std::span<const double>(glorot).first(d)) ==
        Approx(std::sqrt(2 / (25.0 + 25 * 16))).epsilon(0.05));
  const Doubles standard = initial_weights({0}, w, Initialisation::he, 1);
  CHECK(deviation(standard) == Approx(std::sqrt(2 / 200.0)).epsilon(0.05));
  CHECK(initial_weights(student, w, Initialisation::he, 2) != he);
}

TEST_CASE("the filters of a student collapse to its W") {
  const FilterShape w{3, 2, 3, 4};
  const Doubles weights = initial_weights({3}, w, Initialisation::he, 3);
  Doubles got(static_cast<std::size_t>(w.count()));
  collapse_into({3}, w, weights, got);
  const StudentFilters filters = filters_of({3}, w, weights);
  const Filter want = collapse(filters.depthwise, filters.pointwise);
  for (std::size_t i = 0; i < got.size(); ++i) CHECK(got[i] == Approx(want.values[i]).margin(1e-6));
  CHECK(weight_count({3}, w) == std::ssize(weights));
  CHECK(weight_count({0}, w) == w.count());
}

TEST_CASE("steps to a loss are counted from the first weights") {
  CHECK(steps_to({1, 0.5, 0.02, 0.01}, 0.02) == 2);
  CHECK(steps_to({0.01}, 0.02) == 0);
  CHECK_FALSE(steps_to({1, 0.5}, 0.02));
  CHECK(macs_a_step({0}, *copy_task()) == 3 * 12 * 14 * (9 * 3 * 4));
  CHECK(macs_a_step({2}, *copy_task()) == 3 * 12 * 14 * (9 * 3 * 2 + 3 * 2 * 4));
}

TEST_CASE("Bayer's mosaic keeps one channel a pixel") {
  const Tensor x = tests::integer_tensor({1, 4, 4, 3}, 4);
  const Tensor dots = bayer_mosaic(x);
  const int kept[2][2] = {{0, 1}, {1, 2}};
  for (int y = 0; y < 4; ++y) {
    for (int column = 0; column < 4; ++column) {
      for (int q = 0; q < 3; ++q) {
        const float want = q == kept[y % 2][column % 2] ? x.at(0, y, column, q) : 0;
        CHECK(dots.at(0, y, column, q) == want);
      }
    }
  }
}

TEST_CASE("noise has the deviation that was asked for, and a seed") {
  const Tensor grey({1, 100, 100, 1});
  const Tensor noisy = with_noise(grey, 0.1, 1);
  double squares = 0;
  for (const float v : noisy.values) squares += static_cast<double>(v) * v;
  CHECK(std::sqrt(squares / 1e4) == Approx(0.1).epsilon(0.03));
  CHECK(with_noise(grey, 0.1, 1) == noisy);
  CHECK_FALSE(with_noise(grey, 0.1, 2) == noisy);
}

}  // namespace twofold::core
