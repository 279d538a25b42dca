// Unfinished files, and what becomes of them when the process that writes them is killed.
//
// They are called ".twofold-PID-XXXXXX": short, so that beside them the longest name can be
// written, and with the process that is at it.
#pragma once

#include <filesystem>
#include <string>

namespace twofold::io {

/// The pattern of a new unfinished file in a folder, for mkstemp.
std::string unfinished_name(const std::filesystem::path& folder);

/// Removes what killed processes left in a folder.
void remove_leftovers(const std::filesystem::path& folder);

/// The same the first time that this process asks for it.
void remove_leftovers_once(const std::filesystem::path& folder);

}  // namespace twofold::io
