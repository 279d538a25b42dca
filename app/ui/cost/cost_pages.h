// The pages of the cost view; each draws itself into the room below the tabs.
#pragma once

#include "app/ui/cost/cost_words.h"
#include "app/ui/frame/frame.h"

namespace twofold::ui::inline cost {

/// Parameters, operations, bytes, as table, bars and formulas, counted in the way that is chosen.
void cost_page_counts(Frame& frame, const LayerCost& c, const Rect& room);

/// The ratio over multiplier, kernel size and outputs; today's setting is a dot to be dragged.
void cost_page_curves(Frame& frame, const LayerCost& c, const Rect& room);

/// A network layer by layer; a click puts a layer on stage.
void cost_page_networks(Frame& frame, const Rect& room);

/// A trained network on the picture that is shown, layer by layer, and what it finds there.
void cost_page_detector(Frame& frame, const Rect& room);

/// Groups from a standard convolution to a depthwise one: which slices of its kernels exist.
void cost_page_groups(Frame& frame, const Rect& room);

/// Weights of few bits: the ranges of all filters, what is lost, and the bytes that are saved.
void cost_page_bits(Frame& frame, const Rect& room);

/// How long the layer takes on this machine, and the roofline that says why.
void cost_page_time(Frame& frame, const LayerCost& c, const Rect& room);

/// The three curves side by side, for any page that has room for them.
void cost_curves(Frame& frame, const LayerCost& c, const Rect& charts);

/// "Layers people know": a button each, in rows; and the height that they take.
void known_layer_buttons(Frame& frame, const Rect& room);
float known_layers_height(const Frame& frame, float width);

}  // namespace twofold::ui::inline cost
