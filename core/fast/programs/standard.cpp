// The standard convolution (and the pointwise stage alone) with many channels: every tap is a
// product of shifted pixels and one slice of the filter, summed in registers over the taps. Blocks
// at the border read a copy of their input with the zeros written out; the others read the picture.
#include <algorithm>

#include "core/fast/loops/kernels.h"
#include "core/fast/programs/program.h"
#include "core/fast/tiles/scratch.h"
#include "core/fast/tiles/tile_grid.h"
#include "core/taps.h"

namespace twofold::core::fast::inline programs {
namespace {

constexpr int kBlockPixels = 256;
constexpr int kFewPixels = 48;
constexpr std::int64_t kCachedFilterFloats = 64 * 1024;  // half of a usual L2
constexpr std::size_t kCopyFloats = 128 * 1024;
constexpr int kPartRows = 512;      // of the filter at a time: a panel's part stays in the L1
constexpr std::int64_t kUnits = 4;  // of work a thread, at least

class Standard final : public Program {
 public:
  Standard(const Task& task, const Kernels& kernels, const Team& team);
  bool fits() const { return slots_ > 0; }
  void run(const Buffers& buffers, const StopFlag* stop) override;
  std::size_t packed_bytes() const override {
    return matrix_.bytes() + bias_.size() * sizeof(float);
  }
  std::size_t scratch_bytes() const override { return scratch_.bytes(); }

 private:
  /// Output pixels of one block: whole rows of one picture, or a part of one row.
  struct Block : OutputTile {
    std::span<const PackedMatrix::Panel> panels{};
    float* copy = nullptr;
    float* kept = nullptr;  ///< sums between their parts
    std::vector<const float*>* segments = nullptr;
    std::vector<std::ptrdiff_t>* offsets = nullptr;
  };

  void choose_block(const FilterShape& filter, int threads);
  void choose_panels(int threads);
  /// Rows and columns of input that `outputs` outputs span.
  Extent span(Extent outputs) const;
  Block block(int slot, std::int64_t index);
  void run_block(const Buffers& buffers, const Block& at) const;
  const float* input(const float* x, const Block& at, std::ptrdiff_t& row_step) const;

