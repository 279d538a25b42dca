#include "app/io/pictures/heif_boxes.h"

#include <optional>

#include "app/io/pictures/byte_reader.h"

namespace twofold::io::inline pictures {
namespace {

struct Box {
  std::string_view type;
  std::string_view content;
};

std::optional<Box> next_box(ByteReader& reader) {
  std::uint64_t size = reader.big(4);
  const std::string_view type = reader.take(4);
  std::uint64_t header = 8;
  if (size == 1) {  // the size itself is too large for four bytes
    const std::uint64_t high = reader.big(4);
    size = high << 32 | reader.big(4);
    header = 16;
  }
  if (reader.short_of_bytes) return std::nullopt;
  if (size == 0) return Box{type, reader.take(reader.rest().size())};
  if (size < header || size - header > reader.rest().size()) return std::nullopt;
  return Box{type, reader.take(static_cast<std::size_t>(size - header))};
}

/// The content of the first box of this type; empty if there is none.
std::string_view find_box(std::string_view boxes, std::string_view type) {
  ByteReader reader(boxes);
  while (const std::optional<Box> box = next_box(reader)) {
    if (box->type == type) return box->content;
  }
  return {};
}

bool is_grey(const Box& box) {
  const auto byte = [&](std::size_t at) {
    return at < box.content.size() ? static_cast<unsigned char>(box.content[at]) : 0;
  };
  if (box.type == "av1C") return (byte(2) & 0x10) != 0;                         // monochrome
  return box.type == "hvcC" && box.content.size() > 16 && (byte(16) & 3) == 0;  // chroma format
}

}  // namespace

HeifBoxes heif_boxes(std::string_view bytes) {
  std::string_view meta = find_box(bytes, "meta");
  meta.remove_prefix(meta.size() < 4 ? meta.size() : 4);  // version and flags
  ByteReader properties(find_box(find_box(meta, "iprp"), "ipco"));
  HeifBoxes found;
  while (const std::optional<Box> box = next_box(properties)) {
    found.turned = found.turned || box->type == "irot" || box->type == "imir";
    found.grey = found.grey || is_grey(*box);
  }
  return found;
}

}  // namespace twofold::io::inline pictures
