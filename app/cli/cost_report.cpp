#include "app/cli/cost_report.h"

#include <fmt/format.h>

#include <array>

#include "app/cli/layer_options.h"
#include "app/cli/option_values.h"
#include "core/check.h"
#include "core/known/network_fields.h"

namespace twofold::cli {
namespace {

using nlohmann::ordered_json;

std::string percent(std::int64_t part, std::int64_t whole) {
  return fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

/// A setting that can be swept, and how a value of it goes into a layer.
struct Setting {
  std::string_view name;
  void (*set)(core::Layer&, int);
};
constexpr std::array kSettings{
    Setting{"multiplier", [](core::Layer& layer, int v) { layer.channel_multiplier = v; }},
    Setting{"kernel",
            [](core::Layer& layer, int v) {
              layer.kernel = {v, v};
            }},
    Setting{"out-channels", [](core::Layer& layer, int v) { layer.out_channels = v; }}};

const Setting* find_setting(std::string_view name) {
  for (const Setting& setting : kSettings) {
    if (setting.name == name) return &setting;
  }
  return nullptr;
}

ordered_json amount_json(const core::Amount& amount) {
  return {{"params", amount.params}, {"macs", amount.macs}};
}

/// A row of a network's table; both pairs of numbers are the same for what is not separable.
void append_layer(Report& report, const core::NetworkLayer& layer,
                  const core::ReceptiveField& field) {
  const core::Cost cost = core::layer_cost(layer);
  const bool separable = layer.is_separable();
  const core::StageCost& own = separable ? cost.separable : cost.standard;
  const std::string in = fmt::format("{}x{}x{}x{}", layer.in.batch, layer.in.height, layer.in.width,
                                     layer.in.channels);
  const std::string kernel =
      fmt::format("{}x{}", layer.layer().kernel.height, layer.layer().kernel.width);
  const std::string stride =
      fmt::format("{}x{}", layer.layer().strides.height, layer.layer().strides.width);
  const std::string sees = fmt::format("{}x{}", field.size.height, field.size.width);
  report.table.rows.push_back({std::string(layer.name), std::string(layer.kind()), in, kernel,
                               stride, std::to_string(layer.layer().out_channels),
                               std::to_string(own.params), std::to_string(own.macs),
                               std::to_string(cost.standard.params),
                               std::to_string(cost.standard.macs), sees});
  report.json["layers"].push_back({{"name", layer.name},
                                   {"kind", layer.kind()},
                                   {"input", in},
                                   {"kernel", kernel},
                                   {"strides", stride},
                                   {"out_channels", layer.layer().out_channels},
                                   {"params", own.params},
                                   {"macs", own.macs},
                                   {"standard_params", cost.standard.params},
                                   {"standard_macs", cost.standard.macs},
                                   {"biases", layer.biases()},
                                   {"normed", layer.normed()},
                                   {"sees", sees}});
}

}  // namespace

Report layer_report(const core::Layer& layer, const core::Shape& in) {
  const core::Cost cost = core::cost(layer, in);
  std::string words = fmt::format("separable : standard = {} ({:.1f} %)\n",
                                  short_number(cost.ratio), 100 * cost.ratio);
  words += fmt::format("break-even multiplier  {} (below it, separable takes fewer)\n",
                       short_number(cost.break_even_multiplier));
  words += fmt::format("intermediate bytes     {} (z, which a standard convolution never stores)\n",
                       with_commas(std::to_string(cost.intermediate_bytes)));
  for (const core::TensorFlowNote& note : core::tensorflow_notes(layer, in)) {
    words += note.sentence + ".\n";
  }
  return {cost_table(cost), cost_json(cost), words};
}

io::Result<Sweep> parse_sweep(const std::string& text) {
  const std::size_t equals = text.find('=');
  const std::size_t colon = text.find(':', equals == std::string::npos ? 0 : equals);
  if (equals != std::string::npos && colon != std::string::npos) {
    const io::Result<int> first =
        positive({"--sweep", text.substr(equals + 1, colon - equals - 1)});
    const io::Result<int> last = positive({"--sweep", text.substr(colon + 1)});
    const Setting* setting = find_setting(text.substr(0, equals));
    if (setting && first && last && *first <= *last && *last <= core::kMaxMultiplier) {
      return Sweep{std::string(setting->name), *first, *last};
    }
  }
  return io::Error{fmt::format(
      "--sweep must be multiplier, kernel or out-channels with a range from 1 to {}, such as "
      "multiplier=1:32, not \"{}\"",
      core::kMaxMultiplier, text)};
}

io::Result<Report> sweep_report(const Sweep& sweep, core::Layer layer, const core::Shape& in) {
  Report report{{{sweep.setting, "separable_params", "standard_params", "separable_macs",
                  "standard_macs", "ratio"},
                 {}},
                {{"sweep", sweep.setting}, {"rows", ordered_json::array()}},
                {}};
  for (int value = sweep.first; value <= sweep.last; ++value) {
    find_setting(sweep.setting)->set(layer, value);
    if (const std::optional<io::Error> problem = problem_of(layer, in)) return *problem;
    const core::Cost cost = core::cost(layer, in);
    report.table.rows.push_back({std::to_string(value), std::to_string(cost.separable.params),
                                 std::to_string(cost.standard.params),
                                 std::to_string(cost.separable.macs),
                                 std::to_string(cost.standard.macs), short_number(cost.ratio)});
    ordered_json row{{sweep.setting, value}};
    row.update(cost_json(cost));
    report.json["rows"].push_back(row);
  }
  if (sweep.setting == "multiplier") {
    report.words =
        fmt::format("break-even multiplier  {} (below it, separable takes fewer)\n",
                    short_number(core::break_even_multiplier(layer.kernel, layer.out_channels)));
  }
  return report;
}

Report network_report(const core::Network& network) {
  Report report{{{"layer", "kind", "input", "kernel", "strides", "out", "params", "macs",
                  "standard_params", "standard_macs", "sees"},
                 {}},
                {{"network", network.name}, {"source", network.source}},
                {}};
  const std::vector<core::ReceptiveField> fields = core::receptive_fields(network);
  for (std::size_t i = 0; i < fields.size(); ++i)
    append_layer(report, network.layers[i], fields[i]);
  const core::NetworkCost cost = core::network_cost(network);
  const core::Amount total = cost.total();
  const core::Amount as_standard = cost.total_as_standard();
  report.table.rows.push_back({"total", "", "", "", "", "", std::to_string(total.params),
                               std::to_string(total.macs), std::to_string(as_standard.params),
                               std::to_string(as_standard.macs), ""});
  report.json["total"] = amount_json(total);
  report.json["total_as_standard"] = amount_json(as_standard);
  const core::OtherParams others = core::other_params(network);
  const std::int64_t all_params =
      total.params + others.norms + others.biases + network.other_params;
  report.json["norm_params"] = others.norms;
  report.json["biases"] = others.biases;
  report.json["params_with_biases_and_norms"] = all_params;
  report.words = fmt::format("{} ({})\n", network.title, network.source);
  const std::array<std::pair<const char*, core::Amount>, 4> parts{
      {{"depthwise", cost.depthwise},
       {"pointwise", cost.pointwise},
       {"standard", cost.standard},
       {"classifier", cost.classifier}}};
  for (const auto& [name, part] : parts) {
    report.json[name] = amount_json(part);
    report.words +=
        fmt::format("{:<10}  {:>6} of the parameters, {:>6} of the multiply-adds\n", name,
                    percent(part.params, total.params), percent(part.macs, total.macs));
  }
  report.words +=
      fmt::format("Without the classifier: {} multiply-adds, {} with standard convolutions.\n",
                  with_commas(std::to_string(total.macs - cost.classifier.macs)),
                  with_commas(std::to_string(as_standard.macs - cost.classifier.macs)));
  report.words += fmt::format("With {} parameters of norms and {} biases: {} parameters.\n",
                              with_commas(std::to_string(others.norms)),
                              with_commas(std::to_string(others.biases)),
                              with_commas(std::to_string(all_params)));
  return report;
}

}  // namespace twofold::cli
