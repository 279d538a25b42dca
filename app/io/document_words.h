// The words of a document file for everything that is one of a few, in the order of the enums.
#pragma once

#include <string_view>
#include <vector>

namespace twofold::io::words {

using Words = std::vector<std::string_view>;

const Words& paddings();        ///< core::Padding
const Words& activations();     ///< core::Activation
const Words& sources();         ///< model::InputSource
const Words& patterns();        ///< model::Pattern
const Words& origins();         ///< model::FilterOrigin
const Words& mixes();           ///< model::MixPreset
const Words& kernels();         ///< core::KernelPreset
const Words& normalisations();  ///< core::Normalisation
const Words& maps();            ///< paint::Map
const Words& operations();      ///< model::OperationView
const Words& results();         ///< model::OutputView

/// The word of a value.
template <class Enum>
std::string_view of(const Words& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

}  // namespace twofold::io::words
