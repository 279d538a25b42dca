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
#include "core/separable.h"

namespace twofold::cli {
namespace {

using io::Case;
using io::CaseGradients;
using io::CaseResult;
using io::Operation;

/// The gradients of a depthwise or standard convolution (core/learn/gradient.h).
using OneGradients = core::ConvolutionGradients (*)(const core::Tensor& x, const core::Filter& w,
                                                    const core::Layer& layer,
                                                    const core::Tensor& output_grad,
                                                    const core::Following& following);

/// One way to compute: functions with the signatures of core/separable.h.
struct Engine {
  std::string_view name;
  decltype(&core::separable_conv2d) separable_conv2d;
  decltype(&core::depthwise_conv2d) depthwise_conv2d;
  decltype(&core::conv2d) conv2d;
  decltype(&core::separable_conv2d_gradients) separable_gradients;  ///< null: it has none
  OneGradients depthwise_gradients;
  OneGradients standard_gradients;
};
constexpr Engine kEngines[] = {
    Engine{"reference", core::separable_conv2d, core::depthwise_conv2d, core::conv2d,
           core::separable_conv2d_gradients, core::depthwise_conv2d_gradients,
           core::conv2d_gradients},
    // Multiply-add after multiply-add, as the stepper walks them.
    Engine{"steps",
           [](const core::Tensor& x, const core::Filters& filters, const core::Layer& layer,
              const core::StopFlag* stop) {
             return core::separable_conv2d_by_steps(x, filters, layer, core::Order::by_stage, stop);
           },
           core::depthwise_conv2d_by_steps,
           [](const core::Tensor& x, const core::Filter& w, const core::Layer& layer,
              const core::StopFlag* stop) {
             return core::conv2d_by_steps(x, w, layer, core::Order::by_stage, stop);
           },
           nullptr, nullptr, nullptr},
    Engine{"fast", core::fast::separable_conv2d, core::fast::depthwise_conv2d, core::fast::conv2d,
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

/// The sums of a depthwise or standard convolution.
core::Tensor sums(const Engine& engine, const Case& c) {
  return c.operation == Operation::conv2d
             ? engine.conv2d(c.input, c.standard, c.layer, nullptr)
             : engine.depthwise_conv2d(c.input, c.filters.depthwise, c.layer, nullptr);
}

CaseResult compute(const Engine& engine, const Case& c) {
  if (c.operation == Operation::separable_conv2d) {
    core::Separable both = engine.separable_conv2d(c.input, c.filters, c.layer, nullptr);
    return {std::move(both.z), std::move(both.y), {}};
  }
  core::Tensor y = sums(engine, c);
  const float before = core::fast::largest(y.values);
  core::finish(y, c.filters.bias, c.filters.activation);
  const float left = core::fast::largest(y.values);
  if (core::fast::leaves_enough(before, left)) return {{}, std::move(y), {}};
  // Another order of the sums would be seen.
  y = sums(kEngines[0], c);
  core::finish(y, c.filters.bias, c.filters.activation);
  return {{}, std::move(y), {}};
}

/// The gradients of sum(output * output_grad).
CaseGradients gradients(const Engine& engine, const Case& c) {
  const core::Following following{c.filters.bias, c.filters.activation};
  CaseGradients result;
  if (c.operation == Operation::separable_conv2d) {
    auto all = engine.separable_gradients(c.input, c.filters, c.layer, *c.output_grad);
    return {std::move(all.input),
            std::move(all.depthwise),
            std::move(all.pointwise),
            {},
            std::move(all.bias)};
  }
  const bool standard = c.operation == Operation::conv2d;
  auto one =
      standard ? engine.standard_gradients(c.input, c.standard, c.layer, *c.output_grad, following)
               : engine.depthwise_gradients(c.input, c.filters.depthwise, c.layer, *c.output_grad,
                                            following);
  result.input = std::move(one.input);
  (standard ? result.standard : result.depthwise) = std::move(one.filter);
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
  CaseResult result = compute(*engine, *c);
  if (options.gradients) result.gradients = gradients(*engine, *c);
  const io::Result<std::string> text = io::result_json(result, c->data_format);
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
