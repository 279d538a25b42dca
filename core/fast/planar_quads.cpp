// Few channels and a large kernel: as Planar, but four output rows at a time by Winograd's minimal
// filtering F(4, 3), pixels in the lanes. Three rows of the kernel that meet neighbouring rows of a
// plane take six products for four output rows instead of twelve; rows that are left over multiply
// as they are. One channel after the other: its rows are combined, and for each of its filters
//
//     kinds 1 to 4   products of combined rows, added to the four rows at the end
//     rows 0 to 3    what rows left over come to; kinds 0 and 5 belong to rows 0 and 3 alone
//
// The intermediates of four rows are then mixed from the cache straight into the output. Where a
// channel's piece has a value that is not finite (or huge) it is filtered as the formula says.
//
// Sums are regrouped, so that what the formula makes exactly zero is so but for rounding: this is
// not for intermediates that anybody looks at.
#include <algorithm>

#include "core/fast/choose.h"
#include "core/fast/combined_rows.h"
#include "core/fast/kernels.h"
#include "core/fast/plane_tiles.h"
#include "core/fast/program.h"
#include "core/fast/quad_filter.h"
#include "core/fast/scratch.h"

namespace twofold::core::fast {
namespace {

// Of combined rows, products and intermediates. They need not stay in the first-level cache: what
// a piece costs to begin with weighs more.
constexpr int kPieceFloats = 24 * 1024;
constexpr int kWidePiece = 48;  // pieces that it does not hold may be as wide as this

class PlanarQuads final : public Program {
 public:
  PlanarQuads(const Task& task, const Kernels& kernels, const Team& team);
  bool fits() const { return slots_ > 0; }
  void run(const Buffers& buffers, const StopFlag* stop) override;
  std::size_t packed_bytes() const override {
    return filter_.bytes() + matrix_.bytes() + bias_.size() * sizeof(float);
  }
  std::size_t scratch_bytes() const override { return scratch_.bytes(); }

 private:
  /// Where a tile lies in the output, and its working memory.
  struct Place : OutputTile {
    OutputTile next;  ///< which this thread is likely to come to
    float* planes = nullptr;
    float* combined = nullptr;
    float* products = nullptr;  ///< [kind 1 to 4][filter][pixel]
    float* z = nullptr;         ///< [row][intermediate channel][pixel]
    std::vector<const float*>* from = nullptr;
  };

  void choose_tile(int threads);
  std::size_t slot_floats() const;
  Place place(int slot, std::int64_t tile);
  void run_tile(const Buffers& buffers, const Place& at) const;
  void filter(const Place& at, const QuadPiece& piece, int q, const Ahead& ahead) const;
  void filter_plainly(const Place& at, const QuadPiece& piece, int q) const;
  void mix(const Place& at, const QuadPiece& piece, float* y) const;
  /// The intermediates of one of the four rows, from channel t on.
  float* z_row(const Place& at, int row, int t) const {
    return at.z + (static_cast<std::ptrdiff_t>(row) * z_channels_ + t) * step_;
  }

