#include "app/model/state/known_layers.h"

namespace twofold::model::inline state {
namespace {

FilterBank fresh_bank(FilterOrigin origin, std::uint64_t seed) {
  FilterBank bank;
  bank.origin = origin;
  bank.seed = seed;
  return bank;
}

InputSource source_of(KnownInput input) {
  if (input == KnownInput::noise) return InputSource::noise;
  return input == KnownInput::crops ? InputSource::crops : InputSource::pictures;
}

}  // namespace

KnownInput known_input(const core::Shape& in) {
  if (in.channels == 1) return KnownInput::grey;
  if (in.channels != 3) return KnownInput::noise;
  return in.batch > 1 ? KnownInput::crops : KnownInput::picture;
}

Document with_layer(Document document, const core::Layer& layer, const core::Shape& in) {
  const KnownInput input = known_input(in);
  document.layer = layer;
  document.zeros = {};
  document.grey = input == KnownInput::grey;
  document.source = source_of(input);
  if (document.source != InputSource::pictures) document.noise = in;
  if (input == KnownInput::noise)
    document.bank = fresh_bank(FilterOrigin::random, document.bank.seed);
  if (input == KnownInput::crops) {
    document.bank = fresh_bank(FilterOrigin::preset, document.bank.seed);
    document.bank.preset = core::KernelPreset::uniform;
    document.bank.mix = MixPreset::uniform;
  }
  return document;
}

bool shows(const Document& document, const core::Layer& layer, const core::Shape& in) {
  const KnownInput input = known_input(in);
  if (document.layer != layer || document.source != source_of(input)) return false;
  if (document.source != InputSource::pictures) return document.noise == in;
  return document.grey == (input == KnownInput::grey);
}

}  // namespace twofold::model::inline state
