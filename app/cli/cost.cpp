// twofold cost --input NxHxWxC --kernel HxW --multiplier M --out-channels N: what a layer costs,
// beside the standard convolution that maps the same input to the same output.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/cost_table.h"
#include "app/cli/layer_options.h"
#include "app/cli/option_values.h"
#include "core/check.h"

namespace twofold::cli {
namespace {

struct Options {
  std::string input;
  LayerTexts layer;
  bool json = false;
  bool csv = false;
};

/// The layer and its input, checked.
struct Asked {
  core::Shape in;
  core::Layer layer;
};

io::Result<Asked> asked(const Options& options) {
  const Given needed[] = {{"--input", options.input},
                          {"--kernel", options.layer.kernel},
                          {"--multiplier", options.layer.multiplier},
                          {"--out-channels", options.layer.out_channels}};
  for (const Given& given : needed) {
    if (given.text.empty()) {
      return io::Error{fmt::format("{} is missing; see twofold cost --help", given.option)};
    }
  }
  const io::Result<core::Shape> in = batch_x_height_x_width_x_channels(needed[0]);
  if (!in) return in.error();
  const io::Result<core::Layer> layer = with_sizes({}, options.layer);
  if (!layer) return layer.error();
  if (const std::optional<io::Error> problem = problem_of(*layer, *in)) return *problem;
  return Asked{*in, *layer};
}

/// The table and, below it, what follows from it in words.
std::string told(const Asked& asked, const core::Cost& cost) {
  std::string text = aligned(cost_table(cost));
  text += fmt::format("\nseparable : standard = {} ({:.1f} %)\n", short_number(cost.ratio),
                      100 * cost.ratio);
  text += fmt::format("break-even multiplier  {} (below it, separable takes fewer)\n",
                      short_number(cost.break_even_multiplier));
  text +=
      fmt::format("intermediate values    {} bytes, which a standard convolution never stores\n",
                  cost.intermediate_bytes);
  for (const core::TensorFlowNote& note : core::tensorflow_notes(asked.layer, asked.in)) {
    text += note.sentence + ".\n";
  }
  return text;
}

io::Result<io::Done> cost(const Options& options) {
  const io::Result<Asked> layer = asked(options);
  if (!layer) return layer.error();
  const core::Cost cost = core::cost(layer->layer, layer->in);
  if (options.json) return print(cost_json(cost).dump(2) + "\n");
  if (options.csv) return print(csv(cost_table(cost)));
  return print(told(*layer, cost));
}

}  // namespace

Command cost_command(CLI::App& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* parser = program.add_subcommand(
      "cost", "Parameters, multiply-adds, FLOPs and bytes of a layer, separable and standard");
  parser->add_option("--input", options->input, "Shape of the input, such as 1x112x112x32")
      ->type_name("NxHxWxC");
  add_size_options(*parser, options->layer);
  CLI::Option* json = parser->add_flag("--json", options->json, "Print JSON");
  parser->add_flag("--csv", options->csv, "Print comma-separated values")->excludes(json);
  return {parser, [options] { return cost(*options); }};
}

}  // namespace twofold::cli
