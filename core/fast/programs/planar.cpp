// Few channels: a tile of the picture is taken apart into planes (planes.h), filtered with pixels
// in the lanes, piece by piece of a length that keeps the intermediates in the first-level cache,
// and mixed from there straight into the output.
#include <algorithm>

#include "core/fast/programs/plane_program.h"
#include "core/fast/tiles/plane_tiles.h"
#include "core/fast/tiles/run_filter.h"

namespace twofold::core::fast::inline programs {
namespace {

constexpr std::size_t kPieceFloats = 5 * 1024;  // of intermediates: they share the L1
constexpr int kPieceStep = 48;                  // whole tiles of every loop
constexpr std::ptrdiff_t kPieceSlack = 80;      // wide loops write past the end of a plane

class Planar final : public PlaneProgram {
 public:
  Planar(const Task& task, const Kernels& kernels, const Team& team);
  std::size_t packed_bytes() const override {
    return matrix_.bytes() + runs_.bytes() + (depthwise_.size() + mix_.size()) * sizeof(float) +
           bias_bytes();
  }

 private:
  void choose_tile(int threads);
  void pack(const Task& task);
  void run_tile(const Buffers& buffers, const LoadedTile& at) const override;
  Ahead input_ahead(const LoadedTile& at, const float* x, std::ptrdiff_t first,
                    std::ptrdiff_t length) const;
  Ahead own_output(const LoadedTile& at, float* y, std::ptrdiff_t first,
                   std::ptrdiff_t length) const;
  std::int64_t pixel_at(const LoadedTile& at, std::ptrdiff_t place) const;
  void filter(const LoadedTile& at, std::ptrdiff_t first, std::ptrdiff_t length,
              const Ahead& ahead) const;
  std::span<const float* const> sources(const LoadedTile& at, std::ptrdiff_t first) const;
  void mix(const LoadedTile& at, std::ptrdiff_t first, std::ptrdiff_t length, float* y) const;
  void deliver(const Planes& planes, int channels, const LoadedTile& at, std::ptrdiff_t first,
               std::ptrdiff_t length, float* to) const;
  template <class Visit>
  void for_each_row(const LoadedTile& at, std::ptrdiff_t first, std::ptrdiff_t length,
                    Visit&& visit) const;

  /// A piece's intermediates, and its outputs where pixels lie in the lanes.
  Planes z(const LoadedTile& at) const { return {at.rest, piece_ + kPieceSlack}; }
  Planes mixed(const LoadedTile& at) const { return {z(at)[z_channels_], piece_ + kPieceSlack}; }
  int mixed_planes() const { return y_lanes_ == 0 ? y_channels_ : 0; }

