#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "app/io/pictures/byte_reader.h"
#include "app/io/pictures/canvas.h"
#include "app/io/pictures/picture_limits.h"
#include "app/io/pictures/readers.h"

namespace twofold::io::inline pictures {
namespace {

constexpr std::size_t kHeader = 18;

enum class Kind { mapped = 1, colour = 2, grey = 3 };

struct Header {
  bool has_map = false;
  Kind kind = Kind::colour;
  bool packed = false;
  std::size_t map_first = 0;
  std::size_t map_length = 0;
  int map_bits = 0;
  int width = 0;
  int height = 0;
  int bits = 0;
  int alpha_bits = 0;
  bool from_right = false;
  bool from_top = false;
  bool interleaved = false;

  std::size_t pixel_bytes() const { return static_cast<std::size_t>(bits + 7) / 8; }
  std::size_t map_bytes() const { return static_cast<std::size_t>(map_bits + 7) / 8; }
  /// Of what holds the colour: the pixel, or an entry of the map.
  int colour_bits() const { return kind == Kind::mapped ? map_bits : bits; }
  bool has_alpha() const {
    if (alpha_bits == 0) return false;
    return kind == Kind::grey ? bits == 16 : colour_bits() == 16 || colour_bits() == 32;
  }
};

/// What the 18 bytes say; nothing if no TGA can begin so.
std::optional<Header> header_of(std::string_view bytes) {
  ByteReader reader(bytes);
  reader.take(1);
  const int map = reader.byte();
  const int type = reader.byte();
  Header h;
  h.has_map = map == 1;
  h.packed = type > 8;
  h.kind = static_cast<Kind>(type & 7);
  h.map_first = reader.little(2);
  h.map_length = reader.little(2);
  h.map_bits = reader.byte();
  reader.take(4);  // where on a screen it stood
  h.width = static_cast<int>(reader.little(2));
  h.height = static_cast<int>(reader.little(2));
  h.bits = reader.byte();
  const int descriptor = reader.byte();
  h.alpha_bits = descriptor & 0x0f;
  h.from_right = (descriptor & 0x10) != 0;
  h.from_top = (descriptor & 0x20) != 0;
  h.interleaved = (descriptor & 0xc0) != 0;
  const bool known_type = (type >= 1 && type <= 3) || (type >= 9 && type <= 11);
  if (reader.short_of_bytes || map > 1 || !known_type) return std::nullopt;
  return h;
}

bool is_colour_depth(int bits) { return bits == 15 || bits == 16 || bits == 24 || bits == 32; }

bool known_depths(const Header& h) {
  switch (h.kind) {
    case Kind::mapped: return (h.bits == 8 || h.bits == 16) && is_colour_depth(h.map_bits);
    case Kind::colour: return is_colour_depth(h.bits);
    case Kind::grey: return h.bits == 8 || h.bits == 16;
  }
  return false;
}

using Colour = std::array<std::uint8_t, 4>;  ///< red, green, blue, alpha

/// A colour of 15, 16, 24 or 32 bits, blue in the lowest.
Colour colour_of(std::uint32_t pixel, int bits) {
  const auto byte = [&](int shift) { return static_cast<std::uint8_t>(pixel >> shift & 255); };
  if (bits >= 24) return {byte(16), byte(8), byte(0), byte(24)};
  const auto five = [&](int shift) {
    return static_cast<std::uint8_t>(((pixel >> shift & 31) * 255 + 15) / 31);
  };
  return {five(10), five(5), five(0), static_cast<std::uint8_t>(pixel >> 15 & 1 ? 255 : 0)};
}

/// The pixels of the file one after the other; runs may cross rows.
class Pixels {
 public:
  Pixels(std::string_view bytes, const Header& header) : reader_(bytes), header_(header) {}

  std::uint32_t next() {
    const std::size_t bytes = header_.pixel_bytes();
    if (!header_.packed) return reader_.little(bytes);
    if (left_ == 0) {
      const int packet = reader_.byte();
      left_ = 1 + (packet & 127);
      repeated_ = packet >= 128;
      if (repeated_) pixel_ = reader_.little(bytes);
    }
    --left_;
    return repeated_ ? pixel_ : reader_.little(bytes);
  }

