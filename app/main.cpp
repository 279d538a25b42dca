#include "app/cli/command_line.h"
#ifdef TWOFOLD_HAS_WINDOW
#include "app/desk/commands.h"
#endif

int main(int argc, char** argv) {
  std::vector<twofold::cli::MakeCommand> more;
#ifdef TWOFOLD_HAS_WINDOW
  more = {twofold::desk::window_command, twofold::desk::export_command,
          twofold::desk::startup_command};
#endif
  return twofold::cli::run(argc, argv, more);
}
