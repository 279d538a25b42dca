// A document as a list of stages, and what each multiplies by. Separable, Depthwise and Regular are
// three lists over the same document: the window shows one of them, and all that is done along a
// layer (numbers, pictures, places, steps, cost) goes along its list.
#pragma once

#include "app/model/state/document.h"
#include "app/model/state/view_state.h"
#include "core/chain/run.h"

namespace twofold::model::inline state {

/// A list of stages with its folds, one for each.
struct Stages {
  core::Chain list;
  core::Folds folds;

  int count() const { return static_cast<int>(list.stages.size()); }
  const core::Stage& stage(int i) const { return list.stages[static_cast<std::size_t>(i)]; }
  const core::Fold& fold(int i) const { return folds[static_cast<std::size_t>(i)]; }

  bool operator==(const Stages&) const = default;
};

/// The list that a document is: its block (core/chain/blocks.h) around its layer, with what the
/// user has put behind the stages. A separable layer is the depthwise stage, then the pointwise
/// one.
core::Chain stages_of(const Document& document);

/// The same list before normalisations are folded into filters and biases.
core::Chain stages_as_set(const Document& document);

/// Whether the document is tf.nn.separable_conv2d, with nothing between the folds but what is there
/// by name: D and P, a bias and an activation at the end.
bool is_separable(const Document& document);

/// The last stage that mixes channels pixel by pixel, whose filter is P; -1 where none does.
int last_mix(const core::Chain& list);

/// The result that it reads; -1 likewise.
int last_mix_source(const core::Chain& list);

/// Whether a stage mixes channels before the window is read, so that there are more of them there.
bool widens(const core::Chain& list);

/// What a channel's filters and weights are kept by: an input channel, and which of those that come
/// from it. Channels that a mix has made are counted as if they repeated the input's in turn.
struct ChannelKey {
  int q = 0;
  int r = 0;
};
ChannelKey key_of(const core::Chain& list, int result, int channel, int in_channels);

/// The standard convolution of the same input and output, with the same that follows.
core::Chain standard_stages_of(const Document& document);

/// The list that the window shows over a document.
core::Chain stages_of(const Document& document, OperationView operation);

/// The document's list with its folds.
Stages built_stages(const Document& document, const LearnedFilters& learned);

/// The same with weights that are floats, whatever bits they have.
Stages float_stages(Document document, const LearnedFilters& learned);

/// The standard convolution with the filter that a document's folds come to.
Stages collapsed_stages(const Document& document, const Stages& stages);

/// The letter of what a result's channels are called: "x", "z", "y".
std::string letter_of(const core::Chain& list, int result);

/// The letter of a stage's filter: D for a depthwise one, P for the last that mixes channels, E for
/// one before it, W for a standard or grouped one.
std::string filter_letter(const core::Chain& list, int stage);

/// The one input channel that a channel of a result is made from; nothing where several are mixed.
std::optional<int> input_behind(const core::Chain& list, int result, int channel);

/// The two folds of a separable list as one value, as core/separable.h takes them.
core::Filters separable_filters(const Stages& stages);

}  // namespace twofold::model::inline state