  bool ran_out() const { return reader_.short_of_bytes; }

 private:
  ByteReader reader_;
  const Header& header_;
  int left_ = 0;
  bool repeated_ = false;
  std::uint32_t pixel_ = 0;
};

/// Colours by index; an index without one is black.
class ColourMap {
 public:
  ColourMap(std::string_view bytes, const Header& header) : first_(header.map_first) {
    ByteReader reader(bytes);
    colours_.reserve(header.map_length);
    for (std::size_t i = 0; i < header.map_length; ++i) {
      colours_.push_back(colour_of(reader.little(header.map_bytes()), header.map_bits));
    }
  }
  Colour at(std::uint32_t index) const {
    const bool known = index >= first_ && index - first_ < colours_.size();
    return known ? colours_[index - first_] : Colour{0, 0, 0, 255};
  }

 private:
  std::size_t first_;
  std::vector<Colour> colours_;
};

/// Writes one pixel's samples.
void put(const Header& h, const ColourMap& map, std::uint32_t pixel, bool alpha, std::uint8_t* to) {
  if (h.kind == Kind::grey) {
    to[0] = static_cast<std::uint8_t>(pixel & 255);
    if (alpha) to[1] = static_cast<std::uint8_t>(pixel >> 8 & 255);
    return;
  }
  const Colour colour = h.kind == Kind::mapped ? map.at(pixel) : colour_of(pixel, h.bits);
  std::copy_n(colour.begin(), alpha ? 4 : 3, to);
}

/// Whether so few bytes can hold so many pixels.
bool can_hold(std::string_view bytes, const Header& h) {
  const std::size_t pixels = static_cast<std::size_t>(h.width) * static_cast<std::size_t>(h.height);
  constexpr std::size_t kLongestRun = 128;
  return (h.packed ? pixels / kLongestRun : pixels * h.pixel_bytes()) <= bytes.size();
}

Result<StoredPicture> read_pixels(std::string_view bytes, const Header& h, const ColourMap& map) {
  const bool alpha = h.has_alpha();
  const std::size_t channels = (h.kind == Kind::grey ? 1 : 3) + (alpha ? 1 : 0);
  Canvas canvas(h.width, h.height, static_cast<int>(channels));
  Pixels pixels(bytes, h);
  std::vector<std::uint8_t> row(channels * static_cast<std::size_t>(h.width));
  for (int y = 0; y < h.height; ++y) {
    for (int x = 0; x < h.width; ++x) {
      const int column = h.from_right ? h.width - 1 - x : x;
      put(h, map, pixels.next(), alpha, row.data() + channels * static_cast<std::size_t>(column));
    }
    if (pixels.ran_out()) return cut_off();
    canvas.set_row(h.from_top ? y : h.height - 1 - y, row.data());
  }
  return std::move(canvas).finish();
}

}  // namespace

bool is_tga(std::string_view bytes) {
  const std::optional<Header> h = header_of(bytes);
  // No mark tells a TGA: everything that its header states has to make sense.
  return h && h->width > 0 && h->height > 0 && known_depths(*h) &&
         (h->kind != Kind::mapped || h->has_map) && (!h->has_map || is_colour_depth(h->map_bits));
}

Result<StoredPicture> read_tga(std::string_view bytes) {
  const Header h = *header_of(bytes);
  if (const std::optional<Error> problem = size_problem(h.width, h.height)) return *problem;
  if (h.interleaved) return not_read("a TGA whose rows are interleaved");
  ByteReader reader(bytes);
  const std::size_t name = reader.little(1);
  reader.take(kHeader - 1 + name);
  const std::string_view map = reader.take(h.has_map ? h.map_length * h.map_bytes() : 0);
  if (reader.short_of_bytes || !can_hold(reader.rest(), h)) return cut_off();
  return read_pixels(reader.rest(), h, ColourMap(h.kind == Kind::mapped ? map : "", h));
}

}  // namespace twofold::io::inline pictures
