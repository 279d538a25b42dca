#include "app/io/pictures/formats.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

#include "app/io/pictures/readers.h"

namespace twofold::io::inline pictures {
namespace {

template <std::size_t N>
bool starts(std::string_view bytes, const char (&magic)[N]) {
  return bytes.substr(0, N - 1) == std::string_view(magic, N - 1);
}

bool is_tiff(std::string_view b) { return starts(b, "II*\0") || starts(b, "MM\0*"); }
bool is_jpeg_2000(std::string_view b) {
  return starts(b, "\0\0\0\x0cjP  ") || starts(b, "\xff\x4f\xff\x51");
}
bool is_jpeg_xl(std::string_view b) { return starts(b, "\0\0\0\x0cJXL ") || starts(b, "\xff\x0a"); }
bool is_svg(std::string_view b) {
  return b.substr(0, 512).find("<svg") != std::string_view::npos && (b[0] == '<' || b[0] == '\xef');
}
bool is_pdf(std::string_view b) { return starts(b, "%PDF"); }
bool is_radiance(std::string_view b) { return starts(b, "#?RADIANCE") || starts(b, "#?RGBE"); }
bool is_exr(std::string_view b) { return starts(b, "\x76\x2f\x31\x01"); }
bool is_pam(std::string_view b) { return starts(b, "P7\n"); }
bool is_pfm(std::string_view b) { return starts(b, "PF\n") || starts(b, "Pf\n"); }
bool is_qoi(std::string_view b) { return starts(b, "qoif"); }
bool is_dds(std::string_view b) { return starts(b, "DDS "); }
bool is_xcf(std::string_view b) { return starts(b, "gimp xcf"); }
bool is_bitmap_array(std::string_view b) {
  return starts(b, "BA") && b.size() >= 16 && b.substr(14, 2) == "BM";
}

}  // namespace

std::span<const PictureFormat> picture_formats() {
  static const PictureFormat table[] = {
      {"PNG", {"png"}, is_png, read_png},
      {"JPEG", {"jpg", "jpeg", "jpe", "jfif"}, is_jpeg, read_jpeg},
      {"WebP", {"webp"}, is_webp, read_webp},
      {"HEIC", {"heic", "heif", "hif"}, is_heic, read_heif},
      {"AVIF", {"avif"}, is_avif, read_heif},
      {"GIF", {"gif"}, is_gif, read_gif},
      {"BMP", {"bmp", "dib"}, is_bmp, read_bmp},
      {"PSD", {"psd"}, is_psd, read_psd},
      {"PBM, PGM, PPM", {"pbm", "pgm", "ppm", "pnm"}, is_pnm, read_pnm},
      {"a TIFF", {}, is_tiff, nullptr},
      {"a JPEG 2000", {}, is_jpeg_2000, nullptr},
      {"a JPEG XL", {}, is_jpeg_xl, nullptr},
      {"an SVG", {}, is_svg, nullptr},
      {"a PDF", {}, is_pdf, nullptr},
      {"a Radiance picture (HDR)", {}, is_radiance, nullptr},
      {"an OpenEXR picture", {}, is_exr, nullptr},
      {"a PAM", {}, is_pam, nullptr},
      {"a PFM", {}, is_pfm, nullptr},
      {"a QOI", {}, is_qoi, nullptr},
      {"a DDS", {}, is_dds, nullptr},
      {"a file of GIMP", {}, is_xcf, nullptr},
      {"an array of OS/2 bitmaps", {}, is_bitmap_array, nullptr},
      // Has no mark: only what nobody else knows is asked for it.
      {"TGA", {"tga"}, is_tga, read_tga},
  };
  return table;
}

const PictureFormat* format_of(std::string_view bytes) {
  const std::span<const PictureFormat> formats = picture_formats();
  const auto at = std::find_if(formats.begin(), formats.end(),
                               [&](const PictureFormat& format) { return format.is(bytes); });
  return at == formats.end() ? nullptr : &*at;
}

std::string readable_formats() {
  std::vector<std::string_view> names;
  for (const PictureFormat& format : picture_formats()) {
    if (format.read) names.push_back(format.name);
  }
  const std::string_view last = names.back();
  names.pop_back();
  return fmt::format("{} or {}", fmt::join(names, ", "), last);
}

bool ends_as_picture(std::string_view ending) {
  if (ending.empty() || ending.front() != '.') return false;
  std::string small(ending.substr(1));
  std::transform(small.begin(), small.end(), small.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const std::span<const PictureFormat> formats = picture_formats();
  return std::any_of(formats.begin(), formats.end(), [&](const PictureFormat& format) {
    return std::find(format.endings.begin(), format.endings.end(), small) != format.endings.end();
  });
}

}  // namespace twofold::io::inline pictures
