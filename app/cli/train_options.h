// What `twofold train` can be asked for.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "app/io/result.h"
#include "app/model/learning/lesson.h"

namespace twofold::cli {

/// As typed.
struct TrainOptions {
  std::string picture;
  std::string task = "copy";
  std::string students = "standard,1,2,4,8";
  std::string steps = "3000";
  std::string seed = "1";
  std::string rate = "0.01";
  std::string optimiser = "adam";
  std::string initialisation = "he";
  std::string teacher = "conv0";
  std::string sigma = "0.1";
  std::string filters_folder;
  std::string charts_folder;
  bool json = false;
  bool csv = false;
};

void add_train_options(CLI::App& parser, TrainOptions& options);

/// As understood.
struct TrainRequest {
  model::LessonSettings lesson;
  core::TrainingSettings training;
  std::vector<core::Student> students;
  int steps = 0;
};

io::Result<TrainRequest> read_train_options(const TrainOptions& options);

}  // namespace twofold::cli
