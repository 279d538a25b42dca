#include "core/learn/crops.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "core/learn/moments.h"
#include "core/separable.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::core {
namespace {

using Doubles = std::vector<double>;

/// A lesson whose target a layer of the same kind has made.
CropLesson lesson(Activation between, int crop = 6, std::uint64_t seed = 1) {
  Layer layer{{3, 3}, {1, 1}, {1, 1}, Padding::same, 2, 3};
  const Tensor x = tests::normal_tensor({2, 14, 11, 2}, seed);
  const Filters teacher = tests::normal_filters({layer, x.shape}, seed + 1);
  Tensor z = depthwise_conv2d(x, teacher.depthwise, layer);
  finish(z, {}, between);
  return {std::make_shared<const Tensor>(x),
          std::make_shared<const Tensor>(pointwise(z, teacher.pointwise)),
          layer,
          between,
          crop,
          2};
}

Doubles first_weights(const CropLesson& l, std::uint64_t seed) {
  return initial_weights({l.layer.channel_multiplier},
                         standard_filter_shape(l.layer, l.input->shape.channels),
                         Initialisation::he, seed);
}

}  // namespace

TEST_CASE("a mini-batch's gradient is the central differences of its loss") {
  for (const Activation between : {Activation::none, Activation::relu, Activation::leaky_relu}) {
    const CropLesson l = lesson(between);
    Doubles weights = first_weights(l, 3);
    Doubles grad;
    Doubles ignored;
    crop_loss(l, weights, 7, 5, grad);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double here = weights[i];
      constexpr double kStep = 1e-4;
      weights[i] = here + kStep;
      const double above = crop_loss(l, weights, 7, 5, ignored);
      weights[i] = here - kStep;
      const double below = crop_loss(l, weights, 7, 5, ignored);
      weights[i] = here;
      // The activation is float32's, and a kink may lie between the two.
      CHECK((above - below) / (2 * kStep) == Approx(grad[i]).epsilon(2e-3).margin(2e-3));
    }
  }
}

TEST_CASE("a crop as large as the picture has the loss of the whole, padding included") {
  for (const Activation between : {Activation::none, Activation::relu}) {
    CropLesson l = lesson(between, 100);
    // One picture, so that every crop is all of it.
    Tensor x({1, 14, 11, 2});
    std::copy_n(l.input->values.begin(), x.values.size(), x.values.begin());
    Tensor target({1, 14, 11, 3});
    std::copy_n(l.target->values.begin(), target.values.size(), target.values.begin());
    l.input = std::make_shared<const Tensor>(x);
    l.target = std::make_shared<const Tensor>(target);
    const Doubles weights = first_weights(l, 4);
    Doubles grad;
    CHECK(crop_loss(l, weights, 1, 0, grad) == Approx(whole_loss(l, weights)).epsilon(1e-4));
    if (between != Activation::none) continue;
    // Without an activation it is the loss that the moments tell, gradient included.
    const Moments m = moments(x, l.layer, target);
    Doubles w(m.cross.size());
    Doubles filter_grad(w.size());
    Doubles want(weights.size());
    collapse_into({2}, m.filter, weights, w);
    CHECK(loss_and_gradient(m, w, filter_grad) == Approx(crop_loss(l, weights, 1, 0, grad)));
    pull_back({2}, m.filter, weights, filter_grad, want);
    for (std::size_t i = 0; i < want.size(); ++i) CHECK(grad[i] == Approx(want[i]).margin(1e-9));
  }
}

TEST_CASE("the state of a run by crops can be had again, bit for bit") {
  CropTraining whole(lesson(Activation::relu), {.seed = 5});
  whole.run_to(100);
  CHECK(whole.losses().size() == 100);
  for (const int step : {0, 1, 31, 32, 33, 64, 99, 100}) {
    CropTraining shorter(lesson(Activation::relu), {.seed = 5});
    shorter.run_to(step);
    CHECK(whole.state_at(step) == shorter.state_at(step));
  }
  CropTraining other(lesson(Activation::relu), {.seed = 6});
  other.run_to(100);
  CHECK(other.losses() != whole.losses());
}

TEST_CASE("crops bring the loss of the whole picture down") {
  const CropLesson l = lesson(Activation::relu);
  CropTraining learns(l, {.learning_rate = 0.02, .seed = 8});
  learns.run_to(1500);
  CHECK_FALSE(learns.diverged_at());
  CHECK(whole_loss(l, learns.state_at(1500).weights) <
        0.3 * whole_loss(l, learns.state_at(0).weights));
}

TEST_CASE("a run by crops that diverges says where") {
  CropTraining learns(lesson(Activation::relu),
                      {.optimiser = Optimiser::sgd, .learning_rate = 1e4, .seed = 9});
  learns.run_to(1000);
  REQUIRE(learns.diverged_at());
  CHECK(*learns.diverged_at() >= 1);
  CHECK(learns.steps() == *learns.diverged_at());
  CHECK(learns.losses().size() == static_cast<std::size_t>(learns.steps()) + 1);
}

}  // namespace twofold::core
