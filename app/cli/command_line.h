// The program without its window: what was asked for on the command line, done and reported.
//
// Every failure is one line on standard error that begins "twofold: ", and an exit status: 2 for
// what the user can mend, 1 otherwise. A command is one file that makes a Command; commands() is
// the list of them.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "app/io/result.h"
#include "app/paint/drawing.h"

namespace twofold::cli {

/// A subcommand: its part of the parser, and what to do once that has been filled in.
struct Command {
  CLI::App* parser = nullptr;
  std::function<io::Result<io::Done>()> run;
  /// Whether it is this command that was asked for, where an option of another one says so; empty:
  /// always.
  std::function<bool()> is_wanted = {};
};

/// Adds a subcommand, or (a command whose parser is the program itself) what the program does
/// without one.
using MakeCommand = std::function<Command(CLI::App& program)>;

/// Writes a figure as PNG, where the program has fonts to draw it.
using SavePng =
    std::function<io::Result<io::Done>(const std::filesystem::path&, const paint::Drawing&)>;

/// Does what the arguments ask for, by the commands of this folder and `more`; the exit status of
/// the program. With `save_png` charts are written as PNG too.
int run(int argc, const char* const* argv, const std::vector<MakeCommand>& more = {},
        const SavePng& save_png = {});

/// Writes to standard output, whole; an error if it does not take it.
io::Result<io::Done> print(std::string_view text);

}  // namespace twofold::cli
