#include "core/fast/programs/plane_program.h"

#include <hwy/cache_control.h>

#include <algorithm>

namespace twofold::core::fast::inline programs {
namespace {

constexpr std::int64_t kCacheFloats = std::int64_t{8} << 20;

}  // namespace

bool exceeds_caches(const Layer& layer, const Shape& in) {
  return in.count() + output_shape(layer, in).count() > kCacheFloats;
}

PlaneProgram::PlaneProgram(const Task& task, const Kernels& kernels)
    : kernels_(kernels),
      in_(task.in),
      out_(output_size(task.layer, task.in)),
      past_caches_(exceeds_caches(task.layer, task.in)),
      tile_(task.layer, task.in),
      bias_(task.bias),
      workers_(1) {}

bool PlaneProgram::make_room(const Team& team, std::size_t floats, std::size_t pointers) {
  floats += tile_.floats();
  slots_ = Scratch::slots_that_fit(team.threads, floats);
  if (!fits()) return false;
  scratch_ = Scratch(slots_, floats);
  from_.assign(static_cast<std::size_t>(slots_), std::vector<const float*>(pointers));
  workers_ = Workers(slots_, team.only_awake);
  return true;
}

void PlaneProgram::run(const Buffers& buffers, const StopFlag* stop) {
  // Two captures: more would be memory that a run takes.
  workers_.run(tiles_.count(), stop, [this, &buffers](int slot, std::int64_t tile) {
    run_tile(buffers, place(slot, tile));
    // What went past the caches must be there for whoever is told that the run is over.
    if (past_caches_) hwy::FlushStream();
  });
}

void PlaneProgram::load_planes(const float* x, const LoadedTile& at) const {
  // With a tile for the whole picture the zeros around it are written once, by Scratch.
  const bool zeros_stand = tiles_.per_picture() == 1;
  tile_.load(kernels_, picture(x, at.b), at.oy, at.ox, zeros_stand, at.planes);
}

PlaneProgram::LoadedTile PlaneProgram::place(int slot, std::int64_t tile) {
  const std::size_t mine = static_cast<std::size_t>(slot);
  float* planes = scratch_.slot(slot);
  return {tiles_[tile], tiles_[std::min(tile + slots_, tiles_.count() - 1)], planes,
          planes + tile_.floats(), from_[mine]};
}

const float* PlaneProgram::picture(const float* x, int b) const {
  return x + static_cast<std::ptrdiff_t>(b) * in_.height * in_.width * in_.channels;
}

Ahead PlaneProgram::next_input(const LoadedTile& at, const float* x, int row, int column,
                               Extent outputs) const {
  return tile_.ahead(picture(x, at.next.b), at.next.oy + row, at.next.ox + column, outputs);
}

std::int64_t PlaneProgram::output_pixel(const LoadedTile& at, std::ptrdiff_t row,
                                        std::ptrdiff_t column) const {
  const std::int64_t out_row = static_cast<std::int64_t>(at.b) * out_.height + at.oy + row;
  return out_row * out_.width + at.ox + column;
}

}  // namespace twofold::core::fast::inline programs
