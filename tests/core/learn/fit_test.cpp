#include "core/learn/fit.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "core/equivalent.h"
#include "core/filters.h"
#include "core/learn/student.h"
#include "core/learn/tasks.h"
#include "core/learn/training.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::core {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using Doubles = std::vector<double>;

/// A picture with neighbours that are alike, as in photographs, and channels that are too.
Tensor smooth_picture(int height, int width, std::uint64_t seed) {
  Tensor x = tests::normal_tensor({1, height, width, 3}, seed);
  for (int y = 0; y < height; ++y) {
    for (int column = 0; column < width; ++column) {
      for (int q = 0; q < 3; ++q) {
        float& v = x.at(0, y, column, q);
        if (column > 0) v = 0.6f * x.at(0, y, column - 1, q) + 0.4f * v;
        if (y > 0) v = 0.5f * x.at(0, y - 1, column, q) + 0.5f * v;
        if (q > 0) v = 0.7f * x.at(0, y, column, 0) + 0.3f * v;
      }
    }
  }
  return x;
}

/// The quadratic form that a loss is along some weights, as the second differences of the loss have
/// it: H w = b is where it is least.
double loss_of(const Moments& m, const Student& student, const Doubles& weights) {
  Doubles w(m.cross.size());
  collapse_into(student, m.filter, weights, w);
  return mean_squared_error(m, w) / mean_energy(m);
}

/// Least squares in the weights from `first` to `last`, the others fixed: W is linear in them, so
/// the columns of the design are W's changes.
void solve_part(const Moments& m, const Student& student, Doubles& weights, Index first,
                Index last) {
  const Index n = m.places();
  const Index outputs = m.filter.out;
  const Index count = last - first;
  MatrixXd design(n * outputs, count);
  Doubles w(m.cross.size());
  for (Index i = 0; i < count; ++i) {
    Doubles only = weights;
    std::fill(only.begin() + first, only.begin() + last, 0.0);
    only[static_cast<std::size_t>(first + i)] = 1;
    collapse_into(student, m.filter, only, w);
    design.col(i) = Eigen::Map<const VectorXd>(w.data(), std::ssize(w));
  }
  using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const Eigen::Map<const RowMajor> gram(m.gram.data(), n, n);
  MatrixXd weighed(n * outputs, count);
  for (Index i = 0; i < count; ++i) {
    const RowMajor column = Eigen::Map<const RowMajor>(design.col(i).data(), n, outputs);
    const RowMajor product = gram * column;
    weighed.col(i) = Eigen::Map<const VectorXd>(product.data(), product.size());
  }
  const MatrixXd normal = design.transpose() * weighed;
  const VectorXd right =
      design.transpose() * Eigen::Map<const VectorXd>(m.cross.data(), std::ssize(m.cross));
  const VectorXd solved = normal.completeOrthogonalDecomposition().solve(right);
  std::copy(solved.begin(), solved.end(), weights.begin() + first);
}

/// Alternating least squares: all of D while P stands, all of P while D stands; the best of some
/// beginnings.
double alternating_least_squares(const Moments& m, int multiplier) {
  const Student student{multiplier};
  const Index d = depthwise_shape(student, m.filter).count();
  double best = std::numeric_limits<double>::infinity();
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Doubles weights = initial_weights(student, m.filter, Initialisation::he, seed);
    for (int round = 0; round < 300; ++round) {
      solve_part(m, student, weights, d, std::ssize(weights));
      solve_part(m, student, weights, 0, d);
    }
    best = std::min(best, loss_of(m, student, weights));
  }
  return best;
}

}  // namespace

TEST_CASE("singular values by hand, and what they say is missed") {
  // One channel, 1x2 kernel, two outputs: [[3, 0], [0, 4]].
  const Filter w({1, 2, 1, 2}, {3, 0, 0, 4});
  const auto values = singular_values(w);
  REQUIRE(values.size() == 1);
  REQUIRE(values[0].size() == 2);
  CHECK(values[0][0] == Approx(4));
  CHECK(values[0][1] == Approx(3));
  CHECK(kernel_error(values, 1) == Approx(3.0 / 5));
  CHECK(kernel_error(values, 2) == 0);
  CHECK(kernel_error(values, 7) == 0);
  CHECK(kernel_error(singular_values(Filter({3, 3, 2, 4})), 1) == 0);
}

