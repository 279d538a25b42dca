// What `twofold cost` can be asked for, each as a table, as JSON, and in words.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "app/cli/cost_table.h"
#include "app/io/result.h"
#include "core/known/networks.h"

namespace twofold::cli {

/// A report in all its forms.
struct Report {
  Table table;
  nlohmann::ordered_json json;
  std::string words;  ///< what stands below the table
};

/// One layer, which has passed core::check.
Report layer_report(const core::Layer& layer, const core::Shape& in);

/// A setting that runs from one value to another: "multiplier=1:32".
struct Sweep {
  std::string setting;  ///< "multiplier", "kernel" (square) or "out-channels"
  int first = 1;
  int last = 1;
};
io::Result<Sweep> parse_sweep(const std::string& text);

/// The layer at every value of the setting; an error at the first value that cannot be.
io::Result<Report> sweep_report(const Sweep& sweep, core::Layer layer, const core::Shape& in);

/// A network layer by layer, with its sums and where they lie.
Report network_report(const core::Network& network);

}  // namespace twofold::cli
