#include "app/io/image_file.h"

#include <fmt/format.h>
#include <stb_image.h>
#include <stb_image_write.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <memory>
#include <new>
#include <optional>

#include "app/io/exif_orientation.h"
#include "app/io/picture_limits.h"
#include "app/io/pnm.h"
#include "app/io/psd.h"
#include "app/io/text_file.h"

namespace twofold::io {
namespace {

const char* const kNotAPicture =
    "this is not a picture that can be read (PNG, JPEG, BMP, TGA, PSD, GIF, PGM or PPM)";

enum class Format { png, jpeg, bmp, gif, psd, tga, pnm };

std::optional<Format> format_of(std::string_view bytes) {
  const auto starts = [&](std::string_view magic) {
    return bytes.substr(0, magic.size()) == magic;
  };
  if (starts("\x89PNG\r\n\x1a\n")) return Format::png;
  if (starts("\xff\xd8\xff")) return Format::jpeg;
  if (starts("BM")) return Format::bmp;
  if (starts("GIF87a") || starts("GIF89a")) return Format::gif;
  if (is_psd(bytes)) return Format::psd;
  if (is_pnm(bytes)) return Format::pnm;
  // TGA has no mark of its own: 0 or 1 for a colour map, then one of six picture types.
  if (bytes.size() > 18 && (bytes[1] == 0 || bytes[1] == 1) &&
      std::strchr("\x01\x02\x03\x09\x0a\x0b", bytes[2]) && bytes[2] != 0) {
    return Format::tga;
  }
  return std::nullopt;
}

/// Feeds stb_image and notices when it asks for more than there is. stb_image itself goes on with
/// zeros or with memory that was never written, and shows half a picture as if it were whole.
class Source {
 public:
  explicit Source(std::string_view bytes) : bytes_(bytes) {}

  bool ran_out() const { return ran_out_; }

  static stbi_io_callbacks callbacks() { return {read, skip, at_end}; }

