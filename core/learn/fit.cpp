#include "core/learn/fit.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

namespace twofold::core {
inline namespace learn {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Directions that hold less than this share of the largest are not in the picture.
constexpr double kNothing = 1e-13;

/// A symmetric matrix's square root and the inverse of it, where it has one.
struct Root {
  MatrixXd root;
  MatrixXd inverse;
};
Root root_of(const MatrixXd& symmetric) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(symmetric);
  const VectorXd& values = solver.eigenvalues();
  const double least = kNothing * std::max(values.maxCoeff(), 0.0);
  VectorXd root = VectorXd::Zero(values.size());
  VectorXd inverse = root;
  for (Index i = 0; i < values.size(); ++i) {
    if (values(i) <= least) continue;
    root(i) = std::sqrt(values(i));
    inverse(i) = 1 / root(i);
  }
  const MatrixXd& v = solver.eigenvectors();
  return {v * root.asDiagonal() * v.transpose(), v * inverse.asDiagonal() * v.transpose()};
}

/// The nearest matrix of rank at most m.
MatrixXd truncated(const MatrixXd& a, Index m) {
  const Eigen::JacobiSVD<MatrixXd> svd(a, Eigen::ComputeThinU | Eigen::ComputeThinV);
  const Index r = std::min<Index>(m, svd.singularValues().size());
  return svd.matrixU().leftCols(r) * svd.singularValues().head(r).asDiagonal() *
         svd.matrixV().leftCols(r).transpose();
}

/// The descent: rows of all matrices are sorted by channel, tap inside it.
class Descent {
 public:
  Descent(const Moments& m, Index multiplier)
      : channels_(m.filter.in),
        taps_(m.places() / m.filter.in),
        multiplier_(multiplier),
        energy_(m.energy) {
    const Eigen::Map<const RowMajor> gram(m.gram.data(), m.places(), m.places());
    const Eigen::Map<const RowMajor> cross(m.cross.data(), m.places(), m.filter.out);
    gram_.resize(m.places(), m.places());
    cross_.resize(m.places(), m.filter.out);
    for (Index a = 0; a < m.places(); ++a) {
      cross_.row(sorted(a)) = cross.row(a);
      for (Index b = 0; b < m.places(); ++b) gram_(sorted(a), sorted(b)) = gram(a, b);
    }
    for (Index q = 0; q < channels_; ++q)
      roots_.push_back(root_of(gram_.block(q * taps_, q * taps_, taps_, taps_)));
  }

  /// The least squares without a rank: the standard convolution's.
  MatrixXd unbounded() const {
    const Root whole = root_of(gram_);
    return whole.inverse * (whole.inverse * cross_);
  }

  /// Every slice cut to the rank by itself, as it weighs in the picture.
  MatrixXd cut(const MatrixXd& w) const {
    MatrixXd result = w;
    for (Index q = 0; q < channels_; ++q) {
      result.middleRows(q * taps_, taps_) =
          roots_[at(q)].inverse *
          truncated(roots_[at(q)].root * w.middleRows(q * taps_, taps_), multiplier_);
    }
    return result;
  }

  double saved(const MatrixXd& w) const {
    return 2 * w.cwiseProduct(cross_).sum() - w.cwiseProduct(gram_ * w).sum();
  }

  /// Channel after channel, until some rounds no longer save a share of what is left to speak of.
  void descend(MatrixXd& w) const {
    constexpr int kRounds = 20000;
    constexpr int kCheckEvery = 50;
    constexpr double kEnough = 2e-4;
    double before = saved(w);
    for (int round = 1; round <= kRounds; ++round) {
      for (Index q = 0; q < channels_; ++q) improve(w, q);
      if (round % kCheckEvery != 0) continue;
      const double now = saved(w);
      if (now - before <= kEnough * (energy_ - now)) return;
      before = now;
    }
  }

  RowMajor in_order_of_filter(const MatrixXd& w) const {
    RowMajor result(w.rows(), w.cols());
    for (Index a = 0; a < w.rows(); ++a) result.row(a) = w.row(sorted(a));
    return result;
  }

 private:
  static std::size_t at(Index q) { return static_cast<std::size_t>(q); }
  Index sorted(Index place) const { return place % channels_ * taps_ + place / channels_; }

  /// The best slice of channel q while the others stand.
  void improve(MatrixXd& w, Index q) const {
    const auto rows = gram_.middleRows(q * taps_, taps_);
    const auto own = w.middleRows(q * taps_, taps_);
    const MatrixXd rest = cross_.middleRows(q * taps_, taps_) - rows * w +
                          gram_.block(q * taps_, q * taps_, taps_, taps_) * own;
    const Root& root = roots_[at(q)];
    w.middleRows(q * taps_, taps_) = root.inverse * truncated(root.inverse * rest, multiplier_);
  }

  Index channels_;
  Index taps_;
  Index multiplier_;
  double energy_;
  MatrixXd gram_;
  MatrixXd cross_;
  std::vector<Root> roots_;
};

}  // namespace

double kernel_error(const std::vector<std::vector<double>>& singular_values, int multiplier) {
  double missed = 0;
  double all = 0;
  for (const std::vector<double>& slice : singular_values) {
    for (std::size_t r = 0; r < slice.size(); ++r) {
      all += slice[r] * slice[r];
      if (r >= static_cast<std::size_t>(multiplier)) missed += slice[r] * slice[r];
    }
  }
  // Less than float weights can tell from nothing.
  constexpr double kRounding = 0x1p-24;
  const double share = all == 0 ? 0 : std::sqrt(missed / all);
  return share < kRounding ? 0 : share;
}

Floor floor_of(const Moments& moments, int multiplier) {
  Floor floor;
  const bool finite = std::all_of(moments.gram.begin(), moments.gram.end(),
                                  [](double g) { return std::isfinite(g); });
  if (moments.energy <= 0 || !finite || !std::isfinite(moments.energy)) {
    floor.loss = finite && moments.energy == 0 ? 0 : std::numeric_limits<double>::quiet_NaN();
    floor.w.resize(moments.cross.size());
    return floor;
  }
  const bool bounded = multiplier > 0 && multiplier < exact_multiplier(moments.filter);
  const Descent descent(moments, bounded ? multiplier : 1);
  MatrixXd best = descent.unbounded();
  if (bounded) {
    MatrixXd from_best = descent.cut(best);
    MatrixXd from_nothing = MatrixXd::Zero(best.rows(), best.cols());
    for (MatrixXd* w : {&from_best, &from_nothing}) descent.descend(*w);
    best = descent.saved(from_best) >= descent.saved(from_nothing) ? from_best : from_nothing;
  }
  const RowMajor w = descent.in_order_of_filter(best);
  floor.w.assign(w.data(), w.data() + w.size());
  floor.loss = mean_squared_error(moments, floor.w) / mean_energy(moments);
  return floor;
}

}  // namespace learn
}  // namespace twofold::core
