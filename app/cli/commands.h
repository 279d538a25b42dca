// The commands, one source file each. Every function adds its subcommand to the program's parser.
#pragma once

#include "app/cli/command_line.h"

namespace twofold::cli {

Command eval_command(CLI::App& program);
Command cost_command(CLI::App& program);
Command bench_command(CLI::App& program);
Command fit_command(CLI::App& program);
Command train_command(CLI::App& program);

}  // namespace twofold::cli
