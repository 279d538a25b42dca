// twofold bench [--workloads FILE] [--threads N] [--op NAME] [--engine NAME] [--json]: how long
// layers take on this machine, and how far that is from what the machine can do at best.
// twofold bench --interaction [--json]: how soon a change is seen. (--startup: app/desk.)
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/cost_table.h"
#include "app/cli/interaction.h"
#include "app/cli/measure.h"
#include "app/cli/option_values.h"
#include "app/io/assets.h"
#include "app/io/pictures/picture_file.h"
#include "app/model/cost/machine.h"

namespace twofold::cli {
namespace {

using core::fast::Target;

struct Options {
  std::string workloads;
  std::string only;
  std::string threads;
  std::string op = "separable";
  std::string engine = "fast";
  std::string instructions = "best";
  bool interaction = false;
  bool json = false;
};

/// A word that an option accepts, and what it stands for.
template <class T>
struct Word {
  std::string_view name;
  T value;
};
constexpr std::array kOps{Word<Computed>{"separable", {}},
                          Word<Computed>{"separable_with_intermediates", {.intermediates = true}},
                          Word<Computed>{"standard", {.standard = true}}};
constexpr std::array kEngines{Word<bool>{"fast", true}, Word<bool>{"reference", false}};
constexpr std::array kInstructions{
    Word<Target>{"best", Target::best}, Word<Target>{"sse4", Target::sse4},
    Word<Target>{"avx2", Target::avx2}, Word<Target>{"avx512", Target::avx512},
    Word<Target>{"neon", Target::neon}};

/// The value of the word that was given, or a sentence with all words.
template <class T, std::size_t kCount>
io::Result<T> choice(const Given& given, const std::array<Word<T>, kCount>& words) {
  std::vector<std::string_view> names;
  for (const Word<T>& word : words) {
    if (word.name == given.text) return word.value;
    names.push_back(word.name);
  }
  return io::Error{
      fmt::format("{} must be {}, not \"{}\"", given.option, fmt::join(names, " or "), given.text)};
}

/// What was asked for, as values.
struct Asked {
  std::vector<io::Workload> workloads;
  Computed what;
  bool fast = true;
  core::fast::Options options;
};

io::Result<Asked> asked(const Options& options) {
  Asked a;
  const auto what = choice({"--op", options.op}, kOps);
  if (!what) return what.error();
  const auto engine = choice({"--engine", options.engine}, kEngines);
  if (!engine) return engine.error();
  const auto target = choice({"--instructions", options.instructions}, kInstructions);
  if (!target) return target.error();
  if (!core::fast::available(*target)) {
    return io::Error{fmt::format("this processor has no {} instructions that twofold knows of",
                                 options.instructions)};
  }
  if (!options.threads.empty()) {
    const io::Result<int> threads = positive({"--threads", options.threads});
    if (!threads) return threads.error();
    a.options.threads = *threads;
  }
  io::Result<std::vector<io::Workload>> workloads =
      options.workloads.empty() ? io::usual_workloads() : io::load_workloads(options.workloads);
  if (!workloads) return workloads.error();
  for (io::Workload& w : workloads.value()) {
    if (w.name.find(options.only) != std::string::npos) a.workloads.push_back(std::move(w));
  }
  if (a.workloads.empty())
    return io::Error{fmt::format("no workload's name contains \"{}\"", options.only)};
  a.what = *what;
  a.fast = *engine;
  a.options.target = *target;
  return a;
}

nlohmann::ordered_json as_json(const Measured& m, const model::Machine& machine) {
  return {{"name", m.name},
          {"ms", m.milliseconds},
          {"gflops", m.flops_per_second() * 1e-9},
          {"bytes", m.bytes},
          {"share_of_peak", m.flops_per_second() / machine.flops},
          {"share_of_bandwidth", m.bytes_per_second() / machine.bandwidth},
          {"roofline_ms", machine.least_seconds(m.flops, m.bytes) * 1e3},
          {"how", m.sentence}};
}

nlohmann::ordered_json as_json(const model::Machine& machine) {
  return {{"threads", machine.threads},
          {"instructions", machine.instructions},
          {"peak_gflops", machine.flops * 1e-9},
          {"bandwidth_gbs", machine.bandwidth * 1e-9}};
}

std::vector<std::string> as_row(const Measured& m, const model::Machine& machine) {
  const auto percent = [](double share) { return fmt::format("{:.0f} %", 100 * share); };
  return {m.name,
          fmt::format("{:.4f}", m.milliseconds),
          fmt::format("{:.1f}", m.flops_per_second() * 1e-9),
          fmt::format("{:.2f}", m.bytes * 1e-6),
          percent(m.flops_per_second() / machine.flops),
          percent(m.bytes_per_second() / machine.bandwidth),
          fmt::format("{:.4f}", machine.least_seconds(m.flops, m.bytes) * 1e3)};
}

nlohmann::ordered_json as_json(const DragTimes& t) {
  const auto percentiles = [](const std::vector<double>& times) {
    return nlohmann::ordered_json{{"p50", percentile(times, 0.5)},
                                  {"p95", percentile(times, 0.95)},
                                  {"max", percentile(times, 1)}};
  };
  return {{"picture", t.picture},
          {"drag", t.drag},
          {"edits", t.whole.size()},
          {"shown_ms", percentiles(t.shown)},
          {"whole_ms", percentiles(t.whole)},
          {"frame_ms", percentiles(t.frame)},
          {"peak_megabytes", t.peak_megabytes}};
}

io::Result<io::Done> bench_interaction(bool json) {
  const io::Result<io::Picture> photograph = io::load_bundled_picture("citrus");
  if (!photograph) return photograph.error();
  std::vector<DragTimes> all;
  for (const Scene& scene : bench_scenes()) {
    std::vector<DragTimes> more = drag_times(scene, photograph->values);
    std::move(more.begin(), more.end(), std::back_inserter(all));
  }
  if (json) {
    nlohmann::ordered_json report;
    for (const DragTimes& t : all) report["drags"].push_back(as_json(t));
    return print(report.dump(2) + "\n");
  }
  Table table{{"picture", "drag", "shown p50", "p95", "max", "whole p50", "p95", "frame p95", "MB"},
              {}};
  const auto ms = [](const std::vector<double>& times, double share) {
    return fmt::format("{:.1f}", percentile(times, share));
  };
  for (const DragTimes& t : all) {
    table.rows.push_back({t.picture, t.drag, ms(t.shown, 0.5), ms(t.shown, 0.95), ms(t.shown, 1),
                          ms(t.whole, 0.5), ms(t.whole, 0.95), ms(t.frame, 0.95),
                          fmt::format("{:.0f}", t.peak_megabytes)});
  }
  return print(
      aligned(table) +
      "\nMilliseconds from an edit to painted pixels: shown, be it in a first look; whole, "
      "everything visible.\nframe: the longest that an edit kept the window's own thread. "
      "MB: the most memory in use\n");
}

io::Result<io::Done> bench(const Options& options) {
  if (options.interaction) return bench_interaction(options.json);
  const io::Result<Asked> a = asked(options);
  if (!a) return a.error();
  const int threads = a->fast ? a->options.threads : 1;
  const model::Machine machine = *model::measured_machine(threads, a->options.target);
  std::vector<Measured> all;
  for (const io::Workload& w : a->workloads)
    all.push_back(a->fast ? measured(w, a->what, a->options) : measured_reference(w, a->what));
  if (options.json) {
    nlohmann::ordered_json report{{"op", options.op}, {"engine", options.engine}};
    report["machine"] = as_json(machine);
    for (const Measured& m : all) report["workloads"].push_back(as_json(m, machine));
    return print(report.dump(2) + "\n");
  }
  Table table{{"workload", "ms", "GFLOP/s", "MB moved", "of peak", "of bandwidth", "roofline ms"},
              {}};
  for (const Measured& m : all) table.rows.push_back(as_row(m, machine));
  return print(aligned(table) +
               fmt::format("\nThis machine, {} thread{}, {}: {:.0f} GFLOP/s, {:.1f} GB/s read and "
                           "written; medians\n",
                           machine.threads, machine.threads == 1 ? "" : "s", machine.instructions,
                           machine.flops * 1e-9, machine.bandwidth * 1e-9));
}

}  // namespace

Command bench_command(CLI::App& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* parser = program.add_subcommand(
      "bench", "How long layers take on this machine, and what it could do at best");
  parser->add_option("--workloads", options->workloads, "The layers (default: fifteen usual ones)")
      ->type_name("FILE");
  parser->add_option("--only", options->only, "Only workloads with this in their name")
      ->type_name("TEXT");
  parser->add_option("--threads", options->threads, "Default: as many as the machine has")
      ->type_name("N");
  parser->add_option("--op", options->op, "separable, separable_with_intermediates or standard")
      ->type_name("NAME");
  parser->add_option("--engine", options->engine, "fast or reference")->type_name("NAME");
  parser->add_option("--instructions", options->instructions, "best, sse4, avx2, avx512 or neon")
      ->type_name("NAME");
  parser->add_flag("--interaction", options->interaction,
                   "How soon the window shows what a slider changes, instead");
  parser->add_flag("--json", options->json, "Print JSON");
  return {parser, [options] { return bench(*options); }};
}

}  // namespace twofold::cli
