// What `twofold --version` says, and with --verbose what the program is made of.
#pragma once

#include <string>

namespace twofold::cli {

/// "twofold 0.1.0" and a line break.
std::string version_line();

/// The same; then the libraries that the program was built with, and the files of those that it
/// shares with other programs, as they are loaded now: what a notice about a fault in a library is
/// held against.
std::string version_report();

}  // namespace twofold::cli