 private:
  static int read(void* self, char* to, int size) {
    auto& source = *static_cast<Source*>(self);
    const std::size_t wanted = static_cast<std::size_t>(std::max(size, 0));
    const std::size_t got = std::min(wanted, source.bytes_.size() - source.at_);
    std::memcpy(to, source.bytes_.data() + source.at_, got);
    source.at_ += got;
    // The first request is for stb_image's read-ahead buffer, which may well come back short;
    // others go straight into the picture and must be filled.
    if (!source.read_ahead_) source.read_ahead_ = to;
    if (got == 0 || (got < wanted && to != source.read_ahead_)) source.ran_out_ = wanted > 0;
    return static_cast<int>(got);
  }
  static void skip(void* self, int count) {
    auto& source = *static_cast<Source*>(self);
    const auto target = static_cast<std::int64_t>(source.at_) + count;
    source.at_ = static_cast<std::size_t>(
        std::clamp<std::int64_t>(target, 0, static_cast<std::int64_t>(source.bytes_.size())));
  }
  static int at_end(void* self) {
    const auto& source = *static_cast<const Source*>(self);
    return source.at_ >= source.bytes_.size();
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  const char* read_ahead_ = nullptr;
  bool ran_out_ = false;
};

/// What stb_image returned: `channels` samples a pixel.
template <class Sample>
struct Decoded {
  int width = 0;
  int height = 0;
  int channels = 0;
  std::unique_ptr<Sample, void (*)(void*)> samples{nullptr, stbi_image_free};
  bool complete = false;
};

Decoded<stbi_uc> decode8(std::string_view bytes) {
  Source source(bytes);
  const stbi_io_callbacks callbacks = Source::callbacks();
  Decoded<stbi_uc> d;
  d.samples.reset(
      stbi_load_from_callbacks(&callbacks, &source, &d.width, &d.height, &d.channels, 0));
  d.complete = !source.ran_out();
  return d;
}

Decoded<stbi_us> decode16(std::string_view bytes) {
  Source source(bytes);
  const stbi_io_callbacks callbacks = Source::callbacks();
  Decoded<stbi_us> d;
  d.samples.reset(
      stbi_load_16_from_callbacks(&callbacks, &source, &d.width, &d.height, &d.channels, 0));
  d.complete = !source.ran_out();
  return d;
}

/// Values and notes of a decoded picture; alpha is laid on white.
template <class Sample>
Picture on_white(const Decoded<Sample>& d, Format format) {
  constexpr float kOpaque = sizeof(Sample) == 1 ? 255.0f : 65535.0f;
  const bool alpha = d.channels == 2 || d.channels == 4;
  const int colours = d.channels >= 3 ? 3 : 1;
  Picture picture;
  picture.values = core::Tensor({1, d.height, d.width, colours});
  picture.bits = 8 * sizeof(Sample);
  bool see_through = false;
  const Sample* from = d.samples.get();
  float* to = picture.values.values.data();
  const std::int64_t pixels = static_cast<std::int64_t>(d.width) * d.height;
  for (std::int64_t i = 0; i < pixels; ++i, from += d.channels, to += colours) {
    for (int c = 0; c < colours; ++c) to[c] = static_cast<float>(from[c]) / kOpaque;
    if (!alpha || from[colours] == kOpaque) continue;
    see_through = true;
    const double cover = static_cast<double>(from[colours]) / kOpaque;
    for (int c = 0; c < colours; ++c) to[c] = static_cast<float>(cover * to[c] + (1 - cover));
  }
  // stb_image gives every GIF an alpha channel, whether the file has one or not.
  picture.had_alpha = alpha && (see_through || format != Format::gif);
  if (picture.had_alpha) {
    picture.made_of = fmt::format("{}, {}", colours == 3 ? "RGBA" : "grey with alpha",
                                  see_through ? "alpha composited on white" : "opaque everywhere");
  }
  return picture;
}

void add_note(std::string& made_of, std::string_view note) {
  made_of += made_of.empty() ? note : fmt::format(", {}", note);
}

Result<Picture> decode_pnm(std::string_view bytes) {
  Result<Pnm> pnm = read_pnm(bytes);
  if (!pnm) return pnm.error();
  Picture picture;
  picture.bits = pnm->maximum > 255 ? 16 : 8;
  if (pnm->maximum != 255 && pnm->maximum != 65535) {
    picture.made_of = fmt::format("values 0 to {}", pnm->maximum);
  }
  picture.values = std::move(pnm.value().values);
  return picture;
}

Result<Picture> decode_psd(std::string_view bytes) {
  Result<Psd> psd = read_psd(bytes);
  if (!psd) return psd.error();
  Picture picture;
  picture.bits = psd->bits;
  picture.had_alpha = psd->had_alpha;
  picture.values = std::move(psd.value().values);
  if (picture.had_alpha) {
    picture.made_of = picture.values.shape.channels == 3 ? "RGBA, alpha composited on white"
                                                         : "grey with alpha, composited on white";
  }
  return picture;
}

/// What the header of a PNG states.
struct PngHeader {
  std::int64_t width = 0;
  std::int64_t height = 0;
  int bits = 8;
};
std::optional<PngHeader> png_header(std::string_view bytes) {
  if (bytes.size() < 25) return std::nullopt;
  const auto number = [&](std::size_t at) {
    std::int64_t value = 0;
    for (const char byte : bytes.substr(at, 4)) {
      value = value * 256 + static_cast<unsigned char>(byte);
    }
    return value;
  };
  return PngHeader{number(16), number(20), bytes[24]};
}

Result<Picture> decode_with_stb(std::string_view bytes, Format format) {
  const auto* data = reinterpret_cast<const stbi_uc*>(bytes.data());
  const int size = static_cast<int>(bytes.size());
  int width = 0, height = 0, channels = 0;
  bool deep = false;
  if (format == Format::png) {
    const std::optional<PngHeader> header = png_header(bytes);
    if (!header) return cut_off();
    if (const auto problem = size_problem(header->width, header->height)) return *problem;
    deep = header->bits == 16;
  }
  if (!stbi_info_from_memory(data, size, &width, &height, &channels)) {
    return format == Format::tga ? Error{kNotAPicture} : cut_off();
  }
  if (const std::optional<Error> problem = size_problem(width, height)) return *problem;
  const auto finished = [&](const auto& decoded) -> Result<Picture> {
    if (!decoded.complete) return cut_off();
    if (!decoded.samples) {
      return Error{"the file is damaged or of a kind that is not read; save it again as PNG"};
    }
    return on_white(decoded, format);
  };
  return deep ? finished(decode16(bytes)) : finished(decode8(bytes));
}

/// As read_picture, without the file's name in errors.
Result<Picture> decode(std::string_view bytes) {
  if (bytes.empty()) return Error{"the file is empty"};
  const std::optional<Format> format = format_of(bytes);
  if (!format) {
    return Error{kNotAPicture};
  }
  Result<Picture> result = *format == Format::pnm   ? decode_pnm(bytes)
                           : *format == Format::psd ? decode_psd(bytes)
                                                    : decode_with_stb(bytes, *format);
  if (!result) return result;
  Picture& picture = result.value();
  if (picture.bits == 16) add_note(picture.made_of, "16 bit");
  if (*format == Format::gif) add_note(picture.made_of, "first frame of a GIF");
  if (*format == Format::jpeg) {
    const int orientation = exif_orientation(bytes);
    if (orientation != 1) {
      picture.values = upright(picture.values, orientation);
      add_note(picture.made_of, fmt::format("turned by EXIF orientation {}", orientation));
    }
  }
  picture.file_width = picture.values.shape.width;
  picture.file_height = picture.values.shape.height;
  return result;
}

}  // namespace

Result<Picture> read_picture(std::string_view bytes, std::string_view name) {
  try {
    Result<Picture> picture = decode(bytes);
    if (picture) return picture;
    return Error{fmt::format("{}: {}", name, picture.error().sentence)};
  } catch (const std::bad_alloc&) {
    return Error{fmt::format("{}: there is not enough memory for this picture", name), false};
  }
}

Result<Picture> load_picture(const std::filesystem::path& path) {
  const Result<std::string> bytes = read_file(path);
  if (!bytes) return bytes.error();
  Result<Picture> picture = read_picture(*bytes, path.string());
  if (picture) picture.value().name = path.stem().string();
  return picture;
}

std::string png_bytes(const PixelBytes& picture) {
  assert(picture.width > 0 && picture.height > 0 && picture.pixels && "a PNG has pixels");
  std::string bytes;
  const auto append = [](void* to, void* data, int size) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(data),
                                          static_cast<std::size_t>(size));
  };
  stbi_write_png_to_func(append, &bytes, picture.width, picture.height, picture.channels,
                         picture.pixels, picture.width * picture.channels);
  return bytes;
}

Result<Done> save_png(const std::filesystem::path& path, const PixelBytes& picture) {
  return write_file(path, png_bytes(picture));
}

Result<Done> save_png(const std::filesystem::path& path, const paint::Rgba8& picture) {
  return save_png(path, PixelBytes{picture.width, picture.height, 4, picture.pixels.data()});
}

}  // namespace twofold::io
