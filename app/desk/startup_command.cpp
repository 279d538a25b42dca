// twofold bench --startup [--json]: how long the program takes from its first line to a complete
// frame on the bundled picture, step by step. Drawn on the CPU, so without an OpenGL context.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/cost_table.h"
#include "app/desk/commands.h"
#include "app/desk/start.h"
#include "app/desk/thumbnails.h"
#include "app/desk/window_frame.h"

namespace twofold::desk {
namespace {

constexpr int kWidth = 1600;
constexpr int kHeight = 900;
constexpr int kRounds = 5;

/// What a start consists of, and how long each round took for it.
struct Step {
  const char* name;
  std::vector<double> milliseconds;

  double median() const {
    std::vector<double> sorted = milliseconds;
    std::sort(sorted.begin(), sorted.end());
    return sorted[sorted.size() / 2];
  }
};

/// Adds the time since the last call to one step after another.
class StepClock {
 public:
  void add_to(Step& step) {
    const Clock::time_point now = Clock::now();
    step.milliseconds.push_back(std::chrono::duration<double, std::milli>(now - last_).count());
    last_ = now;
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point last_ = Clock::now();
};

io::Result<std::vector<Step>> startup_steps() {
  std::vector<Step> steps{{"picture and trained filters", {}},
                          {"first numbers", {}},
                          {"thumbnails", {}},
                          {"fonts and complete frame", {}}};
  for (int round = 0; round < kRounds; ++round) {
    StepClock clock;
    io::Result<model::Session::Start> start = make_start({});
    if (!start) return start.error();
    clock.add_to(steps[0]);
    model::Session session(std::move(start).value());
    session.settle();
    clock.add_to(steps[1]);
    add_thumbnails(session);
    clock.add_to(steps[2]);
    window_picture(session, kWidth, kHeight);
    clock.add_to(steps[3]);
  }
  return steps;
}

io::Result<io::Done> bench_startup(bool json) {
  const io::Result<std::vector<Step>> steps = startup_steps();
  if (!steps) return steps.error();
  double sum = 0;
  for (const Step& step : *steps) sum += step.median();
  if (json) {
    nlohmann::ordered_json report;
    for (const Step& step : *steps) report["ms"][step.name] = step.median();
    report["ms"]["all"] = sum;
    return cli::print(report.dump(2) + "\n");
  }
  cli::Table table{{"step", "ms"}, {}};
  for (const Step& step : *steps)
    table.rows.push_back({step.name, fmt::format("{:.1f}", step.median())});
  table.rows.push_back({"all", fmt::format("{:.1f}", sum)});
  return cli::print(cli::aligned(table) + fmt::format("\nMedians of {} starts, the frame {} x {}\n",
                                                      kRounds, kWidth, kHeight));
}

}  // namespace

cli::Command startup_command(CLI::App& program) {
  CLI::App* bench = program.get_subcommand("bench");
  const auto asked = std::make_shared<bool>(false);
  bench->add_flag("--startup", *asked, "How long the program takes to its first frame, instead");
  return {bench, [bench] { return bench_startup(bench->get_option("--json")->as<bool>()); },
          [asked] { return *asked; }};
}

}  // namespace twofold::desk
