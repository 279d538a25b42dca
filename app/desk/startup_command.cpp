// twofold bench --startup [--window] [--json]: how long the program takes from its first line to a
// complete frame on the bundled picture, step by step. Drawn on the CPU, without an OpenGL context;
// or in a real window, whose opening is told apart.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/cli/cost_table.h"
#include "app/desk/commands.h"
#include "app/desk/live_window.h"
#include "app/desk/start_options.h"
#include "app/desk/thumbnails.h"
#include "app/desk/window_frame.h"
#include "app/platform/window.h"

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

struct Startup {
  std::vector<Step> steps{{"picture and trained filters", {}},
                          {"first numbers", {}},
                          {"thumbnails", {}},
                          {"fonts and complete frame", {}}};
  Step opening{"besides: window and OpenGL context", {}};
};

/// The first frames in a real window, as many as one off the screen takes.
void draw_frames(model::Session& session, platform::Window& window) {
  LiveWindow live(window);
  for (int i = 0; i < kFramesToSettle; ++i) {
    window.wait_or_poll(true);
    const ui::DrawnFrame drawn = live.frame(session, {});
    session.want(drawn.wanted);
    session.apply(drawn.edits);
    session.settle();
  }
}

std::optional<io::Error> add_round(Startup& startup, bool in_window) {
  StepClock clock;
  io::Result<model::Session::Start> start = make_start({});
  if (!start) return start.error();
  clock.add_to(startup.steps[0]);
  std::unique_ptr<platform::Window> window;
  if (in_window) {
    auto opened = platform::Window::open({.width = kWidth, .height = kHeight});
    if (!opened) return opened.error();
    window = std::move(opened).value();
    clock.add_to(startup.opening);
  }
  model::Session session(std::move(start).value());
  session.settle();
  clock.add_to(startup.steps[1]);
  add_thumbnails(session);
  clock.add_to(startup.steps[2]);
  if (window)
    draw_frames(session, *window);
  else
    window_picture(session, kWidth, kHeight);
  clock.add_to(startup.steps[3]);
  return std::nullopt;
}

io::Result<io::Done> bench_startup(bool in_window, bool json) {
  Startup startup;
  for (int round = 0; round < kRounds; ++round) {
    if (const std::optional<io::Error> error = add_round(startup, in_window)) return *error;
  }
  std::vector<std::pair<const char*, double>> rows;
  double sum = 0;
  for (const Step& step : startup.steps) {
    rows.emplace_back(step.name, step.median());
    sum += step.median();
  }
  rows.emplace_back("all", sum);
  if (in_window) rows.emplace_back(startup.opening.name, startup.opening.median());
  if (json) {
    nlohmann::ordered_json report;
    for (const auto& [name, milliseconds] : rows) report["ms"][name] = milliseconds;
    return cli::print(report.dump(2) + "\n");
  }
  cli::Table table{{"step", "ms"}, {}};
  for (const auto& [name, milliseconds] : rows)
    table.rows.push_back({name, fmt::format("{:.1f}", milliseconds)});
  return cli::print(cli::aligned(table) + fmt::format("\nMedians of {} starts, the frame {} x {}\n",
                                                      kRounds, kWidth, kHeight));
}

}  // namespace

cli::Command startup_command(CLI::App& program) {
  CLI::App* bench = program.get_subcommand("bench");
  const auto asked = std::make_shared<bool>(false);
  const auto in_window = std::make_shared<bool>(false);
  CLI::Option* startup = bench->add_flag("--startup", *asked,
                                         "How long the program takes to its first frame, instead");
  bench->add_flag("--window", *in_window, "With --startup: in a real window")->needs(startup);
  return {bench,
          [bench, in_window] {
            return bench_startup(*in_window, bench->get_option("--json")->as<bool>());
          },
          [asked] { return *asked; }};
}

}  // namespace twofold::desk