  const Kernels& kernels_;
  Shape in_;
  Extent out_;
  int multiplier_;
  int z_channels_;
  int y_channels_;
  std::vector<float> bias_;
  Activation activation_;
  bool past_caches_;  ///< whether the output goes past them
  PlaneTile tile_;
  CombinedRows rows_;  ///< of one channel
  TileGrid tiles_;
  int piece_ = 0;            ///< pixels
  std::ptrdiff_t step_ = 0;  ///< floats of a row of products or intermediates
  QuadFilter filter_;
  PackedMatrix matrix_;  ///< pointwise filter, output channels in the lanes
  int slots_ = 0;
  Scratch scratch_;
  std::vector<std::vector<const float*>> from_;
  Workers workers_;
};

PlanarQuads::PlanarQuads(const Task& task, const Kernels& kernels, const Team& team)
    : kernels_(kernels),
      in_(task.in),
      out_(output_size(task.layer, task.in)),
      multiplier_(task.layer.channel_multiplier),
      z_channels_(intermediate_channels(task.layer, task.in)),
      y_channels_(task.pointwise.shape.out),
      bias_(task.bias),
      activation_(task.activation),
      past_caches_(exceeds_caches(task.layer, task.in)),
      tile_(task.layer, task.in),
      rows_(full_row_runs(tile_.rows(), out_.height), tile_.columns(), 1, false),
      workers_(1) {
  choose_tile(team.threads);
  slots_ = Scratch::slots_that_fit(team.threads, slot_floats());
  if (!fits()) return;
  filter_ = QuadFilter(task.depthwise, rows_);
  matrix_ = PackedMatrix(task.pointwise.values, z_channels_, y_channels_,
                         output_lanes(kernels.lanes, y_channels_), kernels.panel_vectors);
  scratch_ = Scratch(slots_, slot_floats());
  from_.resize(static_cast<std::size_t>(slots_));
  for (auto& list : from_)
    list.resize(
        static_cast<std::size_t>(std::max<std::int64_t>(task.layer.kernel.area(), z_channels_)));
  workers_ = Workers(slots_, team.only_awake);
}

void PlanarQuads::choose_tile(int threads) {
  tiles_ =
      choose_tiles(tile_, in_.batch, out_, threads, {kQuadRows, rows_.extra_rows(tile_.rows())});
  const int rows =
      kCombinedRows * static_cast<int>(rows_.planes()) + kQuadRows * (multiplier_ + z_channels_);
  piece_ = even_part(tile_.size().width, std::max(kPieceFloats / rows, kWidePiece));
  rows_.set_pixels(piece_);
  // Whole cache lines, an odd number of them, and room for whole vectors.
  step_ = piece_ / 32 * 32 + 48;
}

std::size_t PlanarQuads::slot_floats() const {
  return tile_.floats() + rows_.floats() +
         static_cast<std::size_t>(kQuadRows * (multiplier_ + z_channels_) * step_);
}

void PlanarQuads::run(const Buffers& buffers, const StopFlag* stop) {
  workers_.run(tiles_.count(), stop,
               [&](int slot, std::int64_t tile) { run_tile(buffers, place(slot, tile)); });
}

PlanarQuads::Place PlanarQuads::place(int slot, std::int64_t tile) {
  Place at{tiles_[tile], tiles_[std::min(tile + slots_, tiles_.count() - 1)]};
  at.planes = scratch_.slot(slot);
  at.combined = at.planes + tile_.floats();
  at.products = at.combined + rows_.floats();
  at.z = at.products + kQuadRows * multiplier_ * step_;
  at.from = &from_[static_cast<std::size_t>(slot)];
  return at;
}

void PlanarQuads::run_tile(const Buffers& buffers, const Place& at) const {
  const std::ptrdiff_t picture = static_cast<std::ptrdiff_t>(in_.height) * in_.width * in_.channels;
  tile_.load(kernels_, buffers.x + at.b * picture, at.oy, at.ox, false, at.planes);
  QuadPiece piece;
  for (; piece.row < at.size.height; piece.row += kQuadRows) {
    for (piece.column = 0; piece.column < at.size.width; piece.column += piece_) {
      piece.pixels = std::min(piece_, at.size.width - piece.column);
      const Ahead ahead = tile_.ahead(buffers.x + at.next.b * picture, at.next.oy + piece.row,
                                      at.next.ox + piece.column, {kQuadRows, piece.pixels});
      for (int q = 0; q < in_.channels; ++q) {
        if (rows_.combine(kernels_, tile_, at.planes, piece, q, at.combined))
          filter(at, piece, q, ahead);
        else
          filter_plainly(at, piece, q);
      }
      mix(at, piece, buffers.y);
    }
  }
}

/// Part `index` of `count` of what lies ahead, by its rows.
Ahead part(Ahead ahead, int index, int count) {
  const int first = ahead.rows * index / count;
  ahead.rows = ahead.rows * (index + 1) / count - first;
  ahead.from += first * ahead.step;
  return ahead;
}

/// Four rows of the intermediates of channel q, whose rows have been combined.
void PlanarQuads::filter(const Place& at, const QuadPiece& piece, int q, const Ahead& ahead) const {
  std::vector<const float*>& from = *at.from;
  const std::ptrdiff_t first = piece.row * tile_.pitch() + piece.column;
  constexpr int kSums = QuadFilter::kSums;
  for (int i = 0; i < kSums; ++i) {
    const QuadSum& sum = filter_.sums()[static_cast<std::size_t>(i)];
    std::size_t count = 0;
    for (std::ptrdiff_t offset : sum.combined) from[count++] = at.combined + offset;
    for (int tap : sum.taps)
      from[count++] =
          at.planes + tile_.tap_offset(tap * in_.channels + q) + first + sum.row * tile_.pitch();
    float* to =
        i < kQuadRows ? at.products + i * multiplier_ * step_ : z_row(at, sum.row, q * multiplier_);
    if (count == 0) {
      std::fill_n(to, multiplier_ * step_, 0.0f);
      continue;
    }
    kernels_.mix_planes({{from.data(), count},
                         sum.weights[static_cast<std::size_t>(q)].data(),
                         multiplier_,
                         {to, step_},
                         piece.pixels,
                         nullptr,
                         Activation::none,
                         ahead.from ? part(ahead, q * kSums + i, in_.channels * kSums) : ahead});
  }
  kernels_.add_quads({at.products, multiplier_ * step_, z_row(at, 0, q * multiplier_),
                      z_channels_ * step_, multiplier_ * step_});
}

/// The same, tap by tap.
void PlanarQuads::filter_plainly(const Place& at, const QuadPiece& piece, int q) const {
  std::vector<const float*>& from = *at.from;
  const std::vector<float>& weights = filter_.plain(q);
  const std::size_t area = weights.size() / static_cast<std::size_t>(multiplier_);
  for (int row = 0; row < kQuadRows; ++row) {
    const std::ptrdiff_t first = (piece.row + row) * tile_.pitch() + piece.column;
    for (std::size_t tap = 0; tap < area; ++tap)
      from[tap] = at.planes + tile_.tap_offset(static_cast<int>(tap) * in_.channels + q) + first;
    kernels_.mix_planes({{from.data(), area},
                         weights.data(),
                         multiplier_,
                         {z_row(at, row, q * multiplier_), step_},
                         piece.pixels});
  }
}

/// The outputs of a piece from its intermediates.
void PlanarQuads::mix(const Place& at, const QuadPiece& piece, float* y) const {
  std::vector<const float*>& from = *at.from;
  for (int row = 0; row < std::min(kQuadRows, at.size.height - piece.row); ++row) {
    for (int t = 0; t < z_channels_; ++t) from[static_cast<std::size_t>(t)] = z_row(at, row, t);
    const std::int64_t out_row = static_cast<std::int64_t>(at.b) * out_.height + at.oy + piece.row;
    const std::int64_t pixel = (out_row + row) * out_.width + at.ox + piece.column;
    kernels_.multiply_planes({{from.data(), static_cast<std::size_t>(z_channels_)},
                              0,
                              0,
                              0,
                              &matrix_,
                              y + pixel * y_channels_,
                              piece.pixels,
                              bias_.empty() ? nullptr : bias_.data(),
                              activation_,
                              past_caches_});
  }
}

}  // namespace

std::unique_ptr<Program> make_planar_quads(const Task& task, const Kernels& kernels,
                                           const Team& team) {
  if (!task.regroup || task.standard ||
      output_lanes(kernels.lanes, task.pointwise.shape.out) == 0 ||
      !may_combine(task.depthwise.values, task.activation) || !quads_pay(task.layer, task.in))
    return nullptr;
  auto program = std::make_unique<PlanarQuads>(task, kernels, team);
  return program->fits() ? std::move(program) : nullptr;
}

}  // namespace twofold::core::fast
