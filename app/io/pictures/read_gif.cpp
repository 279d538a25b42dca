#include <gif_lib.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>
#include <vector>

#include "app/io/pictures/canvas.h"
#include "app/io/pictures/picture_limits.h"
#include "app/io/pictures/readers.h"

namespace twofold::io::inline pictures {
namespace {

using File = std::unique_ptr<GifFileType, void (*)(GifFileType*)>;

int read_some(GifFileType* file, GifByteType* to, int size) {
  auto& rest = *static_cast<std::string_view*>(file->UserData);
  const std::size_t count = std::min(static_cast<std::size_t>(size), rest.size());
  std::memcpy(to, rest.data(), count);
  rest.remove_prefix(count);
  return static_cast<int>(count);
}

Error unreadable(int code) {
  switch (code) {
    case D_GIF_ERR_READ_FAILED:
    case D_GIF_ERR_EOF_TOO_SOON: return cut_off();
    case D_GIF_ERR_NOT_ENOUGH_MEM: return {"there is not enough memory for this picture", false};
    case D_GIF_ERR_NO_COLOR_MAP: return damaged("it has no colours");
    default: return damaged("its pixels cannot be unpacked");
  }
}

/// The index that stands for no colour, if this extension names one.
std::optional<int> transparent_index(int code, const GifByteType* block) {
  if (code != GRAPHICS_EXT_FUNC_CODE || block == nullptr || block[0] < 4) return std::nullopt;
  return block[1] & 1 ? std::optional<int>(block[4]) : std::nullopt;
}

/// Reads up to the first frame; gives the index that is transparent in it, or -1.
Result<int> find_frame(GifFileType* file) {
  int transparent = -1;
  for (;;) {
    GifRecordType record = UNDEFINED_RECORD_TYPE;
    if (DGifGetRecordType(file, &record) == GIF_ERROR) return unreadable(file->Error);
    if (record == TERMINATE_RECORD_TYPE) return damaged("it has no frame");
    if (record == IMAGE_DESC_RECORD_TYPE) break;
    int code = 0;
    GifByteType* block = nullptr;
    if (DGifGetExtension(file, &code, &block) == GIF_ERROR) return unreadable(file->Error);
    transparent = transparent_index(code, block).value_or(transparent);
    while (block) {
      if (DGifGetExtensionNext(file, &block) == GIF_ERROR) return unreadable(file->Error);
    }
  }
  if (DGifGetImageDesc(file) == GIF_ERROR) return unreadable(file->Error);
  return transparent;
}

/// The rows of a frame as they come: one after the other, or every eighth, fourth, second first.
std::vector<int> order_of_rows(int height, bool interlaced) {
  std::vector<int> rows;
  if (interlaced) {
    for (const auto& [first, step] : {std::pair{0, 8}, {4, 8}, {2, 4}, {1, 2}}) {
      for (int y = first; y < height; y += step) rows.push_back(y);
    }
  } else {
    for (int y = 0; y < height; ++y) rows.push_back(y);
  }
  return rows;
}

/// The first frame on its canvas, which is as large as the frame at least.
Result<StoredPicture> read_frame(GifFileType* file, int transparent) {
  const GifImageDesc& frame = file->Image;
  const int width = std::max(file->SWidth, frame.Left + frame.Width);
  const int height = std::max(file->SHeight, frame.Top + frame.Height);
  if (const std::optional<Error> problem = size_problem(width, height)) return *problem;
  if (frame.Width < 1 || frame.Height < 1) return Error{"the picture has no pixels"};
  const ColorMapObject* colours = frame.ColorMap ? frame.ColorMap : file->SColorMap;
  if (!colours) return unreadable(D_GIF_ERR_NO_COLOR_MAP);
  const bool whole = frame.Width == width && frame.Height == height;
  const bool alpha = transparent >= 0 || !whole;
  const std::size_t channels = alpha ? 4 : 3;
  Canvas canvas(width, height, static_cast<int>(channels));
  std::vector<GifPixelType> indices(static_cast<std::size_t>(frame.Width));
  std::vector<std::uint8_t> row(channels * static_cast<std::size_t>(width), 0);
  for (int y = 0; y < height && !whole; ++y) canvas.set_row(y, row.data());
  for (const int y : order_of_rows(frame.Height, frame.Interlace)) {
    if (DGifGetLine(file, indices.data(), frame.Width) == GIF_ERROR) return unreadable(file->Error);
    std::uint8_t* to = row.data() + channels * static_cast<std::size_t>(frame.Left);
    for (const GifPixelType index : indices) {
      const bool seen = index != transparent && index < colours->ColorCount;
      const GifColorType colour = seen ? colours->Colors[index] : GifColorType{0, 0, 0};
      const std::uint8_t pixel[] = {colour.Red, colour.Green, colour.Blue,
                                    static_cast<std::uint8_t>(seen ? 255 : 0)};
      to = std::copy(pixel, pixel + channels, to);
    }
    canvas.set_row(frame.Top + y, row.data());
  }
  const bool see_through = canvas.see_through();
  StoredPicture picture = std::move(canvas).finish();
  if (!see_through) {  // a transparent colour that no pixel has is no transparency
    picture.had_alpha = false;
    picture.made_of.clear();
  }
  picture.note("first frame of a GIF");
  return picture;
}

}  // namespace

Result<StoredPicture> read_gif(std::string_view bytes) {
  int code = 0;
  const File file(DGifOpen(&bytes, read_some, &code),
                  [](GifFileType* open) { DGifCloseFile(open, nullptr); });
  if (!file) return unreadable(code);
  const Result<int> transparent = find_frame(file.get());
  if (!transparent) return transparent.error();
  return read_frame(file.get(), *transparent);
}

}  // namespace twofold::io::inline pictures
