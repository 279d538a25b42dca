// Costs as text: tables for people, CSV for spreadsheets, JSON for scripts.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/cost.h"

namespace twofold::cli {

/// Rows of cells below a heading; every row is as long as the heading.
struct Table {
  std::vector<std::string> heading;
  std::vector<std::vector<std::string>> rows;
};

/// Columns aligned for a terminal, the first to the left and the others to the right; whole numbers
/// with commas between thousands.
std::string aligned(const Table& table);

/// As comma-separated values, numbers as they are.
std::string csv(const Table& table);

/// A whole number with commas between thousands; any other text as it is.
std::string with_commas(std::string text);

/// "[1, 112, 112, 32]".
std::string shape_text(const core::Shape& shape);

/// A real number with few digits: "0.119", "7.89".
std::string short_number(double value);

/// {depthwise, pointwise, separable, standard, intermediate_bytes, ratio, break_even_multiplier}.
nlohmann::ordered_json cost_json(const core::Cost& cost);

/// One row a stage, and what each costs.
Table cost_table(const core::Cost& cost);

}  // namespace twofold::cli
