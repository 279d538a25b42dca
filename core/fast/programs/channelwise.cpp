// Many channels: a block of output pixels goes through the depthwise stage, channels in the lanes,
// into memory that stays in the second-level cache, and from there through a matrix product.
//
// Inside a block the intermediate channels are ordered r * C + q (all channels of filter 0, then of
// filter 1, ...): a multiplier is then a repetition of the plain loop, and the rows of the
// pointwise filter are packed in the same order.
#include <algorithm>

#include "core/fast/loops/kernels.h"
#include "core/fast/programs/program.h"
#include "core/fast/tiles/scratch.h"
#include "core/fast/tiles/stretches.h"
#include "core/taps.h"

namespace twofold::core::fast::inline programs {
namespace {

constexpr std::size_t kBlockFloats = 64 * 1024;  // of intermediates: half of a usual L2
constexpr int kBlockPixels = 192;
constexpr int kFewPixels = 48;
constexpr int kBlocks = 4;  // for each of many threads, at least
// Floats of input: fewer are likely to be near still, and asking for them costs a hundredth.
constexpr std::int64_t kMostCached = std::int64_t{1} << 20;

class Channelwise final : public Program {
 public:
  Channelwise(const Task& task, const Kernels& kernels, const Team& team);
  bool fits() const { return slots_ > 0; }
  void run(const Buffers& buffers, const StopFlag* stop) override;
  std::size_t packed_bytes() const override {
    return matrix_.bytes() + (depthwise_.size() + bias_.size()) * sizeof(float);
  }
  std::size_t scratch_bytes() const override { return scratch_.bytes(); }

 private:
  int block_pixels(int threads) const;
  void pack(const Task& task);
  void run_block(const Buffers& buffers, float* scratch, std::int64_t first, int pixels) const;
  Ahead next_input(const float* x, std::int64_t first, int pixels) const;
  void filter(const float* x, std::int64_t first, int pixels, float* z, std::ptrdiff_t step) const;
  void filter_run(const float* x, int oy, int ox, int pixels, float* z, std::ptrdiff_t step) const;
  void deliver(const float* block, int pixels, float* z) const;

