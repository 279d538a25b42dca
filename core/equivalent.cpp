#include "core/equivalent.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

namespace twofold::core {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;

/// Input channel q of w as a (kh*kw) x K matrix, taps row-major.
MatrixXd slice(const Filter& w, int q) {
  MatrixXd a(w.shape.height * w.shape.width, w.shape.out);
  for (int ky = 0; ky < w.shape.height; ++ky) {
    for (int kx = 0; kx < w.shape.width; ++kx) {
      for (int k = 0; k < w.shape.out; ++k) a(ky * w.shape.width + kx, k) = w.at(ky, kx, q, k);
    }
  }
  return a;
}

/// Writes component r of the decomposition into filter (q, r) and row q*m + r, the singular value
/// shared evenly, and the sign such that the filter's weights sum to 0 or more.
void store_component(const Eigen::JacobiSVD<MatrixXd>& svd, int q, int r, Factorised& out) {
  const double sign = svd.matrixU().col(r).sum() < 0 ? -1 : 1;
  const double scale = sign * std::sqrt(svd.singularValues()(r));
  const FilterShape& d = out.depthwise.shape;
  for (int ky = 0; ky < d.height; ++ky) {
    for (int kx = 0; kx < d.width; ++kx) {
      out.depthwise.at(ky, kx, q, r) =
          static_cast<float>(scale * svd.matrixU()(ky * d.width + kx, r));
    }
  }
  for (int k = 0; k < out.pointwise.shape.out; ++k) {
    out.pointwise.at(0, 0, intermediate_channel(q, r, d.out), k) =
        static_cast<float>(scale * svd.matrixV()(k, r));
  }
}

/// Frobenius norm of got - want over that of want; 0 when both are 0.
double relative_difference(const Filter& got, const Filter& want) {
  double difference = 0;
  double norm = 0;
  for (std::size_t i = 0; i < want.values.size(); ++i) {
    const double w = want.values[i];
    difference += (got.values[i] - w) * (got.values[i] - w);
    norm += w * w;
  }
  return norm == 0 ? std::sqrt(difference) : std::sqrt(difference / norm);
}

}  // namespace

Filter collapse(const Filter& d, const Filter& p) {
  assert(p.shape.in == d.shape.in * d.shape.out && "P must have a row for every filter of D");
  const int m = d.shape.out;
  Filter w({d.shape.height, d.shape.width, d.shape.in, p.shape.out});
  for (int ky = 0; ky < w.shape.height; ++ky) {
    for (int kx = 0; kx < w.shape.width; ++kx) {
      for (int q = 0; q < w.shape.in; ++q) {
        for (int k = 0; k < w.shape.out; ++k) {
          double sum = 0;
          for (int r = 0; r < m; ++r) {
            sum += static_cast<double>(d.at(ky, kx, q, r)) *
                   p.at(0, 0, intermediate_channel(q, r, m), k);
          }
          w.at(ky, kx, q, k) = static_cast<float>(sum);
        }
      }
    }
  }
  return w;
}

Factorised factorise(const Filter& w, int channel_multiplier) {
  assert(channel_multiplier >= 1 && "the multiplier is at least 1");
  const int m = channel_multiplier;
  Factorised result{Filter({w.shape.height, w.shape.width, w.shape.in, m}),
                    Filter({1, 1, w.shape.in * m, w.shape.out}), 0};
  for (int q = 0; q < w.shape.in; ++q) {
    const MatrixXd a = slice(w, q);
    if (!a.allFinite()) {
      result.relative_error = std::numeric_limits<double>::quiet_NaN();
      continue;
    }
    const Eigen::JacobiSVD<MatrixXd> svd(a, Eigen::ComputeThinU | Eigen::ComputeThinV);
    const int components = static_cast<int>(std::min<Index>(m, svd.singularValues().size()));
    for (int r = 0; r < components; ++r) store_component(svd, q, r, result);
  }
  if (!std::isnan(result.relative_error)) {
    result.relative_error = relative_difference(collapse(result.depthwise, result.pointwise), w);
  }
  return result;
}

int exact_multiplier(const FilterShape& w) { return std::min(w.height * w.width, w.out); }

std::vector<std::vector<double>> singular_values(const Filter& w) {
  std::vector<std::vector<double>> all;
  for (int q = 0; q < w.shape.in; ++q) {
    const MatrixXd a = slice(w, q);
    std::vector<double>& values =
        all.emplace_back(static_cast<std::size_t>(exact_multiplier(w.shape)),
                         std::numeric_limits<double>::quiet_NaN());
    if (!a.allFinite()) continue;
    const Eigen::VectorXd of_slice = Eigen::JacobiSVD<MatrixXd>(a).singularValues();
    std::copy(of_slice.begin(), of_slice.end(), values.begin());
  }
  return all;
}

int slice_rank(const Filter& w, int q) {
  const MatrixXd a = slice(w, q);
  if (!a.allFinite()) return 0;
  const Eigen::VectorXd values = Eigen::JacobiSVD<MatrixXd>(a).singularValues();
  int rank = 0;
  for (const double value : values) rank += value > 1e-6 * values(0);
  return rank;
}

}  // namespace twofold::core
