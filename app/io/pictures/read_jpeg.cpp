#include <fmt/format.h>

// jpeglib.h needs FILE and size_t to be there.
#include <cstddef>
#include <cstdio>
// Lines between keep this order: jerror.h asks what jpeglib.h has defined.
#include <jpeglib.h>
// (its codes depend on the library's configuration)
#include <jerror.h>

#include <algorithm>
#include <csetjmp>
#include <optional>
#include <vector>

#include "app/io/pictures/canvas.h"
#include "app/io/pictures/exif_orientation.h"
#include "app/io/pictures/picture_limits.h"
#include "app/io/pictures/readers.h"

namespace twofold::io::inline pictures {
namespace {

/// Scans that the largest picture may have, smaller ones more: thousands of scans of many pixels
/// take minutes and are made for nothing else.
constexpr std::int64_t kMostScans = 20;
constexpr int kMostComponents = 4;

/// libjpeg's error manager, and what it has said so far.
struct Errors {
  jpeg_error_mgr base{};
  std::jmp_buf way_out;
  int fatal = 0;              ///< the message that made it give up
  bool data_ended = false;    ///< the file ended where an end marker should stand
  bool data_missing = false;  ///< a scan ended before its pixels did
  bool data_wrong = false;    ///< a scan holds what cannot be

  static Errors& of(j_common_ptr info) { return *reinterpret_cast<Errors*>(info->err); }

  static void give_up(j_common_ptr info) {
    of(info).fatal = info->err->msg_code;
    std::longjmp(of(info).way_out, 1);
  }

  static void hear(j_common_ptr info, int level) {
    if (level >= 0) return;
    Errors& errors = of(info);
    switch (info->err->msg_code) {
      case JWRN_JPEG_EOF: errors.data_ended = true; break;
      case JWRN_HIT_MARKER: errors.data_missing = true; break;
      case JWRN_ARITH_BAD_CODE:
      case JWRN_BOGUS_PROGRESSION:
      case JWRN_HUFF_BAD_CODE:
      case JWRN_MUST_RESYNC: errors.data_wrong = true; break;
      default: break;  // extraneous bytes and odd headers cost no pixels
    }
  }

