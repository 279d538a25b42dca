// From a document to numbers: the input, then what each stage of its list makes, and beside them
// the standard convolution. Each result is taken over from an earlier evaluation where what it was
// made from is equal.
//
// Stages of moderate size are held whole, by the fast engine. Of larger ones only what is looked at
// is kept (app/model/numbers/samples.h): first one pixel of every block, then the blocks' means.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/model/numbers/input_tensor.h"
#include "app/model/numbers/mean_sampling.h"
#include "app/model/numbers/stage_tensor.h"
#include "app/model/state/document.h"
#include "core/check.h"
#include "core/separable.h"

namespace twofold::model::inline numbers {

/// What is looked at: which picture, which part of it, on how many screen pixels.
struct Looked {
  int b = 0;
  Viewport viewport;
  int width = 512;
  int height = 512;

  bool operator==(const Looked&) const = default;
};

/// Everything that an evaluation reads; a copy, so that it can run on another thread.
struct Inputs {
  Document document;
  std::vector<std::shared_ptr<const LibraryPicture>> pictures;  ///< one for each of the batch
  LearnedFilters learned;
  bool wants_standard = false;  ///< also run the standard convolution
  Looked looked;
  /// Run the same list with weights of floats instead of it, where weights have few bits and the
  /// stages are held whole.
  bool wants_floats = false;
  NetworkReads network_reads;  ///< for a document whose input is what a network's layer reads
};

/// The numbers of one document. Tensors are shared with later evaluations and never change; a new
/// pointer means new values.
struct Evaluation {
  Document document;
  Stages stages;                      ///< the list that the document is, with its folds
  Stages collapsed;                   ///< the standard convolution that it comes to
  std::optional<Stages> floats;       ///< the list in floats, where it is compared with that
  std::vector<SharedTensor> results;  ///< x, always held, then what each stage makes
  SharedTensor standard;              ///< what `compared()` makes; null unless it was wanted
  SharedTensor difference;            ///< y - standard; null unless `standard` was wanted
  bool is_preview = false;            ///< a first look; the whole follows

  /// Result i: 0 is the input, i + 1 is what stage i makes.
  const SharedTensor& result(int i) const { return results[static_cast<std::size_t>(i)]; }
  const SharedTensor& x() const { return results.front(); }
  const SharedTensor& y() const { return results.back(); }
  /// Of a separable list, what its first fold makes.
  const SharedTensor& z() const { return results[1]; }
  /// What stage i multiplies by: D and P of a separable list.
  const core::Filter& filter(int i) const { return stages.fold(i).filter; }
  /// Whether `standard` is this list in floats.
  bool compares_floats() const { return floats.has_value(); }
  /// What `standard` is made by.
  const Stages& compared() const { return floats ? *floats : collapsed; }
  /// The standard filter W that the list comes to.
  const core::Filter& standard_filter() const { return collapsed.folds.front().filter; }
};

using SharedEvaluation = std::shared_ptr<const Evaluation>;

/// Why the document cannot be computed here: what core::check finds, and sizes beyond this
/// program's memory.
std::vector<core::Problem> problems_of(const Document& document);

/// Whether the stages are held whole; if not, what is looked at decides what is computed.
bool is_held_whole(const Document& document, bool wants_standard);

/// Which pixels of x and of the stages are kept where they are not held whole.
struct LookedAt {
  Sampling input;  ///< also of what the stages before the window make
  Sampling stages;
  bool operator==(const LookedAt&) const = default;
};
LookedAt looked_at(const Document& document, const Looked& looked);

/// How an evaluation goes about it.
struct Pace {
  bool only_whole = false;                       ///< no first look
  std::chrono::milliseconds longest = kForever;  ///< of a piece of a large picture's work, about
};

/// An evaluation in pieces, so that frames or other work can come between them.
class Evaluating {
 public:
  /// The document must have no problems; `last` may be null. Where the whole takes more than a
  /// frame there is a first look before it.
  Evaluating(Inputs inputs, SharedEvaluation last, const Pace& pace = {});
  ~Evaluating();
  Evaluating(const Evaluating&) = delete;
  Evaluating& operator=(const Evaluating&) = delete;

  /// Does the next piece and returns what came of it: the first look, in the end the whole; null in
  /// between. When it was stopped on the way it is done, and nothing comes of it any more.
  SharedEvaluation next(const Watch& watch);
  bool is_done() const { return is_done_; }

 private:
  struct Parts;

  void begin();
  SharedEvaluation first_look();
  SharedEvaluation whole(const Watch& watch);

  Inputs inputs_;
  SharedEvaluation last_;
  Pace pace_;
  bool is_done_ = false;
  std::shared_ptr<Evaluation> e_;  ///< what there is so far
  std::unique_ptr<Parts> parts_;   ///< null before the first piece
};

/// Evaluates at one go, or returns null when it was stopped on the way. The document must have no
/// problems; `last` may be null. Where the whole takes more than a frame, `publish` gets a first
/// look before.
SharedEvaluation evaluate(const Inputs& inputs, const Evaluation* last, const Watch& watch,
                          const std::function<void(SharedEvaluation)>& publish = {});

}  // namespace twofold::model::inline numbers
