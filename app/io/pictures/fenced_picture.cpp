#include "app/io/pictures/fenced_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <optional>

#include "app/io/fence.h"
#include "app/io/pictures/picture_limits.h"

namespace twofold::io::inline pictures {
namespace {

/// Longer than any sentence.
constexpr std::uint32_t kMostLetters = 10'000;

/// What goes before the text (made_of, or why not) and the values.
struct Head {
  bool is_read = false;
  bool user_can_mend = false;
  bool had_alpha = false;
  int bits = 8;
  int height = 0;
  int width = 0;
  int channels = 0;
  std::uint32_t letters = 0;
};

void hand_out(const Result<Picture>& picture, FenceWriter& out) {
  Head head;
  head.is_read = picture.ok();
  const std::string text = picture ? picture->made_of : picture.error().sentence;
  head.letters = static_cast<std::uint32_t>(text.size());
  if (picture) {
    const core::Shape& shape = picture->values.shape;
    head.had_alpha = picture->had_alpha;
    head.bits = picture->bits;
    head.height = shape.height;
    head.width = shape.width;
    head.channels = shape.channels;
  } else {
    head.user_can_mend = picture.error().user_can_mend;
  }
  out.put(&head, sizeof head);
  out.put(text.data(), text.size());
  if (picture)
    out.put(picture->values.values.data(), picture->values.values.size() * sizeof(float));
}

/// Whether this can be the head of a picture, or of a sentence.
bool is_sound(const Head& head) {
  if (head.letters > kMostLetters) return false;
  if (!head.is_read) return head.letters > 0;
  return !size_problem(head.width, head.height) && (head.channels == 1 || head.channels == 3) &&
         (head.bits == 8 || head.bits == 16);
}

bool is_one_line(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= ' '; });
}

/// None if what comes is not what hand_out hands out.
std::optional<Result<Picture>> take(FenceReader& from) {
  Head head;
  if (!from.get(&head, sizeof head) || !is_sound(head)) return std::nullopt;
  std::string text(head.letters, ' ');
  if (!from.get(text.data(), text.size()) || !is_one_line(text)) return std::nullopt;
  if (!head.is_read) return Error{std::move(text), head.user_can_mend};
  Picture picture;
  picture.values = core::Tensor(core::Shape{1, head.height, head.width, head.channels});
  picture.made_of = std::move(text);
  picture.file_width = head.width;
  picture.file_height = head.height;
  picture.had_alpha = head.had_alpha;
  picture.bits = head.bits;
  core::Floats& values = picture.values.values;
  if (!from.get(values.data(), values.size() * sizeof(float))) return std::nullopt;
  return picture;
}

}  // namespace

Result<Picture> read_picture_apart(std::string_view bytes, std::string_view name) {
  std::optional<Result<Picture>> taken;
  bool is_too_much = false;
  const auto inside = [&](FenceWriter& out) {
    try {
      hand_out(read_picture(bytes, name), out);
    } catch (const std::exception&) {
      // Nothing is handed out, which says enough.
    }
  };
  const auto outside = [&](FenceReader& from) {
    try {
      taken = take(from);
    } catch (const std::bad_alloc&) {
      is_too_much = true;
    }
    return taken.has_value();
  };
  const std::optional<FenceEnd> end = behind_fence(inside, outside);
  if (!end) return read_picture(bytes, name);
  if (taken) return *std::move(taken);
  if (is_too_much) return no_memory(name);
  return Error{fmt::format("{}: what reads this format broke on it ({}); save it again as PNG",
                           name, end->why)};
}

}  // namespace twofold::io::inline pictures
