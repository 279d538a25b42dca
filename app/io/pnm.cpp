#include "app/io/pnm.h"

#include <fmt/format.h>

#include <optional>
#include <span>

#include "app/io/picture_limits.h"

namespace twofold::io {
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

  /// Takes the single white space between a header and binary values.
  bool single_space() {
    if (rest_.empty() || !is_space(rest_.front())) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view rest() const { return rest_; }

 private:
  void skip_space_and_comments() {
    while (!rest_.empty() && (is_space(rest_.front()) || rest_.front() == '#')) {
      const std::size_t past =
          rest_.front() == '#' ? std::min(rest_.find_first_of("\r\n"), rest_.size()) : 1;
      rest_.remove_prefix(past);
    }
  }

  std::string_view rest_;
};

Error above_maximum(int value, int maximum) {
  return {fmt::format("a value of {} is above the maximum of {} in its header", value, maximum)};
}

std::optional<Error> read_plain(Reader& reader, int maximum, std::span<float> values) {
  for (float& out : values) {
    const std::optional<int> value = reader.number();
    if (!value && reader.rest().empty()) return cut_off();
    if (!value) return Error{"something that is not a number stands among its values"};
    if (*value > maximum) return above_maximum(*value, maximum);
    out = static_cast<float>(*value) / static_cast<float>(maximum);
  }
  return std::nullopt;
}

std::optional<Error> read_binary(std::string_view bytes, int maximum, std::span<float> values) {
  const std::size_t width = maximum > 255 ? 2 : 1;  // two bytes are big-endian
  if (bytes.size() / width < values.size()) return cut_off();
  const auto* from = reinterpret_cast<const unsigned char*>(bytes.data());
  for (float& out : values) {
    const int value = width == 2 ? from[0] * 256 + from[1] : from[0];
    if (value > maximum) return above_maximum(value, maximum);
    out = static_cast<float>(value) / static_cast<float>(maximum);
    from += width;
  }
  return std::nullopt;
}

}  // namespace

bool is_pnm(std::string_view bytes) {
  if (bytes.size() < 3 || bytes[0] != 'P' || !(is_space(bytes[2]) || bytes[2] == '#')) return false;
  return bytes[1] == '2' || bytes[1] == '3' || bytes[1] == '5' || bytes[1] == '6';
}

Result<Pnm> read_pnm(std::string_view bytes) {
  const bool plain = bytes[1] == '2' || bytes[1] == '3';
  const int channels = bytes[1] == '3' || bytes[1] == '6' ? 3 : 1;
  Reader reader(bytes.substr(2));
  const std::optional<int> width = reader.number();
  const std::optional<int> height = reader.number();
  const std::optional<int> maximum = reader.number();
  if (!width || !height || !maximum || *maximum < 1 || *maximum > 65535) {
    return Error{"its header does not state a width, a height and a maximum of 1 to 65535"};
  }
  if (const std::optional<Error> problem = size_problem(*width, *height)) return *problem;
  if (!plain && !reader.single_space()) return cut_off();
  // Every value takes at least a byte (plain: a digit and a space), so a short file that promises
  // a large picture takes no memory.
  const std::int64_t values = static_cast<std::int64_t>(*width) * *height * channels;
  if (values > static_cast<std::int64_t>(reader.rest().size())) return cut_off();
  Pnm pnm{core::Tensor({1, *height, *width, channels}), *maximum};
  const std::optional<Error> error = plain
                                         ? read_plain(reader, *maximum, pnm.values.values)
                                         : read_binary(reader.rest(), *maximum, pnm.values.values);
  if (error) return *error;
  return pnm;
}

}  // namespace twofold::io
