// The golden cases of tests/golden, as values.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/tensor.h"

namespace twofold::tests {

/// What an operation gave elsewhere, in float64.
struct Wanted {
  core::Shape shape;
  std::vector<double> values;
};

/// Gradients of sum(output * output_grad), each in the order of its tensor; without the filters
/// that the operation does not have.
struct WantedGradients {
  std::vector<float> output_grad;
  std::vector<double> input;
  std::vector<double> depthwise;
  std::vector<double> pointwise;
  std::vector<double> standard;
};

/// One file of tests/golden. For `conv2d` only `standard` holds a filter, for `depthwise_conv2d`
/// only filters.depthwise; `z` is filled for separable_conv2d alone, `y` is the operation's result.
struct GoldenCase {
  std::string name;
  std::string op;
  core::Layer layer;
  core::Pads pads;
  core::Tensor input;
  core::Filters filters;
  core::Filter standard;
  Wanted z;
  Wanted y;
  std::optional<WantedGradients> grads;
};

/// The folder of the golden files.
std::filesystem::path golden_folder();

/// One case, by the path of its file; throws if it cannot be read.
GoldenCase load_golden(const std::filesystem::path& file);

/// All cases, by name.
const std::vector<GoldenCase>& golden_cases();

}  // namespace twofold::tests
