// The steps of a convolution by plain nested loops: what core/schedule.h gives in closed form.
#pragma once

#include <vector>

#include "core/schedule.h"
#include "tests/support/generate.h"

namespace twofold::tests {

/// All steps of the layer in the order that core/schedule.h describes.
std::vector<core::Step> enumerate_steps(const LayerCase& c, core::Method method, core::Order order);

/// Every method in every order.
struct Walk {
  core::Method method;
  core::Order order;
};
inline constexpr Walk kWalks[] = {{core::Method::separable, core::Order::by_stage},
                                  {core::Method::separable, core::Order::by_pixel},
                                  {core::Method::standard, core::Order::by_stage},
                                  {core::Method::standard, core::Order::by_pixel}};

}  // namespace twofold::tests
