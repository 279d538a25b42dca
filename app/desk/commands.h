// The commands that need the interface.
#pragma once

#include "app/cli/command_line.h"

namespace twofold::desk {

cli::Command export_command(CLI::App& program);
/// `bench --startup`: an option of a command that has to be there already.
cli::Command startup_command(CLI::App& program);
/// The program's own arguments: opens the window.
cli::Command window_command(CLI::App& program);

}  // namespace twofold::desk
