#include "app/platform/less_motion.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/support/catch.h"

namespace twofold::platform {

TEST_CASE("what a desktop's file says of motion") {
  CHECK(says_less_motion("[Settings]\ngtk-theme-name=x\ngtk-enable-animations=0\n"));
  CHECK(says_less_motion("gtk-enable-animations = false"));
  CHECK(says_less_motion("[KDE]\r\nAnimationDurationFactor=0\r\n"));
  CHECK_FALSE(says_less_motion("gtk-enable-animations=1\nAnimationDurationFactor=0.5\n"));
  CHECK_FALSE(says_less_motion("# gtk-enable-animations=0\nother=0"));
  CHECK_FALSE(says_less_motion("gtk-enable-animations"));
  CHECK_FALSE(says_less_motion("=\n=0\n\n"));
  CHECK_FALSE(says_less_motion(""));
}

TEST_CASE("the files are those of GTK and KDE, in the folder of configurations") {
  const auto folder = std::filesystem::temp_directory_path() / "twofold_less_motion";
  for (const char* file : {"gtk-3.0/settings.ini", "gtk-4.0/settings.ini", "kdeglobals"}) {
    std::filesystem::remove_all(folder);
    CHECK_FALSE(folder_says_less_motion(folder));
    std::filesystem::create_directories((folder / file).parent_path());
    std::ofstream(folder / file) << "[KDE]\nAnimationDurationFactor=0\n";
    CHECK(folder_says_less_motion(folder));
  }
  setenv("XDG_CONFIG_HOME", folder.c_str(), 1);
  CHECK(desktop_wants_less_motion());
  unsetenv("XDG_CONFIG_HOME");
  std::filesystem::remove_all(folder);
}

}  // namespace twofold::platform
