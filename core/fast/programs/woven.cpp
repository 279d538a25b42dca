// Few channels, one filter each, as many outputs as channels (the plainest layer on a picture):
// rows stay interleaved as they are, and neighbouring floats of a row lie in the lanes. Whatever
// lane a channel falls into, its weights are there: they repeat with the number of channels.
//
//     picture, zeros around it        z                          y
//     0 0 0 r g b r g b ..  -- 3x3 -> r g b r g b ..  -- 3x3 --> r g b r g b ..
//
// The depthwise stage adds up shifted rows. So does the pointwise one: channel t of a float's own
// pixel is at most C - 1 floats away; lanes for which it is another pixel's are masked.
//
// Small pictures go through the stages in groups: what was just stored cannot be loaded again at
// another offset without a wait.
#include <algorithm>
#include <cstring>

#include "core/fast/loops/kernels.h"
#include "core/fast/programs/program.h"
#include "core/fast/tiles/scratch.h"

namespace twofold::core::fast::inline programs {
namespace {

constexpr std::size_t kBandFloats = 32 * 1024;  // of input and z: a quarter of a usual L2
constexpr int kBandRows = 8;                    // at least: what the inner loop takes at a time
constexpr int kShortRow = 8;                    // vectors
constexpr std::size_t kGroupFloats = 5 * 1024;  // small pictures together, in the L1

/// Weights of several taps, one vector a tap for every way in which the channels can begin.
class LaneTable {
 public:
  LaneTable() = default;
  LaneTable(int channels, int taps, int lanes)
      : taps_(taps), lanes_(lanes), values_(static_cast<std::size_t>(channels) * taps * lanes) {}

  /// Sets all lanes to value(tap, channel).
  template <class Value>
  void fill(int channels, Value&& value) {
    float* to = values_.data();
    for (int begin = 0; begin < channels; ++begin) {
      for (int t = 0; t < taps_; ++t) {
        for (int lane = 0; lane < lanes_; ++lane) *to++ = value(t, (begin + lane) % channels);
      }
    }
  }
  const float* data() const { return values_.data(); }
  std::size_t bytes() const { return values_.size() * sizeof(float); }

 private:
  int taps_ = 0;
  int lanes_ = 1;
  Floats values_;
};

/// Floats in a vector for rows of `row` floats. The widest vectors are slow where they begin
/// anywhere, and in short rows overlap a lot.
int woven_lanes(std::ptrdiff_t row, const Kernels& kernels) {
  const int lanes = kernels.lanes;
  const bool wasteful = lanes > 8 && row % lanes != 0 && row < kShortRow * lanes;
  return wasteful ? lanes / 2 : lanes;
}

class Woven final : public Program {
 public:
  Woven(const Task& task, const Kernels& kernels, const Team& team);
  bool fits() const { return slots_ > 0; }
  void run(const Buffers& buffers, const StopFlag* stop) override;
  std::size_t packed_bytes() const override {
    return depthwise_.bytes() + pointwise_.bytes() + masks_.bytes() + bias_.bytes();
  }
  std::size_t scratch_bytes() const override { return scratch_.bytes(); }

 private:
  void pack_depthwise(const Filter& d);
  void pack_pointwise(const Task& task);
  void load(const float* picture, int oy, int rows, float* to) const;
  void run_band(const Buffers& buffers, int b, int pictures, int oy, float* scratch) const;

