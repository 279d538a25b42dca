#include "app/cli/cost_times.h"

#include <fmt/format.h>

#include "app/cli/measure.h"
#include "app/model/cost/roofline.h"

namespace twofold::cli {
namespace {

using model::Measurement;
using model::Timing;
using model::Way;
using nlohmann::ordered_json;

/// The ways under the names that scripts read.
struct NamedWay {
  const char* name;
  Way way;
};
constexpr std::array kNamedWays{
    NamedWay{"fused", Way::fused}, NamedWay{"two_passes", Way::two_passes},
    NamedWay{"standard", Way::standard}, NamedWay{"collapsed", Way::collapsed}};

std::string milliseconds(double seconds) { return fmt::format("{:.4g}", seconds * 1e3); }

double of_standard(const Measurement& m, const Timing& timing) {
  return timing.median / m.of(Way::standard).median;
}

std::vector<std::string> row(const Measurement& m, const NamedWay& named) {
  const Timing& t = m.of(named.way);
  const model::Work work = model::work_of(named.way, m.layer, m.in);
  std::vector<std::string> cells{named.name, fmt::format("{:.0f}", work.flops),
                                 fmt::format("{:.0f}", work.bytes), std::to_string(t.runs)};
  if (t.runs == 0) {
    cells.resize(9);
    return cells;
  }
  cells.insert(cells.end(), {milliseconds(t.median), milliseconds(t.low), milliseconds(t.high),
                             short_number(t.spread()), short_number(of_standard(m, t))});
  return cells;
}

ordered_json way_json(const Measurement& m, Way way) {
  const Timing& t = m.of(way);
  const model::Work work = model::work_of(way, m.layer, m.in);
  ordered_json object{{"flops", work.flops}, {"bytes_moved", work.bytes}, {"runs", t.runs}};
  if (t.runs == 0) {
    object["why_not"] = t.why_not;
    return object;
  }
  object.update({{"median_seconds", t.median},
                 {"first_quartile_seconds", t.low},
                 {"third_quartile_seconds", t.high},
                 {"spread", t.spread()},
                 {"of_standard", of_standard(m, t)}});
  return object;
}

}  // namespace

Measurement measured_ways(const core::Layer& layer, const core::Shape& in) {
  RandomOperands operands = random_operands(layer, in);
  const auto numbers = std::make_shared<model::Evaluation>();
  numbers->document.layer = layer;
  numbers->results.push_back(std::make_shared<const model::StageTensor>(std::move(operands.x)));
  numbers->stages = {core::separable_chain(layer), core::Folds(2)};
  numbers->stages.folds.front().filter = std::move(operands.filters.depthwise);
  numbers->stages.folds.back().filter = std::move(operands.filters.pointwise);
  numbers->collapsed = {core::standard_chain(layer), core::Folds(1)};
  numbers->collapsed.folds.front().filter = std::move(operands.standard);
  model::KnownMachine machine;
  return model::measure(numbers, machine);
}

Report times_report(const Measurement& m) {
  Report report{{{"way", "flops", "bytes_moved", "runs", "median_ms", "quartile_1_ms",
                  "quartile_3_ms", "spread", "of_standard"},
                 {}},
                {{"settled", model::spreads_little(m)}},
                {}};
  for (const NamedWay& named : kNamedWays) {
    report.table.rows.push_back(row(m, named));
    report.json[named.name] = way_json(m, named.way);
    const std::string& why_not = m.of(named.way).why_not;
    if (!why_not.empty()) report.words += fmt::format("{}: {}.\n", named.name, why_not);
  }
  if (m.machine) {
    report.json["machine"] = {{"threads", m.machine->threads},
                              {"instructions", m.machine->instructions},
                              {"flops_per_second", m.machine->flops},
                              {"bytes_per_second", m.machine->bandwidth}};
    report.words +=
        fmt::format("this machine: {} thread{}, {}, {:.0f} GFLOP/s, {:.1f} GB/s\n",
                    m.machine->threads, m.machine->threads == 1 ? "" : "s", m.machine->instructions,
                    m.machine->flops * 1e-9, m.machine->bandwidth * 1e-9);
  }
  report.words += model::measured_sentence(m) + "\n";
  if (!model::spreads_little(m)) {
    report.words +=
        "The times still spread: something else keeps this machine busy, or one run takes long.\n";
  }
  return report;
}

}  // namespace twofold::cli
