// A chain computed plainly, stage by stage: the reference of every list.
//
// Sums are those of core/separable.h, term by term in its order; a grouped convolution takes its
// terms as a standard one does, taps row-major and the group's channels inside each tap.
#pragma once

#include <vector>

#include "core/chain/stage.h"
#include "core/separable.h"

namespace twofold::core {
inline namespace chain {

/// Everything that a stage multiplies and adds.
struct Fold {
  Filter filter;             ///< of filter_shape()
  std::vector<float> bias;   ///< one an output channel where the stage has one, else empty
  std::vector<float> scale;  ///< of the normalisation, one an output channel; empty for 1
  std::vector<float> shift;  ///< likewise; empty for 0

  bool operator==(const Fold&) const = default;
};

/// One for each stage, in the chain's order.
using Folds = std::vector<Fold>;

/// Added to the variance over a pixel's channels (ConvNeXt's; Keras has 1e-3).
inline constexpr float kNormalisationEpsilon = 1e-6f;

/// What training left of a batch normalisation, channel by channel.
struct BatchStatistics {
  std::vector<float> mean;
  std::vector<float> variance;
  std::vector<float> gamma;  ///< empty for 1
  std::vector<float> beta;   ///< empty for 0
  float epsilon = 1e-3f;
};

/// `fold` with the statistics as scale and shift: scale = gamma / sqrt(variance + epsilon),
/// shift = beta - mean * scale.
Fold normalised(Fold fold, const BatchStatistics& of);

/// The scale worked into the filter and the shift into the bias: the same sums without a
/// normalisation. For stages whose normalisation is Normalisation::channel or none.
Fold folded(const Stage& stage, Fold fold);

/// The convolution of one stage, without what follows. Shapes must fit (check(), filter_shape()).
Tensor convolve(const Stage& stage, const Tensor& x, const Filter& filter,
                const StopFlag* stop = nullptr);

/// Bias, normalisation and activation of a stage, in place.
void follow(const Stage& stage, const Fold& fold, Tensor& sums);

/// Another result of the same shape added to what a stage has made: the way around.
void add(Tensor& made, const Tensor& other);

/// All results but the input: results[i] is what stage i makes.
std::vector<Tensor> run(const Chain& list, const Tensor& x, const Folds& folds,
                        const StopFlag* stop = nullptr);

}  // namespace chain
}  // namespace twofold::core
