#include "app/cli/block_report.h"

#include <fmt/format.h>

#include "app/cli/stage_counts.h"

namespace twofold::cli {
namespace {

using nlohmann::ordered_json;

/// The sums over a block.
struct Sums {
  core::StageCost cost;
  std::int64_t biases = 0;
  std::int64_t weight_bytes = 0;
  std::int64_t scale_bytes = 0;
};
Sums sums_of(const std::vector<StageCount>& stages) {
  Sums sums;
  for (const StageCount& c : stages) {
    sums.cost = sums.cost + c.cost;
    sums.biases += c.out.channels;
    sums.weight_bytes += c.weight_bytes;
    sums.scale_bytes += c.scales * static_cast<std::int64_t>(sizeof(float));
  }
  return sums;
}

/// The layer of the spatial stage with the zeros of the convention that was asked for.
core::Layer zeros_set(const BlockRequest& request) {
  return request.convention ? core::with_convention(request.layer, request.in, *request.convention)
                            : request.layer;
}

double ratio_of(const core::StageCost& block, const core::StageCost& standard) {
  return static_cast<double>(block.macs) / static_cast<double>(standard.macs);
}

void append_row(Report& report, const std::string& name, const std::string& shape, const Sums& sums,
                bool quantised) {
  std::vector<std::string> row{name,
                               shape,
                               std::to_string(sums.cost.params),
                               std::to_string(sums.biases),
                               std::to_string(sums.cost.macs),
                               std::to_string(sums.cost.macs_without_padding)};
  if (quantised) row.push_back(std::to_string(sums.weight_bytes));
  report.table.rows.push_back(std::move(row));
}

/// What stands below the table.
std::string words_of(const BlockRequest& request, const Sums& sums,
                     const core::StageCost& standard) {
  const double ratio = ratio_of(sums.cost, standard);
  std::string words = fmt::format("{}: {} ({})\n", request.block->title, request.block->says,
                                  request.block->source);
  words += fmt::format("{} : standard = {} ({:.1f} % of the multiply-adds)\n", request.block->name,
                       short_number(ratio), 100 * ratio);
  if (request.quantised) {
    words += fmt::format(
        "{} bits a weight: {} bytes, {} more for the scales ({} as float32)\n",
        request.quantised->bits, with_commas(std::to_string(sums.weight_bytes)),
        with_commas(std::to_string(sums.scale_bytes)),
        with_commas(std::to_string(sums.cost.params * static_cast<std::int64_t>(sizeof(float)))));
  }
  if (!request.convention) return words;
  words += fmt::format("{}: {}.\n", request.convention->title, request.convention->says);
  const std::string note = core::convention_note(request.layer, request.in, *request.convention);
  if (!note.empty()) words += note + ".\n";
  return words;
}

ordered_json stage_json(const core::StageCost& cost) {
  return {{"params", cost.params},
          {"macs", cost.macs},
          {"macs_without_padding", cost.macs_without_padding},
          {"flops", cost.flops()},
          {"output_bytes", cost.output_bytes}};
}

ordered_json block_json(const BlockRequest& request, const std::vector<StageCount>& stages,
                        const StageCount& standard) {
  const Sums sums = sums_of(stages);
  ordered_json json{{"block", request.block->name},
                    {"stages", stages_json(request.chain, stages, request.quantised.has_value())},
                    {"params", sums.cost.params},
                    {"biases", sums.biases},
                    {"macs", sums.cost.macs},
                    {"macs_without_padding", sums.cost.macs_without_padding},
                    {"flops", sums.cost.flops()},
                    {"standard", stage_json(standard.cost)},
                    {"ratio", ratio_of(sums.cost, standard.cost)}};
  if (request.quantised) {
    json["weight_bytes"] = sums.weight_bytes;
    json["scale_bytes"] = sums.scale_bytes;
  }
  if (request.block == &core::blocks().front())
    json.update(cost_json(core::cost(zeros_set(request), request.in)));
  return json;
}

}  // namespace

Report block_report(const BlockRequest& request) {
  const std::vector<StageCount> stages = all_counted(request.chain, request.in, request.quantised);
  const Sums sums = sums_of(stages);
  const bool quantised = request.quantised.has_value();
  const core::Stage standard = core::standard_stage(zeros_set(request));
  const StageCount as_standard = counted(standard, request.in, request.quantised);

  Report report{{{"stage", "output_shape", "params", "biases", "macs", "macs_without_padding"}, {}},
                {},
                words_of(request, sums, as_standard.cost)};
  if (quantised) report.table.heading.emplace_back("weight_bytes");
  for (std::size_t i = 0; i < stages.size(); ++i) {
    append_row(report, request.chain.stages[i].label, shape_text(stages[i].out),
               sums_of({stages[i]}), quantised);
  }
  append_row(report, "together", shape_text(stages.back().out), sums, quantised);
  append_row(report, "standard", shape_text(as_standard.out), sums_of({as_standard}), quantised);

  report.json = block_json(request, stages, as_standard);
  return report;
}

}  // namespace twofold::cli
