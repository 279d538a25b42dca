#include "app/io/pictures/heif_boxes.h"

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

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

/// Which items have to be decoded for which: what a grid is put together from, and what stands
/// beside an item, its transparency among it.
using Needs = std::map<std::uint32_t, std::vector<std::uint32_t>>;

/// Adds the references of an `iref` box. As libheif, it does not believe the sizes that they state.
void add_references(std::string_view iref, Needs& needs) {
  ByteReader reader(iref);
  const int id_bytes = reader.byte() == 0 ? 2 : 4;
  reader.take(3);  // flags
  while (!reader.short_of_bytes && !reader.rest().empty()) {
    if (reader.big(4) == 1) reader.take(8);  // a size of eight bytes
    const std::string_view type = reader.take(4);
    const std::uint32_t from = reader.big(id_bytes);
    for (std::uint32_t left = reader.big(2); left > 0 && !reader.short_of_bytes; --left) {
      const std::uint32_t to = reader.big(id_bytes);
      if (type == "dimg") needs[from].push_back(to);
      if (type == "auxl") needs[to].push_back(from);
    }
  }
}

/// Whether an item is needed for itself: it would be decoded without an end.
bool has_circle(const Needs& needs) {
  std::set<std::uint32_t> done;
  std::set<std::uint32_t> open;
  // An item stands twice: to be looked at, and, below what it needs, to be closed.
  for (const auto& [first, ignored] : needs) {
    std::vector<std::pair<std::uint32_t, bool>> ahead{{first, false}};
    while (!ahead.empty()) {
      const auto [item, is_end] = ahead.back();
      ahead.pop_back();
      if (is_end) {
        open.erase(item);
        done.insert(item);
        continue;
      }
      if (open.count(item) > 0) return true;
      const auto needed = needs.find(item);
      if (done.count(item) > 0 || needed == needs.end()) continue;
      open.insert(item);
      ahead.emplace_back(item, true);
      for (const std::uint32_t next : needed->second) ahead.emplace_back(next, false);
    }
  }
  return false;
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
  Needs needs;
  ByteReader boxes(meta);
  while (const std::optional<Box> box = next_box(boxes))
    if (box->type == "iref") add_references(box->content, needs);
  found.goes_in_circles = has_circle(needs);
  return found;
}

}  // namespace twofold::io::inline pictures
