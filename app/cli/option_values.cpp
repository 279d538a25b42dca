#include "app/cli/option_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace twofold::cli {
namespace {

/// The whole text as a number in decimal digits; nothing if it is anything else or too large.
template <class Number>
std::optional<Number> number(std::string_view text) {
  Number value{};
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc{} || stopped != end) return std::nullopt;
  return value;
}

/// Whether the text has the form of numbers, and only holds one that is too large.
template <class Number>
bool is_too_large(std::string_view text) {
  if (text.find_first_not_of("0123456789x,") != std::string_view::npos) return false;
  for (std::size_t from = 0; from < text.size(); ++from) {
    const std::size_t end = std::min(text.find_first_of("x,", from), text.size());
    if (end > from && !number<Number>(text.substr(from, end - from))) return true;
    from = end;
  }
  return false;
}

template <class Number = int>
io::Error unusable(const Given& given, std::string_view what) {
  if (is_too_large<Number>(given.text))
    return {fmt::format("{} is too large: \"{}\" holds a number beyond {}", given.option,
                        given.text, std::numeric_limits<Number>::max())};
  return {fmt::format("{} must be {}, not \"{}\"", given.option, what, given.text)};
}

/// What a list of numbers must look like.
struct Joined {
  char by = 'x';
  std::size_t count = 2;
  int least = 1;
};

/// Whole numbers that are joined so.
std::optional<std::vector<int>> joined(std::string_view text, const Joined& how) {
  std::vector<int> values;
  for (;;) {
    const std::size_t end = std::min(text.find(how.by), text.size());
    const std::optional<int> value = number<int>(text.substr(0, end));
    if (!value || *value < how.least || values.size() == how.count) return std::nullopt;
    values.push_back(*value);
    if (end == text.size()) break;
    text.remove_prefix(end + 1);
  }
  return values.size() == how.count ? std::optional(values) : std::nullopt;
}

}  // namespace

io::Result<core::Extent> height_x_width(const Given& given) {
  const auto sizes = joined(given.text, {'x', 2});
  if (!sizes) return unusable(given, "height x width in whole numbers from 1 up, such as 3x3");
  return core::Extent{(*sizes)[0], (*sizes)[1]};
}

io::Result<core::Extent> width_x_height(const Given& given) {
  const auto sizes = joined(given.text, {'x', 2});
  if (!sizes) return unusable(given, "width x height in whole numbers, such as 1920x1080");
  return core::Extent{(*sizes)[1], (*sizes)[0]};
}

io::Result<core::Shape> batch_x_height_x_width_x_channels(const Given& given) {
  const auto sizes = joined(given.text, {'x', 4});
  if (!sizes) {
    return unusable(given,
                    "batch x height x width x channels in whole numbers from 1 up, such as "
                    "1x112x112x32");
  }
  return core::Shape{(*sizes)[0], (*sizes)[1], (*sizes)[2], (*sizes)[3]};
}

io::Result<core::Pads> top_bottom_left_right(const Given& given) {
  const auto zeros = joined(given.text, {',', 4, 0});
  if (!zeros) {
    return unusable(given,
                    "four whole numbers from 0 up, the zeros above, below, left and right, such "
                    "as 0,1,0,1");
  }
  return core::Pads{(*zeros)[0], (*zeros)[1], (*zeros)[2], (*zeros)[3]};
}

io::Result<int> positive(const Given& given) {
  const std::optional<int> value = number<int>(given.text);
  if (!value || *value < 1) return unusable(given, "a whole number from 1 up");
  return *value;
}

io::Result<double> real(const Given& given, bool positive_only) {
  char* end = nullptr;
  const double value = std::strtod(given.text.c_str(), &end);
  const bool whole = !given.text.empty() && *end == '\0' && std::isfinite(value);
  if (whole && (value > 0 || (value == 0 && !positive_only))) return value;
  return io::Error{fmt::format("{} must be a number {} 0, not \"{}\"", given.option,
                               positive_only ? "above" : "from", given.text)};
}

io::Result<std::uint64_t> seed(const Given& given) {
  const std::optional<std::uint64_t> value = number<std::uint64_t>(given.text);
  if (!value) return unusable<std::uint64_t>(given, "a whole number from 0 up");
  return *value;
}

io::Result<core::Padding> padding(const Given& given) {
  std::string lower = given.text;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (lower == "same") return core::Padding::same;
  if (lower == "valid") return core::Padding::valid;
  return unusable(given, "same or valid");
}

}  // namespace twofold::cli
