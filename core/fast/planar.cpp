// Few channels: a tile of the picture is taken apart into planes (planes.h), filtered with pixels
// in the lanes, piece by piece of a length that keeps the intermediates in the first-level cache,
// and mixed from there straight into the output.
#include <algorithm>

#include "core/fast/choose.h"
#include "core/fast/kernels.h"
#include "core/fast/plane_tiles.h"
#include "core/fast/planes.h"
#include "core/fast/program.h"
#include "core/fast/run_filter.h"
#include "core/fast/scratch.h"

namespace twofold::core::fast {
namespace {

constexpr std::size_t kPieceFloats = 5 * 1024;  // of intermediates: they share the L1
constexpr int kPieceStep = 48;                  // whole tiles of every loop
constexpr std::ptrdiff_t kPieceSlack = 80;      // wide loops write past the end of a plane

class Planar final : public Program {
 public:
  Planar(const Task& task, const Kernels& kernels, const Team& team);
  bool fits() const { return slots_ > 0; }
  void run(const Buffers& buffers, const StopFlag* stop) override;
  std::size_t packed_bytes() const override {
    return matrix_.bytes() + runs_.bytes() +
           (depthwise_.size() + mix_.size() + bias_.size()) * sizeof(float);
  }
  std::size_t scratch_bytes() const override { return scratch_.bytes(); }

 private:
  /// Where a tile lies in the output, and its working memory.
  struct Place : OutputTile {
    OutputTile next;  ///< which this thread is likely to come to
    float* planes = nullptr;
    Planes z{};
    Planes y{};
    std::vector<const float*>* taps = nullptr;
    std::vector<const float*>* z_planes = nullptr;
  };

  void choose_tile(int threads);
  std::size_t slot_floats() const;
  void pack(const Task& task);
  Place place(int slot, std::int64_t tile);
  void run_tile(const Buffers& buffers, const Place& at) const;
  Ahead next_input(const Place& at, const float* x, std::ptrdiff_t first,
                   std::ptrdiff_t length) const;
  Ahead own_output(const Place& at, float* y, std::ptrdiff_t first, std::ptrdiff_t length) const;
  std::int64_t output_pixel(const Place& at, std::ptrdiff_t place) const;
  void filter(const Place& at, std::ptrdiff_t first, std::ptrdiff_t length,
              const Ahead& ahead) const;
  void mix(const Place& at, std::ptrdiff_t first, std::ptrdiff_t length, float* y) const;
  template <class Visit>
  void for_each_row(const Place& at, std::ptrdiff_t first, std::ptrdiff_t length,
                    Visit&& visit) const;

