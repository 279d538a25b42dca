// twofold eval CASE.json [--engine NAME] [-o OUT.json]: computes a case and writes its result.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <memory>

#include "app/cli/commands.h"
#include "app/io/case_file.h"
#include "app/io/text_file.h"
#include "core/partial.h"
#include "core/separable.h"

namespace twofold::cli {
namespace {

using io::Case;
using io::CaseResult;
using io::Operation;

CaseResult by_reference(const Case& c) {
  switch (c.operation) {
    case Operation::conv2d: return {{}, core::conv2d(c.input, c.standard, c.layer)};
    case Operation::depthwise_conv2d:
      return {{}, core::depthwise_conv2d(c.input, c.filters.depthwise, c.layer)};
    case Operation::separable_conv2d: break;
  }
  core::Separable both = core::separable_conv2d(c.input, c.filters, c.layer);
  return {std::move(both.z), std::move(both.y)};
}

/// Multiply-add after multiply-add, as the stepper walks them.
CaseResult by_steps(const Case& c) {
  constexpr core::Order kOrder = core::Order::by_stage;
  switch (c.operation) {
    case Operation::conv2d:
      return {{}, core::conv2d_by_steps(c.input, c.standard, c.layer, kOrder)};
    case Operation::depthwise_conv2d:
      return {{}, core::depthwise_conv2d_by_steps(c.input, c.filters.depthwise, c.layer)};
    case Operation::separable_conv2d: break;
  }
  core::Separable both = core::separable_conv2d_by_steps(c.input, c.filters, c.layer, kOrder);
  return {std::move(both.z), std::move(both.y)};
}

/// One way to compute a case.
struct Engine {
  std::string_view name;
  CaseResult (*compute)(const Case&);
};
constexpr std::array kEngines{Engine{"reference", by_reference}, Engine{"steps", by_steps}};

struct Options {
  std::string case_path;
  std::string engine = "reference";
  std::string out_path;
};

io::Result<io::Done> eval(const Options& options) {
  const auto engine = std::find_if(kEngines.begin(), kEngines.end(),
                                   [&](const Engine& e) { return e.name == options.engine; });
  if (engine == kEngines.end()) {
    std::vector<std::string_view> names;
    for (const Engine& e : kEngines) names.push_back(e.name);
    return io::Error{
        fmt::format("--engine must be {}, not \"{}\"", fmt::join(names, " or "), options.engine)};
  }
  const io::Result<Case> c = io::load_case(options.case_path);
  if (!c) return c.error();
  const io::Result<std::string> text = io::result_json(engine->compute(*c), c->data_format);
  if (!text) return text.error();
  return options.out_path.empty() ? print(*text) : io::write_file(options.out_path, *text);
}

}  // namespace

Command eval_command(CLI::App& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* parser = program.add_subcommand(
      "eval", "Computes a case: a JSON file with an operation, its settings, input and filters");
  parser->add_option("CASE.json", options->case_path, "The case, in the format of tests/golden")
      ->required()
      ->type_name("");
  parser->add_option("--engine", options->engine, "reference (the plain formula) or steps")
      ->type_name("NAME");
  parser->add_option("-o,--out", options->out_path, "Where to write the result (default: print it)")
      ->type_name("OUT.json");
  return {parser, [options] { return eval(*options); }};
}

}  // namespace twofold::cli
