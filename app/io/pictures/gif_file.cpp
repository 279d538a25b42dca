#include "app/io/pictures/gif_file.h"

#include <cgif.h>

#include <algorithm>
#include <cmath>

namespace twofold::io::inline pictures {
namespace {

constexpr int kColours = 255;
constexpr int kCells = 1 << 15;

/// 5 bits a channel.
int cell_of(const std::uint8_t* rgb) { return rgb[0] >> 3 << 10 | rgb[1] >> 3 << 5 | rgb[2] >> 3; }

/// The colours that fall into one cell: how many pixels, and their sum.
struct Cell {
  std::int64_t pixels = 0;
  std::array<std::int64_t, 3> sum{};

  double mean(std::size_t channel) const {
    return static_cast<double>(sum[channel]) / static_cast<double>(pixels);
  }
};

using Box = std::vector<Cell>;

std::vector<Cell> histogram(const std::vector<paint::Rgba8>& samples) {
  std::vector<Cell> cells(kCells);
  for (const paint::Rgba8& sample : samples) {
    for (std::size_t i = 0; i < sample.pixels.size(); i += 4) {
      Cell& cell = cells[static_cast<std::size_t>(cell_of(&sample.pixels[i]))];
      ++cell.pixels;
      for (std::size_t c = 0; c < 3; ++c) cell.sum[c] += sample.pixels[i + c];
    }
  }
  std::erase_if(cells, [](const Cell& cell) { return cell.pixels == 0; });
  return cells;
}

/// A box's widest channel and how wide it is; 0 for a single colour.
struct Side {
  std::size_t channel = 0;
  double width = 0;
};

Side widest_side(const Box& box) {
  Side widest;
  for (std::size_t c = 0; c < 3 && box.size() > 1; ++c) {
    const auto [low, high] =
        std::minmax_element(box.begin(), box.end(),
                            [c](const Cell& a, const Cell& b) { return a.mean(c) < b.mean(c); });
    const double width = high->mean(c) - low->mean(c);
    if (width > widest.width) widest = {c, width};
  }
  return widest;
}

/// Takes the upper half of the box's pixels, along its widest side, out of it.
Box split(Box& box) {
  const std::size_t c = widest_side(box).channel;
  std::sort(box.begin(), box.end(),
            [c](const Cell& a, const Cell& b) { return a.mean(c) < b.mean(c); });
  std::int64_t all = 0;
  for (const Cell& cell : box) all += cell.pixels;
  std::size_t at = 0;
  for (std::int64_t below = 0; at + 1 < box.size() && 2 * below < all; ++at)
    below += box[at].pixels;
  Box upper(box.begin() + static_cast<std::ptrdiff_t>(at), box.end());
  box.resize(at);
  return upper;
}

std::array<std::uint8_t, 3> mean_colour(const Box& box) {
  Cell all;
  for (const Cell& cell : box) {
    all.pixels += cell.pixels;
    for (std::size_t c = 0; c < 3; ++c) all.sum[c] += cell.sum[c];
  }
  std::array<std::uint8_t, 3> colour{};
  for (std::size_t c = 0; c < 3; ++c)
    colour[c] = static_cast<std::uint8_t>(std::lround(all.mean(c)));
  return colour;
}

int append(void* bytes, const std::uint8_t* data, std::size_t count) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), count);
  return 0;
}

}  // namespace

GifPalette::GifPalette(const std::vector<paint::Rgba8>& samples)
    : nearest_(static_cast<std::size_t>(kCells), -1) {
  std::vector<Box> boxes{histogram(samples)};
  if (boxes.front().empty()) boxes.front().push_back({1, {}});
  while (boxes.size() < kColours) {
    const auto widest = std::max_element(
        boxes.begin(), boxes.end(),
        [](const Box& a, const Box& b) { return widest_side(a).width < widest_side(b).width; });
    if (widest_side(*widest).width == 0) break;
    Box upper = split(*widest);
    boxes.push_back(std::move(upper));
  }
  count_ = static_cast<int>(boxes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const auto colour = mean_colour(boxes[i]);
    std::copy(colour.begin(), colour.end(), bytes_.begin() + static_cast<std::ptrdiff_t>(3 * i));
  }
}

std::uint8_t GifPalette::index(const std::uint8_t* rgb) {
  std::int16_t& known = nearest_[static_cast<std::size_t>(cell_of(rgb))];
  if (known >= 0) return static_cast<std::uint8_t>(known);
  int best = 1 << 30;
  for (int i = 0; i < count_; ++i) {
    int distance = 0;
    for (int c = 0; c < 3; ++c) {
      const int difference =
          rgb[c] - bytes_[3 * static_cast<std::size_t>(i) + static_cast<std::size_t>(c)];
      distance += difference * difference;
    }
    if (distance >= best) continue;
    best = distance;
    known = static_cast<std::int16_t>(i);
  }
  return static_cast<std::uint8_t>(known);
}

GifWriter::GifWriter(const std::vector<paint::Rgba8>& samples)
    : palette_(samples), width_(samples.front().width), height_(samples.front().height) {
  CGIF_Config config{};
  // It only reads them.
  config.pGlobalPalette = const_cast<std::uint8_t*>(palette_.bytes().data());
  config.numGlobalPaletteEntries = kColours;
  config.attrFlags = CGIF_ATTR_IS_ANIMATED;
  config.width = static_cast<std::uint16_t>(width_);
  config.height = static_cast<std::uint16_t>(height_);
  config.pWriteFn = append;
  config.pContext = &bytes_;
  gif_ = cgif_newgif(&config);
}

GifWriter::~GifWriter() {
  if (gif_) cgif_close(gif_);
}

Result<Done> GifWriter::add(const paint::Rgba8& frame, int delay) {
  if (!gif_ || frame.width != width_ || frame.height != height_)
    return Error{"the GIF cannot be made: out of memory, or its frames differ in size"};
  std::vector<std::uint8_t> indices(frame.pixels.size() / 4);
  for (std::size_t i = 0; i < indices.size(); ++i)
    indices[i] = palette_.index(&frame.pixels[4 * i]);
  CGIF_FrameConfig config{};
  config.pImageData = indices.data();
  config.genFlags = CGIF_FRAME_GEN_USE_TRANSPARENCY | CGIF_FRAME_GEN_USE_DIFF_WINDOW;
  config.delay = static_cast<std::uint16_t>(delay);
  if (cgif_addframe(gif_, &config) != CGIF_OK)
    return Error{"the GIF cannot be made: a frame was refused"};
  return Done{};
}

Result<std::string> GifWriter::bytes() {
  const int closed = gif_ ? cgif_close(gif_) : CGIF_ERROR;
  gif_ = nullptr;
  if (closed != CGIF_OK) return Error{"the GIF cannot be made: it has no complete frame"};
  return std::move(bytes_);
}

}  // namespace twofold::io::inline pictures
