#include "app/cli/layer_options.h"

#include <fmt/format.h>

#include "app/cli/option_values.h"
#include "app/model/state/update.h"
#include "core/chain/blocks.h"
#include "core/check.h"

namespace twofold::cli {
namespace {

/// Reads an option that may be missing into `target`; keeps the first error.
template <class Value, class Read>
void take(Read read, const Given& given, Value& target, std::optional<io::Error>& error) {
  if (given.text.empty() || error) return;
  const auto value = read(given);
  if (value) {
    target = *value;
  } else {
    error = value.error();
  }
}

/// The option that sets a field of a layer.
const char* option_of(core::Field field) {
  using core::Field;
  switch (field) {
    case Field::input: return "--input";
    case Field::kernel: return "--kernel";
    case Field::strides: return "--strides";
    case Field::dilations: return "--dilations";
    case Field::padding: return "--padding";
    case Field::pads: return "--pads";
    case Field::channel_multiplier: return "--multiplier";
    case Field::out_channels: return "--out-channels";
    case Field::groups: return "--groups";
    case Field::expansion: return "--expansion";
    default: return "--filters";
  }
}

}  // namespace

void add_size_options(CLI::App& command, LayerTexts& texts) {
  command.add_option("--multiplier", texts.multiplier, "Filters for each input channel")
      ->type_name("M");
  command.add_option("--out-channels", texts.out_channels, "Channels of the result")
      ->type_name("N");
  command.add_option("--kernel", texts.kernel, "Kernel size, such as 3x3")->type_name("HxW");
  command.add_option("--strides", texts.strides, "Strides down and across, such as 2x2")
      ->type_name("HxW");
  command.add_option("--dilations", texts.dilations, "Dilations down and across, such as 2x2")
      ->type_name("HxW");
  command.add_option("--padding", texts.padding, "same (zeros around the picture) or valid")
      ->type_name("same|valid");
}

void add_layer_options(CLI::App& command, LayerTexts& texts) {
  add_size_options(command, texts);
  command
      .add_option("--filters", texts.filters,
                  "hand-made, learned, random, or a kernel such as sobel_x")
      ->type_name("NAME");
  command.add_option("--seed", texts.seed, "Which random numbers")->type_name("N");
  command.add_option("--bypass", texts.bypass, "Switch a fold off")
      ->type_name("depthwise|pointwise")
      ->expected(1)
      ->take_all();
  command
      .add_option("--block", texts.block,
                  "The stages around the layer: separable, mobilenet-v1, inverted-residual, "
                  "blueprint, xception, convnext, standard or grouped")
      ->type_name("NAME");
  command
      .add_option("--expansion", texts.expansion,
                  "Channels inside the block over channels that go in")
      ->type_name("T");
  command.add_option("--groups", texts.groups, "Groups of channels that do not see each other")
      ->type_name("G");
}

io::Result<core::Layer> with_sizes(core::Layer layer, const LayerTexts& texts) {
  std::optional<io::Error> error;
  take(positive, {"--multiplier", texts.multiplier}, layer.channel_multiplier, error);
  take(positive, {"--out-channels", texts.out_channels}, layer.out_channels, error);
  take(height_x_width, {"--kernel", texts.kernel}, layer.kernel, error);
  take(height_x_width, {"--strides", texts.strides}, layer.strides, error);
  take(height_x_width, {"--dilations", texts.dilations}, layer.dilations, error);
  take(padding, {"--padding", texts.padding}, layer.padding, error);
  if (error) return *error;
  return layer;
}

io::Result<model::Document> with_options(model::Document document, const LayerTexts& texts) {
  if (!texts.block.empty()) {
    if (!core::find_block(texts.block))
      return io::Error{fmt::format(
          "--block knows no \"{}\"; try mobilenet-v1, inverted-residual or convnext", texts.block)};
    document = model::update(std::move(document), model::SetBlock{texts.block}, nullptr);
  }
  const io::Result<core::Layer> layer = with_sizes(document.layer, texts);
  if (!layer) return layer.error();
  document.layer = *layer;
  std::optional<io::Error> error;
  take(positive, {"--expansion", texts.expansion}, document.block.expansion, error);
  take(positive, {"--groups", texts.groups}, document.block.groups, error);
  take(seed, {"--seed", texts.seed}, document.bank.seed, error);
  if (error) return *error;
  if (!texts.filters.empty()) {
    const std::optional<model::FilterWord> word = model::filter_word(texts.filters);
    if (!word) {
      return io::Error{fmt::format(
          "--filters knows no \"{}\"; try hand-made, learned, random, or a kernel such as sobel_x",
          texts.filters)};
    }
    document = model::update(std::move(document), model::SetFilters{*word}, nullptr);
  }
  for (const std::string& fold : texts.bypass) {
    if (fold != "depthwise" && fold != "pointwise") {
      return io::Error{fmt::format("--bypass must be depthwise or pointwise, not \"{}\"", fold)};
    }
    (fold == "depthwise" ? document.bypass.depthwise : document.bypass.pointwise) = true;
  }
  return document;
}

std::optional<io::Error> problem_of(const core::Layer& layer, const core::Shape& in) {
  return problem_of(core::check(layer, in));
}

std::optional<io::Error> problem_of(const std::vector<core::Problem>& problems) {
  if (problems.empty()) return std::nullopt;
  const core::Problem& first = problems.front();
  return io::Error{fmt::format("{} does not fit: {}", option_of(first.field), first.sentence)};
}

}  // namespace twofold::cli
