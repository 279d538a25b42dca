#include "app/cli/command_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "app/cli/commands.h"
#include "app/cli/version.h"

namespace twofold::cli {
namespace {

/// A line that a person can read, however long what it quotes is: its beginning and its end.
std::string readable(std::string line) {
  constexpr std::size_t kMost = 1000;
  if (line.size() <= kMost) return line;
  const auto is_inside_letter = [&](std::size_t at) {
    return (static_cast<unsigned char>(line[at]) & 0xc0) == 0x80;
  };
  std::size_t from = kMost / 2;
  while (from > 0 && is_inside_letter(from)) --from;
  std::size_t to = line.size() - kMost / 2;
  while (to < line.size() && is_inside_letter(to)) ++to;
  return line.replace(from, to - from, " [...] ");
}

/// Prints the one line of a failure; the exit status that belongs to it.
int report(const io::Error& error) {
  std::string line = readable(error.sentence);
  // A file's name may hold anything, a line break too.
  std::replace_if(
      line.begin(), line.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  fmt::print(stderr, "twofold: {}\n", line);
  return error.user_can_mend ? 2 : 1;
}

int report(const io::Result<io::Done>& result) { return result ? 0 : report(result.error()); }

/// What nobody has foreseen.
io::Error unknown(const std::exception& error) {
  return {fmt::format("something happened that the program does not know ({}); please report it",
                      error.what()),
          false};
}

/// The subcommand that was asked for, as it is typed.
std::string spoken_name(const CLI::App& program) {
  const std::vector<CLI::App*> chosen = program.get_subcommands();
  return chosen.empty() ? "twofold" : "twofold " + chosen.front()->get_name();
}

/// A sentence about the first word that is empty, if one is: most options would take it for not
/// being given.
std::optional<io::Error> empty_word(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    if (*argv[i] != '\0') continue;
    const std::string what = *argv[i - 1] == '-' && i > 1
                                 ? fmt::format("what stands after {}", argv[i - 1])
                                 : fmt::format("word {} of the command line", i);
    return io::Error{what + " is empty: fill it in, or leave it out"};
  }
  return std::nullopt;
}

/// CLI11's exception in one sentence of our own.
io::Error parse_problem(const CLI::App& program, const CLI::ParseError& error) {
  std::string what = error.what();
  const std::vector<std::string> unexpected = program.remaining(true);
  if (dynamic_cast<const CLI::ExtrasError*>(&error) && !unexpected.empty()) {
    what = fmt::format("{} is not understood", unexpected.front());
  } else if (dynamic_cast<const CLI::ArgumentMismatch*>(&error)) {
    what = fmt::format("{} needs one value", what.substr(0, what.find(':')));
  }
  return {fmt::format("{}; see {} --help", what, spoken_name(program))};
}

int run_chosen(const CLI::App& program, const std::vector<Command>& commands) {
  const std::vector<CLI::App*> chosen = program.get_subcommands();
  const CLI::App* asked_for = chosen.empty() ? &program : chosen.front();
  // The last first: what an option asks for goes before what its command does without it.
  for (auto command = commands.rbegin(); command != commands.rend(); ++command) {
    const bool is_wanted = !command->is_wanted || command->is_wanted();
    if (command->parser == asked_for && is_wanted) return report(command->run());
  }
  return report(io::Error{"say what to do; twofold --help lists what there is"});
}

}  // namespace

io::Result<io::Done> print(std::string_view text) {
  const std::size_t written = std::fwrite(text.data(), 1, text.size(), stdout);
  if (written == text.size() && std::fflush(stdout) == 0) return io::Done{};
  return io::Error{fmt::format("standard output cannot be written ({})", std::strerror(errno)),
                   false};
}

int run(int argc, const char* const* argv, const std::vector<MakeCommand>& more,
        const SavePng& save_png) {
#ifdef SIGXFSZ
  // A file that grows beyond its limit is an error of the write, and one sentence.
  std::signal(SIGXFSZ, SIG_IGN);
#endif
  if (const std::optional<io::Error> empty = empty_word(argc, argv)) return report(*empty);
  CLI::App program("Shows what a separable convolution does, on your own picture.", "twofold");
  // Asked about first: the version is said as soon as it is come to.
  bool is_verbose = false;
  CLI::Option* verbose = program.add_flag("--verbose", is_verbose,
                                          "With --version: also what it is made of, with versions");
  verbose->needs(program.set_version_flag("--version", "", "Say which version this is"));
  program.require_subcommand(0, 1);
  std::vector<Command> commands{eval_command(program),          cost_command(program),
                                bench_command(program),         detect_command(program),
                                fit_command(program, save_png), train_command(program, save_png)};
  for (const MakeCommand& make : more) commands.push_back(make(program));
  try {
    program.parse(argc, argv);
    return run_chosen(program, commands);
  } catch (const CLI::CallForHelp&) {
    return report(print(program.help()));
  } catch (const CLI::CallForVersion&) {
    return report(print(is_verbose ? version_report() : version_line()));
  } catch (const CLI::ParseError& error) {
    return report(parse_problem(program, error));
  } catch (const std::bad_alloc&) {
    return report(io::Error{"there is not enough memory for this", false});
  } catch (const std::system_error& error) {
    if (error.code() != std::errc::resource_unavailable_try_again) return report(unknown(error));
    return report(io::Error{
        "the system gives no further threads: memory or the number of processes is limited; end "
        "other programs, or raise the limit (ulimit -v, ulimit -u)",
        true});
  } catch (const std::exception& error) {
    return report(unknown(error));
  }
}

}  // namespace twofold::cli
