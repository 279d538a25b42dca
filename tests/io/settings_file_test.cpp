// Remembered settings: what is saved comes back, and nothing that is broken does harm.
#include "app/io/settings_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "tests/support/catch.h"

using namespace twofold;
namespace fs = std::filesystem;

namespace {

struct Folder {
  Folder() : path(fs::temp_directory_path() / ("settings_test_" + std::to_string(getpid()))) {
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path path;
};

io::Settings loaded(const fs::path& file, const char* text) {
  std::ofstream(file) << text;
  return io::load_settings(file);
}

}  // namespace

TEST_CASE("settings that are saved come back, and the folder is made") {
  const Folder folder;
  const fs::path file = folder.path / "new/twofold/settings.json";
  io::Settings s;
  s.theme = model::ThemeChoice::light;
  s.ui_zoom = 1.5f;
  s.lane_splits = {0.25f, 0.5f, 0.75f};
  s.bottom_split = 0.5f;
  s.less_motion = true;
  s.recent_pictures = {"/a/b.png", "/c \"d\".jpg"};
  REQUIRE(io::save_settings(file, s).ok());
  CHECK(io::load_settings(file) == s);
}

TEST_CASE("a look takes the settings and gives them back") {
  model::ViewState view;
  io::Settings s;
  s.theme = model::ThemeChoice::light;
  s.recent_pictures = {"/x.png"};
  s.less_motion = true;
  io::apply_settings(s, view);
  CHECK(io::settings_of(view) == s);
}

TEST_CASE("a broken or foreign settings file is as at first") {
  const Folder folder;
  const fs::path file = folder.path / "settings.json";
  const io::Settings first;
  CHECK(io::load_settings(folder.path / "missing.json") == first);
  for (const char* text :
       {"", "{", "[1,2]", "null", "\xff\xfe", R"({"theme":7,"letters":"big"})",
        R"({"letters":1e9,"bottom_split":-1})", R"({"lane_splits":[0.5,0.4,0.9]})",
        R"({"lane_splits":[0.1,"b",0.9]})", R"({"recent_pictures":"all"})"}) {
    CAPTURE(text);
    CHECK(loaded(file, text) == first);
  }
}

TEST_CASE("what is right in a settings file counts, whatever else is wrong") {
  const Folder folder;
  const io::Settings s = loaded(folder.path / "settings.json",
                                R"({"theme":"light","letters":99,"recent_pictures":["/a.png",3]})");
  CHECK(s.theme == model::ThemeChoice::light);
  CHECK(s.ui_zoom == 0.0f);
  CHECK(s.recent_pictures == std::vector<std::string>{"/a.png"});
}

TEST_CASE("settings that are nested without end, or a pipe, are as at first") {
  const Folder folder;
  const fs::path file = folder.path / "settings.json";
  for (const char* key : {"theme", "recent_pictures", "lane_splits", "letters"}) {
    const std::string text = std::string("{\"") + key + "\":" + std::string(200'000, '[') +
                             std::string(200'000, ']') + "}";
    CHECK(loaded(file, text.c_str()) == io::Settings{});
  }
  CHECK(loaded(file, R"({"letters":1e300,"lane_splits":[1e300,1e300,-1e300]})") == io::Settings{});
  const fs::path pipe = folder.path / "pipe";
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(io::load_settings(pipe) == io::Settings{});
  CHECK_FALSE(io::save_settings(pipe, {}).ok());
}

TEST_CASE("paths that are not UTF-8 come back to the byte") {
  const Folder folder;
  const fs::path file = folder.path / "settings.json";
  io::Settings s;
  s.theme = model::ThemeChoice::light;
  s.recent_pictures = {"/a\xff.png"};
  REQUIRE(io::save_settings(file, s).ok());
  CHECK(io::load_settings(file) == s);
}

TEST_CASE("the settings' place follows XDG_CONFIG_HOME, else HOME") {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  const std::string before = config ? config : "";
  setenv("XDG_CONFIG_HOME", "/conf", 1);
  CHECK(io::settings_path() == fs::path("/conf/twofold/settings.json"));
  setenv("XDG_CONFIG_HOME", "relative", 1);
  const char* home = std::getenv("HOME");
  if (home && home[0] == '/')
    CHECK(io::settings_path() == fs::path(home) / ".config/twofold/settings.json");
  if (config)
    setenv("XDG_CONFIG_HOME", before.c_str(), 1);
  else
    unsetenv("XDG_CONFIG_HOME");
}
