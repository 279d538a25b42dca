// What the cost panel and the cost view say: sentences and formulas with this layer's numbers put
// in. Every number in them comes from core::cost.
#pragma once

#include <string>
#include <vector>

#include "app/model/state/document.h"
#include "core/cost.h"
#include "core/known/networks.h"

namespace twofold::ui::inline cost {

/// The layer on screen and what it costs; `layer` and `in` have passed core::check.
struct LayerCost {
  core::Layer layer;
  core::Shape in;
  core::Cost cost;
};
LayerCost layer_cost(const model::Document& document);

/// Where x comes from where it is not a picture's own channels, in one sentence; else empty. A
/// layer that no picture can feed is cost only.
std::string input_sentence(const model::Document& document);

/// "36 / 81 weights": separable against standard.
std::string weights_headline(const LayerCost& c);

/// "break-even at m = 2.25".
std::string break_even_label(const LayerCost& c);

/// Explanations for tooltips: the formula, then the formula with the numbers put in.
std::string params_sentence(const LayerCost& c);
std::string macs_sentence(const LayerCost& c);
std::string ratio_sentence(const LayerCost& c);
std::string break_even_sentence(const LayerCost& c);
std::string intermediate_sentence(const LayerCost& c);

/// What the numbers come to, in two or three sentences.
std::string cost_sentence(const LayerCost& c);

/// What the counts do not show by themselves: training, the fused pass, the share of the 1x1.
std::vector<std::string> counts_notes(const LayerCost& c);

/// The shares of a network's 1x1 convolutions, and the published totals that its sums reproduce.
std::string network_sentence(const core::Network& network);

/// What one input channel changes, in these numbers; empty for more than one.
std::string one_channel_sentence(const LayerCost& c);

/// What TensorFlow would do: its notes in one line, or that it computes the same.
struct TensorFlowLine {
  bool objects = false;
  std::string sentence;
  std::string brief;  ///< in a few words
};
TensorFlowLine tensorflow_line(const LayerCost& c);

}  // namespace twofold::ui::inline cost
