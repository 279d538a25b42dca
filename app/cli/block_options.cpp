#include "app/cli/block_options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <span>
#include <string_view>
#include <vector>

#include "app/cli/option_values.h"
#include "core/chain/check.h"

namespace twofold::cli {
namespace {

/// "separable, xception, ... or grouped", of a table's rows.
template <class Row>
std::string names(std::span<const Row> rows) {
  std::vector<std::string_view> all;
  for (const Row& row : rows) all.push_back(row.name);
  const std::string_view last = all.back();
  all.pop_back();
  return fmt::format("{} or {}", fmt::join(all, ", "), last);
}

io::Error unknown(const char* option, const std::string& names, const std::string& given) {
  return io::Error{fmt::format("{} must be {}, not \"{}\"", option, names, given)};
}

io::Result<const core::Block*> block_of(const BlockTexts& texts) {
  if (texts.block.empty()) return &core::blocks().front();
  if (const core::Block* block = core::find_block(texts.block)) return block;
  return unknown("--block", names(core::blocks()), texts.block);
}

/// What is not there cannot be set.
std::optional<io::Error> meaningless(const core::Block& block, const BlockTexts& texts,
                                     const core::Layer& layer) {
  const auto error = [&](const char* option) {
    return io::Error{
        fmt::format("{} has no meaning for the block {}: leave it out", option, block.name)};
  };
  if (!texts.expansion.empty() && block.expansion == 0) return error("--expansion");
  if (!texts.groups.empty() && !block.takes_groups) return error("--groups");
  if (layer.channel_multiplier != 1 && !block.takes_multiplier) return error("--multiplier");
  return std::nullopt;
}

io::Result<core::Layer> layer_of(const core::Block& block, const BlockTexts& texts,
                                 const LayerTexts& layer_texts, const core::Shape& in) {
  if (layer_texts.out_channels.empty() && !block.keeps_channels && block.out_channels == 0)
    return io::Error{"--out-channels is missing; see twofold cost --help"};
  const core::Layer published{
      .kernel = block.kernel,
      .strides = block.strides,
      .channel_multiplier = block.channel_multiplier,
      .out_channels = block.out_channels > 0 ? block.out_channels : in.channels};
  io::Result<core::Layer> layer = with_sizes(published, layer_texts);
  if (!layer || texts.pads.empty()) return layer;
  const io::Result<core::Pads> pads = top_bottom_left_right({"--pads", texts.pads});
  if (!pads) return pads.error();
  layer.value().explicit_pads = *pads;
  return layer;
}

io::Result<core::BlockSettings> settings_of(const core::Block& block, const BlockTexts& texts,
                                            const core::Layer& layer, int in_channels) {
  core::BlockSettings settings{layer, in_channels, std::max(block.expansion, 1), 1};
  for (const auto& [given, target, most] :
       {std::tuple{Given{"--expansion", texts.expansion}, &settings.expansion,
                   core::kMaxMultiplier},
        std::tuple{Given{"--groups", texts.groups}, &settings.groups, core::kMaxChannels}}) {
    if (given.text.empty()) continue;
    const io::Result<int> value = positive(given);
    if (!value) return value.error();
    if (*value > most)
      return io::Error{fmt::format("{} must be at most {}, not {}", given.option, most, *value)};
    *target = *value;
  }
  return settings;
}

io::Result<std::optional<core::WeightBits>> quantised_of(const BlockTexts& texts) {
  if (texts.bits.empty()) {
    if (texts.scales.empty()) return std::optional<core::WeightBits>{};
    return io::Error{"--scales is about quantised weights: say --bits too"};
  }
  const io::Result<int> bits = positive({"--bits", texts.bits});
  if (!bits) return bits.error();
  if (*bits < core::kLeastBits || *bits > core::kMostBits)
    return io::Error{fmt::format("--bits must be from {} to {}, not {}", core::kLeastBits,
                                 core::kMostBits, *bits)};
  if (!texts.scales.empty() && texts.scales != "tensor" && texts.scales != "channel")
    return unknown("--scales", "tensor or channel", texts.scales);
  return std::optional(core::WeightBits{*bits, texts.scales == "channel"});
}

}  // namespace

void add_block_options(CLI::App& command, BlockTexts& texts) {
  command
      .add_option("--block", texts.block, "The stages around the folds: " + names(core::blocks()))
      ->type_name("NAME");
  command
      .add_option("--expansion", texts.expansion,
                  "Channels inside the block over channels that go in; 1 leaves the first 1x1 out")
      ->type_name("T");
  command.add_option("--groups", texts.groups, "Groups of channels that do not see each other")
      ->type_name("G");
  command
      .add_option("--pads", texts.pads,
                  "Zeros around the picture, such as 0,1,0,1; stand above --padding")
      ->type_name("TOP,BOTTOM,LEFT,RIGHT");
  command
      .add_option("--convention", texts.convention,
                  "Whose zeros SAME means: " + names(core::conventions()))
      ->type_name("NAME");
  command.add_option("--bits", texts.bits, "Also the bytes of weights of 2 to 32 bits each")
      ->type_name("N");
  command.add_option("--scales", texts.scales, "With --bits: one scale a filter, or one a channel")
      ->type_name("tensor|channel");
}

bool any_given(const BlockTexts& texts) {
  for (const std::string* text : {&texts.block, &texts.expansion, &texts.groups, &texts.pads,
                                  &texts.convention, &texts.bits, &texts.scales}) {
    if (!text->empty()) return true;
  }
  return false;
}

io::Result<BlockRequest> block_request(const BlockTexts& texts, const LayerTexts& layer_texts,
                                       const core::Shape& in) {
  const io::Result<const core::Block*> block = block_of(texts);
  if (!block) return block.error();
  const io::Result<core::Layer> layer = layer_of(**block, texts, layer_texts, in);
  if (!layer) return layer.error();
  if (const auto error = meaningless(**block, texts, *layer)) return *error;
  const auto settings = settings_of(**block, texts, *layer, in.channels);
  if (!settings) return settings.error();
  const auto quantised = quantised_of(texts);
  if (!quantised) return quantised.error();

  BlockRequest request{*block, (*block)->make(*settings), in, *layer, nullptr, *quantised};
  if (const auto problem = problem_of(core::check(request.chain, in))) return *problem;
  if (!texts.convention.empty()) {
    request.convention = core::find_convention(texts.convention);
    if (!request.convention)
      return unknown("--convention", names(core::conventions()), texts.convention);
    request.chain = core::with_convention(std::move(request.chain), in, *request.convention);
    if (const auto problem = problem_of(core::check(request.chain, in))) return *problem;
  }
  return request;
}

}  // namespace twofold::cli
