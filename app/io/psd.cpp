#include "app/io/psd.h"

#include <algorithm>
#include <optional>
#include <string>

#include "app/io/picture_limits.h"

namespace twofold::io {
namespace {

/// Takes big-endian numbers and runs of bytes off the front; `short_of_bytes` once they ran out.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::string_view take(std::size_t count) {
    short_of_bytes = short_of_bytes || count > rest_.size();
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  std::uint32_t number(std::size_t bytes) {
    std::uint32_t value = 0;
    for (const char byte : take(bytes)) value = value << 8 | static_cast<unsigned char>(byte);
    return value;
  }
  void skip_section() { take(number(4)); }

  bool short_of_bytes = false;

 private:
  std::string_view rest_;
};

/// One row of packed bytes: n >= 0 is followed by n + 1 bytes as they are, n < 0 by one byte that
/// stands -n + 1 times, -128 by nothing.
void unpack_row(Reader& reader, std::string& row) {
  std::size_t at = 0;
  while (at < row.size() && !reader.short_of_bytes) {
    const int byte = static_cast<int>(reader.number(1));
    const int n = byte < 128 ? byte : byte - 256;
    if (n == -128) continue;
    const std::size_t count = std::min<std::size_t>(row.size() - at, n >= 0 ? n + 1 : 1 - n);
    if (n >= 0) {
      const std::string_view run = reader.take(count);
      std::copy(run.begin(), run.end(), row.begin() + static_cast<std::ptrdiff_t>(at));
    } else {
      std::fill_n(row.begin() + static_cast<std::ptrdiff_t>(at), count,
                  static_cast<char>(reader.number(1)));
    }
    at += count;
  }
}

/// What the header states.
struct Header {
  int width = 0;
  int height = 0;
  int bits = 8;
  int colours = 1;   ///< 1 or 3
  int channels = 1;  ///< the colours, then alpha, then masks that were saved
};

Result<Header> read_header(Reader& reader) {
  reader.take(4);
  const std::uint32_t version = reader.number(2);
  reader.take(6);
  const std::uint32_t channels = reader.number(2);
  const std::uint32_t height = reader.number(4);
  const std::uint32_t width = reader.number(4);
  const std::uint32_t bits = reader.number(2);
  const std::uint32_t mode = reader.number(2);
  constexpr std::uint32_t kGrey = 1;
  constexpr std::uint32_t kRgb = 3;
  const std::uint32_t colours = mode == kRgb ? 3 : 1;
  if (reader.short_of_bytes) return cut_off();
  if (version != 1 || (bits != 8 && bits != 16) || (mode != kGrey && mode != kRgb)) {
    return Error{"only grey and RGB Photoshop files of 8 or 16 bit are read; save it as PNG"};
  }
  if (const std::optional<Error> problem = size_problem(width, height)) return *problem;
  if (channels < colours) return cut_off();
  return Header{static_cast<int>(width), static_cast<int>(height), static_cast<int>(bits),
                static_cast<int>(colours), static_cast<int>(channels)};
}

/// Reads one row of one channel into the picture.
void read_row(std::string_view row, const Header& header, int channel, float* to) {
  const std::size_t bytes = static_cast<std::size_t>(header.bits) / 8;
  const float most = bytes == 1 ? 255.0f : 65535.0f;
  Reader samples(row);
  for (int x = 0; x < header.width; ++x, to += header.colours) {
    const float value = static_cast<float>(samples.number(bytes)) / most;
    if (channel < header.colours) {
      to[channel] = value;
    } else if (value == 0) {
      std::fill(to, to + header.colours, 1.0f);
    }
  }
}

}  // namespace

bool is_psd(std::string_view bytes) { return bytes.substr(0, 4) == "8BPS"; }

Result<Psd> read_psd(std::string_view bytes) {
  Reader reader(bytes);
  const Result<Header> read = read_header(reader);
  if (!read) return read.error();
  const Header& header = *read;
  for (int section = 0; section < 3; ++section) reader.skip_section();  // palette, notes, layers
  const std::uint32_t packing = reader.number(2);
  if (reader.short_of_bytes) return cut_off();
  if (packing > 1) return Error{"this Photoshop file is packed with ZIP; save it as PNG"};
  const bool packed = packing == 1;

  const int channels = std::min(header.channels, header.colours + 1);
  const std::size_t row_bytes = static_cast<std::size_t>(header.width) * header.bits / 8;
  const std::size_t rows = static_cast<std::size_t>(header.height) * channels;
  // A packed row takes at least two bytes for every 128 that it stands for.
  if (rows * (packed ? row_bytes / 64 : row_bytes) > bytes.size()) return cut_off();
  if (packed) reader.take(std::size_t{2} * header.channels * header.height);  // the rows' lengths
  Psd psd{core::Tensor({1, header.height, header.width, header.colours}), header.bits,
          channels > header.colours};
  std::string row(row_bytes, '\0');
  for (int channel = 0; channel < channels; ++channel) {
    for (int y = 0; y < header.height && !reader.short_of_bytes; ++y) {
      if (packed) {
        unpack_row(reader, row);
      } else {
        row = reader.take(row_bytes);
      }
      read_row(row, header, channel, psd.values.pixel(0, y, 0));
    }
  }
  if (reader.short_of_bytes) return cut_off();
  return psd;
}

}  // namespace twofold::io
