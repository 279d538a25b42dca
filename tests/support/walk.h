// The steps of a chain by plain nested loops: what core/chain/schedule.h gives in closed form.
#pragma once

#include <vector>

#include "core/chain/schedule.h"
#include "tests/support/generate.h"

namespace twofold::tests {

/// All steps of a chain in the order that core/chain/schedule.h describes.
std::vector<core::Step> enumerate_steps(const core::Chain& list, const core::Shape& in,
                                        core::Order order);

/// For every stage the number of the pass that it is walked in.
std::vector<int> passes_of(const core::Chain& list, core::Order order);

/// A list of stages made of a layer, walked in an order.
struct Walk {
  core::Chain (*list_of)(const core::Layer&);
  core::Order order;
};

/// 1x1 to five channels, the layer's depthwise stage, 1x1 to its outputs.
core::Chain bottleneck_chain(const core::Layer& layer);

/// The depthwise stage, then a standard 2x2 convolution that reads windows of what it makes.
core::Chain two_windows_chain(const core::Layer& layer);

/// Every kind of list in every order.
inline constexpr Walk kWalks[] = {
    {core::separable_chain, core::Order::by_stage}, {core::separable_chain, core::Order::by_pixel},
    {core::standard_chain, core::Order::by_stage},  {core::standard_chain, core::Order::by_pixel},
    {bottleneck_chain, core::Order::by_stage},      {bottleneck_chain, core::Order::by_pixel},
    {two_windows_chain, core::Order::by_pixel}};

}  // namespace twofold::tests
