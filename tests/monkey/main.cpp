// A monkey at the window: random mouse, wheel, keys, text, files and sizes, and after every frame
// the question whether all that has to hold still does (invariants.h).
//
//   twofold_monkey --seed 7 --events 20000      what it finds it replays, shrinks and writes down
//   twofold_monkey --replay FILE                such a file again
//   twofold_monkey --endure 60                  a lesson of sixty simulated minutes instead
//
// Seeds follow each other: every `--each` events begin a new window with the next seed. Exit status
// 1: something was found.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <fstream>
#include <iostream>

#include "tests/monkey/attempt.h"
#include "tests/monkey/endurance.h"
#include "tests/monkey/random_events.h"
#include "tests/monkey/stage.h"

namespace twofold::tests {
namespace {

/// So many events after each other, and all goes back to the beginning.
constexpr int kBetweenRests = 1000;

struct Options {
  std::uint64_t seed = 1;
  int events = 2000;
  int each = 2000;
  int seconds = 600;
  int tries = 200;
  int minutes = 0;
  bool hurries = false;
  std::string replay;
  std::string keep = "monkey-found";
};

/// A window that lives through `events` random events.
std::string live(std::uint64_t seed, int events, bool hurries, const Tell& tell) {
  const std::vector<std::string> files = make_files(".");
  Stage stage(files, hurries);
  RandomEvents monkey(seed);
  for (int i = 1; i <= events; ++i) {
    const Event event = i % kBetweenRests == 0 ? Event{.kind = Event::Kind::rest}
                                               : monkey.next(stage.registry(), stage.size(), files);
    tell(event);
    if (std::string wrong = stage.happen(event); !wrong.empty()) return wrong;
  }
  return {};
}

std::string replay(const std::vector<Event>& events, bool hurries, const Tell& tell) {
  Stage stage(make_files("."), hurries);
  for (const Event& event : events) {
    tell(event);
    if (std::string wrong = stage.happen(event); !wrong.empty()) return wrong;
  }
  return {};
}

/// Shrinks what failed, writes it down and says so.
void report(const Options& options, std::uint64_t seed, const Attempt& failed) {
  fmt::print("seed {} fails after {} events: {}\n", seed, failed.events.size(), failed.why);
  std::fflush(stdout);
  const auto fails = [&](const std::vector<Event>& events) {
    return attempt([&](const Tell& tell) { return replay(events, options.hurries, tell); },
                   options.seconds)
        .failed;
  };
  std::vector<Event> events = failed.events;
  if (options.tries > 0 && fails(events))
    events = shrunk(std::move(events), fails, options.tries);
  else
    fmt::print("it does not fail again in the same way; the events are kept as they were\n");
  const std::string file = fmt::format("{}-{}.txt", options.keep, seed);
  std::ofstream(file) << lines_of(events);
  fmt::print("{} events are left, in {}:\n{}", events.size(), file, lines_of(events));
}

int replay_file(const Options& options) {
  std::vector<Event> events;
  std::ifstream in(options.replay);
  for (std::string line; std::getline(in, line);)
    if (const auto event = event_of(line)) events.push_back(*event);
  const Attempt again = attempt(
      [&](const Tell& tell) { return replay(events, options.hurries, tell); }, options.seconds);
  fmt::print("{} events: {}\n", events.size(), again.failed ? again.why : "nothing found");
  return again.failed ? 1 : 0;
}

int endure_minutes(const Options& options) {
  const Attempt lesson =
      attempt([&](const Tell&) { return endure(options.minutes); }, options.seconds);
  fmt::print("{} minutes: {}\n", options.minutes, lesson.failed ? lesson.why : "nothing has grown");
  return lesson.failed ? 1 : 0;
}

int run(const Options& options) {
  if (options.minutes > 0) return endure_minutes(options);
  if (!options.replay.empty()) return replay_file(options);
  int found = 0;
  std::uint64_t seed = options.seed;
  for (int done = 0; done < options.events; done += options.each, ++seed) {
    const int count = std::min(options.each, options.events - done);
    const Attempt life =
        attempt([&](const Tell& tell) { return live(seed, count, options.hurries, tell); },
                options.seconds);
    if (!life.failed) continue;
    ++found;
    report(options, seed, life);
  }
  fmt::print("{} events, seeds {} to {}: {} findings\n", options.events, options.seed, seed - 1,
             found);
  return found > 0 ? 1 : 0;
}

}  // namespace
}  // namespace twofold::tests

int main(int argc, char** argv) {
  CLI::App program("Random events on the whole window, judged after every frame", "twofold_monkey");
  twofold::tests::Options options;
  program.add_option("--seed", options.seed, "The first seed");
  program.add_option("--events", options.events, "How many events in all");
  program.add_option("--each", options.each, "How many until a new window with the next seed");
  program.add_option("--seconds", options.seconds, "The most that one window may take");
  program.add_option("--tries", options.tries, "The most that shrinking may try");
  program.add_option("--endure", options.minutes, "Minutes of a lesson instead");
  program.add_flag("--hurry", options.hurries, "Frames do not wait for numbers");
  program.add_option("--replay", options.replay, "A file of events instead");
  program.add_option("--keep", options.keep, "Where what was found goes: NAME-SEED.txt");
  CLI11_PARSE(program, argc, argv);
  return twofold::tests::run(options);
}
