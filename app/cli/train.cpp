// twofold train --task TASK PICTURE: students of several multipliers learn from a picture, side by
// side.
#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/cost_table.h"
#include "app/cli/kernel_argument.h"
#include "app/cli/learning_charts.h"
#include "app/cli/option_values.h"
#include "app/cli/train_options.h"
#include "app/io/pictures/picture_file.h"
#include "app/model/learning/lesson.h"

namespace twofold::cli {
namespace {

/// All that came of it.
struct Run {
  std::vector<core::Training> trainings;
  std::vector<model::Outcome> outcomes;
  double moments_seconds = 0;
  double seconds = 0;  ///< of all students, side by side
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

io::Result<Run> run_all(const TrainOptions& options) {
  const io::Result<TrainRequest> request = read_train_options(options);
  if (!request) return request.error();
  io::Result<io::Picture> picture = io::load_picture(options.picture);
  if (!picture) return picture.error();
  const std::string why_not = model::why_no_lesson(picture->values.shape, request->lesson);
  if (!why_not.empty()) return io::Error{fmt::format("{}: {}", options.picture, why_not)};
  Run run;
  const auto start = std::chrono::steady_clock::now();
  const model::Lesson lesson = model::make_lesson(picture->values, request->lesson);
  run.moments_seconds = seconds_since(start);
  for (const core::Student& student : request->students)
    run.trainings.emplace_back(lesson.moments, student, request->training);
  const auto begun = std::chrono::steady_clock::now();
  core::run_side_by_side(run.trainings, request->steps);
  run.seconds = seconds_since(begun);
  run.outcomes = model::outcomes(run.trainings);
  return run;
}

/// A share as percents; of what diverged, that it did.
std::string percents(double share) {
  return std::isfinite(share) ? short_number(100 * share) : "not finite";
}

Table summary(const Run& run) {
  Table table{{"student", "weights", "macs_a_step", "kept_bytes", "left_percent", "floor_percent",
               "steps_to_2", "times_fewer_macs", "diverged_at"},
              {}};
  for (const model::Outcome& o : run.outcomes) {
    table.rows.push_back(
        {core::name_of(o.student), std::to_string(o.weights), std::to_string(o.macs_a_step),
         std::to_string(o.kept_bytes), percents(o.left), percents(o.floor),
         o.steps ? std::to_string(*o.steps) : "never", o.fewer ? short_number(*o.fewer) : "-",
         o.diverged_at ? std::to_string(*o.diverged_at) : "-"});
  }
  return table;
}

/// Loss left before every step, a column a student; empty once it has diverged.
Table every_step(const Run& run) {
  Table table{{"step"}, {}};
  std::size_t longest = 0;
  for (const core::Training& t : run.trainings) {
    const core::Student& s = t.student();
    table.heading.push_back(s.is_standard() ? "standard" : fmt::format("m{}", s.multiplier));
    longest = std::max(longest, t.losses().size());
  }
  for (std::size_t step = 0; step < longest; ++step) {
    std::vector<std::string> row{std::to_string(step)};
    for (const core::Training& t : run.trainings)
      row.push_back(step < t.losses().size() ? fmt::format("{:.9g}", t.losses()[step]) : "");
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// JSON has no word for what is not finite: null.
nlohmann::ordered_json finite(double value) {
  return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json();
}

nlohmann::ordered_json summary_json(const Run& run) {
  nlohmann::ordered_json students = nlohmann::ordered_json::array();
  for (const model::Outcome& o : run.outcomes) {
    nlohmann::ordered_json row{{"multiplier", o.student.multiplier}, {"weights", o.weights},
                               {"macs_a_step", o.macs_a_step},       {"kept_bytes", o.kept_bytes},
                               {"loss_left", finite(o.left)},        {"floor", finite(o.floor)}};
    if (o.steps) row["steps_to_2_percent"] = *o.steps;
    if (o.fewer) row["times_fewer_macs"] = *o.fewer;
    if (o.diverged_at) row["diverged_at"] = *o.diverged_at;
    students.push_back(std::move(row));
  }
  return {{"students", std::move(students)},
          {"moments_seconds", run.moments_seconds},
          {"training_seconds", run.seconds}};
}

std::string words(const Run& run) {
  std::string text = fmt::format(
      "\nLoss left: of the target's energy, what an output of zeros would leave. Floor: the least "
      "that "
      "this student can\nleave. Multiply-adds: a layer's forward pass and twice as many backward; "
      "\"times fewer\" than standard to 2 %.\n"
      "Kept: the C*m intermediates of all pixels, which training holds until the backward "
      "pass.\nThe picture's moments took {:.0f} ms, all steps of "
      "all "
      "students {:.0f} ms.\n",
      1e3 * run.moments_seconds, 1e3 * run.seconds);
  for (const model::Outcome& o : run.outcomes) {
    if (o.diverged_at) {
      text += fmt::format("{} diverged at step {}: the learning rate is too large for it.\n",
                          core::name_of(o.student), *o.diverged_at);
    }
  }
  return text;
}

io::Result<io::Done> save_all_filters(const Run& run, const std::filesystem::path& folder) {
  io::Result<io::Done> saved = io::Done{};
  for (const core::Training& t : run.trainings) {
    const core::StudentFilters filters =
        core::filters_of(t.student(), t.moments().filter, t.state_at(t.steps()).weights);
    const std::string name = fmt::format("m{}", t.student().multiplier);
    if (t.student().is_standard()) {
      if (saved) saved = save_filter(folder, "standard", filters.standard);
      continue;
    }
    if (saved) saved = save_filter(folder, name + "_depthwise", filters.depthwise);
    if (saved) saved = save_filter(folder, name + "_pointwise", filters.pointwise);
  }
  return saved;
}

std::vector<model::LossCurve> curves(const Run& run) {
  std::vector<model::LossCurve> all;
  double weights_and_steps = 0;
  for (std::size_t i = 0; i < run.trainings.size(); ++i) {
    weights_and_steps += static_cast<double>(run.outcomes[i].weights) * run.trainings[i].steps();
  }
  for (std::size_t i = 0; i < run.trainings.size(); ++i) {
    const model::Outcome& o = run.outcomes[i];
    // The students ran side by side: each had a share of the time by its weights.
    const double seconds = weights_and_steps > 0 ? run.seconds / weights_and_steps : 0;
    all.push_back({core::name_of(o.student), run.trainings[i].losses(), o.floor,
                   static_cast<double>(o.macs_a_step), seconds * static_cast<double>(o.weights)});
  }
  return all;
}

io::Result<io::Done> train(const TrainOptions& options, const SavePng& save_png) {
  const io::Result<Run> run = run_all(options);
  if (!run) return run.error();
  if (!options.filters_folder.empty()) {
    const io::Result<io::Done> saved = save_all_filters(*run, options.filters_folder);
    if (!saved) return saved;
  }
  if (!options.charts_folder.empty()) {
    const io::Result<io::Done> saved =
        save_loss_charts(curves(*run), options.charts_folder, save_png);
    if (!saved) return saved;
  }
  if (options.json) return print(summary_json(*run).dump(2) + "\n");
  if (options.csv) return print(csv(every_step(*run)));
  return print(aligned(summary(*run)) + words(*run));
}

}  // namespace

Command train_command(CLI::App& program, const SavePng& save_png) {
  const auto options = std::make_shared<TrainOptions>();
  CLI::App* parser = program.add_subcommand(
      "train", "Students of several multipliers learn from a picture, side by side");
  add_train_options(*parser, *options);
  return {parser, [options, save_png] { return train(*options, save_png); }};
}

}  // namespace twofold::cli
