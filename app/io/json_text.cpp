#include "app/io/json_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>

namespace twofold::io {
namespace {

using nlohmann::json;

/// "line 2, column 3": where a text's byte stands.
std::string place(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t column = before.size() - (before.rfind('\n') + 1) + 1;
  return fmt::format("line {}, column {}", line, column);
}

/// Where the first list or object begins that is nested too deep; brackets in texts do not count.
std::optional<std::size_t> too_deep(std::string_view text) {
  int depth = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_text) {
      if (c == '\\') ++i;
      if (c == '"') in_text = false;
    } else if (c == '"') {
      in_text = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxJsonDepth) return i;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return std::nullopt;
}

/// What other programs write for numbers that JSON does not have ("NaN", "-Infinity"), if one of
/// these words stands around a byte.
std::optional<std::string> no_number(std::string_view text, std::size_t at) {
  const auto in_word = [&](std::size_t i) {
    return std::isalpha(static_cast<unsigned char>(text[i])) != 0;
  };
  std::size_t begin = std::min(at, text.size());
  while (begin > 0 && in_word(begin - 1)) --begin;
  std::size_t end = begin;
  while (end < text.size() && in_word(end)) ++end;
  std::string word(text.substr(begin, end - begin));
  std::string small = word;
  std::transform(small.begin(), small.end(), small.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  constexpr std::array<std::string_view, 3> kWords{"nan", "inf", "infinity"};
  if (std::find(kWords.begin(), kWords.end(), small) == kWords.end()) return std::nullopt;
  if (begin > 0 && text[begin - 1] == '-') word.insert(0, "-");
  return word;
}

}  // namespace

Result<json> parse_json(std::string_view text) {
  if (text.empty()) return Error{"the file is empty"};
  if (const auto at = too_deep(text)) {
    return Error{
        fmt::format("lists are nested more than {} deep at {}", kMaxJsonDepth, place(text, *at))};
  }
  try {
    return json::parse(text);
  } catch (const json::parse_error& error) {
    const std::size_t at = error.byte == 0 ? 0 : error.byte - 1;
    if (const auto word = no_number(text, at)) {
      return Error{fmt::format("{} at {} is no number that JSON has: write a finite one", *word,
                               place(text, at))};
    }
    return Error{fmt::format("this is not JSON: it goes wrong at {}", place(text, at))};
  } catch (const json::out_of_range&) {
    return Error{"a number in it is too large"};
  }
}

}  // namespace twofold::io
