// A convolution as a JSON file: the operation, its settings, its input and filters, in the format
// of tests/golden. Results that stand in a case are ignored, and so is what is not known. Of the
// operations "separable_conv2d" is a list of two stages, "depthwise_conv2d" and "conv2d" are lists
// of one.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/io/result.h"
#include "core/chain/run.h"

namespace twofold::io {

/// The values of the optional key "data_format": the order of axes of input and outputs in the
/// file. Inside the program everything is NHWC.
enum class DataFormat { nhwc, nchw };

/// A case that can be computed: everything has passed core::check.
struct Case {
  DataFormat data_format = DataFormat::nhwc;
  core::Chain list;    ///< what follows its last stage included
  core::Tensor input;  ///< NHWC
  core::Folds folds;   ///< one a stage
  /// dL/dy, NHWC, in the shape of the result; where the case has "grads" and they were asked for.
  std::optional<core::Tensor> output_grad;

  /// A list of two as what core/separable.h takes.
  core::Filters filters() const;
};

/// Gradients of sum(output * output_grad).
struct CaseGradients {
  core::Tensor input;
  std::vector<core::Filter> filters;  ///< one a stage
  std::vector<float> bias;            ///< of the last stage
};

/// What a case comes to, NHWC.
struct CaseResult {
  std::vector<core::Tensor> results;  ///< one a stage
  std::optional<CaseGradients> gradients;
};

/// What of a case is read.
struct CaseParts {
  bool gradients = false;  ///< "grads" with "output_grad", which must then be there
};

/// Cases whose intermediates or outputs have more values are refused.
inline constexpr std::int64_t kMaxCaseValues = std::int64_t{1} << 28;

/// The case in a file.
Result<Case> load_case(const std::filesystem::path& path, const CaseParts& parts = {});

/// The case in a JSON text; the sentence of an error names the key, not the file.
Result<Case> read_case(std::string_view text, const CaseParts& parts = {});

/// What the case comes to as JSON, tensors in its own order of axes, with 9 significant digits:
/// {depthwise_output_shape, depthwise_output,} output_shape, output {, grads {input, depthwise and
/// pointwise or filter, bias}}. An error if a value is not finite.
Result<std::string> result_json(const Case& of, const CaseResult& result);

}  // namespace twofold::io
