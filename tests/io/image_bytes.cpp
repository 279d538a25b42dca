#include "tests/io/image_bytes.h"

namespace twofold::tests {
namespace {

std::string big_endian(std::uint32_t value, int bytes) {
  std::string text;
  for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(value >> (8 * i) & 255);
  return text;
}

std::string little_endian(std::uint32_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 255);
  return text;
}

std::string text_of(const Samples& samples, int bits) {
  std::string text;
  for (const int sample : samples) text += big_endian(static_cast<std::uint32_t>(sample), bits / 8);
  return text;
}

std::uint32_t crc32(const std::string& bytes) {
  std::uint32_t crc = 0xffffffffu;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0u);
  }
  return ~crc;
}

std::uint32_t adler32(const std::string& bytes) {
  std::uint32_t a = 1, b = 0;
  for (const char byte : bytes) {
    a = (a + static_cast<unsigned char>(byte)) % 65521;
    b = (b + a) % 65521;
  }
  return b << 16 | a;
}

/// Data as one uncompressed block of a zlib stream.
std::string zlib_stored(const std::string& data) {
  const auto size = static_cast<std::uint32_t>(data.size());
  return std::string("\x78\x01\x01", 3) + little_endian(size, 2) + little_endian(~size, 2) + data +
         big_endian(adler32(data), 4);
}

/// Bytes as runs of literal ones, with every run of three equal ones packed.
std::string pack_bits(const std::string& row) {
  std::string packed;
  for (std::size_t at = 0; at < row.size();) {
    std::size_t same = 1;
    while (at + same < row.size() && same < 128 && row[at + same] == row[at]) ++same;
    packed += static_cast<char>(same >= 3 ? 1 - static_cast<int>(same) : 0);
    packed += row[at];
    at += same >= 3 ? same : 1;
  }
  return packed;
}

}  // namespace

std::string png_chunk(const std::string& name, const std::string& data) {
  return big_endian(static_cast<std::uint32_t>(data.size()), 4) + name + data +
         big_endian(crc32(name + data), 4);
}

std::string png(int width, int height, PngKind kind, int bits, const Samples& samples) {
  const std::string data = text_of(samples, bits);
  const std::size_t row = data.size() / static_cast<std::size_t>(height);
  std::string filtered;
  for (std::size_t at = 0; at < data.size(); at += row) filtered += '\0' + data.substr(at, row);
  const std::string header = big_endian(static_cast<std::uint32_t>(width), 4) +
                             big_endian(static_cast<std::uint32_t>(height), 4) +
                             static_cast<char>(bits) + static_cast<char>(kind) +
                             std::string(3, '\0');
  return "\x89PNG\r\n\x1a\n" + png_chunk("IHDR", header) +
         png_chunk("IDAT", zlib_stored(filtered)) + png_chunk("IEND", "");
}

std::string bmp(int width, int height, const Samples& rgb) {
  std::string data;
  for (int y = height - 1; y >= 0; --y) {
    for (int x = 0; x < width; ++x) {
      for (int c = 2; c >= 0; --c) {
        data += static_cast<char>(rgb[static_cast<std::size_t>((y * width + x) * 3 + c)]);
      }
    }
    data.append(static_cast<std::size_t>(width % 4), '\0');
  }
  return "BM" + little_endian(static_cast<std::uint32_t>(54 + data.size()), 4) +
         little_endian(0, 4) + little_endian(54, 4) + little_endian(40, 4) +
         little_endian(static_cast<std::uint32_t>(width), 4) +
         little_endian(static_cast<std::uint32_t>(height), 4) + little_endian(1, 2) +
         little_endian(24, 2) + std::string(24, '\0') + data;
}

