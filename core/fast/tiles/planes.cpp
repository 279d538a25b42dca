#include "core/fast/tiles/planes.h"

#include <algorithm>
#include <set>

#include "core/fast/tiles/scratch.h"
#include "core/fast/tiles/tile_grid.h"
#include "core/taps.h"

namespace twofold::core::fast::inline tiles {

namespace {

// Wide loops may read this far past the end of a plane.
constexpr std::ptrdiff_t kSlack = 64;

/// The kernel's columns, those side by side in one plane together: runs of up to kLongestRun, as
/// even as can be.
std::vector<std::vector<int>> column_runs(const PhaseAxis& axis) {
  std::vector<std::vector<int>> found;
  for (int slot = 0; slot < static_cast<int>(axis.phases.size()); ++slot) {
    std::vector<std::vector<int>> neighbours;
    for (std::size_t k = 0; k < axis.slot.size(); ++k) {
      if (axis.slot[k] != slot) continue;
      if (neighbours.empty() ||
          axis.offset[k] != axis.offset[static_cast<std::size_t>(neighbours.back().back())] + 1)
        neighbours.emplace_back();
      neighbours.back().push_back(static_cast<int>(k));
    }
    for (const std::vector<int>& all : neighbours) {
      const std::ptrdiff_t count = std::ssize(all);
      const std::ptrdiff_t pieces = (count + kLongestRun - 1) / kLongestRun;
      for (std::ptrdiff_t i = 0; i < pieces; ++i)
        found.emplace_back(all.begin() + i * count / pieces,
                           all.begin() + (i + 1) * count / pieces);
    }
  }
  return found;
}

}  // namespace

PhaseAxis::PhaseAxis(int kernel, int step, int dilation, int pad_before, int in_length)
    : stride(step), pad(pad_before), in(in_length) {
  std::set<int> seen;
  for (int k = 0; k < kernel; ++k) seen.insert(dilation * k % step);
  phases.assign(seen.begin(), seen.end());
  for (int k = 0; k < kernel; ++k) {
    slot.push_back(static_cast<int>(std::distance(seen.begin(), seen.find(dilation * k % step))));
    offset.push_back(dilation * k / step);
  }
}

int PhaseAxis::halo() const { return offset.back(); }

std::vector<TapRun> tap_runs(const PhaseAxis& columns, int rows, int channels) {
  const int kernel_width = static_cast<int>(columns.slot.size());
  std::vector<TapRun> found;
  for (int row = 0; row < rows; ++row) {
    for (const std::vector<int>& run_columns : column_runs(columns)) {
      for (int q = 0; q < channels; ++q) {
        TapRun& run = found.emplace_back();
        for (const int kx : run_columns)
          run.taps[static_cast<std::size_t>(run.length++)] =
              (row * kernel_width + kx) * channels + q;
      }
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const TapRun& a, const TapRun& b) { return a.length > b.length; });
  return found;
}

/// Rows of the picture up to the last one that an output reads. Those after it must not be looked
/// at: they would leave rounding errors in sums of rows that stand beside them.
int rows_read(const Layer& layer, const Shape& in) {
  const int last = input_index(output_size(layer, in).height - 1, layer.kernel.height - 1,
                               layer.strides.height, layer.dilations.height, pads(layer, in).top);
  return std::clamp(last + 1, 0, in.height);
}

PlaneTile::PlaneTile(const Layer& layer, const Shape& in)
    : channels_(in.channels),
      rows_(layer.kernel.height, layer.strides.height, layer.dilations.height, pads(layer, in).top,
            rows_read(layer, in)),
      columns_(layer.kernel.width, layer.strides.width, layer.dilations.width, pads(layer, in).left,
               in.width) {}

std::ptrdiff_t PlaneTile::plane(int row_slot, int column_slot, int q) const {
  const std::ptrdiff_t columns = std::ssize(columns_.phases);
  return ((row_slot * columns + column_slot) * channels_ + q) * plane_stride_;
}

void PlaneTile::set_size(Extent outputs) {
  size_ = outputs;
  pitch_ = outputs.width + columns_.halo();
  const std::ptrdiff_t floats =
      static_cast<std::ptrdiff_t>(outputs.height + rows_.halo()) * pitch_ + kSlack;
  plane_stride_ = odd_lines(floats);
  offsets_.clear();
  for (std::size_t ky = 0; ky < rows_.slot.size(); ++ky) {
    for (std::size_t kx = 0; kx < columns_.slot.size(); ++kx) {
      for (int q = 0; q < channels_; ++q)
        offsets_.push_back(plane(rows_.slot[ky], columns_.slot[kx], q) +
                           static_cast<std::ptrdiff_t>(rows_.offset[ky]) * pitch_ +
                           columns_.offset[kx]);
    }
  }
}

std::size_t PlaneTile::floats() const {
  return static_cast<std::size_t>(plane(static_cast<int>(rows_.phases.size()), 0, 0));
}

void PlaneTile::load(const Kernels& kernels, const float* x, int oy, int ox, bool zeros_stand,
                     float* planes) const {
  const std::ptrdiff_t row_floats = static_cast<std::ptrdiff_t>(columns_.in) * channels_;
  for (std::size_t slot = 0; slot < rows_.phases.size(); ++slot) {
    for (int row = 0; row < size_.height + rows_.halo(); ++row) {
      const int iy = rows_.stride * (oy + row) + rows_.phases[slot] - rows_.pad;
      float* to =
          planes + plane(static_cast<int>(slot), 0, 0) + static_cast<std::ptrdiff_t>(row) * pitch_;
      const bool inside = iy >= 0 && iy < rows_.in;
      if (!inside && zeros_stand) continue;
      // A tile's rows lie far apart, too far for the processor to foresee.
      const int next = iy + rows_.stride;
      load_row(kernels, inside ? x + iy * row_floats : nullptr,
               next < rows_.in ? x + next * row_floats : nullptr, ox, zeros_stand, to);
    }
  }
}

Ahead PlaneTile::ahead(const float* x, int oy, int ox, Extent outputs) const {
  const int height = std::min(outputs.height * rows_.stride, rows_.in);
  const int width = outputs.width * columns_.stride;
  if (width > columns_.in) return {};
  const int iy = std::clamp(oy * rows_.stride - rows_.pad, 0, rows_.in - height);
  const int ix = std::clamp(ox * columns_.stride - columns_.pad, 0, columns_.in - width);
  const std::ptrdiff_t step = static_cast<std::ptrdiff_t>(columns_.in) * channels_;
  return {x + iy * step + static_cast<std::ptrdiff_t>(ix) * channels_, step, height,
          static_cast<std::ptrdiff_t>(columns_.stride) * channels_};
}

/// One input row into the planes of one row remainder, which begin at `to`; zeros if `row` is null.
/// `next` is the row that comes after it, or null.
void PlaneTile::load_row(const Kernels& kernels, const float* row, const float* next, int ox,
                         bool zeros_stand, float* to) const {
  const int stride = columns_.stride;
  const int phases = static_cast<int>(columns_.phases.size());
  // Groups of `stride` input pixels, one for every float of a plane; [first, last) lie inside.
  const int start = stride * ox - columns_.pad;
  const int first = std::clamp(ceil_div(-start, stride), 0, pitch_);
  const int last = row ? std::clamp((columns_.in - start) / stride, first, pitch_) : first;
  const bool all_phases = phases == stride;
  if (all_phases && last > first) {
    const std::ptrdiff_t begin = static_cast<std::ptrdiff_t>(start + first * stride) * channels_;
    kernels.deinterleave({row + begin,
                          stride * channels_,
                          last - first,
                          {to + first, plane_stride_},
                          next ? next + begin : nullptr});
  }
  if (stride == 1) {
    if (zeros_stand) return;
    for (int q = 0; q < channels_; ++q) {
      float* line = to + q * plane_stride_;
      std::fill(line, line + first, 0.0f);
      std::fill(line + last, line + pitch_, 0.0f);
    }
    return;
  }
  // A group at the border may lie half inside.
  const auto one_by_one = [&](int from, int end) {
    for (int p = 0; p < phases; ++p) {
      const int phase = columns_.phases[static_cast<std::size_t>(p)];
      for (int i = from; i < end; ++i) {
        const int ix = start + i * stride + phase;
        const bool inside = row && ix >= 0 && ix < columns_.in;
        for (int q = 0; q < channels_; ++q)
          to[plane(0, p, q) + i] =
              inside ? row[static_cast<std::ptrdiff_t>(ix) * channels_ + q] : 0.0f;
      }
    }
  };
  one_by_one(0, all_phases ? first : pitch_);
  if (all_phases) one_by_one(last, pitch_);
}

}  // namespace twofold::core::fast::inline tiles
