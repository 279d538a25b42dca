#include <webp/decode.h>
#include <webp/demux.h>

#include <memory>
#include <vector>

#include "app/io/pictures/canvas.h"
#include "app/io/pictures/exif_orientation.h"
#include "app/io/pictures/picture_limits.h"
#include "app/io/pictures/readers.h"

namespace twofold::io::inline pictures {
namespace {

using Demuxer = std::unique_ptr<WebPDemuxer, void (*)(WebPDemuxer*)>;

/// The boxes of the file, found whole; else why not.
Result<Demuxer> open(const WebPData& file) {
  WebPDemuxState state = WEBP_DEMUX_PARSE_ERROR;
  Demuxer demuxer(WebPDemuxPartial(&file, &state), WebPDemuxDelete);
  if (state == WEBP_DEMUX_PARSE_ERROR) return damaged("its parts do not fit together");
  if (!demuxer || state != WEBP_DEMUX_DONE) return cut_off();
  return demuxer;
}

Error unreadable(VP8StatusCode status) {
  switch (status) {
    case VP8_STATUS_OUT_OF_MEMORY: return {"there is not enough memory for this picture", false};
    case VP8_STATUS_UNSUPPORTED_FEATURE: return not_read("a WebP of a newer kind");
    case VP8_STATUS_SUSPENDED:
    case VP8_STATUS_NOT_ENOUGH_DATA: return damaged("its data ends before its pixels do");
    default: return damaged("its pixels cannot be unpacked");
  }
}

/// The pixels of a frame, four bytes each.
Result<std::vector<std::uint8_t>> unpack(const WebPIterator& frame) {
  const std::size_t row = 4 * static_cast<std::size_t>(frame.width);
  std::vector<std::uint8_t> pixels(row * static_cast<std::size_t>(frame.height));
  WebPDecoderConfig config;
  WebPInitDecoderConfig(&config);
  config.output.colorspace = MODE_RGBA;
  config.output.is_external_memory = 1;
  config.output.u.RGBA = {pixels.data(), static_cast<int>(row), pixels.size()};
  const VP8StatusCode status = WebPDecode(frame.fragment.bytes, frame.fragment.size, &config);
  if (status != VP8_STATUS_OK) return unreadable(status);
  return pixels;
}

/// The frame where it belongs; what it leaves of the canvas is transparent.
StoredPicture placed(const WebPIterator& frame, const std::vector<std::uint8_t>& pixels, int width,
                     int height) {
  const bool whole = frame.width == width && frame.height == height;
  const bool alpha = frame.has_alpha || !whole;
  const std::size_t channels = alpha ? 4 : 3;
  Canvas canvas(width, height, static_cast<int>(channels));
  std::vector<std::uint8_t> row(channels * static_cast<std::size_t>(width));
  for (int y = 0; y < height; ++y) {
    std::fill(row.begin(), row.end(), 0);
    const int from_row = y - frame.y_offset;
    for (int x = 0; x < frame.width && from_row >= 0 && from_row < frame.height; ++x) {
      const std::uint8_t* from =
          pixels.data() + 4 * (static_cast<std::size_t>(from_row) * frame.width + x);
      std::copy(from, from + channels, row.data() + channels * (x + frame.x_offset));
    }
    canvas.set_row(y, row.data());
  }
  return std::move(canvas).finish();
}

int orientation_of(const WebPDemuxer* demuxer) {
  WebPChunkIterator chunk;
  int orientation = 1;
  if (WebPDemuxGetChunk(demuxer, "EXIF", 1, &chunk)) {
    orientation =
        exif_orientation({reinterpret_cast<const char*>(chunk.chunk.bytes), chunk.chunk.size});
    WebPDemuxReleaseChunkIterator(&chunk);
  }
  return orientation;
}

}  // namespace

Result<StoredPicture> read_webp(std::string_view bytes) {
  const Result<Demuxer> demuxer =
      open({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  if (!demuxer) return demuxer.error();
  const WebPDemuxer* file = demuxer->get();
  const auto width = static_cast<int>(WebPDemuxGetI(file, WEBP_FF_CANVAS_WIDTH));
  const auto height = static_cast<int>(WebPDemuxGetI(file, WEBP_FF_CANVAS_HEIGHT));
  if (const std::optional<Error> problem = size_problem(width, height)) return *problem;
  WebPIterator frame;
  if (!WebPDemuxGetFrame(file, 1, &frame)) return damaged("it has no picture");
  const std::unique_ptr<WebPIterator, void (*)(WebPIterator*)> owner(&frame,
                                                                     WebPDemuxReleaseIterator);
  const Result<std::vector<std::uint8_t>> pixels = unpack(frame);
  if (!pixels) return pixels.error();
  StoredPicture picture = placed(frame, *pixels, width, height);
  picture.orientation = orientation_of(file);
  if (frame.num_frames > 1) picture.note("first frame of a WebP");
  return picture;
}

}  // namespace twofold::io::inline pictures
