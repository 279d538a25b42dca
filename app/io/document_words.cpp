#include "app/io/document_words.h"

#include <cassert>

#include "app/model/state/document.h"
#include "app/model/steps/place.h"
#include "core/activation.h"

namespace twofold::io::words {
namespace {

/// The names of a table whose rows are in the order of their enum.
template <class Rows>
Words names_of(const Rows& rows) {
  Words names;
  for (const auto& row : rows) {
    assert(static_cast<std::size_t>(row.preset) == names.size() && "rows are in the enum's order");
    names.push_back(row.name);
  }
  return names;
}

}  // namespace

const Words& paddings() {
  static const Words words{"SAME", "VALID"};
  return words;
}

const Words& activations() {
  static const Words words = [] {
    Words found;
    for (const core::ActivationNames& names : core::kActivations) found.push_back(names.word);
    return found;
  }();
  return words;
}

const Words& sources() {
  static const Words words{"pictures", "noise", "crops", "made", "pattern", "network"};
  return words;
}

const Words& patterns() {
  static const Words words = [] {
    Words found;
    for (const model::PatternRow& row : model::patterns()) found.push_back(row.name);
    return found;
  }();
  return words;
}

const Words& origins() {
  static const Words words{"hand-made", "learned", "random", "preset", "loaded"};
  return words;
}

const Words& mixes() {
  static const Words words = names_of(model::mix_presets());
  return words;
}

const Words& kernels() {
  static const Words words = names_of(core::kernel_presets());
  return words;
}

const Words& normalisations() {
  static const Words words{"none", "channel", "pixel"};
  return words;
}

const Words& maps() {
  static const Words words{"grey", "diverging_dark", "diverging_light"};
  return words;
}

const Words& operations() {
  static const Words words{"regular", "depthwise", "separable"};
  return words;
}

const Words& results() {
  static const Words words{"separable", "standard", "difference"};
  return words;
}

}  // namespace twofold::io::words
