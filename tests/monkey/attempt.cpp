#include "tests/monkey/attempt.h"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <exception>
#include <fstream>

#include "tests/support/process.h"

namespace twofold::tests {
namespace {

/// Exit status of a deed that found something.
constexpr int kFound = 3;

/// In the child: does the deed and ends the process.
[[noreturn]] void perform(const Deed& deed, const std::filesystem::path& folder) {
  std::FILE* told = std::fopen((folder / "events").c_str(), "w");
  const auto tell = [&](const Event& event) {
    std::fprintf(told, "%s\n", line_of(event).c_str());
    std::fflush(told);
  };
  std::string wrong;
  std::filesystem::create_directory(folder / "here");
  std::filesystem::current_path(folder / "here");
  try {
    wrong = deed(tell);
  } catch (const std::exception& error) {
    wrong = fmt::format("it throws \"{}\"", error.what());
  }
  std::ofstream(folder / "wrong") << wrong;
  std::fflush(nullptr);
  ::_exit(wrong.empty() ? 0 : kFound);
}

std::vector<Event> events_in(const std::filesystem::path& file) {
  std::vector<Event> events;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    if (const auto event = event_of(line)) events.push_back(*event);
  return events;
}

}  // namespace

Attempt attempt(const Deed& deed, int seconds) {
  const TemporaryFolder folder;
  std::fflush(nullptr);
  const pid_t child = ::fork();
  if (child < 0) return {true, "cannot start a process", {}};
  if (child == 0) {
    ::alarm(static_cast<unsigned>(seconds));
    perform(deed, folder.path());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  Attempt result{!WIFEXITED(status) || WEXITSTATUS(status) != 0, "", events_in(folder / "events")};
  if (WIFSIGNALED(status))
    result.why = WTERMSIG(status) == SIGALRM ? fmt::format("it takes more than {} s", seconds)
                                             : std::string(::strsignal(WTERMSIG(status)));
  else if (WEXITSTATUS(status) == kFound)
    result.why = contents(folder / "wrong");
  else if (result.failed)
    result.why = fmt::format("exit status {}", WEXITSTATUS(status));
  return result;
}

std::vector<Event> shrunk(std::vector<Event> events,
                          const std::function<bool(const std::vector<Event>&)>& fails, int tries) {
  for (std::size_t piece = events.size() / 2; piece > 0 && tries > 0; piece /= 2) {
    // The end is needed most, so the beginning goes first.
    for (std::size_t from = 0; from < events.size() && tries > 0;) {
      std::vector<Event> fewer = events;
      const std::size_t to = std::min(from + piece, events.size());
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(from),
                  fewer.begin() + static_cast<std::ptrdiff_t>(to));
      --tries;
      if (fails(fewer))
        events = std::move(fewer);
      else
        from = to;
    }
  }
  return events;
}

}  // namespace twofold::tests
