// Layers to measure, by name: a JSON file {"workloads": [{"name", "b", "h", "w", "c", "k", ...}]}.
//
//     b 1  h  w  c    the input's shape         kh 3  kw 3    kernel
//     m 1  k          multiplier, outputs       s 1  d 1      stride, dilation (both axes)
//     pad "SAME"      (numbers: the value where a key is left out)
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "app/io/result.h"
#include "core/shape.h"

namespace twofold::io {

struct Workload {
  std::string name;
  core::Shape in;
  core::Layer layer;

  bool operator==(const Workload&) const = default;
};

/// The fifteen that this project measures itself by (tests/bench/workloads.json).
Result<std::vector<Workload>> usual_workloads();

/// The workloads in a file; an error if one of them cannot be (core/check.h).
Result<std::vector<Workload>> load_workloads(const std::filesystem::path& path);

/// The workloads in a file's text; the sentence of an error does not name the file.
Result<std::vector<Workload>> read_workloads(std::string_view text);

}  // namespace twofold::io
