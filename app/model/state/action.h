// What a user can do to the document, in the user's words. Panels emit these; update() applies
// them.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/model/state/document.h"

namespace twofold::model::inline state {

/// Instead of a stage: the last one that mixes channels.
inline constexpr int kLastMix = -1;

struct OpenPictures {
  std::vector<PictureRef> batch;
  bool operator==(const OpenPictures&) const = default;
};
struct SetLongestSide {
  int longest_side = kWorkingSide;
  bool operator==(const SetLongestSide&) const = default;
};  ///< 0: full size
struct SetGrey {
  bool grey = false;
  bool operator==(const SetGrey&) const = default;
};
/// Another input; `shape` where the pictures do not give it: of channels made of them the number of
/// channels alone.
struct SetInput {
  InputSource source = InputSource::pictures;
  core::Shape shape;
  Pattern pattern = Pattern::impulse;
  bool operator==(const SetInput&) const = default;
};
struct SetMultiplier {
  int value = 1;
  bool operator==(const SetMultiplier&) const = default;
};
struct SetOutChannels {
  int value = 3;
  bool operator==(const SetOutChannels&) const = default;
};
struct SetKernel {
  core::Extent size;
  bool operator==(const SetKernel&) const = default;
};
struct SetStrides {
  core::Extent strides;
  bool operator==(const SetStrides&) const = default;
};
struct SetDilations {
  core::Extent dilations;
  bool operator==(const SetDilations&) const = default;
};
struct SetPadding {
  core::Padding padding = core::Padding::same;
  bool operator==(const SetPadding&) const = default;
};
/// Zeros for each side, which stand above the padding; without them it says where they are.
struct SetPads {
  std::optional<core::Pads> pads;
  bool operator==(const SetPads&) const = default;
};
/// Whose zeros SAME means, by its name.
struct SetConvention {
  std::string name;
  bool operator==(const SetConvention&) const = default;
};
struct SetLayer {
  core::Layer layer;
  bool operator==(const SetLayer&) const = default;
};
/// Another list of stages around the layer, as it was published: kernel and outputs go with it
/// where the block asks for its own.
struct SetBlock {
  std::string name;
  bool operator==(const SetBlock&) const = default;
};
struct SetExpansion {
  int value = 1;
  bool operator==(const SetExpansion&) const = default;
};
struct SetGroups {
  int value = 1;
  bool operator==(const SetGroups&) const = default;
};
/// What follows a stage's sums; without it, what the block has there.
struct SetAfter {
  int stage = 0;
  std::optional<core::AfterSum> after;
  bool operator==(const SetAfter&) const = default;
};
/// What is typed behind a stage's sums.
struct SetAfterValues {
  int stage = 0;
  AfterValues values;
  bool operator==(const SetAfterValues&) const = default;
};
/// Few bits for a stage's weights; without them, floats.
struct SetBits {
  int stage = 0;
  std::optional<core::WeightBits> bits;
  bool operator==(const SetBits&) const = default;
};
struct SetBypass {
  Bypass bypass;
  bool operator==(const SetBypass&) const = default;
};
/// Takes all filters from a new origin; what was typed or chosen one by one is let go.
struct SetFilters {
  FilterWord word;
  bool operator==(const SetFilters&) const = default;
};
struct SetSeed {
  std::uint64_t seed = 0;
  bool operator==(const SetSeed&) const = default;
};
struct SetMix {
  MixPreset mix = MixPreset::own;
  bool operator==(const SetMix&) const = default;
};
struct ChoosePreset {
  int q = 0;
  int r = 0;
  core::KernelPreset preset = core::KernelPreset::identity;
  bool operator==(const ChoosePreset&) const = default;
};
/// One cell of filter (q, r); the rest of the filter stays as it is now.
struct SetKernelCell {
  int q = 0;
  int r = 0;
  int ky = 0;
  int kx = 0;
  float value = 0;
  bool operator==(const SetKernelCell&) const = default;
};
struct NormaliseKernel {
  int q = 0;
  int r = 0;
  bool operator==(const NormaliseKernel&) const = default;
};
/// One weight, by its place in the matrix of a pointwise stage: row t, column k.
struct SetWeight {
  int t = 0;
  int k = 0;
  float value = 0;
  int stage = kLastMix;
  bool operator==(const SetWeight&) const = default;
};
struct SetBias {
  int k = 0;
  float value = 0;
  bool operator==(const SetBias&) const = default;
};
struct ClearBias {
  bool operator==(const ClearBias&) const = default;
};
struct SetActivation {
  core::Activation activation = core::Activation::none;
  bool operator==(const SetActivation&) const = default;
};
/// Filters that were fitted or learned, with the layer that they were made for.
struct TakeFilters {
  core::Layer layer;
  GivenFilters filters;
  bool operator==(const TakeFilters&) const = default;
};
/// Puts a whole document in place: a file, a set-up line, Reset all.
struct ReplaceDocument {
  Document document;
  bool operator==(const ReplaceDocument&) const = default;
};

using Action =
    std::variant<OpenPictures, SetLongestSide, SetGrey, SetInput, SetMultiplier, SetOutChannels,
                 SetKernel, SetStrides, SetDilations, SetPadding, SetPads, SetConvention, SetLayer,
                 SetBlock, SetExpansion, SetGroups, SetAfter, SetAfterValues, SetBits, SetBypass,
                 SetFilters, SetSeed, SetMix, ChoosePreset, SetKernelCell, NormaliseKernel,
                 SetWeight, SetBias, ClearBias, SetActivation, TakeFilters, ReplaceDocument>;

/// Edits of one drag share a number, so that one drag is one step of undo; 0: a step of its own.
using Gesture = std::uint64_t;

}  // namespace twofold::model::inline state
