// From GLFW's keys to the program's own.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/ui/frame/keys.h"

namespace twofold::platform {

/// The program's name for a GLFW key that types no character (arrows, function keys, Space ...);
/// none for others.
std::optional<ui::Key> named_key(int glfw_key);

/// The first code point of a UTF-8 text; 0 when it is empty or broken.
char32_t first_code_point(std::string_view utf8);

/// The letter that shortcuts go by: a key with a letter of another alphabet (Cyrillic, Greek ...)
/// stands for what a US keyboard has at its place.
char32_t shortcut_letter(int glfw_key, char32_t letter);

/// Lower case for the letters that keyboards have: Latin, Latin-1, Greek, Cyrillic.
char32_t lower_case(char32_t letter);

}  // namespace twofold::platform
