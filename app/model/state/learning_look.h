// What the pages "What is lost" and "Training" look at: which kernel is to be copied, by how many
// filters, which task, how it is learned, and which step of the run is shown. Nothing here changes
// a number of the document.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>

#include "core/learn/training.h"
#include "core/tensor.h"

namespace twofold::model::inline state {

enum class LearningPage { lost, training };

/// Where the standard kernel comes from that is to be made by separable filters.
enum class KernelSource {
  trained,  ///< the first layer of the detector that comes with the program
  stage,    ///< what D and P of the document come to
  edges,    ///< presets of core/learn/kernels.h
  blobs,
  gabor,
  random,
  given  ///< typed, or from a file
};

struct TargetKernel {
  KernelSource source = KernelSource::trained;
  std::uint64_t seed = 1;                      ///< of `random`
  std::shared_ptr<const core::Filter> kernel;  ///< of `given`
  std::string name;                            ///< of `given`: a file's, or "typed"

  bool operator==(const TargetKernel&) const;
};

/// A cell of the kernel, and so the slice that is looked at.
struct SliceChoice {
  int q = 0;
  int k = 0;
  bool operator==(const SliceChoice&) const = default;
};

struct LostLook {
  int multiplier = 1;
  SliceChoice slice;  ///< its output is the one whose pictures are shown
  bool operator==(const LostLook&) const = default;
};

enum class Task {
  copy,    ///< the target is what a standard kernel makes of the picture
  mosaic,  ///< from the picture's Bayer dots back to the picture
  denoise  ///< from the picture with noise back to the picture
};

enum class LossAxis { steps, macs, seconds };

/// What stands beside the losses.
enum class TrainingSide { gradients, sentence, cost };

/// The students that learn side by side.
inline constexpr std::array<core::Student, 5> kStudents{{{0}, {1}, {2}, {4}, {8}}};

/// Steps of a run.
inline constexpr int kRunSteps = 3000;

struct TrainingLook {
  Task task = Task::copy;
  float sigma = 0.1f;  ///< of the noise
  core::TrainingSettings settings;
  int student = 1;  ///< of kStudents, looked at
  int channel = 0;  ///< of the output, where the target has more than three
  std::size_t weight = 0;
  int step = 0;
  bool playing = false;
  double carry = 0;  ///< part of a step that playing is ahead by
  int speed = 150;   ///< steps a second
  LossAxis axis = LossAxis::steps;
  TrainingSide side = TrainingSide::gradients;

  bool operator==(const TrainingLook&) const = default;
};

struct LearningLook {
  bool open = false;
  LearningPage page = LearningPage::lost;
  TargetKernel target;  ///< of both pages
  LostLook lost;
  TrainingLook training;

  bool operator==(const LearningLook&) const = default;
};

}  // namespace twofold::model::inline state
