#include <CLI/CLI.hpp>

#include "app/cli/cost_report.h"
#include "app/cli/layer_options.h"
#include "app/cli/option_values.h"
#include "app/cli/train_options.h"
#include "app/model/state/setup_line.h"
#include "core/check.h"
#include "tests/fuzz/targets.h"

namespace twofold::fuzz {
namespace {

const model::PictureRef kPicture{1, 64, 42, 3, "citrus"};

/// The lines of a text: the words of a command line, which may hold spaces.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines(1);
  for (const char c : text) {
    if (c == '\n')
      lines.emplace_back();
    else
      lines.back().push_back(c);
  }
  return lines;
}

/// All options that are read by own rules, in one parser.
struct Parser {
  CLI::App app{"made up", "twofold"};
  cli::LayerTexts layer;
  cli::TrainOptions train;
  std::string input;
  std::string size;
  std::string sweep;

  Parser() {
    cli::add_layer_options(app, layer);
    // Its --seed is that of the layer, too.
    cli::add_train_options(*app.add_subcommand("train"), train);
    app.add_option("--input", input);
    app.add_option("--size", size);
    app.add_option("--sweep", sweep);
  }

  bool parse(const std::vector<std::string>& words) {
    std::vector<std::string> backwards(words.rbegin(), words.rend());
    try {
      app.parse(backwards);
    } catch (const CLI::Error&) {
      return false;
    }
    return true;
  }
};

void check_layer(const Parser& parser) {
  const auto document = cli::with_options(model::opening_document(kPicture), parser.layer);
  if (!document) return promise(!document.error().sentence.empty(), "a refusal has a reason");
  static_cast<void>(cli::problem_of(document->layer, model::input_shape(*document)));
}

void check_cost(const Parser& parser) {
  static_cast<void>(cli::width_x_height({"--size", parser.size}));
  const auto in = cli::batch_x_height_x_width_x_channels({"--input", parser.input});
  const auto layer = cli::with_sizes({}, parser.layer);
  if (!in || !layer) return;
  const auto sweep = cli::parse_sweep(parser.sweep);
  // A long sweep is long work, as it should be.
  if (sweep && sweep->last - sweep->first < 20)
    static_cast<void>(cli::sweep_report(*sweep, *layer, *in));
  if (!core::check(*layer, *in).empty()) return;
  promise(!cli::layer_report(*layer, *in).json.empty(), "a layer has its cost");
}

void check_training(const Parser& parser) {
  const auto request = cli::read_train_options(parser.train);
  if (!request) return promise(!request.error().sentence.empty(), "a refusal has a reason");
  promise(request->steps > 0, "there is a step to take");
  promise(!request->students.empty(), "somebody learns");
}

}  // namespace

void setup_line(std::string_view line) {
  const model::Document base = model::opening_document(kPicture);
  const auto read = model::parse_setup(line, base);
  if (const auto* sentence = std::get_if<std::string>(&read))
    return promise(!sentence->empty(), "a refusal has a reason");
  const model::SetUp& setup = std::get<model::SetUp>(read);
  const std::string said = model::setup_line(setup.document);
  const auto again = model::parse_setup(said, base);
  promise(std::holds_alternative<model::SetUp>(again), "what the program says, it understands");
  promise(std::get<model::SetUp>(again).document == setup.document,
          "what the program says means what was meant");
}

void command_line(std::string_view lines) {
  Parser parser;
  if (!parser.parse(lines_of(lines))) return;
  check_layer(parser);
  check_cost(parser);
  check_training(parser);
}

}  // namespace twofold::fuzz
