// The commands, one source file each. Every function adds its subcommand to the program's parser.
#pragma once

#include "app/cli/command_line.h"

namespace twofold::cli {

Command eval_command(CLI::App& program);
Command cost_command(CLI::App& program);
Command bench_command(CLI::App& program);
Command detect_command(CLI::App& program);
/// Charts as SVG, and as PNG by `save_png` unless it is empty.
Command fit_command(CLI::App& program, const SavePng& save_png);
Command train_command(CLI::App& program, const SavePng& save_png);

}  // namespace twofold::cli