  const Kernels& kernels_;
  Layer layer_;
  Shape in_;
  Extent out_;
  Pads pads_;
  int halo_;            ///< input rows that a band needs beside its own
  std::ptrdiff_t row_;  ///< floats of an output row
  int lanes_;
  std::ptrdiff_t in_pitch_;  ///< floats from one input row of a band to the next
  std::ptrdiff_t z_pitch_;
  std::vector<std::ptrdiff_t> depthwise_runs_;
  std::size_t threes_ = 0;  ///< runs of 3 taps in the depthwise filter
  std::size_t twos_ = 0;
  std::vector<std::ptrdiff_t> pointwise_runs_;
  LaneTable depthwise_;
  LaneTable pointwise_;
  LaneTable masks_;
  LaneTable bias_;
  int band_ = 0;   ///< output rows
  int bands_ = 1;  ///< of a picture
  int group_ = 1;  ///< pictures together
  int slots_ = 0;
  Scratch scratch_;
  Workers workers_;
};

Woven::Woven(const Task& task, const Kernels& kernels, const Team& team)
    : kernels_(kernels),
      layer_(task.layer),
      in_(task.in),
      out_(output_size(task.layer, task.in)),
      pads_(pads(task.layer, task.in)),
      halo_(effective_kernel(task.layer).height - 1),
      row_(static_cast<std::ptrdiff_t>(out_.width) * in_.channels),
      lanes_(woven_lanes(row_, kernels)),
      in_pitch_(row_ +
                static_cast<std::ptrdiff_t>(effective_kernel(task.layer).width - 1) * in_.channels),
      // Room on both sides for what the masks hide.
      z_pitch_(row_ + 2 * static_cast<std::ptrdiff_t>(in_.channels)),
      workers_(1) {
  const auto floats = [&](int rows) {
    return static_cast<std::size_t>((rows + halo_) * in_pitch_ + rows * z_pitch_);
  };
  band_ = out_.height;
  while (band_ > kBandRows && floats(band_) > kBandFloats) {
    ++bands_;
    band_ = (out_.height + bands_ - 1) / bands_;
  }
  bands_ = (out_.height + band_ - 1) / band_;
  if (floats(band_) > 2 * kBandFloats) return;
  if (bands_ == 1) {
    const auto fit = static_cast<std::int64_t>(kGroupFloats / floats(band_));
    const std::int64_t share = (in_.batch + team.threads - 1) / team.threads;
    group_ = static_cast<int>(std::clamp<std::int64_t>(fit, 1, share));
  }
  const std::size_t together = floats(band_) * static_cast<std::size_t>(group_);
  slots_ = Scratch::slots_that_fit(team.threads, together);
  pack_depthwise(task.depthwise);
  if (!task.pointwise.values.empty()) pack_pointwise(task);
  scratch_ = Scratch(slots_, together);
  workers_ = Workers(slots_, team.only_awake);
}

/// The depthwise filter: its rows right below each other become runs, see Weave.
void Woven::pack_depthwise(const Filter& d) {
  const int c = in_.channels;
  const int longest = layer_.dilations.height == 1 ? kLongestRun : 1;
  std::vector<Extent> order;  // of the taps
  for (int length = longest, ky = 0; length > 0; --length) {
    for (; ky + length <= d.shape.height; ky += length) {
      for (int kx = 0; kx < d.shape.width; ++kx) {
        depthwise_runs_.push_back(ky * layer_.dilations.height * in_pitch_ +
                                  static_cast<std::ptrdiff_t>(kx) * layer_.dilations.width * c);
        if (length == 3) ++threes_;
        if (length == 2) ++twos_;
        for (int t = 0; t < length; ++t) order.push_back({ky + t, kx});
      }
    }
  }
  depthwise_ = LaneTable(c, d.shape.height * d.shape.width, lanes_);
  depthwise_.fill(c, [&](int t, int q) {
    const Extent& tap = order[static_cast<std::size_t>(t)];
    return d.at(tap.height, tap.width, q, 0);
  });
}

void Woven::pack_pointwise(const Task& task) {
  const int c = in_.channels;
  const int shifts = 2 * c - 1;
  for (int s = 0; s < shifts; ++s) pointwise_runs_.push_back(s - (c - 1));
  const auto own_channel = [&](int s, int k) { return k + s - (c - 1); };
  const auto inside = [&](int t) { return t >= 0 && t < c; };
  pointwise_ = LaneTable(c, shifts, lanes_);
  pointwise_.fill(c, [&](int s, int k) {
    const int t = own_channel(s, k);
    return inside(t) ? task.pointwise.at(0, 0, t, k) : 0.0f;
  });
  masks_ = LaneTable(c, shifts, lanes_);
  masks_.fill(c, [&](int s, int k) {
    const std::uint32_t bits = inside(own_channel(s, k)) ? ~std::uint32_t{0} : 0;
    float mask = 0;
    std::memcpy(&mask, &bits, sizeof mask);
    return mask;
  });
  if (task.bias.empty()) return;
  bias_ = LaneTable(c, 1, lanes_);
  bias_.fill(c, [&](int, int k) { return task.bias[static_cast<std::size_t>(k)]; });
}

void Woven::run(const Buffers& buffers, const StopFlag* stop) {
  const int groups = (in_.batch + group_ - 1) / group_;
  workers_.run(static_cast<std::int64_t>(groups) * bands_, stop, [&](int slot, std::int64_t unit) {
    const int b = static_cast<int>(unit / bands_) * group_;
    run_band(buffers, b, std::min(group_, in_.batch - b), static_cast<int>(unit % bands_) * band_,
             scratch_.slot(slot));
  });
}

/// The input rows of output rows [oy, oy + rows), zeros around the picture; those beside it have
/// been there from the beginning.
void Woven::load(const float* picture, int oy, int rows, float* to) const {
  const std::ptrdiff_t in_row = static_cast<std::ptrdiff_t>(in_.width) * in_.channels;
  const std::ptrdiff_t left = static_cast<std::ptrdiff_t>(pads_.left) * in_.channels;
  const std::size_t inside =
      static_cast<std::size_t>(std::min(in_row, in_pitch_ - left)) * sizeof(float);
  for (int row = 0; row < rows + halo_; ++row, to += in_pitch_) {
    const int iy = oy + row - pads_.top;
    if (iy >= 0 && iy < in_.height)
      std::memcpy(to + left, picture + iy * in_row, inside);
    else if (bands_ > 1)
      std::fill_n(to, in_pitch_, 0.0f);
  }
}

/// Output rows from `oy` on of `pictures` pictures from `b` on: one band, or whole pictures.
void Woven::run_band(const Buffers& buffers, int b, int pictures, int oy, float* scratch) const {
  const int rows = std::min(band_, out_.height - oy);
  const std::ptrdiff_t picture = static_cast<std::ptrdiff_t>(in_.height) * in_.width * in_.channels;
  const std::ptrdiff_t in_floats = (band_ + halo_) * in_pitch_;
  for (int p = 0; p < pictures; ++p)
    load(buffers.x + (b + p) * picture, oy, rows, scratch + p * in_floats);
  const std::ptrdiff_t first = (static_cast<std::ptrdiff_t>(b) * out_.height + oy) * row_;
  const bool direct = !buffers.y;
  float* z = direct ? buffers.z + first : scratch + group_ * in_floats + in_.channels;
  const std::ptrdiff_t z_pitch = direct ? row_ : z_pitch_;
  Weave job;
  job.in_step = in_pitch_;
  job.runs = depthwise_runs_;
  job.threes = threes_;
  job.twos = twos_;
  job.taps = static_cast<std::ptrdiff_t>(layer_.kernel.area());
  job.weights = depthwise_.data();
  job.channels = in_.channels;
  job.half = lanes_ < kernels_.lanes;
  job.out_step = z_pitch;
  job.rows = rows;
  job.length = row_;
  for (int p = 0; p < pictures; ++p) {
    job.in = scratch + p * in_floats;
    job.out = z + p * rows * z_pitch;
    kernels_.weave(job);
  }
  if (direct) return;
  const int all_rows = pictures * rows;
  for (int row = 0; buffers.z && row < all_rows; ++row)
    std::copy_n(z + row * z_pitch, row_, buffers.z + first + row * row_);
  job.in = z;
  job.in_step = z_pitch;
  job.runs = pointwise_runs_;
  job.threes = job.twos = 0;
  job.taps = std::ssize(pointwise_runs_);
  job.weights = pointwise_.data();
  job.masks = masks_.data();
  job.out = buffers.y + first;
  job.out_step = row_;
  job.rows = all_rows;
  job.bias = bias_.bytes() > 0 ? bias_.data() : nullptr;
  kernels_.weave(job);
}

}  // namespace

std::unique_ptr<Program> make_woven(const Task& task, const Kernels& kernels, const Team& team) {
  auto program = std::make_unique<Woven>(task, kernels, team);
  return program->fits() ? std::move(program) : nullptr;
}

}  // namespace twofold::core::fast::inline programs
