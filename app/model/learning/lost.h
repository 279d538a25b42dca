// What is lost: the best separable filters of a multiplier for a standard kernel, and what they do
// to a picture.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "app/model/learning/lesson_pictures.h"
#include "app/model/learning/target_kernel.h"
#include "core/equivalent.h"
#include "core/learn/moments.h"

namespace twofold::model {
inline namespace learning {

/// How far one tensor is from another.
struct Misses {
  double largest = 0;
  double mean = 0;       ///< of the magnitudes
  double peak_to_noise;  ///< PSNR in dB; the peak is the target's range; infinite if nothing is off
};
Misses misses(const core::Tensor& result, const core::Tensor& target);

/// Everything that the page shows of one kernel and multiplier.
struct Lost {
  LearningLook look;    ///< what it was made for
  std::string why_not;  ///< a sentence where there is no kernel; nothing else is then filled in
  TargetLayer target;
  core::Shape in;
  core::Shape out;
  std::vector<std::vector<double>> singular_values;
  int exact_multiplier = 1;
  int multiplier = 1;  ///< the look's, brought inside 1 .. exact_multiplier
  core::Factorised fit;
  core::Filter made;  ///< the standard filter that the fit comes to
  Misses misses;      ///< over all outputs
  int channel = 0;    ///< the output whose pictures are shown
  float target_limit = 1;
  float miss_limit = 1;
  /// What is left of the target's energy by the filters best for the kernel, and by the best there
  /// are for this picture; they come a little later than the rest.
  std::optional<double> left;
  std::optional<double> least_left;
  paint::PaintedPictures pictures;
};

/// Makes these, keeping what is still true from one to the next.
class LostMaker {
 public:
  std::shared_ptr<const Lost> make(const LearningInputs& inputs);
  /// The same with what is left of the target's energy; null where that is not known of so large a
  /// window.
  std::shared_ptr<const Lost> with_energies(const Lost& lost, const core::StopFlag* stop);

 private:
  void take_input(const LearningInputs& inputs);
  bool take_kernel(const LearningInputs& inputs, Lost& lost);
  void add_effect(const LearningInputs& inputs, Lost& lost);

  std::optional<Document> document_;
  std::shared_ptr<const core::Tensor> x_;
  std::shared_ptr<const core::Filter> kernel_;
  core::Layer layer_;
  std::shared_ptr<const core::Tensor> y_;  ///< the kernel's
  std::vector<std::vector<double>> singular_values_;
  std::shared_ptr<const core::Moments> moments_;
  std::vector<std::optional<double>> least_left_;  ///< by multiplier
};

}  // namespace learning
}  // namespace twofold::model
