#include "app/io/settings_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "app/io/json_text.h"
#include "app/io/path_text.h"
#include "app/io/text_file.h"
#include "app/model/state/view_limits.h"

namespace twofold::io {
namespace {

using nlohmann::json;

constexpr std::size_t kMostRecent = 12;

/// The number under a key if it is one and lies between the limits; else what there was.
void read_number(const json& object, const char* key, float low, float high, float& number) {
  const auto at = object.find(key);
  if (at == object.end() || !at->is_number()) return;
  const auto read = at->get<double>();
  if (read >= low && read <= high) number = static_cast<float>(read);
}

/// Three edges, each right of the one before it.
void read_splits(const json& object, std::array<float, 3>& splits) {
  const auto at = object.find("lane_splits");
  if (at == object.end() || !at->is_array() || at->size() != splits.size()) return;
  std::array<float, 3> read{};
  float last = 0;
  for (std::size_t i = 0; i < read.size(); ++i) {
    if (!(*at)[i].is_number()) return;
    const auto edge = (*at)[i].get<double>();
    if (!(edge > last + 0.02) || edge > 0.98) return;
    last = read[i] = static_cast<float>(edge);
  }
  splits = read;
}

void read_recent(const json& object, std::vector<std::string>& recent) {
  const auto at = object.find("recent_pictures");
  if (at == object.end() || !at->is_array()) return;
  for (const json& path : *at)
    if (path.is_string() && recent.size() < kMostRecent)
      recent.push_back(path_of_text(path.get<std::string>()));
}

}  // namespace

Settings settings_of(const model::ViewState& view) {
  return {view.theme,       view.ui_zoom,      view.less_motion,
          view.lane_splits, view.bottom_split, view.recent_pictures};
}

void apply_settings(const Settings& settings, model::ViewState& view) {
  view.theme = settings.theme;
  view.ui_zoom = settings.ui_zoom;
  view.less_motion = settings.less_motion;
  view.lane_splits = settings.lane_splits;
  view.bottom_split = settings.bottom_split;
  view.recent_pictures = settings.recent_pictures;
}

std::optional<std::filesystem::path> settings_path() {
  const auto variable = [](const char* name) -> std::optional<std::filesystem::path> {
    const char* value = std::getenv(name);
    // The XDG rules: a relative path is to be ignored.
    if (!value || value[0] != '/') return std::nullopt;
    return value;
  };
  if (const auto config = variable("XDG_CONFIG_HOME")) return *config / "twofold/settings.json";
  if (const auto home = variable("HOME")) return *home / ".config/twofold/settings.json";
  return std::nullopt;
}

Settings load_settings(const std::filesystem::path& path) {
  const Result<std::string> text = read_file(path);
  return text ? read_settings(*text) : Settings{};
}

Settings read_settings(std::string_view text) {
  Settings settings;
  const Result<json> parsed = parse_json(text);
  if (!parsed || !parsed->is_object()) return settings;
  const json& object = *parsed;
  if (object.value("theme", json()) == "light") settings.theme = model::ThemeChoice::light;
  settings.less_motion = object.value("less_motion", json()) == true;
  read_number(object, "letters", model::kSmallestWords, model::kLargestWords, settings.ui_zoom);
  read_number(object, "bottom_split", 0.1f, 0.95f, settings.bottom_split);
  read_splits(object, settings.lane_splits);
  read_recent(object, settings.recent_pictures);
  return settings;
}

Result<Done> save_settings(const std::filesystem::path& path, const Settings& settings) {
  std::error_code failed;
  std::filesystem::create_directories(path.parent_path(), failed);
  if (failed)
    return Error{fmt::format("the settings cannot be kept: the folder {} cannot be made ({})",
                             path.parent_path().string(), failed.message())};
  std::vector<std::string> recent(settings.recent_pictures.size());
  std::transform(settings.recent_pictures.begin(), settings.recent_pictures.end(), recent.begin(),
                 path_text);
  const json object{{"theme", settings.theme == model::ThemeChoice::dark ? "dark" : "light"},
                    {"letters", settings.ui_zoom},
                    {"less_motion", settings.less_motion},
                    {"lane_splits", settings.lane_splits},
                    {"bottom_split", settings.bottom_split},
                    {"recent_pictures", recent}};
  return write_file(path, object.dump(2) + "\n");
}

}  // namespace twofold::io
