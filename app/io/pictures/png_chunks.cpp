#include "app/io/pictures/png_chunks.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cctype>
#include <optional>

#include "app/io/pictures/byte_reader.h"
#include "app/io/pictures/picture_limits.h"

namespace twofold::io::inline pictures {
namespace {

constexpr std::size_t kSignature = 8;

struct Chunk {
  std::string_view type;
  std::string_view data;
  bool cut = false;    ///< the file ends within its data
  bool sound = false;  ///< its checksum is there and right
};

/// The next chunk; nothing where not even its name is left.
std::optional<Chunk> next_chunk(ByteReader& reader) {
  const std::uint32_t length = reader.big(4);
  const std::string_view type = reader.take(4);
  if (reader.short_of_bytes) return std::nullopt;
  Chunk chunk{type, reader.take(length), false, false};
  chunk.cut = reader.short_of_bytes;
  const std::uint32_t stated = reader.big(4);
  const auto add = [](uLong sum, std::string_view part) {
    return ::crc32(sum, reinterpret_cast<const Bytef*>(part.data()),
                   static_cast<uInt>(part.size()));
  };
  chunk.sound = !reader.short_of_bytes && add(add(0, type), chunk.data) == stated;
  return chunk;
}

std::string big_endian(std::size_t value) {
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>(value >> shift & 255);
  return text;
}

/// A chunk for a reader that does not look at checksums.
void append_chunk(std::string& png, std::string_view type, std::string_view data) {
  png += big_endian(data.size());
  png += type;
  png += data;
  png.append(4, '\0');
}

bool known_depth(int colour_type, int bits) {
  switch (colour_type) {
    case 0: return bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
    case 3: return bits == 1 || bits == 2 || bits == 4 || bits == 8;
    case 2:
    case 4:
    case 6: return bits == 8 || bits == 16;
    default: return false;
  }
}

/// Takes the header's numbers; a sentence if they cannot be.
std::optional<Error> read_header(std::string_view data, PngChunks& png, std::int64_t& raw_bytes) {
  if (data.size() != 13) return damaged("its header has the wrong length");
  ByteReader reader(data);
  const std::int64_t width = reader.big(4);
  const std::int64_t height = reader.big(4);
  const int bits = reader.byte();
  const int colour_type = reader.byte();
  const int packing = reader.byte();
  const int filter = reader.byte();
  const int interlace = reader.byte();
  if (!known_depth(colour_type, bits) || packing != 0 || filter != 0 || interlace > 1) {
    return damaged(
        fmt::format("its header states colour type {} with {} bits, packing {}, filter "
                    "{} and interlace {}, which PNG does not have",
                    colour_type, bits, packing, filter, interlace));
  }
  if (const std::optional<Error> problem = size_problem(width, height)) return problem;
  png.width = static_cast<int>(width);
  png.height = static_cast<int>(height);
  png.bits = bits;
  constexpr int kChannels[] = {1, 0, 3, 1, 2, 0, 4};
  raw_bytes = (width * bits * kChannels[colour_type] + 7) / 8 * height;
  return std::nullopt;
}

}  // namespace

Result<PngChunks> png_chunks(std::string_view bytes) {
  PngChunks png;
  png.pixels_only = bytes.substr(0, kSignature);
  ByteReader reader(bytes.substr(std::min(kSignature, bytes.size())));
  std::int64_t raw_bytes = 0;
  std::int64_t packed_bytes = 0;
  bool header = false;
  while (const std::optional<Chunk> chunk = next_chunk(reader)) {
    const std::string_view type = chunk->type;
    if (type == "IEND") {
      png.whole = true;
      break;
    }
    // A small letter first: a chunk that may be left out.
    const bool needed = type == "tRNS" || std::isupper(static_cast<unsigned char>(type[0])) != 0;
    if (type == "eXIf" && chunk->sound) png.exif = chunk->data;
    if (!needed) continue;
    if (chunk->cut && type != "IDAT") return cut_off();
    if (!chunk->sound && !reader.short_of_bytes) {
      return damaged(fmt::format("the checksum of its chunk {} is wrong", type));
    }
    if (type == "CgBI") {
      png.of_xcode = true;
    } else if (type == "IHDR") {
      if (const std::optional<Error> error = read_header(chunk->data, png, raw_bytes))
        return *error;
      header = true;
    } else if (!header) {
      return damaged("it does not begin with its header");
    } else if (type == "IDAT") {
      if (chunk->data.empty()) continue;  // may be, and stb_image has nowhere to put it
      packed_bytes += static_cast<std::int64_t>(chunk->data.size());
    } else if (type != "PLTE" && type != "tRNS") {
      return not_read(fmt::format("a PNG with a chunk {}", type));
    }
    append_chunk(png.pixels_only, type, chunk->data);
  }
  // Deflate packs 1032 bytes into one at best.
  constexpr std::int64_t kBestPacking = 1032;
  if (!header || raw_bytes / kBestPacking > packed_bytes) {
    if (!png.whole) return cut_off();
    return damaged(header ? "it has fewer pixels than its header states" : "it has no header");
  }
  append_chunk(png.pixels_only, "IEND", {});
  return png;
}

}  // namespace twofold::io::inline pictures
