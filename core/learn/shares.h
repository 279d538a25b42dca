// How the gradient of one weight comes about: it is a sum over all output pixels, and each pixel's
// share can be looked at; and what a nudge of the weight really does to the loss.
#pragma once

#include <span>

#include "core/learn/moments.h"
#include "core/learn/student.h"
#include "core/tensor.h"

namespace twofold::core {
inline namespace learn {

/// A weight of a student by its place in the list of its weights.
using WeightIndex = std::size_t;

/// dL/dy for the mean squared error: 2 (y - target) / outputs, in y's shape.
Tensor squared_error_gradient(const Tensor& y, const Tensor& target);

/// Each output pixel's share of dL/d(weight), [N,H',W',1]: they sum to the gradient. `layer` is the
/// student's (its multiplier included), `output_grad` = dL/dy.
Tensor gradient_shares(const Tensor& x, const Layer& layer, const Student& student,
                       std::span<const double> weights, const Tensor& output_grad,
                       WeightIndex weight);

/// What the gradient says of a nudge, and what happens.
struct Nudge {
  double gradient = 0;  ///< dL/d(weight), of the mean squared error
  double said = 0;      ///< gradient * by
  double change = 0;    ///< loss after less loss before
};
Nudge nudge(const Moments& moments, const Student& student, std::span<const double> weights,
            WeightIndex weight, double by);

}  // namespace learn
}  // namespace twofold::core
