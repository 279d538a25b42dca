#include "app/platform/less_motion.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "app/io/text_file.h"

namespace twofold::platform {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\"");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\"") - first + 1);
}

bool is_nothing(std::string_view value) {
  return value == "0" || value == "0.0" || value == "false" || value == "False";
}

/// What a variable holds; empty where there is none.
std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

std::filesystem::path config_folder() {
  if (const std::string config = variable("XDG_CONFIG_HOME"); config.starts_with('/'))
    return config;
  return std::filesystem::path(variable("HOME")) / ".config";
}

/// The desktops that keep it where gsettings finds it. Elsewhere it is not asked: a program that is
/// started takes time.
bool has_gsettings() {
  const std::string desktop = variable("XDG_CURRENT_DESKTOP");
  constexpr std::string_view kNames[] = {"GNOME", "Unity", "Cinnamon", "Budgie", "MATE"};
  return std::any_of(std::begin(kNames), std::end(kNames), [&](std::string_view name) {
    return desktop.find(name) != std::string::npos;
  });
}

bool gsettings_says_less_motion() {
  std::FILE* pipe =
      popen("gsettings get org.gnome.desktop.interface enable-animations 2>/dev/null", "r");
  if (!pipe) return false;
  char answer[16]{};
  const std::size_t length = std::fread(answer, 1, sizeof answer - 1, pipe);
  pclose(pipe);
  return std::string_view(answer, length).starts_with("false");
}

}  // namespace

bool says_less_motion(std::string_view settings) {
  while (!settings.empty()) {
    const std::string_view line = settings.substr(0, settings.find('\n'));
    settings.remove_prefix(std::min(line.size() + 1, settings.size()));
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view name = trimmed(line.substr(0, equals));
    const bool is_asked = name == "gtk-enable-animations" || name == "AnimationDurationFactor";
    if (is_asked && is_nothing(trimmed(line.substr(equals + 1)))) return true;
  }
  return false;
}

bool folder_says_less_motion(const std::filesystem::path& config) {
  constexpr const char* kFiles[] = {"gtk-4.0/settings.ini", "gtk-3.0/settings.ini", "kdeglobals"};
  return std::any_of(std::begin(kFiles), std::end(kFiles), [&](const char* file) {
    const io::Result<std::string> text = io::read_file(config / file);
    return text && says_less_motion(*text);
  });
}

bool desktop_wants_less_motion() {
  return folder_says_less_motion(config_folder()) ||
         (has_gsettings() && gsettings_says_less_motion());
}

}  // namespace twofold::platform
