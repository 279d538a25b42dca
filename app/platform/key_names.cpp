#include "app/platform/key_names.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <array>
#include <utility>

namespace twofold::platform {
namespace {

using ui::Key;

constexpr std::array<std::pair<int, Key>, 16> kNamed = {{
    {GLFW_KEY_LEFT, Key::left},
    {GLFW_KEY_RIGHT, Key::right},
    {GLFW_KEY_UP, Key::up},
    {GLFW_KEY_DOWN, Key::down},
    {GLFW_KEY_ESCAPE, Key::escape},
    {GLFW_KEY_ENTER, Key::enter},
    {GLFW_KEY_KP_ENTER, Key::enter},
    {GLFW_KEY_SPACE, Key::space},
    {GLFW_KEY_TAB, Key::tab},
    {GLFW_KEY_PAGE_UP, Key::page_up},
    {GLFW_KEY_PAGE_DOWN, Key::page_down},
    {GLFW_KEY_HOME, Key::home},
    {GLFW_KEY_END, Key::end},
    {GLFW_KEY_BACKSPACE, Key::backspace},
    {GLFW_KEY_DELETE, Key::del},
    {GLFW_KEY_F1, Key::f1},
}};

}  // namespace

std::optional<Key> named_key(int glfw_key) {
  for (const auto& [code, key] : kNamed) {
    if (code == glfw_key) return key;
  }
  if (glfw_key > GLFW_KEY_F1 && glfw_key <= GLFW_KEY_F12) {
    return static_cast<Key>(static_cast<int>(Key::f1) + glfw_key - GLFW_KEY_F1);
  }
  return std::nullopt;
}

char32_t first_code_point(std::string_view utf8) {
  if (utf8.empty()) return 0;
  const auto byte = [&utf8](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return lead;
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 0;
  if (length == 0 || utf8.size() < length) return 0;
  char32_t code = lead & (0x7fu >> length);
  for (std::size_t i = 1; i < length; ++i) code = code << 6 | (byte(i) & 0x3fu);
  return code;
}

char32_t shortcut_letter(int glfw_key, char32_t letter) {
  constexpr char32_t kLastLatin = 0x24f;
  const bool has_place = glfw_key > GLFW_KEY_SPACE && glfw_key <= GLFW_KEY_GRAVE_ACCENT;
  // GLFW's codes of these keys are the US keyboard's characters, in upper case.
  return letter > kLastLatin && has_place ? lower_case(static_cast<char32_t>(glfw_key)) : letter;
}

char32_t lower_case(char32_t letter) {
  const bool has_offset_32 =
      (letter >= 'A' && letter <= 'Z') || (letter >= 0xc0 && letter <= 0xde && letter != 0xd7) ||
      (letter >= 0x391 && letter <= 0x3a9) || (letter >= 0x410 && letter <= 0x42f);
  return has_offset_32 ? letter + 32 : letter;
}

}  // namespace twofold::platform
