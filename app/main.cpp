#include "app/cli/command_line.h"
#ifdef TWOFOLD_HAS_WINDOW
#include "app/desk/commands.h"
#include "app/desk/export_charts.h"
#endif

int main(int argc, char** argv) {
  std::vector<twofold::cli::MakeCommand> more;
  twofold::cli::SavePng save_png;
#ifdef TWOFOLD_HAS_WINDOW
  more = {twofold::desk::window_command, twofold::desk::export_command,
          twofold::desk::startup_command};
  save_png = twofold::desk::save_chart_png;
#endif
  return twofold::cli::run(argc, argv, more, save_png);
}
