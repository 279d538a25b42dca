// twofold cost: what a layer, a range of layers or a network costs, separable and standard.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <vector>

#include "app/cli/block_report.h"
#include "app/cli/commands.h"
#include "app/cli/cost_report.h"
#include "app/cli/cost_times.h"
#include "app/cli/layer_options.h"
#include "app/cli/option_values.h"

namespace twofold::cli {
namespace {

struct Options {
  std::string input;
  LayerTexts layer;
  BlockTexts block;
  std::string sweep;
  std::string network;
  std::string alpha;
  std::string side;
  bool json = false;
  bool csv = false;
  bool measure = false;
};

/// What --alpha and --side ask for.
io::Result<core::NetworkScale> network_scale(const Options& options, const core::Network& network) {
  core::NetworkScale scale;
  if (!network.scales && !(options.alpha.empty() && options.side.empty()))
    return io::Error{
        fmt::format("--alpha and --side are for MobileNets, and {} is none", network.title)};
  if (!options.alpha.empty()) {
    const io::Result<double> width = real({"--alpha", options.alpha});
    if (width && !(*width >= core::kLeastWidth && *width <= core::kMostWidth))
      return io::Error{fmt::format("--alpha must be from {} to {}, not {}", core::kLeastWidth,
                                   core::kMostWidth, options.alpha)};
    if (!width) return width.error();
    scale.width = *width;
  }
  if (!options.side.empty()) {
    const io::Result<int> side = positive({"--side", options.side});
    if (!side) return side.error();
    if (*side < core::kLeastSide || *side > core::kMostSide)
      return io::Error{fmt::format("--side must be from {} to {}, not {}", core::kLeastSide,
                                   core::kMostSide, *side)};
    scale.side = *side;
  }
  return scale;
}

io::Result<Report> report_on_network(const Options& options) {
  const LayerTexts& layer = options.layer;
  for (const std::string* text :
       {&options.input, &options.sweep, &layer.multiplier, &layer.out_channels, &layer.kernel,
        &layer.strides, &layer.dilations, &layer.padding}) {
    if (!text->empty()) return io::Error{"--network brings its own layers: leave the others out"};
  }
  if (any_given(options.block))
    return io::Error{"--network brings its own layers: leave the others out"};
  if (const core::Network* network = core::find_network(options.network)) {
    const io::Result<core::NetworkScale> scale = network_scale(options, *network);
    if (!scale) return scale.error();
    return network_report(core::scaled(*network, *scale));
  }
  std::vector<std::string_view> names;
  for (const core::Network& network : core::networks()) names.push_back(network.name);
  return io::Error{fmt::format("--network must be one of {}, not \"{}\"", fmt::join(names, ", "),
                               options.network)};
}

/// The times below the counts; as CSV, which has one table, instead of them.
void add_times(Report& report, Report times, const Options& options) {
  report.json["measured"] = std::move(times.json);
  report.words += "\n" + aligned(times.table) + "\n" + times.words;
  if (options.csv) report.table = std::move(times.table);
}

io::Result<Report> report_on_block(const Options& options) {
  if (!options.sweep.empty() || options.measure)
    return io::Error{
        "--sweep and --measure are about the separable convolution alone: leave out --block and "
        "what belongs to it"};
  if (options.input.empty()) return io::Error{"--input is missing; see twofold cost --help"};
  const io::Result<core::Shape> in = batch_x_height_x_width_x_channels({"--input", options.input});
  if (!in) return in.error();
  const io::Result<BlockRequest> request = block_request(options.block, options.layer, *in);
  if (!request) return request.error();
  return block_report(*request);
}

io::Result<Report> report_on_layer(const Options& options) {
  Sweep sweep;
  if (!options.sweep.empty()) {
    const io::Result<Sweep> parsed = parse_sweep(options.sweep);
    if (!parsed) return parsed.error();
    sweep = *parsed;
  }
  const Given needed[] = {{"--input", options.input},
                          {"--kernel", options.layer.kernel},
                          {"--multiplier", options.layer.multiplier},
                          {"--out-channels", options.layer.out_channels}};
  for (const Given& given : needed) {
    if (given.text.empty() && given.option != "--" + sweep.setting) {
      return io::Error{fmt::format("{} is missing; see twofold cost --help", given.option)};
    }
  }
  const io::Result<core::Shape> in = batch_x_height_x_width_x_channels(needed[0]);
  if (!in) return in.error();
  const io::Result<core::Layer> layer = with_sizes({}, options.layer);
  if (!layer) return layer.error();
  if (!options.sweep.empty()) return sweep_report(sweep, *layer, *in);
  if (const std::optional<io::Error> problem = problem_of(*layer, *in)) return *problem;
  if (options.measure) {
    const std::string why_not = model::why_not_measured(*layer, *in);
    if (!why_not.empty())
      return io::Error{
          fmt::format("the layer is too large to measure: {}; take a smaller --input", why_not)};
  }
  Report report = layer_report(*layer, *in);
  if (options.measure) add_times(report, times_report(measured_ways(*layer, *in)), options);
  return report;
}

io::Result<io::Done> cost(const Options& options) {
  if (options.measure && (!options.network.empty() || !options.sweep.empty()))
    return io::Error{"--measure is about one layer: leave --network and --sweep out"};
  const io::Result<Report> report = !options.network.empty()   ? report_on_network(options)
                                    : any_given(options.block) ? report_on_block(options)
                                                               : report_on_layer(options);
  if (!report) return report.error();
  if (options.json) return print(report->json.dump(2) + "\n");
  if (options.csv) return print(csv(report->table));
  const std::string table = aligned(report->table);
  return print(report->words.empty() ? table : table + "\n" + report->words);
}

}  // namespace

Command cost_command(CLI::App& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* parser = program.add_subcommand(
      "cost", "Parameters, multiply-adds, FLOPs and bytes of a layer, separable and standard");
  parser->add_option("--input", options->input, "Shape of the input, such as 1x112x112x32")
      ->type_name("NxHxWxC");
  add_size_options(*parser, options->layer);
  add_block_options(*parser, options->block);
  parser
      ->add_option("--sweep", options->sweep,
                   "multiplier, kernel or out-channels over a range, such as multiplier=1:32")
      ->type_name("NAME=A:B");
  parser
      ->add_option("--network", options->network,
                   "A whole network: mobilenet-v1, mobilenet-v2, efficientnet-b0, convnext-t, "
                   "xception or deeplab-v3-plus")
      ->type_name("NAME");
  parser->add_option("--alpha", options->alpha, "Width of a MobileNet: times as many channels")
      ->type_name("A");
  parser->add_option("--side", options->side, "Side of a MobileNet's pictures: rho times 224")
      ->type_name("PIXELS");
  parser->add_flag("--measure", options->measure,
                   "Also run the layer on this machine, in four ways (with --csv the times alone)");
  CLI::Option* json = parser->add_flag("--json", options->json, "Print JSON");
  parser->add_flag("--csv", options->csv, "Print comma-separated values")->excludes(json);
  return {parser, [options] { return cost(*options); }};
}

}  // namespace twofold::cli
