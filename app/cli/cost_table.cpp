#include "app/cli/cost_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace twofold::cli {
namespace {

/// The stages of a cost by the name they go under.
struct NamedStage {
  const char* name;
  core::StageCost core::Cost::*stage;
};
constexpr std::array kStages{NamedStage{"depthwise", &core::Cost::depthwise},
                             NamedStage{"pointwise", &core::Cost::pointwise},
                             NamedStage{"separable", &core::Cost::separable},
                             NamedStage{"standard", &core::Cost::standard}};

bool is_whole_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

/// A field as RFC 4180 quotes it: where it holds a comma, a quote or a line break.
std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + '"';
}

std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) line += ',';
    line += csv_field(fields[i]);
  }
  return line + "\n";
}

}  // namespace

std::string with_commas(std::string text) {
  if (!is_whole_number(text)) return text;
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ',');
  return text;
}

std::string aligned(const Table& table) {
  std::vector<std::size_t> widths;
  for (const std::string& cell : table.heading) widths.push_back(cell.size());
  for (const std::vector<std::string>& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], with_commas(row[i]).size());
    }
  }
  std::string text;
  const auto append = [&](const std::vector<std::string>& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string cell = with_commas(row[i]);
      text += i == 0 ? fmt::format("{:<{}}", cell, widths[i])
                     : fmt::format("  {:>{}}", cell, widths[i]);
    }
    text += '\n';
  };
  append(table.heading);
  for (const std::vector<std::string>& row : table.rows) append(row);
  return text;
}

std::string csv(const Table& table) {
  std::string text = csv_line(table.heading);
  for (const std::vector<std::string>& row : table.rows) text += csv_line(row);
  return text;
}

std::string shape_text(const core::Shape& s) {
  return fmt::format("[{}, {}, {}, {}]", s.batch, s.height, s.width, s.channels);
}

std::string short_number(double value) { return fmt::format("{:.4g}", value); }

nlohmann::ordered_json cost_json(const core::Cost& cost) {
  nlohmann::ordered_json object;
  for (const auto& [name, stage] : kStages) {
    const core::StageCost& s = cost.*stage;
    object[name] = {{"params", s.params},
                    {"macs", s.macs},
                    {"macs_without_padding", s.macs_without_padding},
                    {"flops", s.flops()},
                    {"output_bytes", s.output_bytes}};
  }
  object["intermediate_bytes"] = cost.intermediate_bytes;
  object["ratio"] = cost.ratio;
  object["break_even_multiplier"] = cost.break_even_multiplier;
  return object;
}

Table cost_table(const core::Cost& cost) {
  Table table{{"stage", "params", "macs", "macs_without_padding", "flops", "output_bytes"}, {}};
  for (const auto& [name, stage] : kStages) {
    const core::StageCost& s = cost.*stage;
    table.rows.push_back({name, std::to_string(s.params), std::to_string(s.macs),
                          std::to_string(s.macs_without_padding), std::to_string(s.flops()),
                          std::to_string(s.output_bytes)});
  }
  return table;
}

}  // namespace twofold::cli
