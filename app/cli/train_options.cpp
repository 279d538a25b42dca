#include "app/cli/train_options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "app/cli/kernel_argument.h"
#include "app/cli/option_values.h"

namespace twofold::cli {
namespace {

constexpr int kMostSteps = 1'000'000;
constexpr int kMostStudents = 64;
constexpr int kMostMultiplier = 256;

/// The place of a word among those that an option takes.
io::Result<std::size_t> word(const Given& given, const std::vector<std::string_view>& words) {
  const auto found = std::find(words.begin(), words.end(), given.text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  return io::Error{
      fmt::format("{} must be {}, not \"{}\"", given.option, fmt::join(words, " or "), given.text)};
}

io::Result<std::vector<core::Student>> students(const std::string& text) {
  const io::Error wrong{
      fmt::format("--students must be standard and multipliers from 1 to {}, such "
                  "as standard,1,2,4, not \"{}\"",
                  kMostMultiplier, text)};
  std::vector<core::Student> all;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::string one = text.substr(begin, end - begin);
    begin = end + 1;
    core::Student student;
    if (one != "standard") {
      const io::Result<int> m = positive({"--students", one});
      if (!m || *m > kMostMultiplier) return wrong;
      student.multiplier = *m;
    }
    if (std::find(all.begin(), all.end(), student) != all.end())
      return io::Error{fmt::format("--students names {} twice", one)};
    all.push_back(student);
    if (all.size() > static_cast<std::size_t>(kMostStudents)) return wrong;
  }
  return all;
}

io::Result<model::LessonSettings> lesson(const TrainOptions& options, std::uint64_t seed) {
  model::LessonSettings lesson;
  const io::Result<std::size_t> task =
      word({"--task", options.task}, {"copy", "mosaic", "denoise"});
  if (!task) return task.error();
  lesson.task = static_cast<model::Task>(*task);
  const io::Result<double> sigma = real({"--sigma", options.sigma}, false);
  if (!sigma) return sigma.error();
  lesson.sigma = *sigma;
  lesson.seed = seed;
  if (lesson.task != model::Task::copy) return lesson;
  io::Result<core::Filter> teacher = kernel_argument(options.teacher, seed);
  if (!teacher) return teacher.error();
  lesson.teacher = std::move(teacher).value();
  return lesson;
}

}  // namespace

void add_train_options(CLI::App& parser, TrainOptions& options) {
  parser.add_option("PICTURE", options.picture, "The picture to learn from")
      ->required()
      ->type_name("");
  const auto add = [&](const char* name, std::string& text, const char* type, const char* says) {
    parser.add_option(name, text, fmt::format("{} (default: {})", says, text))->type_name(type);
  };
  add("--task", options.task, "TASK",
      "copy a kernel, undo a mosaic (5x5), denoise (5x5): copy, mosaic or denoise");
  add("--students", options.students, "LIST", "Who learns: standard, and multipliers");
  add("--steps", options.steps, "N", "Steps of full-batch descent");
  add("--seed", options.seed, "N", "Of first weights, noise and the random kernel");
  add("--rate", options.rate, "R", "Learning rate");
  add("--optimiser", options.optimiser, "NAME", "sgd, momentum or adam");
  add("--initialisation", options.initialisation, "NAME", "he, glorot or wrong-fan-in");
  add("--teacher", options.teacher, "KERNEL",
      "The kernel to copy: a .npy file, conv0, edges, blobs, gabor or random");
  add("--sigma", options.sigma, "S", "Deviation of the noise for denoise, of values from 0 to 1");
  parser
      .add_option("-o,--out", options.filters_folder,
                  "Write the learned filters into a folder as .npy")
      ->type_name("FILTERS");
  parser
      .add_option(
          "--charts", options.charts_folder,
          "Write loss over steps, multiply-adds and seconds into a folder as SVG, PNG and CSV")
      ->type_name("FOLDER");
  CLI::Option* json = parser.add_flag("--json", options.json, "Print JSON");
  parser.add_flag("--csv", options.csv, "Print the loss left at every step")->excludes(json);
}

io::Result<TrainRequest> read_train_options(const TrainOptions& options) {
  TrainRequest request;
  const io::Result<std::uint64_t> from_seed = seed({"--seed", options.seed});
  if (!from_seed) return from_seed.error();
  const io::Result<int> steps = positive({"--steps", options.steps});
  if (!steps) return steps.error();
  if (*steps > kMostSteps)
    return io::Error{fmt::format("--steps must be at most {}, not {}", kMostSteps, *steps)};
  request.steps = *steps;
  const io::Result<double> rate = real({"--rate", options.rate}, true);
  if (!rate) return rate.error();
  const io::Result<std::size_t> optimiser =
      word({"--optimiser", options.optimiser}, {"sgd", "momentum", "adam"});
  if (!optimiser) return optimiser.error();
  const io::Result<std::size_t> initialisation =
      word({"--initialisation", options.initialisation}, {"he", "glorot", "wrong-fan-in"});
  if (!initialisation) return initialisation.error();
  request.training = {static_cast<core::Optimiser>(*optimiser), *rate,
                      static_cast<core::Initialisation>(*initialisation), *from_seed};
  io::Result<std::vector<core::Student>> who = students(options.students);
  if (!who) return who.error();
  request.students = std::move(who).value();
  io::Result<model::LessonSettings> what = lesson(options, *from_seed);
  if (!what) return what.error();
  request.lesson = std::move(what).value();
  return request;
}

}  // namespace twofold::cli