  const Kernels& kernels_;
  Layer layer_;
  Shape in_;
  Extent out_;
  Pads pads_;
  PackedMatrix matrix_;  ///< rows (ky, kx, q)
  std::vector<float> bias_;
  TileGrid blocks_;
  std::size_t parts_ = 1;           ///< of a sum: some taps at a time
  std::ptrdiff_t copy_floats_ = 0;  ///< of a block's input
  int panels_ = 1;                  ///< of a unit of work
  int groups_ = 1;                  ///< units of a block
  int slots_ = 0;
  Scratch scratch_;
  std::vector<std::vector<const float*>> segments_;
  std::vector<std::vector<std::ptrdiff_t>> offsets_;
  Workers workers_;
};

Standard::Standard(const Task& task, const Kernels& kernels, const Team& team)
    : kernels_(kernels),
      layer_(task.layer),
      in_(task.in),
      out_(output_size(task.layer, task.in)),
      pads_(pads(task.layer, task.in)),
      bias_(task.bias),
      workers_(1) {
  const FilterShape& w = task.full.shape;
  choose_block(w, team.threads);
  const int rows = w.height * w.width * w.in;
  matrix_ = PackedMatrix(task.full.values, rows, w.out, kernels.lanes, kernels.panel_vectors);
  parts_ = std::min<std::size_t>(static_cast<std::size_t>(layer_.kernel.area()),
                                 static_cast<std::size_t>((rows + kPartRows - 1) / kPartRows));
  copy_floats_ = odd_lines(span(blocks_.size()).area() * in_.channels);
  const std::size_t kept = parts_ == 1 ? 0
                                       : static_cast<std::size_t>(blocks_.size().area()) *
                                             matrix_.widest_panel() * kernels.lanes;
  const std::size_t floats = static_cast<std::size_t>(copy_floats_) + kept;
  slots_ = Scratch::slots_that_fit(team.threads, floats);
  if (!fits()) return;
  choose_panels(slots_);
  scratch_ = Scratch(slots_, floats);
  segments_.resize(static_cast<std::size_t>(slots_));
  offsets_.resize(static_cast<std::size_t>(slots_));
  for (auto& list : segments_) list.resize(static_cast<std::size_t>(layer_.kernel.area()));
  for (auto& list : offsets_) list.resize(static_cast<std::size_t>(blocks_.size().area()));
  workers_ = Workers(slots_, team.only_awake);
}

Extent Standard::span(Extent outputs) const {
  const Extent eff = effective_kernel(layer_);
  return {(outputs.height - 1) * layer_.strides.height + eff.height,
          (outputs.width - 1) * layer_.strides.width + eff.width};
}

/// Blocks as large as their copy's share of the cache allows, and alike: every block reads the
/// whole filter. Where that leaves fewer than some for every thread, they are shared out by output
/// channels too; blocks are made smaller only for a filter that the cache can hold.
void Standard::choose_block(const FilterShape& filter, int threads) {
  const std::int64_t pixels = static_cast<std::int64_t>(in_.batch) * out_.area();
  const std::int64_t share = std::max<std::int64_t>(kFewPixels, pixels / (kUnits * threads));
  const bool stays = filter.count() <= kCachedFilterFloats;
  const int most = static_cast<int>(stays ? std::min<std::int64_t>(kBlockPixels, share)
                                          : std::int64_t{kBlockPixels});
  Extent size{std::max(1, std::min(out_.height, most / std::max(1, out_.width))),
              std::min(out_.width, most)};
  const auto too_large = [&] {
    const Extent copied = span(size);
    return static_cast<std::size_t>(copied.height) * copied.width * in_.channels > kCopyFloats;
  };
  while (size.height > 1 && too_large()) size.height = (size.height + 1) / 2;
  while (size.width > 12 && too_large()) size.width = (size.width + 1) / 2;
  blocks_ = TileGrid(in_.batch, out_,
                     {even_part(out_.height, size.height), even_part(out_.width, size.width)});
}

/// Panels of the filter that one unit of work computes.
void Standard::choose_panels(int threads) {
  const std::int64_t blocks = blocks_.count();
  const std::int64_t groups =
      threads == 1 ? 1 : (kUnits * threads + blocks - 1) / std::max<std::int64_t>(1, blocks);
  const std::int64_t panels =
      std::ssize(matrix_.panels()) - (matrix_.last_panels_overlap() ? 1 : 0);
  panels_ = static_cast<int>(std::max<std::int64_t>(1, (panels + groups - 1) / groups));
  groups_ = static_cast<int>((panels + panels_ - 1) / panels_);
}

void Standard::run(const Buffers& buffers, const StopFlag* stop) {
  workers_.run(blocks_.count() * groups_, stop, [&](int slot, std::int64_t unit) {
    Block at = block(slot, unit / groups_);
    const std::span<const PackedMatrix::Panel> panels = matrix_.panels();
    const std::int64_t group = unit % groups_;
    const std::size_t first = static_cast<std::size_t>(group * panels_);
    const bool last = group + 1 == groups_;
    at.panels =
        panels.subspan(first, last ? panels.size() - first : static_cast<std::size_t>(panels_));
    run_block(buffers, at);
  });
}

Standard::Block Standard::block(int slot, std::int64_t index) {
  Block at{blocks_[index]};
  at.copy = scratch_.slot(slot);
  at.kept = at.copy + copy_floats_;
  at.segments = &segments_[static_cast<std::size_t>(slot)];
  at.offsets = &offsets_[static_cast<std::size_t>(slot)];
  return at;
}

void Standard::run_block(const Buffers& buffers, const Block& at) const {
  std::ptrdiff_t row_step = 0;
  const float* from = input(buffers.x, at, row_step);
  const std::ptrdiff_t c = in_.channels;
  const Extent& s = layer_.strides;
  std::vector<std::ptrdiff_t>& offsets = *at.offsets;
  for (int i = 0; i < at.size.height; ++i) {
    for (int j = 0; j < at.size.width; ++j)
      offsets[static_cast<std::size_t>(i) * at.size.width + j] =
          i * s.height * row_step + j * s.width * c;
  }
  std::vector<const float*>& segments = *at.segments;
  for (int ky = 0; ky < layer_.kernel.height; ++ky) {
    for (int kx = 0; kx < layer_.kernel.width; ++kx)
      segments[static_cast<std::size_t>(ky) * layer_.kernel.width + kx] =
          from + ky * layer_.dilations.height * row_step + kx * layer_.dilations.width * c;
  }
  const std::int64_t first =
      (static_cast<std::int64_t>(at.b) * out_.height + at.oy) * out_.width + at.ox;
  for (std::size_t panel = 0; panel < at.panels.size(); ++panel) {
    for (std::size_t part = 0; part < parts_; ++part) {
      const std::size_t tap = part * segments.size() / parts_;
      const std::size_t end = (part + 1) * segments.size() / parts_;
      MultiplyRows job;
      job.segments = {segments.data() + tap, end - tap};
      job.segment_length = in_.channels;
      job.offsets = {offsets.data(), static_cast<std::size_t>(at.size.area())};
      job.matrix = &matrix_;
      job.panels = at.panels.subspan(panel, 1);
      job.first_row = static_cast<int>(tap) * in_.channels;
      job.kept = at.kept;
      job.begins = part == 0;
      job.ends = part + 1 == parts_;
      job.out = buffers.y + first * matrix_.columns();
      job.bias = bias_.empty() ? nullptr : bias_.data();
      kernels_.multiply_rows(job);
    }
  }
}

/// The input of a block: in the picture where all of it lies inside, else a copy with the zeros
/// around it; `row_step` is the distance of its rows.
const float* Standard::input(const float* x, const Block& at, std::ptrdiff_t& row_step) const {
  const Extent rows_columns = span(at.size);
  const int iy = input_index(at.oy, 0, layer_.strides.height, 1, pads_.top);
  const int ix = input_index(at.ox, 0, layer_.strides.width, 1, pads_.left);
  const std::ptrdiff_t c = in_.channels;
  const std::ptrdiff_t picture_row = in_.width * c;
  const float* picture = x + at.b * (in_.height * picture_row);
  if (iy >= 0 && ix >= 0 && iy + rows_columns.height <= in_.height &&
      ix + rows_columns.width <= in_.width) {
    row_step = picture_row;
    return picture + iy * picture_row + ix * c;
  }
  row_step = rows_columns.width * c;
  const int left = std::clamp(-ix, 0, rows_columns.width);
  const int inside = std::clamp(in_.width - ix, left, rows_columns.width) - left;
  for (int i = 0; i < rows_columns.height; ++i) {
    float* to = at.copy + i * row_step;
    if (iy + i < 0 || iy + i >= in_.height) {
      std::fill_n(to, row_step, 0.0f);
      continue;
    }
    std::fill_n(to, left * c, 0.0f);
    std::copy_n(picture + (iy + i) * picture_row + (ix + left) * c, inside * c, to + left * c);
    std::fill(to + (left + inside) * c, to + row_step, 0.0f);
  }
  return at.copy;
}

}  // namespace

std::unique_ptr<Program> make_standard(const Task& task, const Kernels& kernels, const Team& team) {
  auto program = std::make_unique<Standard>(task, kernels, team);
  return program->fits() ? std::move(program) : nullptr;
}

}  // namespace twofold::core::fast::inline programs