TEST_CASE("the kernel's error is that of the filters that factorise gives") {
  for (const FilterShape& shape : {FilterShape{3, 3, 3, 16}, FilterShape{5, 2, 2, 3},
                                   FilterShape{1, 1, 4, 4}, FilterShape{3, 3, 1, 1}}) {
    const Filter w = tests::normal_filter(shape, 1);
    const auto values = singular_values(w);
    for (int m = 1; m <= exact_multiplier(shape) + 1; ++m)
      CHECK(kernel_error(values, m) == Approx(factorise(w, m).relative_error).margin(1e-6));
  }
}

TEST_CASE("a slice that is not finite has no singular values") {
  Filter w = tests::normal_filter({3, 3, 2, 4}, 1);
  w.at(0, 0, 1, 0) = std::numeric_limits<float>::infinity();
  const auto values = singular_values(w);
  CHECK(std::isfinite(values[0][0]));
  CHECK(std::isnan(values[1][0]));
  CHECK(std::isnan(kernel_error(values, 1)));
}

TEST_CASE("floors are those of alternating least squares, within a hundredth") {
  const Tensor x = smooth_picture(40, 44, 1);
  const Layer copies{{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 8};
  const Layer undoes{{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 3};
  const Filter teacher = tests::normal_filter({3, 3, 3, 8}, 2);
  const Moments tasks[] = {moments_of_teacher(x, copies, teacher),
                           moments(bayer_mosaic(x), undoes, x),
                           moments(with_noise(x, 0.3, 3), undoes, x)};
  for (const Moments& m : tasks) {
    double before = 1;
    for (const int multiplier : {1, 2, 4}) {
      INFO("task " << &m - tasks << ", m = " << multiplier);
      const Floor floor = floor_of(m, multiplier);
      CHECK(floor.loss ==
            Approx(alternating_least_squares(m, multiplier)).epsilon(0.01).margin(1e-9));
      CHECK(floor.loss <= before * (1 + 1e-9));
      before = floor.loss;
    }
  }
}

TEST_CASE("the standard convolution's floor is the least squares'") {
  const Tensor x = smooth_picture(20, 22, 4);
  const Layer layer{{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 3};
  const Moments m = moments(with_noise(x, 0.3, 5), layer, x);
  const Floor floor = floor_of(m, 0);
  // Where the gradient is nothing.
  Doubles grad(floor.w.size());
  loss_and_gradient(m, floor.w, grad);
  for (const double g : grad) CHECK(std::abs(g) < 1e-9);
  CHECK(floor_of(m, exact_multiplier(m.filter)).loss == Approx(floor.loss));
}

TEST_CASE("a copied kernel has the floor 0 where the multiplier is its rank") {
  const Tensor x = smooth_picture(20, 22, 6);
  const Layer layer{{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 5};
  const Filter of_rank_2 =
      collapse(tests::normal_filter({3, 3, 3, 2}, 7), tests::normal_filter({1, 1, 6, 5}, 8));
  const Moments m = moments_of_teacher(x, layer, of_rank_2);
  CHECK(floor_of(m, 2).loss < 1e-9);
  CHECK(floor_of(m, 1).loss > 1e-3);
  CHECK(floor_of(m, 0).loss < 1e-12);
}

TEST_CASE("nothing trained falls below its floor") {
  const Tensor x = smooth_picture(30, 30, 9);
  const Layer layer{{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 6};
  const Filter teacher = tests::normal_filter({3, 3, 3, 6}, 10);
  const auto m = std::make_shared<const Moments>(moments_of_teacher(x, layer, teacher));
  for (const int multiplier : {1, 2, 4}) {
    Training learns(m, {multiplier}, {.seed = 11});
    learns.run_to(3000);
    CHECK(learns.losses().back() >= floor_of(*m, multiplier).loss * 0.999);
  }
}

TEST_CASE("a picture of zeros and one that is not finite have floors too") {
  const Layer layer{{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 3};
  const Filter teacher = tests::normal_filter({3, 3, 3, 3}, 12);
  CHECK(floor_of(moments_of_teacher(Tensor({1, 4, 4, 3}), layer, teacher), 1).loss == 0);
  Tensor x = smooth_picture(6, 6, 13);
  x.values[3] = std::numeric_limits<float>::quiet_NaN();
  CHECK(std::isnan(floor_of(moments_of_teacher(x, layer, teacher), 1).loss));
}

}  // namespace twofold::core
