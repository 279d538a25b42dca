// Where the filters come from: a rule for every filter and weight that could ever be shown, and
// what the user chose or typed instead. D and P are built from it for the layer at hand, so raising
// the multiplier keeps the filters that are there, lowering it only hides some, and dragging back
// and forth loses nothing.
//
// Kernels are keyed by (q, r) and mix weights by (q, r, k): by what they belong to, not by their
// row in P, which moves when the multiplier changes.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/filters.h"
#include "core/tensor.h"

namespace twofold::model::inline state {

/// Who made the numbers.
enum class FilterOrigin {
  hand_made,  ///< the opening's kernels and mix, then more of the same kind
  learned,    ///< a trained network's first layer, taken apart (assets/weights)
  random,     ///< seeded, He
  preset,     ///< one named kernel everywhere
  loaded      ///< given whole, by a file or a case
};

/// A rule for the pointwise weights.
enum class MixPreset {
  own,            ///< what belongs to the origin: hand-made, learned or random weights
  identity,       ///< each output is one intermediate: first all first filters, then all second
  swap_red_blue,  ///< first and third exchanged
  grey,           ///< every output the mean of all
  opponents,      ///< differences of neighbouring channels
  uniform         ///< seeded, in [0, 1)
};

/// One row of the table of mixes.
struct MixPresetRow {
  MixPreset preset;
  std::string_view name;   ///< in files: "swap_red_blue"
  std::string_view label;  ///< on screen: "Swap R and B"
};
std::span<const MixPresetRow> mix_presets();

/// A kernel that the user chose: a preset, or cells typed at some kernel size.
struct KernelChoice {
  core::KernelPreset preset = core::KernelPreset::identity;
  std::optional<core::Kernel> typed;  ///< wins over `preset`; shown resized at other sizes

  bool operator==(const KernelChoice&) const = default;
};

using KernelKey = std::pair<int, int>;  ///< q, r
using MixKey = std::array<int, 3>;      ///< q, r, k

/// D and P given whole: shared between documents, never changed, compared by their numbers.
class GivenFilters {
 public:
  GivenFilters() = default;
  GivenFilters(core::Filter depthwise, core::Filter pointwise)
      : filters_(std::make_shared<const core::Filters>(core::Filters{
            std::move(depthwise), std::move(pointwise), {}, core::Activation::none})) {}

  /// Null where nothing was given; no bias, no activation.
  const core::Filters* get() const { return filters_.get(); }

  bool operator==(const GivenFilters& other) const {
    return filters_ == other.filters_ ||
           (filters_ && other.filters_ && *filters_ == *other.filters_);
  }

 private:
  std::shared_ptr<const core::Filters> filters_;
};

/// The whole choice of filters; small, comparable, part of the document.
struct FilterBank {
  FilterOrigin origin = FilterOrigin::hand_made;
  core::KernelPreset preset = core::KernelPreset::identity;  ///< for FilterOrigin::preset
  std::uint64_t seed = 0;
  MixPreset mix = MixPreset::own;
  std::map<KernelKey, KernelChoice> kernels;
  std::map<MixKey, float> weights;
  std::map<MixKey, float> expansion;  ///< typed weights of a stage that widens, by (0, source, k)
  std::map<int, float> bias;          ///< by output; empty: none
  core::Activation activation = core::Activation::none;
  GivenFilters loaded;  ///< for FilterOrigin::loaded

  bool operator==(const FilterBank&) const = default;
};

/// Which fold is switched off. A fold that is off keeps its shape: identity kernels, identity mix.
struct Bypass {
  bool depthwise = false;
  bool pointwise = false;

  bool operator==(const Bypass&) const = default;
};

/// The trained filters that FilterOrigin::learned draws on; 3 input channels, 3x3.
using LearnedFilters = std::shared_ptr<const core::Filters>;

/// The preset behind filter (q, r), or nothing where its cells were typed, learned or loaded.
std::optional<core::KernelPreset> preset_of(const FilterBank& bank, int q, int r);

/// `upper` laid over `under`, anchors on each other; large enough for both.
core::Kernel laid_over(const core::Kernel& upper, const core::Kernel& under);

/// Filter (q, r) at a kernel size.
core::Kernel kernel_at(const FilterBank& bank, const LearnedFilters& learned, int q, int r,
                       core::Extent size);

/// The weight by which filter r of input channel q enters output k.
float weight_at(const FilterBank& bank, const LearnedFilters& learned, const MixKey& key,
                int in_channels);

/// The weight by which channel `source` enters channel k of a stage that widens: each channel is
/// repeated in turn, or, of random filters, seeded.
float expansion_weight_at(const FilterBank& bank, int source, int k, int in_channels);

/// The weight of a mix that is switched off: each output is one channel.
float identity_weight(const MixKey& key, int in_channels);

/// D [kh,kw,C,m], P [1,1,C*m,K], bias and activation for this layer; bypassed folds are identities.
core::Filters build_filters(const FilterBank& bank, const LearnedFilters& learned,
                            const core::Layer& layer, int in_channels, const Bypass& bypass);

/// The words of `--filters` and of set-up lines: "hand-made", "learned", "random", or a kernel's
/// name such as "sobel_x". Nothing if unknown.
struct FilterWord {
  FilterOrigin origin = FilterOrigin::hand_made;
  core::KernelPreset preset = core::KernelPreset::identity;

  bool operator==(const FilterWord&) const = default;
};
std::optional<FilterWord> filter_word(std::string_view word);
std::string filter_word_of(const FilterBank& bank);

/// The mix that comes with an origin until another is chosen.
MixPreset mix_of(const FilterWord& word);

/// Takes all filters from a new origin; what was typed or chosen one by one is let go.
void take_filters(FilterBank& bank, const FilterWord& word);

}  // namespace twofold::model::inline state
