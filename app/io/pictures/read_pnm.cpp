#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "app/io/pictures/canvas.h"
#include "app/io/pictures/picture_limits.h"
#include "app/io/pictures/readers.h"

namespace twofold::io::inline pictures {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes numbers off the front of the bytes; '#' starts a comment that ends with its line.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  /// The next whole number; nothing if there is none or it is beyond a million.
  std::optional<int> number() {
    skip_space_and_comments();
    int value = 0;
    std::size_t digits = 0;
    while (digits < rest_.size() && is_digit(rest_[digits])) {
      value = 10 * value + (rest_[digits++] - '0');
      if (value > 2'000'000) return std::nullopt;
    }
    rest_.remove_prefix(digits);
    return digits > 0 ? std::optional(value) : std::nullopt;
  }

  /// The next value of a plain bitmap, which needs no space around it.
  std::optional<int> bit() {
    skip_space_and_comments();
    if (rest_.empty() || (rest_.front() != '0' && rest_.front() != '1')) return std::nullopt;
    const int value = rest_.front() - '0';
    rest_.remove_prefix(1);
    return value;
  }

  /// Takes what stands between a header and binary values: a white space, before which comments
  /// may stand. A line that ends as in a DOS file counts as one where that leaves the `needed`
  /// bytes, and so they say whether the line feed is a value.
  bool end_of_header(std::size_t needed) {
    while (!rest_.empty() &&
           (rest_.front() == '#' || (is_blank(rest_.front()) && comment_ahead()))) {
      rest_.remove_prefix(rest_.front() == '#' ? std::min(rest_.find('\n'), rest_.size()) : 1);
    }
    if (rest_.empty() || !is_space(rest_.front())) return false;
    const bool dos = rest_.substr(0, 2) == "\r\n" && rest_.size() >= needed + 2;
    rest_.remove_prefix(dos ? 2 : 1);
    return true;
  }

  std::string_view rest() const { return rest_; }

 private:
  static bool is_blank(char c) { return c == ' ' || c == '\t'; }
  bool comment_ahead() const {
    const std::size_t at = rest_.find_first_not_of(" \t");
    return at != std::string_view::npos && rest_[at] == '#';
  }
  void skip_space_and_comments() {
    while (!rest_.empty() && (is_space(rest_.front()) || rest_.front() == '#')) {
      const std::size_t past =
          rest_.front() == '#' ? std::min(rest_.find_first_of("\r\n"), rest_.size()) : 1;
      rest_.remove_prefix(past);
    }
  }

  std::string_view rest_;
};

/// What the header states.
struct Header {
  bool plain = false;
  bool bitmap = false;  ///< a bit a value, and 1 is black
  int channels = 1;
  int width = 0;
  int height = 0;
  int maximum = 1;

  std::size_t row_values() const {
    return static_cast<std::size_t>(width) * static_cast<std::size_t>(channels);
  }
  std::size_t row_bytes() const {
    return bitmap ? (row_values() + 7) / 8 : row_values() * (maximum > 255 ? 2 : 1);
  }
};

Result<Header> read_header(Reader& reader, char kind) {
  Header h;
  h.plain = kind < '4';
  h.bitmap = kind == '1' || kind == '4';
  h.channels = kind == '3' || kind == '6' ? 3 : 1;
  const std::optional<int> width = reader.number();
  const std::optional<int> height = reader.number();
  const std::optional<int> maximum = h.bitmap ? std::optional(1) : reader.number();
  if (!width || !height || !maximum || *maximum < 1 || *maximum > 65535) {
    return damaged(h.bitmap ? "its header does not state a width and a height"
                            : "its header does not state a width, a height and a maximum of 1 to "
                              "65535");
  }
  if (const std::optional<Error> problem = size_problem(*width, *height)) return *problem;
  h.width = *width;
  h.height = *height;
  h.maximum = *maximum;
  return h;
}

using Row = std::vector<std::uint16_t>;

std::optional<Error> above_maximum(int value, int maximum) {
  if (value <= maximum) return std::nullopt;
  return damaged(
      fmt::format("a value of {} is above the maximum of {} in its header", value, maximum));
}

std::optional<Error> read_plain_row(Reader& reader, const Header& h, Row& row) {
  for (std::uint16_t& out : row) {
    const std::optional<int> value = h.bitmap ? reader.bit() : reader.number();
    if (!value && reader.rest().empty()) return cut_off();
    if (!value) return damaged("something that is not a number stands among its values");
    if (const std::optional<Error> problem = above_maximum(*value, h.maximum)) return problem;
    out = static_cast<std::uint16_t>(*value);
  }
  return std::nullopt;
}

std::optional<Error> read_binary_row(std::string_view bytes, const Header& h, Row& row) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  for (std::size_t i = 0; i < row.size(); ++i) {
    const int value = h.bitmap          ? byte(i / 8) >> (7 - i % 8) & 1
                      : h.maximum > 255 ? byte(2 * i) * 256 + byte(2 * i + 1)
                                        : byte(i);
    if (const std::optional<Error> problem = above_maximum(value, h.maximum)) return problem;
    row[i] = static_cast<std::uint16_t>(value);
  }
  return std::nullopt;
}

}  // namespace

bool is_pnm(std::string_view bytes) {
  return bytes.size() >= 3 && bytes[0] == 'P' && bytes[1] >= '1' && bytes[1] <= '6' &&
         (is_space(bytes[2]) || bytes[2] == '#');
}

Result<StoredPicture> read_pnm(std::string_view bytes) {
  Reader reader(bytes.substr(2));
  const Result<Header> header = read_header(reader, bytes[1]);
  if (!header) return header.error();
  const Header& h = *header;
  const std::size_t height = static_cast<std::size_t>(h.height);
  // A plain value takes a digit at least, so a short file that promises a large picture takes no
  // memory.
  const std::size_t needed = height * (h.plain ? h.row_values() : h.row_bytes());
  if (!h.plain && !reader.end_of_header(needed)) return cut_off();
  if (needed > reader.rest().size()) return cut_off();
  Canvas canvas(h.width, h.height, h.channels, h.maximum);
  Row row(h.row_values());
  for (int y = 0; y < h.height; ++y) {
    const std::size_t at = static_cast<std::size_t>(y) * h.row_bytes();
    const std::optional<Error> error =
        h.plain ? read_plain_row(reader, h, row)
                : read_binary_row(reader.rest().substr(at, h.row_bytes()), h, row);
    if (error) return *error;
    if (h.bitmap) std::transform(row.begin(), row.end(), row.begin(), [](auto v) { return 1 - v; });
    canvas.set_row(y, row.data());
  }
  StoredPicture picture = std::move(canvas).finish();
  if (!h.bitmap && h.maximum != 255 && h.maximum != 65535) {
    picture.note(fmt::format("values 0 to {}", h.maximum));
  }
  return picture;
}

}  // namespace twofold::io::inline pictures
