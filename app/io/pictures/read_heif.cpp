#include <fmt/format.h>
#include <libheif/heif.h>

#include <cmath>
#include <memory>
#include <string>

#include "app/io/pictures/byte_reader.h"
#include "app/io/pictures/canvas.h"
#include "app/io/pictures/exif_orientation.h"
#include "app/io/pictures/heif_boxes.h"
#include "app/io/pictures/picture_limits.h"
#include "app/io/pictures/readers.h"

namespace twofold::io::inline pictures {
namespace {

using Context = std::unique_ptr<heif_context, void (*)(heif_context*)>;
using Handle = std::unique_ptr<const heif_image_handle, void (*)(const heif_image_handle*)>;
using Image = std::unique_ptr<heif_image, void (*)(const heif_image*)>;

Error unreadable(const heif_error& error) {
  switch (error.code) {
    case heif_error_Unsupported_filetype:
    case heif_error_Unsupported_feature:
    case heif_error_Plugin_loading_error:
      return not_read(fmt::format("a HEIC or AVIF of another kind ({})", error.message));
    case heif_error_Memory_allocation_error:
      if (error.subcode == heif_suberror_Security_limit_exceeded) return too_large();
      return {"there is not enough memory for this picture", false};
    default: break;
  }
  if (error.subcode == heif_suberror_End_of_data) return cut_off();
  return damaged(error.message);
}

/// How the camera was held. Where the file says itself how it is to be turned, libheif has done so,
/// and EXIF data says it once more.
int orientation_of(const heif_image_handle* handle, bool turned) {
  heif_item_id id = 0;
  if (turned || heif_image_handle_get_list_of_metadata_block_IDs(handle, "Exif", &id, 1) != 1) {
    return 1;
  }
  std::string block(heif_image_handle_get_metadata_size(handle, id), '\0');
  if (block.empty() || heif_image_handle_get_metadata(handle, id, block.data()).code != 0) return 1;
  ByteReader exif(block);
  exif.take(exif.big(4));  // four bytes say how many more stand before the data
  return exif_orientation(exif.rest());
}

Result<Image> decode(const heif_image_handle* handle, heif_colorspace colours, heif_chroma chroma) {
  heif_image* image = nullptr;
  const heif_error error = heif_decode_image(handle, &image, colours, chroma, nullptr);
  if (error.code != heif_error_Ok) return unreadable(error);
  return Image(image, heif_image_release);
}

/// The pixels of one plane of an image, or of all channels interleaved.
Result<StoredPicture> picture_of(const heif_image* image, heif_channel channel, int channels,
                                 bool premultiplied) {
  const int width = heif_image_get_width(image, channel);
  const int height = heif_image_get_height(image, channel);
  if (const std::optional<Error> problem = size_problem(width, height)) return *problem;
  int stride = 0;
  const std::uint8_t* plane = heif_image_get_plane_readonly(image, channel, &stride);
  const int bits = heif_image_get_bits_per_pixel_range(image, channel);
  if (!plane || bits < 8 || bits > 16)
    return not_read(fmt::format("a HEIC or AVIF of {} bit", bits));
  Canvas canvas(width, height, channels, (1 << bits) - 1, premultiplied);
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* row = plane + static_cast<std::ptrdiff_t>(stride) * y;
    if (bits == 8) {
      canvas.set_row(y, row);
    } else {
      canvas.set_row(y, reinterpret_cast<const std::uint16_t*>(row));
    }
  }
  StoredPicture picture = std::move(canvas).finish();
  if (bits > 8 && bits < 16) picture.note(fmt::format("{} bit", bits));
  return picture;
}

Result<StoredPicture> grey_picture(const heif_image_handle* handle) {
  const Result<Image> image = decode(handle, heif_colorspace_undefined, heif_chroma_undefined);
  if (!image) return image.error();
  if (heif_image_get_colorspace(image->get()) != heif_colorspace_monochrome) return StoredPicture{};
  return picture_of(image->get(), heif_channel_Y, 1, false);
}

Result<StoredPicture> colour_picture(const heif_image_handle* handle) {
  const bool alpha = heif_image_handle_has_alpha_channel(handle) != 0;
  const bool deep = heif_image_handle_get_luma_bits_per_pixel(handle) > 8;
  const heif_chroma chroma =
      deep    ? alpha ? heif_chroma_interleaved_RRGGBBAA_LE : heif_chroma_interleaved_RRGGBB_LE
      : alpha ? heif_chroma_interleaved_RGBA
              : heif_chroma_interleaved_RGB;
  const Result<Image> image = decode(handle, heif_colorspace_RGB, chroma);
  if (!image) return image.error();
  return picture_of(image->get(), heif_channel_interleaved, alpha ? 4 : 3,
                    heif_image_handle_is_premultiplied_alpha(handle) != 0);
}

}  // namespace

Result<StoredPicture> read_heif(std::string_view bytes) {
  const HeifBoxes boxes = heif_boxes(bytes);
  if (boxes.goes_in_circles) return damaged("a picture in it is made of itself");
  const Context context(heif_context_alloc(), heif_context_free);
  heif_context_set_maximum_image_size_limit(
      context.get(), static_cast<int>(std::sqrt(static_cast<double>(max_pixels))));
  // One tile after the other: a file can state as many as there is no memory for threads of.
  heif_context_set_max_decoding_threads(context.get(), 0);
  heif_error error = heif_context_read_from_memory_without_copy(context.get(), bytes.data(),
                                                                bytes.size(), nullptr);
  if (error.code != heif_error_Ok) return unreadable(error);
  heif_image_handle* primary = nullptr;
  error = heif_context_get_primary_image_handle(context.get(), &primary);
  if (error.code != heif_error_Ok) return unreadable(error);
  const Handle handle(primary, heif_image_handle_release);
  const int width = heif_image_handle_get_width(primary);
  const int height = heif_image_handle_get_height(primary);
  if (const std::optional<Error> problem = size_problem(width, height)) return *problem;

  Result<StoredPicture> picture = StoredPicture{};
  if (boxes.grey && !heif_image_handle_has_alpha_channel(primary)) picture = grey_picture(primary);
  if (picture && picture->values.values.empty()) picture = colour_picture(primary);
  if (!picture) return picture;
  picture.value().orientation = orientation_of(primary, boxes.turned);
  return picture;
}

}  // namespace twofold::io::inline pictures
