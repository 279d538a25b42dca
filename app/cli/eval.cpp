// twofold eval CASE.json [--engine NAME] [--gradients] [-o OUT.json]: computes a case and writes
// its result.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

#include "app/cli/commands.h"
#include "app/io/case_file.h"
#include "app/io/text_file.h"
#include "core/chain/partial.h"
#include "core/fast/after.h"
#include "core/fast/separable.h"
#include "core/learn/fast_gradient.h"

namespace twofold::cli {
namespace {

using io::Case;
using io::CaseGradients;
using io::CaseResult;
using Results = std::vector<core::Tensor>;

Results by_reference(const Case& c) { return core::run(c.list, c.input, c.folds); }

/// Multiply-add after multiply-add, as the stepper walks them.
Results by_steps(const Case& c) {
  return core::run_by_steps(c.list, c.input, c.folds, core::Order::by_stage);
}

/// One convolution alone, and what follows it.
core::Tensor one_fast(const Case& c) {
  const core::Stage& stage = c.list.stages.front();
  const core::Fold& fold = c.folds.front();
  const bool is_depthwise = stage.operation == core::Operation::depthwise;
  core::Tensor y = (is_depthwise ? core::fast::depthwise_conv2d : core::fast::conv2d)(
      c.input, fold.filter, stage.layer, nullptr);
  const float before = core::fast::largest(y.values);
  core::follow(stage, fold, y);
  if (core::fast::leaves_enough(before, core::fast::largest(y.values))) return y;
  // Another order of the sums would be seen.
  return by_reference(c).front();
}

Results by_fast(const Case& c) {
  Results results;
  if (c.list.stages.size() == 1) {
    results.push_back(one_fast(c));
    return results;
  }
  core::Separable both =
      core::fast::separable_conv2d(c.input, c.filters(), c.list.stages.front().layer);
  results.push_back(std::move(both.z));
  results.push_back(std::move(both.y));
  return results;
}

/// The gradients of a depthwise or standard convolution (core/learn/gradient.h).
using OneGradients = core::ConvolutionGradients (*)(const core::Tensor& x, const core::Filter& w,
                                                    const core::Layer& layer,
                                                    const core::Tensor& output_grad,
                                                    const core::Following& following);

/// One way to compute.
struct Engine {
  std::string_view name;
  Results (*results)(const Case&);
  decltype(&core::separable_conv2d_gradients) separable_gradients;  ///< null: it has none
  OneGradients depthwise_gradients;
  OneGradients standard_gradients;
};
constexpr Engine kEngines[] = {
    Engine{"reference", by_reference, core::separable_conv2d_gradients,
           core::depthwise_conv2d_gradients, core::conv2d_gradients},
    Engine{"steps", by_steps, nullptr, nullptr, nullptr},
    Engine{"fast", by_fast,
           [](const core::Tensor& x, const core::Filters& filters, const core::Layer& layer,
              const core::Tensor& grad) {
             return core::fast_separable_conv2d_gradients(x, filters, layer, grad);
           },
           [](const core::Tensor& x, const core::Filter& d, const core::Layer& layer,
              const core::Tensor& grad, const core::Following& following) {
             return core::fast_depthwise_conv2d_gradients(x, d, layer, grad, following);
           },
           [](const core::Tensor& x, const core::Filter& w, const core::Layer& layer,
              const core::Tensor& grad, const core::Following& following) {
             return core::fast_conv2d_gradients(x, w, layer, grad, following);
           }},
};

/// The gradients of sum(output * output_grad).
CaseGradients gradients(const Engine& engine, const Case& c) {
  const core::Stage& first = c.list.stages.front();
  CaseGradients result;
  if (c.list.stages.size() > 1) {
    auto all = engine.separable_gradients(c.input, c.filters(), first.layer, *c.output_grad);
    result.input = std::move(all.input);
    result.filters.push_back(std::move(all.depthwise));
    result.filters.push_back(std::move(all.pointwise));
    result.bias = std::move(all.bias);
    return result;
  }
  const core::Fold& fold = c.folds.front();
  const bool is_depthwise = first.operation == core::Operation::depthwise;
  auto one = (is_depthwise ? engine.depthwise_gradients : engine.standard_gradients)(
      c.input, fold.filter, first.layer, *c.output_grad, {fold.bias, first.after.activation});
  result.input = std::move(one.input);
  result.filters.push_back(std::move(one.filter));
  result.bias = std::move(one.bias);
  return result;
}

struct Options {
  std::string case_path;
  std::string engine = "reference";
  std::string out_path;
  bool gradients = false;
};

io::Result<io::Done> eval(const Options& options) {
  const auto engine = std::find_if(std::begin(kEngines), std::end(kEngines),
                                   [&](const Engine& e) { return e.name == options.engine; });
  if (engine == std::end(kEngines)) {
    std::vector<std::string_view> names;
    for (const Engine& e : kEngines) names.push_back(e.name);
    return io::Error{
        fmt::format("--engine must be {}, not \"{}\"", fmt::join(names, " or "), options.engine)};
  }
  if (options.gradients && !engine->separable_gradients)
    return io::Error{
        fmt::format("--engine {} has no --gradients; reference and fast have", engine->name)};
  const io::Result<Case> c = io::load_case(options.case_path, {.gradients = options.gradients});
  if (!c) return c.error();
  CaseResult result{engine->results(*c), {}};
  if (options.gradients) result.gradients = gradients(*engine, *c);
  const io::Result<std::string> text = io::result_json(*c, result);
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
  parser
      ->add_option("--engine", options->engine,
                   "reference (the plain formula, the default), steps or fast")
      ->type_name("NAME");
  parser->add_flag("--gradients", options->gradients,
                   "Also write \"grads\", the gradients of sum(output * grads.output_grad)");
  parser->add_option("-o,--out", options->out_path, "Where to write the result (default: print it)")
      ->type_name("OUT.json");
  return {parser, [options] { return eval(*options); }};
}

}  // namespace twofold::cli
