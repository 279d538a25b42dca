#include "app/io/leftovers.h"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <mutex>
#include <optional>
#include <set>
#include <string_view>

namespace twofold::io {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUnfinished = ".twofold-";

/// The process that an unfinished file belongs to; none for any other file.
std::optional<pid_t> writer_of(const std::string& name) {
  if (!name.starts_with(kUnfinished)) return std::nullopt;
  pid_t writer = 0;
  const char* end = name.data() + name.size();
  const auto [stopped, error] = std::from_chars(name.data() + kUnfinished.size(), end, writer);
  if (error != std::errc() || end - stopped != 7 || *stopped != '-' || writer <= 0)
    return std::nullopt;
  return writer;
}

/// Whether a file has not been touched for a while: a process of another machine, whose number says
/// nothing here, may be writing a younger one.
bool is_old(const fs::directory_entry& entry) {
  std::error_code failed;
  const fs::file_time_type written = entry.last_write_time(failed);
  return !failed && fs::file_time_type::clock::now() - written > std::chrono::minutes(1);
}

}  // namespace

std::string unfinished_name(const fs::path& folder) {
  return (folder / fmt::format("{}{}-XXXXXX", kUnfinished, ::getpid())).string();
}

void remove_leftovers(const fs::path& folder) {
  std::error_code failed;
  fs::directory_iterator entry(folder.empty() ? "." : folder, failed);
  for (; !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
    const std::optional<pid_t> writer = writer_of(entry->path().filename().string());
    const bool is_gone = writer && ::kill(*writer, 0) != 0 && errno == ESRCH;
    std::error_code none;
    if (is_gone && is_old(*entry)) fs::remove(entry->path(), none);
  }
}

void remove_leftovers_once(const fs::path& folder) {
  static std::mutex mutex;
  static std::set<fs::path> cleaned;
  {
    const std::lock_guard lock(mutex);
    if (!cleaned.insert(folder).second) return;
  }
  remove_leftovers(folder);
}

}  // namespace twofold::io
