#include "tests/model/generate.h"

#include <limits>

#include "app/model/state/update.h"
#include "core/chain/conventions.h"

namespace twofold::tests {
namespace {

using namespace model;

/// Mostly sensible, sometimes far outside.
int size_in(core::Random& random, int most) {
  switch (random_integer(random, 0, 11)) {
    case 0: return random_integer(random, -3, 0);
    case 1: return random_integer(random, 1, 1) * 100000;
    default: return random_integer(random, 1, most);
  }
}

/// At most one side is far outside: a kernel of 4096 x 4096 is as valid as 4096 x 3, and slow.
core::Extent extent_in(core::Random& random, int most) {
  const int height = size_in(random, most);
  const bool square = height <= most && random_integer(random, 0, 2) != 0;
  return {height, square           ? height
                  : height <= most ? size_in(random, most)
                                   : random_integer(random, 1, most)};
}

float weight_in(core::Random& random) {
  switch (random_integer(random, 0, 15)) {
    case 0: return std::numeric_limits<float>::infinity();
    case 1: return std::numeric_limits<float>::quiet_NaN();
    default: return 4 * random.uniform() - 2;
  }
}

FilterWord word_in(core::Random& random) {
  const auto presets = core::kernel_presets();
  constexpr FilterOrigin kOrigins[] = {FilterOrigin::hand_made, FilterOrigin::learned,
                                       FilterOrigin::random};
  const int i = random_integer(random, 0, 2 + static_cast<int>(presets.size()));
  if (i < 3) return {kOrigins[i], {}};
  return {FilterOrigin::preset, presets[static_cast<std::size_t>(i - 3)].preset};
}

core::KernelPreset preset_in(core::Random& random) {
  const auto presets = core::kernel_presets();
  return presets[random.next() % presets.size()].preset;
}

MixPreset mix_in(core::Random& random) {
  const auto mixes = mix_presets();
  return mixes[random.next() % mixes.size()].preset;
}

core::Padding padding_in(core::Random& random) {
  return random_integer(random, 0, 2) ? core::Padding::same : core::Padding::valid;
}

std::vector<PictureRef> batch_in(core::Random& random) {
  std::vector<PictureRef> batch;
  for (int i = random_integer(random, 0, 3); i > 0; --i)
    batch.push_back({random_integer(random, 1, 4), random_integer(random, 1, 60),
                     random_integer(random, 1, 60), random_integer(random, 0, 3) ? 3 : 1,
                     "picture"});
  return batch;
}

core::Layer layer_in(core::Random& random) {
  return {extent_in(random, 7), extent_in(random, 3), extent_in(random, 3),
          padding_in(random),   size_in(random, 6),   size_in(random, 8)};
}

/// Zeros for each side, or somebody's SAME.
Action zeros_action(core::Random& random) {
  constexpr int kMost = 3;
  const auto zeros = [&] { return random_integer(random, 0, kMost); };
  switch (random_integer(random, 0, 2)) {
    case 0: return SetPads{core::Pads{zeros(), zeros(), zeros(), zeros()}};
    case 1: return SetPads{};
    default:
      return SetConvention{
          std::string(core::conventions()[random.next() % core::conventions().size()].name)};
  }
}

AfterValues values_in(core::Random& random) {
  AfterValues values;
  values.epsilon = weight_in(random);
  values.folded = random_integer(random, 0, 1) == 1;
  for (int i = random_integer(random, 0, 2); i > 0; --i)
    values.channels[random_integer(random, 0, 5)] = {weight_in(random), weight_in(random),
                                                     weight_in(random), weight_in(random),
                                                     weight_in(random)};
  return values;
}

std::optional<core::AfterSum> after_in(core::Random& random) {
  if (random_integer(random, 0, 2) == 0) return std::nullopt;
  return core::AfterSum{random_integer(random, 0, 1) == 1,
                        static_cast<core::Normalisation>(random_integer(random, 0, 2)),
                        static_cast<core::Activation>(random_integer(random, 0, 7))};
}

/// Actions on filters, by place.
Action filter_action(core::Random& random, const Document& document) {
  const core::Shape in = input_shape(document);
  const int q = random_integer(random, -1, in.channels);
  const int r = random_integer(random, -1, document.layer.channel_multiplier);
  const int k = random_integer(random, -1, document.layer.out_channels);
  switch (random_integer(random, 0, 8)) {
    case 0: return SetFilters{word_in(random)};
    case 1: return SetSeed{random.next()};
    case 2: return SetMix{mix_in(random)};
    case 3: return ChoosePreset{q, r, preset_in(random)};
    case 4:
      return SetKernelCell{q, r, random_integer(random, -1, document.layer.kernel.height),
                           random_integer(random, -1, document.layer.kernel.width),
                           weight_in(random)};
    case 5: return NormaliseKernel{q, r};
    case 6:
      return SetWeight{random_integer(random, -1, core::intermediate_channels(document.layer, in)),
                       k, weight_in(random)};
    case 7: return SetBias{k, weight_in(random)};
    default: return SetActivation{static_cast<core::Activation>(random_integer(random, 0, 3))};
  }
}

}  // namespace

int random_integer(core::Random& random, int low, int high) {
  return low + static_cast<int>(random.next() % static_cast<std::uint64_t>(high - low + 1));
}

Action random_action(core::Random& random, const Document& document) {
  switch (random_integer(random, 0, 32)) {
    case 0: return OpenPictures{batch_in(random)};
    case 1: return SetLongestSide{random_integer(random, -5, 90)};
    case 2: return SetGrey{random_integer(random, 0, 1) == 1};
    case 3:
      return SetInput{
          InputSource::noise,
          {size_in(random, 2), size_in(random, 20), size_in(random, 20), size_in(random, 5)},
          Pattern::impulse};
    case 4:
    case 5: return SetMultiplier{size_in(random, 16)};
    case 6:
    case 7: return SetOutChannels{size_in(random, 12)};
    case 8: return SetKernel{extent_in(random, 11)};
    case 9: return SetStrides{extent_in(random, 8)};
    case 10: return SetDilations{extent_in(random, 8)};
    case 11: return SetPadding{padding_in(random)};
    case 12: return SetLayer{layer_in(random)};
    case 13:
      return SetBypass{{random_integer(random, 0, 1) == 1, random_integer(random, 0, 1) == 1}};
    case 14: return ClearBias{};
    case 15: return ReplaceDocument{opening_document(kCitrus)};
    case 16: return zeros_action(random);
    case 17:
      return SetInput{
          static_cast<InputSource>(random_integer(random, 0, 4)),
          {size_in(random, 2), size_in(random, 20), size_in(random, 20), size_in(random, 5)},
          patterns()[random.next() % patterns().size()].pattern};
    case 18: return SetAfterValues{random_integer(random, 0, 2), values_in(random)};
    case 19:
      if (random_integer(random, 0, 1)) return SetBits{random_integer(random, 0, 2), {}};
      return SetBits{random_integer(random, 0, 2),
                     core::WeightBits{size_in(random, 8), random_integer(random, 0, 1) == 1}};
    case 20: return SetAfter{random_integer(random, 0, 2), after_in(random)};
    default: return filter_action(random, document);
  }
}

Document random_document(std::uint64_t seed, const PictureRef& picture) {
  core::Random random(seed);
  Document document = opening_document(picture);
  for (int i = 0; i < 100; ++i)
    document = update(document, random_action(random, document), nullptr);
  return document;
}

}  // namespace twofold::tests
