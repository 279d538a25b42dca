// The real program, and what every failure of it looks like.
#pragma once

#include <string>
#include <vector>

#include "tests/support/process.h"

namespace twofold::tests {

/// Runs twofold with these arguments.
inline Ran twofold(const std::vector<std::string>& arguments) {
  std::vector<std::string> words{TWOFOLD_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return run_program(words);
}

/// Whether it failed as it should: this status, nothing on standard output, and on standard error
/// exactly one line that begins "twofold: ".
inline bool failed_plainly(const Ran& ran, int status) {
  return ran.status == status && ran.out.empty() && ran.err.rfind("twofold: ", 0) == 0 &&
         ran.err.find('\n') == ran.err.size() - 1;
}

/// Whether the line says this.
inline bool says(const Ran& ran, const std::string& words) {
  return ran.err.find(words) != std::string::npos;
}

}  // namespace twofold::tests
