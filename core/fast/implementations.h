// The ways to compute a layer, one row each: what it can do, what it costs, how it is made, its
// words. A plan takes the first that can; the reference is the last and can do everything.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "core/fast/plan.h"
#include "core/fast/programs/program.h"

namespace twofold::core::fast {

/// What is asked of an implementation, before there are filters or memory for them.
struct Question {
  Layer layer;
  Shape in;
  int lanes = 1;          ///< floats in a vector; 0: no instruction set that the loops are made for
  bool standard = false;  ///< or a depthwise stage,
  bool pointwise = false;  ///< with a pointwise one behind it
  bool regroup = false;    ///< sums may be made with fewer products
  bool moderate =
      true;  ///< weights, so that regrouped sums cannot overflow where plain ones do not
  bool zeros_show = false;  ///< zeros written out around the picture would meet infinite weights
};

/// The question that a task asks.
Question question_of(const Task& task, int lanes);

struct Implementation {
  Loops loops;
  bool (*can)(const Question&);
  double (*cost)(const Question&);  ///< about, in multiply-adds of vectors that nothing holds up
  /// Null where the working memory that it would need is not allowed.
  std::unique_ptr<Program> (*make)(const Task&, const Kernels&, const Team&);
  std::string_view words;  ///< for a plan's sentence, after the number of channels
};

/// In the order in which they are tried.
std::span<const Implementation> implementations();

/// The row of the loops that a plan has chosen.
const Implementation& implementation(Loops loops);

/// What the first implementation costs that can do it.
double cost_of(const Question& question);

}  // namespace twofold::core::fast