  Layer layer_;
  bool standard_;
  int z_channels_ = 0;            ///< 0 for the standard convolution
  int y_channels_ = 0;            ///< 0 for the depthwise stage alone
  int y_lanes_ = 0;               ///< that hold output channels; 0 if they hold pixels
  std::vector<float> depthwise_;  ///< [q][ky, kx][r]
  PackedMatrix matrix_;           ///< pointwise filter, output channels in the lanes
  RunFilter runs_;                ///< the same for the standard filter
  std::vector<float> mix_;        ///< either for few output channels, pixels in the lanes
  std::ptrdiff_t piece_ = 0;      ///< pixels whose intermediates are in cache at a time
};

Planar::Planar(const Task& task, const Kernels& kernels, const Team& team)
    : PlaneProgram(task, kernels),
      layer_(task.layer),
      standard_(task.standard),
      z_channels_(task.standard ? 0 : intermediate_channels(task.layer, task.in)),
      y_channels_(task.standard ? task.full.shape.out : task.pointwise.shape.out),
      y_lanes_(output_lanes(kernels.lanes, y_channels_)) {
  choose_tile(team.threads);
  const std::ptrdiff_t planes = z_channels_ + mixed_planes();
  const std::size_t pointers = static_cast<std::size_t>(
      std::max<std::int64_t>(standard_ ? tile_.taps() : layer_.kernel.area(), z_channels_));
  if (make_room(team, static_cast<std::size_t>(planes * (piece_ + kPieceSlack)), pointers))
    pack(task);
}

void Planar::choose_tile(int threads) {
  tiles_ = choose_tiles(tile_, in_.batch, out_, threads, {});
  const std::ptrdiff_t channels = std::max(1, z_channels_ + mixed_planes());
  piece_ = static_cast<std::ptrdiff_t>(kPieceFloats) / channels / kPieceStep * kPieceStep;
  piece_ = std::clamp<std::ptrdiff_t>(piece_, kPieceStep, 1008);
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

void Planar::run_tile(const Buffers& buffers, const LoadedTile& at) const {
  load_planes(buffers.x, at);
  const std::ptrdiff_t end =
      static_cast<std::ptrdiff_t>(at.size.height - 1) * tile_.pitch() + at.size.width;
  for (std::ptrdiff_t first = 0; first < end; first += piece_) {
    const std::ptrdiff_t length = std::min(piece_, end - first);
    if (!standard_) filter(at, first, length, input_ahead(at, buffers.x, first, length));
    if (buffers.z) deliver(z(at), z_channels_, at, first, length, buffers.z);
    if (buffers.y) mix(at, first, length, buffers.y);
  }
}

/// The rows of the next tile's input that lie where those which begin among these pixels lie in
/// theirs.
Ahead Planar::input_ahead(const LoadedTile& at, const float* x, std::ptrdiff_t first,
                          std::ptrdiff_t length) const {
  const int row = static_cast<int>((first + tile_.pitch() - 1) / tile_.pitch());
  const int end = static_cast<int>((first + length + tile_.pitch() - 1) / tile_.pitch());
  const int width = at.next.size.width;
  Ahead ahead = next_input(at, x, row, 0, {end - row, width});
  ahead.per_pixel = (ahead.per_pixel * width + length - 1) / length;
  return ahead;
}

/// Where the outputs of these pixels go, more or less: memory hands over lines that are to be
/// written as slowly as those that are to be read.
Ahead Planar::own_output(const LoadedTile& at, float* y, std::ptrdiff_t first,
                         std::ptrdiff_t length) const {
  const std::int64_t last = static_cast<std::int64_t>(in_.batch) * out_.area() - length;
  if (last < 0) return {};
  return {y + std::min(pixel_at(at, first), last) * y_channels_, 0, 1, y_channels_};
}

/// The output's pixel at a place in the tile.
std::int64_t Planar::pixel_at(const LoadedTile& at, std::ptrdiff_t place) const {
  const std::ptrdiff_t row = place / tile_.pitch();
  return output_pixel(at, row, place - row * tile_.pitch());
}

/// Pixels [first, first + length) of the tile: the depthwise stage.
void Planar::filter(const LoadedTile& at, std::ptrdiff_t first, std::ptrdiff_t length,
                    const Ahead& ahead) const {
  const int m = layer_.channel_multiplier;
  const std::size_t area = static_cast<std::size_t>(layer_.kernel.area());
  const Planes to = z(at);
  for (int q = 0; q < in_.channels; ++q) {
    for (std::size_t t = 0; t < area; ++t)
      at.from[t] = at.planes + tile_.tap_offset(static_cast<int>(t) * in_.channels + q) + first;
    kernels_.mix_planes({at.from.first(area),
                         depthwise_.data() + static_cast<std::ptrdiff_t>(q * area) * m,
                         m,
                         {to[static_cast<std::ptrdiff_t>(q) * m], to.stride},
                         length,
                         nullptr,
                         q == 0 ? ahead : Ahead{}});
  }
}

/// What the outputs of pixels from `first` on are mixed from: the intermediates or (standard) taps.
std::span<const float* const> Planar::sources(const LoadedTile& at, std::ptrdiff_t first) const {
  std::size_t count = 0;
  for (int t = 0; t < z_channels_; ++t) at.from[count++] = z(at)[t];
  for (const std::ptrdiff_t offset : runs_.begins) at.from[count++] = at.planes + offset + first;
  for (int t = 0; standard_ && runs_.begins.empty() && t < tile_.taps(); ++t)
    at.from[count++] = at.planes + tile_.tap_offset(t) + first;
  return at.from.first(count);
}

/// The same pixels' outputs.
void Planar::mix(const LoadedTile& at, std::ptrdiff_t first, std::ptrdiff_t length,
                 float* y) const {
  const std::span<const float* const> from = sources(at, first);
  if (mix_.empty()) {
    for_each_row(at, first, length, [&](std::ptrdiff_t begin, std::int64_t pixel, int count) {
      kernels_.multiply_planes({from, runs_.threes, runs_.twos, begin,
                                standard_ ? &runs_.matrix : &matrix_, y + pixel * y_channels_,
                                count, bias(), past_caches_});
    });
    return;
  }
  kernels_.mix_planes({from, mix_.data(), y_channels_, mixed(at), length, bias(),
                       own_output(at, y, first, length)});
  deliver(mixed(at), y_channels_, at, first, length, y);
}

/// Planes of a piece to interleaved channels.
void Planar::deliver(const Planes& planes, int channels, const LoadedTile& at, std::ptrdiff_t first,
                     std::ptrdiff_t length, float* to) const {
  for_each_row(at, first, length, [&](std::ptrdiff_t begin, std::int64_t pixel, int count) {
    kernels_.interleave(
        {planes.data + begin, planes.stride, channels, count, to + pixel * channels});
  });
}

/// Visits the parts of output rows in pixels [first, first + length) of the tile: where they begin
/// in the piece, at which pixel of the output, and how many there are.
template <class Visit>
void Planar::for_each_row(const LoadedTile& at, std::ptrdiff_t first, std::ptrdiff_t length,
                          Visit&& visit) const {
  const std::ptrdiff_t pitch = tile_.pitch();
  for (std::ptrdiff_t row = first / pitch; row * pitch < first + length; ++row) {
    const std::ptrdiff_t begin = std::max(first, row * pitch);
    const std::ptrdiff_t end = std::min(first + length, row * pitch + at.size.width);
    if (begin >= end) continue;
    visit(begin - first, pixel_at(at, begin), static_cast<int>(end - begin));
  }
}

}  // namespace

std::unique_ptr<Program> make_planar(const Task& task, const Kernels& kernels, const Team& team) {
  auto program = std::make_unique<Planar>(task, kernels, team);
  return program->fits() ? std::move(program) : nullptr;
}

}  // namespace twofold::core::fast::inline programs