  static void say_nothing(j_common_ptr /*info*/) {}
};

/// One JPEG being read. libjpeg leaves by longjmp where it gives up, so everything that calls it
/// runs inside `attempt` and keeps no object there that has a destructor.
class Jpeg {
 public:
  explicit Jpeg(std::string_view bytes) {
    info_.err = jpeg_std_error(&errors_.base);
    errors_.base.error_exit = Errors::give_up;
    errors_.base.emit_message = Errors::hear;
    errors_.base.output_message = Errors::say_nothing;
    started_ = attempt([&] {
      jpeg_create_decompress(&info_);
      jpeg_mem_src(&info_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
      jpeg_save_markers(&info_, JPEG_APP0 + 1, 0xffff);
      jpeg_read_header(&info_, TRUE);
    });
  }
  ~Jpeg() { jpeg_destroy_decompress(&info_); }
  Jpeg(const Jpeg&) = delete;
  Jpeg& operator=(const Jpeg&) = delete;

  /// Why it cannot be read, by what the header says.
  std::optional<Error> header_problem(std::size_t file_bytes) const {
    if (!started_) return refusal();
    if (const auto problem = size_problem(info_.image_width, info_.image_height)) return problem;
    if (info_.num_components == 2 || info_.num_components > kMostComponents) {
      return not_read(fmt::format("a JPEG of {} components", info_.num_components));
    }
    // Huffman coding spends a bit on a block of 8 x 8 at least.
    const std::size_t blocks = std::size_t{info_.image_width} * info_.image_height / 64;
    if (!info_.arith_code && blocks / 8 > file_bytes) return cut_off();
    return std::nullopt;
  }

  /// Unpacks all of it; a sentence if a part is missing.
  std::optional<Error> unpack(Canvas& canvas) {
    row_.resize(std::size_t{info_.image_width} * kMostComponents);
    if (!attempt([&] { read_scans(); })) return refusal();
    if (const std::optional<Error> problem = scan_problem()) return problem;
    if (!attempt([&] { read_rows(canvas); })) return refusal();
    return data_problem();
  }

  bool is_cmyk() const { return info_.num_components == 4; }
  int width() const { return static_cast<int>(info_.image_width); }
  int height() const { return static_cast<int>(info_.image_height); }
  int channels() const { return info_.num_components == 1 ? 1 : 3; }

  /// Whether scans that refine the picture were left out.
  bool is_unrefined() const { return unrefined_; }

  /// EXIF data in any of its segments.
  std::string_view exif() const {
    constexpr std::string_view kMark("Exif\0\0", 6);
    for (const jpeg_marker_struct* at = info_.marker_list; at; at = at->next) {
      const std::string_view data(reinterpret_cast<const char*>(at->data), at->data_length);
      if (data.substr(0, kMark.size()) == kMark) return data;
    }
    return {};
  }

 private:
  template <class Work>
  bool attempt(const Work& work) {
    if (setjmp(errors_.way_out) != 0) return false;
    work();
    return true;
  }

  void read_scans() {
    info_.out_color_space = is_cmyk() ? JCS_CMYK : channels() == 1 ? JCS_GRAYSCALE : JCS_RGB;
    info_.buffered_image = jpeg_has_multiple_scans(&info_);
    note_scan();
    jpeg_start_decompress(&info_);
    if (!info_.buffered_image) return;
    for (int seen = 0; seen != JPEG_REACHED_EOI && !too_many_scans();) {
      seen = jpeg_consume_input(&info_);
      if (seen == JPEG_REACHED_SOS) note_scan();
    }
    if (!too_many_scans()) jpeg_start_output(&info_, info_.input_scan_number);
  }

  bool too_many_scans() const {
    const std::int64_t pixels = std::int64_t{info_.image_width} * info_.image_height;
    return scans_ > kMostScans && scans_ * pixels > kMostScans * max_pixels;
  }

  void note_scan() {
    ++scans_;
    for (int i = 0; i < info_.comps_in_scan; ++i) {
      has_scan_[std::clamp(info_.cur_comp_info[i]->component_index, 0, kMostComponents - 1)] = true;
    }
  }

  /// What the scans lack as a whole.
  std::optional<Error> scan_problem() {
    if (too_many_scans()) return not_read("a JPEG of more scans than any camera makes");
    for (int c = 0; c < info_.num_components; ++c) {
      if (!has_scan_[c]) return incomplete("a scan is missing");
      if (!info_.progressive_mode || !info_.coef_bits) continue;
      const int* bits = info_.coef_bits[c];  // how many low bits each coefficient still lacks
      if (bits[0] < 0) return incomplete("a scan is missing");
      unrefined_ = unrefined_ || std::any_of(bits, bits + DCTSIZE2, [](int b) { return b != 0; });
    }
    if (unrefined_ && errors_.data_ended) return cut_off();
    return data_problem();
  }

  std::optional<Error> data_problem() const {
    // Arithmetic coding leaves out zeros at its end: without the marker nobody knows how many.
    const bool unknown_end = errors_.data_ended && info_.arith_code;
    if (errors_.data_missing || unknown_end)
      return incomplete("its data ends before its pixels do");
    if (errors_.data_wrong) return damaged("its data holds what cannot be");
    return std::nullopt;
  }

  Error incomplete(const char* how) const { return errors_.data_ended ? cut_off() : damaged(how); }

  void read_rows(Canvas& canvas) {
    while (info_.output_scanline < info_.output_height) {
      const int y = static_cast<int>(info_.output_scanline);
      JSAMPROW row = row_.data();
      jpeg_read_scanlines(&info_, &row, 1);
      if (is_cmyk()) cmyk_to_rgb();
      canvas.set_row(y, row_.data());
    }
    if (info_.buffered_image) jpeg_finish_output(&info_);
    jpeg_finish_decompress(&info_);
  }

  /// Programs that write CMYK into a JPEG store how much ink is left out, and say so by a marker.
  void cmyk_to_rgb() {
    for (std::size_t x = 0; x < info_.image_width; ++x) {
      const auto light = [&](std::size_t c) -> int {
        return info_.saw_Adobe_marker ? row_[4 * x + c] : 255 - row_[4 * x + c];
      };
      const int black = light(3);
      for (std::size_t c = 0; c < 3; ++c) {
        row_[3 * x + c] = static_cast<unsigned char>((light(c) * black + 127) / 255);
      }
    }
  }

  /// The sentence for what made libjpeg give up.
  Error refusal() const {
    switch (errors_.fatal) {
      case JERR_ARITH_NOTIMPL: return not_read("a JPEG with arithmetic coding");
      case JERR_BAD_PRECISION: return not_read("a JPEG of other than 8 bit");
      case JERR_EMPTY_IMAGE: return not_read("a JPEG that states its height only at its end");
      case JERR_IMAGE_TOO_BIG: return too_large();
      case JERR_SOF_UNSUPPORTED: return not_read("a lossless or hierarchical JPEG");
      case JERR_CONVERSION_NOTIMPL:
        return not_read("a JPEG of colours that cannot be turned to RGB");
      case JERR_OUT_OF_MEMORY: return {"there is not enough memory for this picture", false};
      default: break;
    }
    if (errors_.data_ended) return cut_off();
    char text[JMSG_LENGTH_MAX] = {};
    (*errors_.base.format_message)(
        const_cast<j_common_ptr>(reinterpret_cast<const jpeg_common_struct*>(&info_)), text);
    return damaged(text);
  }

  Errors errors_;
  jpeg_decompress_struct info_{};
  std::vector<unsigned char> row_;
  int scans_ = 0;
  bool has_scan_[kMostComponents] = {};
  bool unrefined_ = false;
  bool started_ = false;
};

}  // namespace

Result<StoredPicture> read_jpeg(std::string_view bytes) {
  Jpeg jpeg(bytes);
  if (const std::optional<Error> problem = jpeg.header_problem(bytes.size())) return *problem;
  // libjpeg lets go of the segments when the last row is out.
  const int orientation = exif_orientation(jpeg.exif());
  Canvas canvas(jpeg.width(), jpeg.height(), jpeg.channels());
  if (const std::optional<Error> problem = jpeg.unpack(canvas)) return *problem;
  StoredPicture picture = std::move(canvas).finish();
  picture.orientation = orientation;
  if (jpeg.is_cmyk()) picture.note("CMYK turned into RGB without its profile");
  if (jpeg.is_unrefined()) picture.note("without its finest details, which the file leaves out");
  return picture;
}

}  // namespace twofold::io::inline pictures
