#include "core/fast/tiles/quad_filter.h"

#include <algorithm>

namespace twofold::core::fast::inline tiles {
namespace {

constexpr std::array<std::size_t, kCombinedRows> kSumOfKind{4, 0, 1, 2, 3, 7};

bool in_a_run(int row, const std::vector<RowRun>& runs) {
  return std::any_of(runs.begin(), runs.end(), [&](const RowRun& run) {
    return std::find(run.rows.begin(), run.rows.end(), row) != run.rows.end();
  });
}

/// Appends the weights of one tap to those of every channel.
void append_weights(const Filter& d, int ky, int kx, std::vector<std::vector<float>>& weights) {
  for (int q = 0; q < d.shape.in; ++q) {
    for (int r = 0; r < d.shape.out; ++r)
      weights[static_cast<std::size_t>(q)].push_back(d.at(ky, kx, q, r));
  }
}

}  // namespace

QuadFilter::QuadFilter(const Filter& d, const CombinedRows& rows) {
  const std::size_t channels = static_cast<std::size_t>(d.shape.in);
  plain_.resize(channels);
  for (std::size_t i = 0; i < kSums; ++i) {
    sums_[i].row = static_cast<int>(i % kQuadRows);
    sums_[i].weights.resize(channels);
  }
  for (std::size_t run = 0; run < rows.runs().size(); ++run) {
    for (int kx = 0; kx < d.shape.width; ++kx) pack_run(d, rows, run, kx);
  }
  for (int ky = 0; ky < d.shape.height; ++ky) {
    for (int kx = 0; kx < d.shape.width; ++kx) append_weights(d, ky, kx, plain_);
    if (!in_a_run(ky, rows.runs())) pack_row(d, ky);
  }
}

/// The products of column kx of a run of rows.
void QuadFilter::pack_run(const Filter& d, const CombinedRows& rows, std::size_t run, int kx) {
  const std::array<int, 3>& three = rows.runs()[run].rows;
  const std::ptrdiff_t offset = rows.offset(run, static_cast<std::size_t>(kx), 0);
  for (std::size_t kind = 0; kind < kCombinedRows; ++kind) {
    QuadSum& sum = sums_[kSumOfKind[kind]];
    sum.combined.push_back(static_cast<std::ptrdiff_t>(kind) * rows.kind_step() + offset);
    for (int q = 0; q < d.shape.in; ++q) {
      for (int r = 0; r < d.shape.out; ++r)
        sum.weights[static_cast<std::size_t>(q)].push_back(combined_weights(
            d.at(three[0], kx, q, r), d.at(three[1], kx, q, r), d.at(three[2], kx, q, r))[kind]);
    }
  }
}

/// A row that is in no run: all taps of it in each of the four rows.
void QuadFilter::pack_row(const Filter& d, int ky) {
  for (int kx = 0; kx < d.shape.width; ++kx) {
    for (std::size_t i = kQuadRows; i < kSums; ++i) {
      sums_[i].taps.push_back(ky * d.shape.width + kx);
      append_weights(d, ky, kx, sums_[i].weights);
    }
  }
}

std::size_t QuadFilter::bytes() const {
  std::size_t floats = 0;
  for (const auto& weights : plain_) floats += weights.size();
  for (const QuadSum& sum : sums_) {
    for (const auto& weights : sum.weights) floats += weights.size();
  }
  return floats * sizeof(float);
}

}  // namespace twofold::core::fast::inline tiles
