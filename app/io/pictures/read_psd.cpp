#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "app/io/pictures/byte_reader.h"
#include "app/io/pictures/picture_limits.h"
#include "app/io/pictures/readers.h"

namespace twofold::io::inline pictures {
namespace {

/// Unpacks one row: n >= 0 is followed by n + 1 bytes as they are, n < 0 by one byte that stands
/// -n + 1 times, -128 by nothing. False if the packed bytes end before the row does.
bool unpack_row(std::string_view packed, std::string& row) {
  ByteReader reader(packed);
  std::size_t at = 0;
  while (at < row.size()) {
    const int byte = reader.byte();
    const int n = byte < 128 ? byte : byte - 256;
    const std::size_t count = std::min<std::size_t>(row.size() - at, n >= 0 ? n + 1 : 1 - n);
    const std::string_view taken = reader.take(n >= 0 ? count : n == -128 ? 0 : 1);
    if (reader.short_of_bytes) return false;
    if (n == -128) continue;
    const auto to = row.begin() + static_cast<std::ptrdiff_t>(at);
    if (n >= 0) {
      std::copy(taken.begin(), taken.end(), to);
    } else {
      std::fill_n(to, count, taken.front());
    }
    at += count;
  }
  return true;
}

enum class Mode : std::uint32_t { grey = 1, rgb = 3, duotone = 8 };

/// The names of the modes by number, for who is refused.
std::string_view mode_name(std::uint32_t mode) {
  constexpr std::string_view kNames[] = {
      "black and white", "grey",   "indexed colour", "RGB",     "CMYK",
      "mode 5",          "mode 6", "several inks",   "duotone", "Lab colour"};
  return mode < std::size(kNames) ? kNames[mode] : "an unknown mode";
}

/// What the header states.
struct Header {
  int width = 0;
  int height = 0;
  int bits = 8;
  int colours = 1;   ///< 1 or 3
  int channels = 1;  ///< the colours, perhaps transparency, then selections that were saved

  std::size_t row_bytes() const { return static_cast<std::size_t>(width) * bits / 8; }
};

Result<Header> read_header(ByteReader& reader) {
  reader.take(4);
  const std::uint32_t version = reader.big(2);
  reader.take(6);
  const std::uint32_t channels = reader.big(2);
  const std::uint32_t height = reader.big(4);
  const std::uint32_t width = reader.big(4);
  const std::uint32_t bits = reader.big(2);
  const std::uint32_t mode = reader.big(2);
  if (reader.short_of_bytes) return cut_off();
  if (version != 1) return not_read("a large Photoshop document (PSB)");
  const auto is = [&](Mode m) { return mode == static_cast<std::uint32_t>(m); };
  const bool known = is(Mode::grey) || is(Mode::rgb) || is(Mode::duotone);
  if (!known || (bits != 8 && bits != 16)) {
    return not_read(fmt::format("a Photoshop file in {} of {} bit", mode_name(mode), bits));
  }
  if (const std::optional<Error> problem = size_problem(width, height)) return *problem;
  const std::uint32_t colours = is(Mode::rgb) ? 3 : 1;
  if (channels < colours) return damaged("it has fewer channels than its colours need");
  return Header{static_cast<int>(width), static_cast<int>(height), static_cast<int>(bits),
                static_cast<int>(colours), static_cast<int>(channels)};
}

std::string_view section(ByteReader& reader) { return reader.take(reader.big(4)); }

bool counts_below_zero(std::string_view layer_info) {
  ByteReader reader(layer_info);
  return (reader.big(2) & 0x8000) != 0;
}

/// Whether the first channel behind the colours is the picture's transparency: the number of layers
/// is negative then. Any other further channel is a selection that somebody saved.
bool has_transparency(std::string_view layers) {
  ByteReader reader(layers);
  const std::string_view info = section(reader);
  if (!info.empty()) return counts_below_zero(info);
  section(reader);  // a mask of all layers
  // With 16 bit the layers stand in a block of their own.
  while (!reader.short_of_bytes) {
    reader.take(4);
    const std::string_view key = reader.take(4);
    const std::string_view block = section(reader);
    if (key == "Lr16" && counts_below_zero(block)) return true;
    if (key == "Mt16") return true;
    reader.take((4 - block.size() % 4) % 4);
  }
  return false;
}

/// Puts one row of one channel into the picture.
void set_row(std::string_view row, const Header& header, int channel, float* to) {
  const std::size_t bytes = static_cast<std::size_t>(header.bits) / 8;
  const float most = bytes == 1 ? 255.0f : 65535.0f;
  ByteReader samples(row);
  for (int x = 0; x < header.width; ++x, to += header.colours) {
    const float value = static_cast<float>(samples.big(bytes)) / most;
    if (channel < header.colours) {
      to[channel] = value;
    } else if (value == 0) {
      std::fill(to, to + header.colours, 1.0f);
    }
  }
}

/// Reads the first `channels` channels; a sentence if they are not all there.
std::optional<Error> read_channels(ByteReader& reader, const Header& header, int channels,
                                   core::Tensor& values) {
  const bool packed = reader.big(2) == 1;
  const std::size_t rows = static_cast<std::size_t>(header.height) * channels;
  ByteReader lengths(packed ? reader.take(std::size_t{2} * header.channels * header.height) : "");
  // A packed row takes at least two bytes for every 128 that it stands for.
  if (reader.short_of_bytes ||
      rows * (packed ? header.row_bytes() / 64 : header.row_bytes()) > reader.rest().size()) {
    return cut_off();
  }
  values = core::Tensor({1, header.height, header.width, header.colours});
  std::string unpacked(header.row_bytes(), '\0');
  for (int channel = 0; channel < channels; ++channel) {
    for (int y = 0; y < header.height; ++y) {
      const std::string_view row = reader.take(packed ? lengths.big(2) : header.row_bytes());
      if (reader.short_of_bytes) return cut_off();
      if (packed && !unpack_row(row, unpacked)) {
        return damaged(fmt::format("row {} of channel {} ends too early", y, channel));
      }
      set_row(packed ? unpacked : row, header, channel, values.pixel(0, y, 0));
    }
  }
  return std::nullopt;
}

}  // namespace

bool is_psd(std::string_view bytes) { return bytes.substr(0, 4) == "8BPS"; }

Result<StoredPicture> read_psd(std::string_view bytes) {
  ByteReader reader(bytes);
  const Result<Header> header = read_header(reader);
  if (!header) return header.error();
  section(reader);  // a palette
  section(reader);  // notes
  const std::string_view layers = section(reader);
  const std::uint32_t packing = ByteReader(reader).big(2);
  if (reader.short_of_bytes || reader.rest().size() < 2) return cut_off();
  if (packing > 1) return not_read("a Photoshop file whose flattened picture is packed by ZIP");

  StoredPicture picture;
  picture.bits = header->bits;
  picture.had_alpha = header->channels > header->colours && has_transparency(layers);
  const int channels = header->colours + (picture.had_alpha ? 1 : 0);
  const std::optional<Error> error = read_channels(reader, *header, channels, picture.values);
  if (error) return *error;
  if (picture.had_alpha) {
    picture.note(header->colours == 3 ? "RGBA" : "grey with alpha");
    picture.note("alpha composited on white");
  }
  if (picture.bits == 16) picture.note("16 bit");
  return picture;
}

}  // namespace twofold::io::inline pictures