  const Kernels& kernels_;
  Layer layer_;
  Shape in_;
  Extent out_;
  bool standard_;
  int z_channels_ = 0;            ///< 0 for the standard convolution
  int y_channels_ = 0;            ///< 0 for the depthwise stage alone
  int y_lanes_ = 0;               ///< that hold output channels; 0 if they hold pixels
  std::vector<float> depthwise_;  ///< [q][ky, kx][r]
  PackedMatrix matrix_;           ///< pointwise filter, output channels in the lanes
  RunFilter runs_;                ///< the same for the standard filter
  std::vector<float> mix_;        ///< either for few output channels, pixels in the lanes
  std::vector<float> bias_;
  Activation activation_;
  bool past_caches_;  ///< whether the output goes past them
  PlaneTile tile_;
  TileGrid tiles_;
  std::ptrdiff_t piece_ = 0;  ///< pixels whose intermediates are in cache at a time
  int slots_ = 0;
  Scratch scratch_;
  std::vector<std::vector<const float*>> taps_;
  std::vector<std::vector<const float*>> z_planes_;
  Workers workers_;
};

Planar::Planar(const Task& task, const Kernels& kernels, const Team& team)
    : kernels_(kernels),
      layer_(task.layer),
      in_(task.in),
      out_(output_size(task.layer, task.in)),
      standard_(task.standard),
      z_channels_(task.standard ? 0 : intermediate_channels(task.layer, task.in)),
      y_channels_(task.standard ? task.full.shape.out : task.pointwise.shape.out),
      y_lanes_(output_lanes(kernels.lanes, y_channels_)),
      bias_(task.bias),
      activation_(task.activation),
      past_caches_(exceeds_caches(task.layer, task.in)),
      tile_(task.layer, task.in),
      workers_(1) {
  choose_tile(team.threads);
  slots_ = Scratch::slots_that_fit(team.threads, slot_floats());
  if (!fits()) return;
  pack(task);
  scratch_ = Scratch(slots_, slot_floats());
  taps_.resize(static_cast<std::size_t>(slots_));
  z_planes_.resize(static_cast<std::size_t>(slots_));
  for (int s = 0; s < slots_; ++s) {
    taps_[static_cast<std::size_t>(s)].resize(
        runs_.begins.empty() ? static_cast<std::size_t>(tile_.taps()) : runs_.begins.size());
    z_planes_[static_cast<std::size_t>(s)].resize(static_cast<std::size_t>(z_channels_));
  }
  workers_ = Workers(slots_, team.only_awake);
}

void Planar::choose_tile(int threads) {
  tiles_ = choose_tiles(tile_, in_.batch, out_, threads, {});
  const std::ptrdiff_t channels = std::max(1, z_channels_ + (y_lanes_ == 0 ? y_channels_ : 0));
  piece_ = static_cast<std::ptrdiff_t>(kPieceFloats) / channels / kPieceStep * kPieceStep;
  piece_ = std::clamp<std::ptrdiff_t>(piece_, kPieceStep, 1008);
}

std::size_t Planar::slot_floats() const {
  const std::ptrdiff_t mixed = y_lanes_ == 0 ? y_channels_ : 0;
  return tile_.floats() + static_cast<std::size_t>((z_channels_ + mixed) * (piece_ + kPieceSlack));
}

void Planar::pack(const Task& task) {
  const Filter& last = standard_ ? task.full : task.pointwise;
  if (y_lanes_ == 0) {
    mix_ = last.values;
  } else if (standard_) {
    runs_ = pack_runs(
        tap_runs(tile_.columns(), last.shape.height, in_.channels),
        [&](int tap) { return tile_.tap_offset(tap); }, {&last.values, 1}, y_channels_, y_lanes_,
        kernels_.panel_vectors);
  } else {
    matrix_ =
        PackedMatrix(last.values, last.shape.in, y_channels_, y_lanes_, kernels_.panel_vectors);
  }
  if (standard_) return;
  const Filter& d = task.depthwise;
  for (int q = 0; q < in_.channels; ++q) {
    for (int ky = 0; ky < d.shape.height; ++ky) {
      for (int kx = 0; kx < d.shape.width; ++kx)
        for (int r = 0; r < d.shape.out; ++r) depthwise_.push_back(d.at(ky, kx, q, r));
    }
  }
}

void Planar::run(const Buffers& buffers, const StopFlag* stop) {
  workers_.run(tiles_.count(), stop,
               [&](int slot, std::int64_t tile) { run_tile(buffers, place(slot, tile)); });
}

Planar::Place Planar::place(int slot, std::int64_t tile) {
  Place at{tiles_[tile], tiles_[std::min(tile + slots_, tiles_.count() - 1)]};
  at.planes = scratch_.slot(slot);
  const std::ptrdiff_t stride = piece_ + kPieceSlack;
  at.z = {at.planes + tile_.floats(), stride};
  at.y = {at.z[z_channels_], stride};
  at.taps = &taps_[static_cast<std::size_t>(slot)];
  at.z_planes = &z_planes_[static_cast<std::size_t>(slot)];
  for (int t = 0; t < z_channels_; ++t) (*at.z_planes)[static_cast<std::size_t>(t)] = at.z[t];
  return at;
}

void Planar::run_tile(const Buffers& buffers, const Place& at) const {
  const std::ptrdiff_t picture = static_cast<std::ptrdiff_t>(in_.height) * in_.width * in_.channels;
  // With a tile for the whole picture the zeros around it are written once, by Scratch.
  const bool zeros_stand = tiles_.per_picture() == 1;
  tile_.load(kernels_, buffers.x + at.b * picture, at.oy, at.ox, zeros_stand, at.planes);
  const std::ptrdiff_t end =
      static_cast<std::ptrdiff_t>(at.size.height - 1) * tile_.pitch() + at.size.width;
  for (std::ptrdiff_t first = 0; first < end; first += piece_) {
    const std::ptrdiff_t length = std::min(piece_, end - first);
    filter(at, first, length, next_input(at, buffers.x, first, length));
    if (buffers.z) {
      for_each_row(at, first, length, [&](std::ptrdiff_t from, std::int64_t pixel, int count) {
        kernels_.interleave(
            {at.z.data + from, at.z.stride, z_channels_, count, buffers.z + pixel * z_channels_});
      });
    }
    if (buffers.y) mix(at, first, length, buffers.y);
  }
}

/// The rows of the next tile's input that lie where those which begin among these pixels lie in
/// theirs.
Ahead Planar::next_input(const Place& at, const float* x, std::ptrdiff_t first,
                         std::ptrdiff_t length) const {
  const int row = static_cast<int>((first + tile_.pitch() - 1) / tile_.pitch());
  const int end = static_cast<int>((first + length + tile_.pitch() - 1) / tile_.pitch());
  const std::ptrdiff_t picture = static_cast<std::ptrdiff_t>(in_.height) * in_.width * in_.channels;
  const int width = at.next.size.width;
  Ahead ahead =
      tile_.ahead(x + at.next.b * picture, at.next.oy + row, at.next.ox, {end - row, width});
  ahead.per_pixel = (ahead.per_pixel * width + length - 1) / length;
  return ahead;
}

/// Where the outputs of these pixels go, more or less: memory hands over lines that are to be
/// written as slowly as those that are to be read.
Ahead Planar::own_output(const Place& at, float* y, std::ptrdiff_t first,
                         std::ptrdiff_t length) const {
  const std::int64_t last = static_cast<std::int64_t>(in_.batch) * out_.area() - length;
  if (last < 0) return {};
  return {y + std::min(output_pixel(at, first), last) * y_channels_, 0, 1, y_channels_};
}

/// The output's pixel at a place in the tile.
std::int64_t Planar::output_pixel(const Place& at, std::ptrdiff_t place) const {
  const std::ptrdiff_t row = place / tile_.pitch();
  const std::int64_t out_row = static_cast<std::int64_t>(at.b) * out_.height + at.oy + row;
  return out_row * out_.width + at.ox + (place - row * tile_.pitch());
}

/// Pixels [first, first + length) of the tile: the depthwise stage into at.z; for the standard
/// convolution only the places of its taps.
void Planar::filter(const Place& at, std::ptrdiff_t first, std::ptrdiff_t length,
                    const Ahead& ahead) const {
  std::vector<const float*>& taps = *at.taps;
  if (standard_) {
    for (std::size_t t = 0; t < taps.size(); ++t) {
      const auto offset =
          runs_.begins.empty() ? tile_.tap_offset(static_cast<int>(t)) : runs_.begins[t];
      taps[t] = at.planes + offset + first;
    }
    return;
  }
  const int m = layer_.channel_multiplier;
  const int area = layer_.kernel.area();
  for (int q = 0; q < in_.channels; ++q) {
    for (int t = 0; t < area; ++t)
      taps[static_cast<std::size_t>(t)] =
          at.planes + tile_.tap_offset(t * in_.channels + q) + first;
    kernels_.mix_planes({{taps.data(), static_cast<std::size_t>(area)},
                         depthwise_.data() + static_cast<std::ptrdiff_t>(q) * area * m,
                         m,
                         {at.z[static_cast<std::ptrdiff_t>(q) * m], at.z.stride},
                         length,
                         nullptr,
                         Activation::none,
                         q == 0 ? ahead : Ahead{}});
  }
}

/// The same pixels' outputs, from the intermediates or (standard) from the taps.
void Planar::mix(const Place& at, std::ptrdiff_t first, std::ptrdiff_t length, float* y) const {
  const std::span<const float* const> from = standard_ ? *at.taps : *at.z_planes;
  const float* bias = bias_.empty() ? nullptr : bias_.data();
  if (mix_.empty()) {
    for_each_row(at, first, length, [&](std::ptrdiff_t begin, std::int64_t pixel, int count) {
      kernels_.multiply_planes({from, runs_.threes, runs_.twos, begin,
                                standard_ ? &runs_.matrix : &matrix_, y + pixel * y_channels_,
                                count, bias, activation_, past_caches_});
    });
    return;
  }
  kernels_.mix_planes({from, mix_.data(), y_channels_, at.y, length, bias, activation_,
                       own_output(at, y, first, length)});
  for_each_row(at, first, length, [&](std::ptrdiff_t begin, std::int64_t pixel, int count) {
    kernels_.interleave(
        {at.y.data + begin, at.y.stride, y_channels_, count, y + pixel * y_channels_});
  });
}

/// Visits the parts of output rows in pixels [first, first + length) of the tile: where they begin
/// in the piece, at which pixel of the output, and how many there are.
template <class Visit>
void Planar::for_each_row(const Place& at, std::ptrdiff_t first, std::ptrdiff_t length,
                          Visit&& visit) const {
  const std::ptrdiff_t pitch = tile_.pitch();
  for (std::ptrdiff_t row = first / pitch; row * pitch < first + length; ++row) {
    const std::ptrdiff_t begin = std::max(first, row * pitch);
    const std::ptrdiff_t end = std::min(first + length, row * pitch + at.size.width);
    if (begin >= end) continue;
    visit(begin - first, output_pixel(at, begin), static_cast<int>(end - begin));
  }
}

}  // namespace

std::unique_ptr<Program> make_planar(const Task& task, const Kernels& kernels, const Team& team) {
  auto program = std::make_unique<Planar>(task, kernels, team);
  return program->fits() ? std::move(program) : nullptr;
}

}  // namespace twofold::core::fast
