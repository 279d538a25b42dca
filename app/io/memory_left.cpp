#include "app/io/memory_left.h"

#include <sys/resource.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

namespace twofold::io {
namespace {

namespace fs = std::filesystem;

/// The number behind a word that begins a line ("MemAvailable:   123 kB"), in bytes; -1: none.
std::int64_t kibibytes(const fs::path& file, const std::string& word) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.rfind(word, 0) != 0) continue;
    std::istringstream rest(line.substr(word.size()));
    std::int64_t number = -1;
    if (rest >> number && number >= 0) return number << 10;
  }
  return -1;
}

/// The number that a file holds; -1 where it is none ("max") or not there.
std::int64_t number_in(const fs::path& file) {
  std::int64_t number = -1;
  std::ifstream in(file);
  return in >> number && number >= 0 ? number : -1;
}

std::int64_t free_in_machine(const fs::path& root) {
  const fs::path info = root / "proc/meminfo";
  const std::int64_t available = kibibytes(info, "MemAvailable:");
  if (available < 0) return kNoMemoryLimit;
  return available + std::max<std::int64_t>(kibibytes(info, "SwapFree:"), 0);
}

/// What a limit of the process leaves of what `word` in its status says that it has.
std::int64_t left_by_limit(__rlimit_resource_t resource, const fs::path& root,
                           const std::string& word) {
  rlimit limit{};
  if (::getrlimit(resource, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return kNoMemoryLimit;
  const std::int64_t used = kibibytes(root / "proc/self/status", word);
  return std::max<std::int64_t>(
      static_cast<std::int64_t>(limit.rlim_cur) - std::max<std::int64_t>(used, 0), 0);
}

/// What one control group leaves. What it uses counts files that the system keeps in memory as long
/// as nobody else wants it.
std::int64_t left_in_group(const fs::path& group) {
  const std::int64_t most = number_in(group / "memory.max");
  const std::int64_t used = number_in(group / "memory.current");
  if (most < 0 || used < 0) return kNoMemoryLimit;
  std::int64_t given_back = 0;
  std::ifstream stat(group / "memory.stat");
  std::string word;
  for (std::int64_t number = 0; stat >> word >> number;)
    if (word == "inactive_file") given_back = number;
  return std::max<std::int64_t>(most - used + given_back, 0);
}

/// Of the process's own group and all above it (version 2).
std::int64_t left_in_groups(const fs::path& root) {
  std::ifstream in(root / "proc/self/cgroup");
  std::string line;
  while (std::getline(in, line) && line.rfind("0::/", 0) != 0) {
  }
  if (line.rfind("0::/", 0) != 0) return kNoMemoryLimit;
  const fs::path top = root / "sys/fs/cgroup";
  std::int64_t left = left_in_group(top);
  fs::path group = top;
  for (const fs::path& part : fs::path(line.substr(4))) {
    group /= part;
    left = std::min(left, left_in_group(group));
  }
  return left;
}

}  // namespace

std::int64_t memory_left(const fs::path& root) {
  return std::min({free_in_machine(root), left_by_limit(RLIMIT_AS, root, "VmSize:"),
                   left_by_limit(RLIMIT_DATA, root, "VmData:"), left_in_groups(root)});
}

}  // namespace twofold::io