  const Kernels& kernels_;
  Layer layer_;
  Shape in_;
  Extent out_;
  Pads pads_;
  int z_channels_;
  Floats depthwise_;     ///< [ky][kx][r][q]
  PackedMatrix matrix_;  ///< pointwise filter, rows r * C + q
  std::vector<float> bias_;
  std::ptrdiff_t step_;  ///< floats from one pixel of a block to the next
  int block_ = 0;        ///< pixels
  std::int64_t pixels_ = 0;
  int slots_ = 0;
  Scratch scratch_;
  std::vector<std::ptrdiff_t> offsets_;
  std::vector<Stretch> stretches_;
  Workers workers_;
};

Channelwise::Channelwise(const Task& task, const Kernels& kernels, const Team& team)
    : kernels_(kernels),
      layer_(task.layer),
      in_(task.in),
      out_(output_size(task.layer, task.in)),
      pads_(pads(task.layer, task.in)),
      z_channels_(intermediate_channels(task.layer, task.in)),
      bias_(task.bias),
      // Not a power of two, whose multiples share the cache's sets.
      step_((static_cast<std::ptrdiff_t>(z_channels_) + 15) / 16 * 16 + 16),
      pixels_(static_cast<std::int64_t>(in_.batch) * out_.height * out_.width),
      workers_(1) {
  block_ = block_pixels(team.threads);
  const std::size_t floats = static_cast<std::size_t>(block_ * step_);
  slots_ = Scratch::slots_that_fit(team.threads, floats);
  if (!fits()) return;
  pack(task);
  stretches_ = stretches_of(layer_, in_);
  scratch_ = Scratch(slots_, floats);
  for (int p = 0; p < block_; ++p) offsets_.push_back(p * step_);
  workers_ = Workers(slots_, team.only_awake);
}

/// Blocks alike, every one of which reads the whole pointwise filter: as large as the cache allows,
/// but several for each of many threads.
int Channelwise::block_pixels(int threads) const {
  const std::int64_t several = pixels_ / (kBlocks * static_cast<std::int64_t>(threads));
  const std::int64_t wanted =
      threads == 1 ? kBlockPixels : std::clamp<std::int64_t>(several, kFewPixels, kBlockPixels);
  const std::int64_t fit = static_cast<std::int64_t>(kBlockFloats) / step_;
  const std::int64_t most = std::max<std::int64_t>(1, std::min(wanted, fit));
  const std::int64_t rounds = (pixels_ + most * threads - 1) / (most * threads);
  const std::int64_t blocks = rounds * threads;
  return static_cast<int>((pixels_ + blocks - 1) / blocks);
}

void Channelwise::pack(const Task& task) {
  const Filter& d = task.depthwise;
  const int m = layer_.channel_multiplier;
  for (int ky = 0; ky < d.shape.height; ++ky) {
    for (int kx = 0; kx < d.shape.width; ++kx)
      for (int r = 0; r < m; ++r)
        for (int q = 0; q < in_.channels; ++q) depthwise_.push_back(d.at(ky, kx, q, r));
  }
  const Filter& p = task.pointwise;
  if (p.values.empty()) return;
  std::vector<float> rows;
  rows.reserve(p.values.size());
  for (int r = 0; r < m; ++r) {
    for (int q = 0; q < in_.channels; ++q) {
      const auto row = p.values.begin() +
                       static_cast<std::ptrdiff_t>(intermediate_channel(q, r, m)) * p.shape.out;
      rows.insert(rows.end(), row, row + p.shape.out);
    }
  }
  matrix_ = PackedMatrix(rows, z_channels_, p.shape.out, kernels_.lanes, kernels_.panel_vectors);
}

void Channelwise::run(const Buffers& buffers, const StopFlag* stop) {
  const std::int64_t blocks = (pixels_ + block_ - 1) / block_;
  workers_.run(blocks, stop, [&](int slot, std::int64_t block) {
    const std::int64_t first = block * block_;
    run_block(buffers, scratch_.slot(slot), first,
              static_cast<int>(std::min<std::int64_t>(block_, pixels_ - first)));
  });
}

void Channelwise::run_block(const Buffers& buffers, float* scratch, std::int64_t first,
                            int pixels) const {
  float* z = buffers.z ? buffers.z + first * z_channels_ : nullptr;
  // The depthwise stage alone, in its final order: no detour.
  const bool direct = !buffers.y && layer_.channel_multiplier == 1;
  filter(buffers.x, first, pixels, direct ? z : scratch, direct ? z_channels_ : step_);
  if (z && !direct) deliver(scratch, pixels, z);
  if (!buffers.y) return;
  const float* segment = scratch;
  MultiplyRows job;
  job.segments = {&segment, 1};
  job.segment_length = z_channels_;
  job.offsets = {offsets_.data(), static_cast<std::size_t>(pixels)};
  job.matrix = &matrix_;
  job.panels = matrix_.panels();
  job.out = buffers.y + first * matrix_.columns();
  job.bias = bias_.empty() ? nullptr : bias_.data();
  job.ahead = next_input(buffers.x, first + static_cast<std::int64_t>(slots_) * pixels, pixels);
  kernels_.multiply_rows(job);
}

/// The lowest row that output pixels [first, first + pixels) read, which this thread is likely to
/// come to next: nobody has read it yet, and it can be on its way while this block is multiplied.
Ahead Channelwise::next_input(const float* x, std::int64_t first, int pixels) const {
  const std::int64_t rows_in = static_cast<std::int64_t>(in_.batch) * in_.height;
  const Extent& s = layer_.strides;
  const std::int64_t last = rows_in * in_.width - static_cast<std::int64_t>(pixels) * s.width;
  if (in_.count() <= kMostCached || first >= pixels_ || last < 0) return {};
  const std::int64_t row = first / out_.width;
  const int lowest = input_index(static_cast<int>(row % out_.height), layer_.kernel.height - 1,
                                 s.height, layer_.dilations.height, pads_.top);
  const std::int64_t iy = row / out_.height * in_.height + std::clamp(lowest, 0, in_.height - 1);
  const std::int64_t pixel = std::min(iy * in_.width + first % out_.width * s.width, last);
  return {x + pixel * in_.channels, 0, 1, static_cast<std::ptrdiff_t>(s.width) * in_.channels};
}

/// Output pixels [first, first + pixels) in row-major order over the batch, stretch by stretch.
void Channelwise::filter(const float* x, std::int64_t first, int pixels, float* z,
                         std::ptrdiff_t step) const {
  const std::ptrdiff_t picture = static_cast<std::ptrdiff_t>(in_.height) * in_.width * in_.channels;
  for (int done = 0; done < pixels;) {
    const std::int64_t pixel = first + done;
    const std::int64_t row = pixel / out_.width;
    const int ox = static_cast<int>(pixel % out_.width);
    const int count = std::min(pixels - done, stretches_[static_cast<std::size_t>(ox)].end - ox);
    filter_run(x + row / out_.height * picture, static_cast<int>(row % out_.height), ox, count,
               z + done * step, step);
    done += count;
  }
}

void Channelwise::filter_run(const float* x, int oy, int ox, int pixels, float* z,
                             std::ptrdiff_t step) const {
  const Extent& s = layer_.strides;
  const Extent& d = layer_.dilations;
  const Run ky = taps_inside(oy, layer_.kernel.height, s.height, d.height, pads_.top, in_.height);
  const Run kx = stretches_[static_cast<std::size_t>(ox)].taps;
  if (ky.count == 0 || kx.count == 0) {
    for (int p = 0; p < pixels; ++p) std::fill_n(z + p * step, z_channels_, 0.0f);
    return;
  }
  const int c = in_.channels;
  const std::ptrdiff_t iy = input_index(oy, ky.first, s.height, d.height, pads_.top);
  const std::ptrdiff_t ix = input_index(ox, kx.first, s.width, d.width, pads_.left);
  const std::ptrdiff_t row_floats = static_cast<std::ptrdiff_t>(in_.width) * c;
  const std::ptrdiff_t kernel_row = static_cast<std::ptrdiff_t>(layer_.kernel.width) * z_channels_;
  kernels_.depthwise_rows({x + iy * row_floats + ix * c,
                           static_cast<std::ptrdiff_t>(s.width) * c,
                           d.height * row_floats,
                           static_cast<std::ptrdiff_t>(d.width) * c,
                           {ky.count, kx.count},
                           depthwise_.data() + ky.first * kernel_row +
                               static_cast<std::ptrdiff_t>(kx.first) * z_channels_,
                           kernel_row,
                           c,
                           layer_.channel_multiplier,
                           z,
                           step,
                           pixels});
}

/// Brings a block from the order r * C + q into that of the output, q * m + r.
void Channelwise::deliver(const float* block, int pixels, float* z) const {
  const int m = layer_.channel_multiplier;
  for (int p = 0; p < pixels; ++p, block += step_, z += z_channels_)
    kernels_.interleave({block, in_.channels, m, in_.channels, z});
}

}  // namespace

std::unique_ptr<Program> make_channelwise(const Task& task, const Kernels& kernels,
                                          const Team& team) {
  auto program = std::make_unique<Channelwise>(task, kernels, team);
  return program->fits() ? std::move(program) : nullptr;
}

}  // namespace twofold::core::fast::inline programs
