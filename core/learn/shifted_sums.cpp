#include "core/learn/shifted_sums.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/fast/threads/workers.h"
#include "core/taps.h"

namespace twofold::core {
inline namespace learn {
namespace {

using Doubles = std::vector<double>;

/// Rows of the output that are one piece of work, whatever the number of threads.
constexpr int kBandRows = 32;

/// Where the values of one place of the window (or of one channel of the target) come from: at
/// output pixel (i, j) it is plane[i + down][j + across], 0 beyond the plane. A stride cuts a
/// channel into as many planes as it has steps, so that places are shifts of planes for it too.
struct PlaneShift {
  int plane = 0;
  int down = 0;
  int across = 0;
};

/// A channel's pixels at rows `row_step * i + row_phase`, columns alike.
struct PlaneSource {
  const Tensor* from = nullptr;
  int channel = 0;
  Extent step{1, 1};
  Extent phase{0, 0};

  int rows() const { return (from->shape.height - phase.height + step.height - 1) / step.height; }
  int columns() const { return (from->shape.width - phase.width + step.width - 1) / step.width; }
};

struct Whole {
  int quotient = 0;
  int rest = 0;
};
Whole divided(int a, int b) {
  const int rest = ((a % b) + b) % b;
  return {(a - rest) / b, rest};
}

/// The products of two places are the same picture of products shifted, for all pairs of places
/// with one displacement: a group. Only the rows and columns at the border tell its pairs apart.
struct Pair {
  int down = 0;  ///< of the first place
  int across = 0;
  std::size_t entry = 0;  ///< where its sum goes
};
struct Group {
  int first_plane = 0;
  int second_plane = 0;
  int down = 0;  ///< from the first place to the second
  int across = 0;
  int least_across = 0;  ///< of its pairs
  int most_across = 0;
  std::vector<Pair> pairs;
};

/// What is summed, and which sums come out of which rows of pixels.
struct ShiftPlan {
  std::vector<PlaneSource> planes;
  std::vector<PlaneShift> places;  ///< of the window, then one a channel of the target
  std::vector<Group> groups;
  std::size_t entries = 0;  ///< upper triangle of all places, row after row
  Shape out;
  int least_down = 0;
  int most_down = 0;
  int least_across = 0;
  int most_across = 0;
};

int add_plane(ShiftPlan& plan, const PlaneSource& source) {
  plan.planes.push_back(source);
  return static_cast<int>(plan.planes.size()) - 1;
}

void add_window_places(ShiftPlan& plan, const Tensor& x, const Layer& layer) {
  const Pads around = pads(layer, x.shape);
  std::map<std::tuple<int, int, int>, int> known;
  for (int ky = 0; ky < layer.kernel.height; ++ky) {
    for (int kx = 0; kx < layer.kernel.width; ++kx) {
      const Whole down =
          divided(input_index(0, ky, layer.strides.height, layer.dilations.height, around.top),
                  layer.strides.height);
      const Whole across =
          divided(input_index(0, kx, layer.strides.width, layer.dilations.width, around.left),
                  layer.strides.width);
      for (int q = 0; q < x.shape.channels; ++q) {
        const auto [at, is_new] = known.try_emplace({q, down.rest, across.rest}, 0);
        if (is_new) {
          at->second = add_plane(plan, {&x, q, layer.strides, {down.rest, across.rest}});
        }
        plan.places.push_back({at->second, down.quotient, across.quotient});
      }
    }
  }
}

void add_target_places(ShiftPlan& plan, const Tensor& target) {
  for (int k = 0; k < target.shape.channels; ++k)
    plan.places.push_back({add_plane(plan, {&target, k}), 0, 0});
}

/// The pairs of the window's places with each other and with the target, and the target with
/// itself, by group.
void make_groups(ShiftPlan& plan, int targets) {
  std::map<std::tuple<int, int, int, int>, std::size_t> known;
  const int all = static_cast<int>(plan.places.size());
  for (int a = 0; a < all; ++a) {
    for (int b = a; b < all; ++b, ++plan.entries) {
      if (a >= all - targets && a != b) continue;  // c needs each channel's own squares alone
      const PlaneShift* first = &plan.places[static_cast<std::size_t>(a)];
      const PlaneShift* second = &plan.places[static_cast<std::size_t>(b)];
      // The same group for a pair and its mirror image.
      if (std::tie(second->plane, second->down, second->across) <
          std::tie(first->plane, first->down, first->across))
        std::swap(first, second);
      const auto [at, is_new] = known.try_emplace(
          {first->plane, second->plane, second->down - first->down, second->across - first->across},
          plan.groups.size());
      if (is_new) {
        plan.groups.push_back({first->plane,
                               second->plane,
                               second->down - first->down,
                               second->across - first->across,
                               first->across,
                               first->across,
                               {}});
      }
      Group& group = plan.groups[at->second];
      group.least_across = std::min(group.least_across, first->across);
      group.most_across = std::max(group.most_across, first->across);
      group.pairs.push_back({first->down, first->across, plan.entries});
    }
  }
}

ShiftPlan plan_for(const Tensor& x, const Layer& layer, const Tensor* target) {
  ShiftPlan plan;
  plan.out = output_shape(layer, x.shape);
  add_window_places(plan, x, layer);
  if (target) add_target_places(plan, *target);
  for (const PlaneShift& place : plan.places) {
    plan.least_down = std::min(plan.least_down, place.down);
    plan.most_down = std::max(plan.most_down, place.down);
    plan.least_across = std::min(plan.least_across, place.across);
    plan.most_across = std::max(plan.most_across, place.across);
  }
  make_groups(plan, target ? target->shape.channels : 0);
  return plan;
}

/// The sum of products of two rows, in eight sums side by side: an order that every machine's
/// vectors can keep.
double dot(const double* a, const double* b, std::ptrdiff_t count) {
  constexpr std::ptrdiff_t kSums = 8;
  double sums[kSums] = {};
  std::ptrdiff_t i = 0;
  for (; i + kSums <= count; i += kSums) {
    for (std::ptrdiff_t s = 0; s < kSums; ++s) sums[s] += a[i + s] * b[i + s];
  }
  for (std::ptrdiff_t s = 0; i < count; ++i, ++s) sums[s] += a[i] * b[i];
  return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

/// The rows of all planes that a band of output rows reads, as doubles, with zeros around them.
class Band {
 public:
  Band(const ShiftPlan& plan, int batch, int first_row, int rows)
      : plan_(plan),
        top_(first_row + plan.least_down),
        rows_(rows + plan.most_down - plan.least_down),
        width_(plan.out.width + plan.most_across - plan.least_across),
        values_(plan.planes.size() * static_cast<std::size_t>(rows_) * width_) {
    for (std::size_t p = 0; p < plan.planes.size(); ++p) fill(static_cast<int>(p), batch);
  }

  int top() const { return top_; }
  int bottom() const { return top_ + rows_; }

  /// Row `row` of a plane at column `across`.
  const double* at(int plane, int row, int across) const {
    return values_.data() + offset(plane, row) + (across - plan_.least_across);
  }

 private:
  std::size_t offset(int plane, int row) const {
    return (static_cast<std::size_t>(plane) * rows_ + static_cast<std::size_t>(row - top_)) *
           width_;
  }

  void fill(int p, int batch) {
    const PlaneSource& source = plan_.planes[static_cast<std::size_t>(p)];
    const int first = std::max(0, plan_.least_across);
    const int last = std::min(source.columns(), static_cast<int>(width_) + plan_.least_across);
    for (int row = std::max(top_, 0); row < std::min(bottom(), source.rows()); ++row) {
      double* to = values_.data() + offset(p, row) - plan_.least_across;
      for (int column = first; column < last; ++column) {
        to[column] =
            source.from->at(batch, row * source.step.height + source.phase.height,
                            column * source.step.width + source.phase.width, source.channel);
      }
    }
  }

  const ShiftPlan& plan_;
  int top_;
  int rows_;
  std::size_t width_;
  Doubles values_;
};

/// Adds one group's products along row `row` of its first plane to the sums of the pairs that this
/// row of the band belongs to.
void add_row(const ShiftPlan& plan, const Group& group, const Band& band, int row,
             const Run& out_rows, double* sums) {
  const auto belongs = [&](const Pair& pair) {
    return row - pair.down >= out_rows.first && row - pair.down < out_rows.first + out_rows.count;
  };
  if (std::none_of(group.pairs.begin(), group.pairs.end(), belongs)) return;
  const double* first = band.at(group.first_plane, row, 0);
  const double* second = band.at(group.second_plane, row + group.down, group.across);
  // Columns that all pairs share, and what each has besides on either side.
  const int from = group.most_across;
  const int to = std::max(group.least_across + plan.out.width, from);
  const double shared = dot(first + from, second + from, to - from);
  for (const Pair& pair : group.pairs) {
    if (!belongs(pair)) continue;
    const int end = pair.across + plan.out.width;
    const int left_end = std::min(from, end);
    const double left = dot(first + pair.across, second + pair.across, left_end - pair.across);
    const int right = std::max(to, pair.across);
    sums[pair.entry] +=
        shared + (left + (end > right ? dot(first + right, second + right, end - right) : 0));
  }
}

/// All sums over a band of output rows.
Doubles band_sums(const ShiftPlan& plan, int batch, int first_row) {
  const int rows = std::min(kBandRows, plan.out.height - first_row);
  const Band band(plan, batch, first_row, rows);
  Doubles sums(plan.entries);
  for (int row = band.top(); row < band.bottom(); ++row) {
    for (const Group& group : plan.groups) {
      const int other = row + group.down;
      if (other < band.top() || other >= band.bottom()) continue;
      add_row(plan, group, band, row, {first_row, rows}, sums.data());
    }
  }
  return sums;
}

}  // namespace

std::vector<double> shifted_sums(const Tensor& x, const Layer& layer, const Tensor* target,
                                 const MomentsOptions& options) {
  const ShiftPlan plan = plan_for(x, layer, target);
  const int bands = (plan.out.height + kBandRows - 1) / kBandRows;
  std::vector<Doubles> parts(static_cast<std::size_t>(bands) * plan.out.batch);
  fast::Workers(options.threads).run(std::ssize(parts), options.stop, [&](int, std::int64_t tile) {
    const int batch = static_cast<int>(tile / bands);
    const int band = static_cast<int>(tile % bands);
    parts[static_cast<std::size_t>(tile)] = band_sums(plan, batch, band * kBandRows);
  });
  Doubles sums(plan.entries);
  for (const Doubles& part : parts) {
    for (std::size_t i = 0; i < part.size(); ++i) sums[i] += part[i];
  }
  return sums;
}

}  // namespace learn
}  // namespace twofold::core
