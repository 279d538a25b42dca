#include "app/io/path_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <nlohmann/json.hpp>

namespace twofold::io {
namespace {

constexpr std::string_view kScheme = "file://";

bool stays(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
         std::string_view("/-._~").find(c) != std::string_view::npos;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  // What is not is replaced here, and so another text.
  using nlohmann::json;
  const std::string written = json(bytes).dump(-1, ' ', false, json::error_handler_t::replace);
  return json::parse(written).get_ref<const std::string&>() == bytes;
}

std::string path_text(const std::string& path) {
  if (is_utf8(path) && !path.starts_with(kScheme)) return path;
  std::string text(kScheme);
  for (const char c : path) {
    if (stays(c)) {
      text += c;
    } else {
      text += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return text;
}

std::string path_of_text(const std::string& text) {
  if (!text.starts_with(kScheme)) return text;
  std::string path;
  for (std::size_t i = kScheme.size(); i < text.size(); ++i) {
    unsigned byte = 0;
    const char* digits = text.data() + i + 1;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
      path += static_cast<char>(byte);
      i += 2;
    } else {
      path += text[i];
    }
  }
  return path;
}

}  // namespace twofold::io
