// What a user can do to the document, in the user's words. Panels emit these; update() applies
// them.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "app/model/state/document.h"

namespace twofold::model::inline state {

struct OpenPictures {
  std::vector<PictureRef> batch;
};
struct SetLongestSide {
  int longest_side = kWorkingSide;
};  ///< 0: full size
struct SetGrey {
  bool grey = false;
};
struct SetNoiseInput {
  core::Shape shape;
};
struct SetMultiplier {
  int value = 1;
};
struct SetOutChannels {
  int value = 3;
};
struct SetKernel {
  core::Extent size;
};
struct SetStrides {
  core::Extent strides;
};
struct SetDilations {
  core::Extent dilations;
};
struct SetPadding {
  core::Padding padding = core::Padding::same;
};
struct SetLayer {
  core::Layer layer;
};
struct SetBypass {
  Bypass bypass;
};
/// Takes all filters from a new origin; what was typed or chosen one by one is let go.
struct SetFilters {
  FilterWord word;
};
struct SetSeed {
  std::uint64_t seed = 0;
};
struct SetMix {
  MixPreset mix = MixPreset::own;
};
struct ChoosePreset {
  int q = 0;
  int r = 0;
  core::KernelPreset preset = core::KernelPreset::identity;
};
/// One cell of filter (q, r); the rest of the filter stays as it is now.
struct SetKernelCell {
  int q = 0;
  int r = 0;
  int ky = 0;
  int kx = 0;
  float value = 0;
};
struct NormaliseKernel {
  int q = 0;
  int r = 0;
};
/// One weight, by its place in P: row t, column k.
struct SetWeight {
  int t = 0;
  int k = 0;
  float value = 0;
};
struct SetBias {
  int k = 0;
  float value = 0;
};
struct ClearBias {};
struct SetActivation {
  core::Activation activation = core::Activation::none;
};
/// Puts a whole document in place: a file, a set-up line, Reset all.
struct ReplaceDocument {
  Document document;
};

using Action =
    std::variant<OpenPictures, SetLongestSide, SetGrey, SetNoiseInput, SetMultiplier,
                 SetOutChannels, SetKernel, SetStrides, SetDilations, SetPadding, SetLayer,
                 SetBypass, SetFilters, SetSeed, SetMix, ChoosePreset, SetKernelCell,
                 NormaliseKernel, SetWeight, SetBias, ClearBias, SetActivation, ReplaceDocument>;

/// Edits of one drag share a number, so that one drag is one step of undo; 0: a step of its own.
using Gesture = std::uint64_t;

}  // namespace twofold::model::inline state