std::string tga(int width, int height, int channels, const Samples& samples) {
  std::string header(18, '\0');
  header[2] = channels == 1 ? 3 : 2;
  header[12] = static_cast<char>(width);
  header[14] = static_cast<char>(height);
  header[16] = static_cast<char>(8 * channels);
  header[17] = static_cast<char>(0x20 | (channels == 4 ? 8 : 0));  // top row first, alpha bits
  std::string data = text_of(samples, 8);
  if (channels >= 3) {  // stored as B, G, R
    for (std::size_t at = 0; at < data.size(); at += static_cast<std::size_t>(channels)) {
      std::swap(data[at], data[at + 2]);
    }
  }
  return header + data;
}

std::string psd(int width, int height, const PsdKind& kind, const Samples& samples) {
  std::string lengths, rows;
  for (int channel = 0; channel < kind.channels; ++channel) {
    for (int y = 0; y < height; ++y) {
      std::string row;
      for (int x = 0; x < width; ++x) {
        const int sample =
            samples[static_cast<std::size_t>((y * width + x) * kind.channels + channel)];
        row += big_endian(static_cast<std::uint32_t>(sample), kind.bits / 8);
      }
      if (kind.packed) row = pack_bits(row);
      lengths += big_endian(static_cast<std::uint32_t>(row.size()), 2);
      rows += row;
    }
  }
  // Neither a palette nor resources; one layer, counted below zero, whose record is left out.
  const std::string layers = kind.has_layers
                                 ? big_endian(6, 4) + big_endian(2, 4) + big_endian(0xffff, 2)
                                 : std::string(4, '\0');
  return "8BPS" + big_endian(1, 2) + std::string(6, '\0') +
         big_endian(static_cast<std::uint32_t>(kind.channels), 2) +
         big_endian(static_cast<std::uint32_t>(height), 4) +
         big_endian(static_cast<std::uint32_t>(width), 4) +
         big_endian(static_cast<std::uint32_t>(kind.bits), 2) +
         big_endian(static_cast<std::uint32_t>(kind.mode), 2) + std::string(8, '\0') + layers +
         big_endian(kind.packed ? 1 : 0, 2) + (kind.packed ? lengths : "") + rows;
}

std::string gif(int width, int height, const Samples& palette, const Samples& indices,
                int transparent) {
  const std::string size = little_endian(static_cast<std::uint32_t>(width), 2) +
                           little_endian(static_cast<std::uint32_t>(height), 2);
  std::string bytes = "GIF89a" + size + std::string("\x81\x00\x00", 3) + text_of(palette, 8);
  if (transparent >= 0) {
    bytes += std::string("\x21\xf9\x04\x01\x00\x00", 6) + static_cast<char>(transparent) + '\0';
  }
  bytes += ',' + std::string(4, '\0') + size + '\0' + '\x02';
  // Codes of three bits: clear (4) before every index keeps them from growing; 5 ends.
  std::string data;
  std::uint32_t bits = 0;
  int filled = 0;
  const auto code = [&](std::uint32_t value) {
    bits |= value << filled;
    for (filled += 3; filled >= 8; filled -= 8, bits >>= 8) data += static_cast<char>(bits & 255);
  };
  for (const int index : indices) {
    code(4);
    code(static_cast<std::uint32_t>(index));
  }
  code(5);
  data += static_cast<char>(bits & 255);
  return bytes + static_cast<char>(data.size()) + data + '\0' + ';';
}

std::string with_orientation(const std::string& jpeg, int orientation) {
  const std::string entry = big_endian(0x0112, 2) + big_endian(3, 2) + big_endian(1, 4) +
                            big_endian(static_cast<std::uint32_t>(orientation), 2) +
                            big_endian(0, 2);
  const std::string exif = std::string("Exif\0\0", 6) + "MM" + big_endian(42, 2) +
                           big_endian(8, 4) + big_endian(1, 2) + entry + big_endian(0, 4);
  return jpeg.substr(0, 2) + "\xff\xe1" +
         big_endian(static_cast<std::uint32_t>(exif.size() + 2), 2) + exif + jpeg.substr(2);
}

}  // namespace twofold::tests
