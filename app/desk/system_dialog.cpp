#include "app/desk/system_dialog.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace twofold::desk {
namespace {

/// What was chosen; empty for nothing.
std::string system_dialog(model::Session& session) {
  for (const char* command : {"zenity --file-selection --title='Open a picture' 2>/dev/null",
                              "kdialog --getopenfilename 2>/dev/null"}) {
    std::FILE* pipe = popen(command, "r");
    if (!pipe) continue;
    std::string path;
    char buffer[4096];
    while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, pipe)) path.append(buffer, n);
    const int status = pclose(pipe);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127) continue;
    while (!path.empty() && path.back() == '\n') path.pop_back();
    return path;
  }
  session.say(
      {"There is no system dialog here (zenity or kdialog); use the list, drop a file on "
       "the window, or name it on the command line",
       true});
  return {};
}

}  // namespace

std::vector<std::string> choose_by_dialog(model::Session& session) {
  const std::string path = system_dialog(session);
  return path.empty() ? std::vector<std::string>() : std::vector<std::string>{path};
}

}  // namespace twofold::desk
