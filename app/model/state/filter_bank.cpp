#include "app/model/state/filter_bank.h"

#include <cmath>

namespace twofold::model::inline state {
namespace {

using core::KernelPreset;

constexpr MixPresetRow kMixes[] = {
    {MixPreset::own, "own", "Its own mix"},
    {MixPreset::identity, "identity", "Identity"},
    {MixPreset::swap_red_blue, "swap_red_blue", "Swap R and B"},
    {MixPreset::grey, "grey", "Grey: the mean"},
    {MixPreset::opponents, "opponents", "Colour opponents"},
    {MixPreset::uniform, "uniform", "Random 0 to 1"},
};

// The hand-made kernels, by filter number and channel. The first row is the opening; every further
// row gives each channel something that it does not have yet.
constexpr KernelPreset kHandMade[][3] = {
    {KernelPreset::sobel_x, KernelPreset::sobel_y, KernelPreset::box},
    {KernelPreset::gaussian, KernelPreset::laplacian, KernelPreset::sobel_x},
    {KernelPreset::sharpen, KernelPreset::identity, KernelPreset::sobel_y},
    {KernelPreset::sobel_y, KernelPreset::sobel_x, KernelPreset::laplacian},
    {KernelPreset::laplacian, KernelPreset::gaussian, KernelPreset::emboss},
    {KernelPreset::emboss, KernelPreset::sharpen, KernelPreset::identity},
    {KernelPreset::identity, KernelPreset::emboss, KernelPreset::sharpen},
    {KernelPreset::shift, KernelPreset::shift, KernelPreset::shift},
};
constexpr int kHandMadeRows = static_cast<int>(std::size(kHandMade));

KernelPreset hand_made_preset(int q, int r) {
  return r < kHandMadeRows ? kHandMade[r][q % 3] : KernelPreset::he;
}

/// A generator of its own for every (seed, place); `salt` keeps uses apart.
core::Random generator(std::uint64_t seed, std::uint64_t salt, int a, int b, int c) {
  core::Random mixed(seed * 0x9E3779B97F4A7C15ull + salt);
  const auto fold = [&](int value) {
    mixed = core::Random(mixed.next() ^ static_cast<std::uint64_t>(value));
  };
  fold(a);
  fold(b);
  fold(c);
  return mixed;
}

float random_weight(std::uint64_t seed, const MixKey& key, int in_channels) {
  core::Random random = generator(seed, 0x5157, key[0], key[1], key[2]);
  return random.normal() / std::sqrt(static_cast<float>(std::max(in_channels, 1)));
}

// A single channel: every output shows the first filter's answer, and output k filter k's own too.
float one_channel_weight(int r, int k) {
  if (r > 0) return r == k ? 1.0f : 0.0f;
  return k == 0 ? 1.0f : 0.5f;
}

// The opening's mix: z0 [1,0,0], z1 [0,1,0], z2 [1,1,1]. Then outputs worth looking at, and from
// the ninth on seeded ones. Filters beyond the first enter the output of their own channel at half
// strength, so that raising the multiplier is seen.
float hand_made_weight(std::uint64_t seed, const MixKey& key, int in_channels) {
  const auto [q, r, k] = key;
  if (q >= 3 || k >= 8) return random_weight(seed, key, in_channels);
  if (in_channels == 1) return one_channel_weight(r, k);
  if (r > 0) return k < 3 && k == q ? 0.5f : 0.0f;
  constexpr float kFirst[8][3] = {
      {1, 0, 1},        // y0: upright edges over the soft picture
      {0, 1, 1},        // y1: level edges over the soft picture
      {0, 0, 1},        // y2: the soft picture
      {1, 1, 0},        // y3: edges of both kinds
      {1, -1, 0},       // y4: where the two kinds differ
      {0.5, 0.5, 0.5},  // y5: all, evenly
      {-1, 0, 1},       // y6: shadows instead of edges
      {0, -1, 1},       // y7
  };
  return kFirst[k][q];
}

const core::Filters* given_filters(const FilterBank& bank, const LearnedFilters& learned) {
  if (bank.origin == FilterOrigin::learned) return learned.get();
  if (bank.origin == FilterOrigin::loaded) return bank.loaded.get();
  return nullptr;
}

/// Kernel (q, r) of filters given whole; nothing beyond what they hold.
std::optional<core::Kernel> given_kernel(const core::Filters* given, int q, int r) {
  if (!given || r >= given->depthwise.shape.out || q >= given->depthwise.shape.in)
    return std::nullopt;
  return core::kernel_of(given->depthwise, q, r);
}

std::optional<float> given_weight(const core::Filters* given, const MixKey& key) {
  if (!given) return std::nullopt;
  const auto [q, r, k] = key;
  const int m = given->depthwise.shape.out;
  if (q >= given->depthwise.shape.in || r >= m || k >= given->pointwise.shape.out)
    return std::nullopt;
  return given->pointwise.at(0, 0, core::intermediate_channel(q, r, m), k);
}

/// The rule's preset, before any choice of the user's.
std::optional<KernelPreset> rule_preset(const FilterBank& bank, int q, int r) {
  switch (bank.origin) {
    case FilterOrigin::hand_made: return hand_made_preset(q, r);
    case FilterOrigin::random: return KernelPreset::he;
    case FilterOrigin::preset: return bank.preset;
    case FilterOrigin::learned:
    case FilterOrigin::loaded: return std::nullopt;
  }
  return std::nullopt;
}

float own_weight(const FilterBank& bank, const LearnedFilters& learned, const MixKey& key,
                 int in_channels) {
  switch (bank.origin) {
    case FilterOrigin::hand_made: return hand_made_weight(bank.seed, key, in_channels);
    case FilterOrigin::learned:
    case FilterOrigin::loaded:
      return given_weight(given_filters(bank, learned), key)
          .value_or(random_weight(bank.seed, key, in_channels));
    case FilterOrigin::random: return random_weight(bank.seed, key, in_channels);
    case FilterOrigin::preset:
      // One output for each channel, so that the named kernel is seen as it is.
      if (key[2] >= in_channels) return random_weight(bank.seed, key, in_channels);
      return key[0] == key[2] && key[1] == 0 ? 1.0f : 0.0f;
  }
  return 0;
}

/// Opponent colours: R-G, G-B, B-R and so on round the channels.
float opponent_weight(const MixKey& key, int in_channels) {
  const auto [q, r, k] = key;
  if (r > 0 || in_channels < 2) return r == 0 ? 1.0f : 0.0f;
  if (q == k % in_channels) return 1;
  return q == (k + 1) % in_channels ? -1.0f : 0.0f;
}

/// The first and the third channel exchanged; with fewer there is nothing to exchange.
float swap_weight(const MixKey& key, int in_channels) {
  const auto [q, r, k] = key;
  if (in_channels < 3 || (k != 0 && k != 2)) return identity_weight(key, in_channels);
  return r == 0 && q == 2 - k ? 1.0f : 0.0f;
}

}  // namespace

// Not the plain diagonal y_k = z_k: then three outputs of RGB at m = 2 were all of R and half of G,
// and the picture would change its colours where nothing is mixed.
float identity_weight(const MixKey& key, int in_channels) {
  const auto [q, r, k] = key;
  return r * in_channels + q == k ? 1.0f : 0.0f;
}

std::span<const MixPresetRow> mix_presets() { return kMixes; }

std::optional<KernelPreset> preset_of(const FilterBank& bank, int q, int r) {
  const auto chosen = bank.kernels.find({q, r});
  if (chosen == bank.kernels.end()) return rule_preset(bank, q, r);
  if (chosen->second.typed) return std::nullopt;
  return chosen->second.preset;
}

core::Kernel laid_over(const core::Kernel& upper, const core::Kernel& under) {
  const core::Extent size{std::max(upper.size.height, under.size.height),
                          std::max(upper.size.width, under.size.width)};
  core::Kernel kernel = core::resized(under, size);
  const int top = core::anchor(size).height - core::anchor(upper.size).height;
  const int left = core::anchor(size).width - core::anchor(upper.size).width;
  for (int ky = 0; ky < upper.size.height; ++ky)
    for (int kx = 0; kx < upper.size.width; ++kx) kernel.at(top + ky, left + kx) = upper.at(ky, kx);
  return kernel;
}

core::Kernel kernel_at(const FilterBank& bank, const LearnedFilters& learned, int q, int r,
                       core::Extent size) {
  const core::KernelSeed seed{bank.seed, q, r};
  const auto chosen = bank.kernels.find({q, r});
  if (chosen != bank.kernels.end()) {
    const KernelChoice& choice = chosen->second;
    return choice.typed ? core::resized(*choice.typed, size)
                        : core::make_kernel(choice.preset, size, seed);
  }
  if (const auto preset = rule_preset(bank, q, r)) return core::make_kernel(*preset, size, seed);
  if (const auto given = given_kernel(given_filters(bank, learned), q, r))
    return core::resized(*given, size);
  return core::make_kernel(KernelPreset::he, size, seed);
}

float weight_at(const FilterBank& bank, const LearnedFilters& learned, const MixKey& key,
                int in_channels) {
  const auto typed = bank.weights.find(key);
  if (typed != bank.weights.end()) return typed->second;
  const auto [q, r, k] = key;
  switch (bank.mix) {
    case MixPreset::own: return own_weight(bank, learned, key, in_channels);
    case MixPreset::identity: return identity_weight(key, in_channels);
    case MixPreset::swap_red_blue: return swap_weight(key, in_channels);
    case MixPreset::grey: return r == 0 ? 1.0f / static_cast<float>(in_channels) : 0.0f;
    case MixPreset::opponents: return opponent_weight(key, in_channels);
    case MixPreset::uniform: return generator(bank.seed, 0xF01D, q, r, k).uniform();
  }
  return 0;
}

float expansion_weight_at(const FilterBank& bank, int source, int k, int in_channels) {
  const auto typed = bank.expansion.find({0, source, k});
  if (typed != bank.expansion.end()) return typed->second;
  if (bank.origin == FilterOrigin::random) {
    core::Random random = generator(bank.seed, 0xE57A, source, 0, k);
    return random.normal() / std::sqrt(static_cast<float>(std::max(in_channels, 1)));
  }
  return k % in_channels == source ? 1.0f : 0.0f;
}

core::Filters build_filters(const FilterBank& bank, const LearnedFilters& learned,
                            const core::Layer& layer, int in_channels, const Bypass& bypass) {
  core::Filters filters;
  filters.depthwise = core::Filter(core::depthwise_filter_shape(layer, in_channels));
  filters.pointwise = core::Filter(core::pointwise_filter_shape(layer, in_channels));
  filters.activation = bank.activation;
  const int m = layer.channel_multiplier;
  for (int q = 0; q < in_channels; ++q) {
    for (int r = 0; r < m; ++r) {
      core::set_kernel(filters.depthwise, q, r,
                       bypass.depthwise ? core::make_kernel(KernelPreset::identity, layer.kernel)
                                        : kernel_at(bank, learned, q, r, layer.kernel));
      for (int k = 0; k < layer.out_channels; ++k)
        filters.pointwise.at(0, 0, core::intermediate_channel(q, r, m), k) =
            bypass.pointwise ? identity_weight({q, r, k}, in_channels)
                             : weight_at(bank, learned, {q, r, k}, in_channels);
    }
  }
  if (!bank.bias.empty()) {
    filters.bias.resize(static_cast<std::size_t>(layer.out_channels));
    for (const auto& [k, value] : bank.bias)
      if (k < layer.out_channels) filters.bias[static_cast<std::size_t>(k)] = value;
  }
  return filters;
}

std::optional<FilterWord> filter_word(std::string_view word) {
  if (word == "hand-made" || word == "hand_made") return FilterWord{FilterOrigin::hand_made, {}};
  if (word == "learned") return FilterWord{FilterOrigin::learned, {}};
  if (word == "random") return FilterWord{FilterOrigin::random, {}};
  if (const auto preset = core::kernel_preset(word))
    return FilterWord{FilterOrigin::preset, *preset};
  return std::nullopt;
}

MixPreset mix_of(const FilterWord& word) {
  // The sample of tf.nn.separable_conv2d draws both filters from 0..1.
  const bool uniform =
      word.origin == FilterOrigin::preset && word.preset == core::KernelPreset::uniform;
  return uniform ? MixPreset::uniform : MixPreset::own;
}

void take_filters(FilterBank& bank, const FilterWord& word) {
  bank.origin = word.origin;
  bank.preset = word.preset;
  bank.mix = mix_of(word);
  bank.kernels.clear();
  bank.weights.clear();
  bank.expansion.clear();
}

std::string filter_word_of(const FilterBank& bank) {
  switch (bank.origin) {
    case FilterOrigin::hand_made: return "hand-made";
    case FilterOrigin::learned: return "learned";
    case FilterOrigin::random: return "random";
    case FilterOrigin::preset: return std::string(core::row_of(bank.preset).name);
    case FilterOrigin::loaded: return "loaded";
  }
  return "hand-made";
}

}  // namespace twofold::model::inline state
