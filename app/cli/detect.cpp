// twofold detect PICTURE: a small trained network run whole on a picture, layer by layer.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/cost_report.h"
#include "app/cli/option_values.h"
#include "app/io/network_file.h"
#include "app/io/pictures/picture_file.h"

namespace twofold::cli {
namespace {

using nlohmann::ordered_json;

struct Options {
  std::string picture;
  std::string side = "416";
  bool json = false;
  bool csv = false;
};

io::Result<int> side_of(const std::string& text) {
  const io::Result<int> side = positive({"--side", text});
  if (!side) return side.error();
  if (*side % model::kSideStep == 0 && *side >= model::kLeastSide && *side <= model::kMostSide)
    return *side;
  return io::Error{fmt::format("--side must be a multiple of {} from {} to {}, not {}",
                               model::kSideStep, model::kLeastSide, model::kMostSide, *side)};
}

std::string operation_of(const core::Chain& list) {
  return list.stages.size() == 1 ? "standard" : "separable";
}

void append_layer(Report& report, const model::TrainedLayer& layer,
                  const model::LayerFacts& facts) {
  const std::string field = fmt::format("{}x{}", facts.field.size.height, facts.field.size.width);
  report.table.rows.push_back({layer.name, operation_of(layer.list), shape_text(facts.out),
                               std::to_string(facts.params), std::to_string(facts.biases),
                               std::to_string(facts.macs), field,
                               std::to_string(facts.field.step.height)});
  report.json["layers"].push_back(
      {{"name", layer.name},
       {"operation", operation_of(layer.list)},
       {"output_shape", {facts.out.batch, facts.out.height, facts.out.width, facts.out.channels}},
       {"params", facts.params},
       {"biases", facts.biases},
       {"macs", facts.macs},
       {"receptive_field", {facts.field.size.height, facts.field.size.width}},
       {"receptive_step", {facts.field.step.height, facts.field.step.width}}});
}

/// A box in pixels of the picture that was looked at.
void append_box(Report& report, const model::Box& box, const io::Picture& picture) {
  const double scale = std::max(picture.file_width, picture.file_height);
  const auto pixels = [&](float share) { return std::lround(share * scale); };
  report.words +=
      fmt::format("score {:.3f}: left {}, top {}, width {}, height {}\n", box.score,
                  pixels(box.left), pixels(box.top), pixels(box.width), pixels(box.height));
  report.json["boxes"].push_back({{"score", box.score},
                                  {"left", pixels(box.left)},
                                  {"top", pixels(box.top)},
                                  {"width", pixels(box.width)},
                                  {"height", pixels(box.height)}});
}

io::Result<Report> report_of(const Options& options) {
  const io::Result<int> side = side_of(options.side);
  if (!side) return side.error();
  const io::Result<io::Picture> picture = io::load_picture(options.picture);
  if (!picture) return picture.error();
  const io::Result<model::TrainedNetwork> network = io::load_face_detector();
  if (!network) return network.error();
  const model::NetworkInput input = model::network_input(*network, picture->values, *side);
  const model::NetworkRun made = model::run(*network, input.x);

  Report report{{{"layer", "operation", "output_shape", "params", "biases", "macs",
                  "receptive_field", "step"},
                 {}},
                {{"network", network->name},
                 {"side", *side},
                 {"layers", ordered_json::array()},
                 {"boxes", ordered_json::array()}},
                {}};
  const std::vector<model::LayerFacts> facts = model::layer_facts(*network, *side);
  for (std::size_t i = 0; i < facts.size(); ++i) append_layer(report, network->layers[i], facts[i]);
  report.words = made.boxes.empty()
                     ? "No face found.\n"
                     : fmt::format("{} {} found, in pixels of the picture:\n", made.boxes.size(),
                                   made.boxes.size() == 1 ? "face" : "faces");
  for (const model::Box& box : made.boxes) append_box(report, box, *picture);
  return report;
}

io::Result<io::Done> detect(const Options& options) {
  const io::Result<Report> report = report_of(options);
  if (!report) return report.error();
  if (options.json) return print(report->json.dump(2) + "\n");
  if (options.csv) return print(csv(report->table));
  return print(aligned(report->table) + "\n" + report->words);
}

}  // namespace

Command detect_command(CLI::App& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* parser = program.add_subcommand(
      "detect", "Run a small trained network, a face detector of separable convolutions");
  parser->add_option("PICTURE", options->picture, "The picture to look at")->required();
  parser
      ->add_option("--side", options->side,
                   "The picture's longer side as the network sees it, a multiple of 32")
      ->type_name("N");
  CLI::Option* json = parser->add_flag("--json", options->json, "Print JSON");
  parser->add_flag("--csv", options->csv, "Print the layers as comma-separated values")
      ->excludes(json);
  return {parser, [options] { return detect(*options); }};
}

}  // namespace twofold::cli
