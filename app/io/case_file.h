// A convolution as a JSON file: the operation, its settings, its input and filters, in the format
// of tests/golden. Results that stand in a case are ignored, and so is what is not known.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/io/result.h"
#include "core/tensor.h"

namespace twofold::io {

/// The values of the key "op".
enum class Operation { separable_conv2d, depthwise_conv2d, conv2d };

/// The values of the optional key "data_format": the order of axes of input and outputs in the
/// file. Inside the program everything is NHWC.
enum class DataFormat { nhwc, nchw };

/// A case that can be computed: everything has passed core::check.
struct Case {
  Operation operation = Operation::separable_conv2d;
  DataFormat data_format = DataFormat::nhwc;
  core::Layer layer;
  core::Tensor input;  ///< NHWC
  /// Depthwise for the first two operations, pointwise for the first; bias and activation of the
  /// result for all of them.
  core::Filters filters;
  core::Filter standard;  ///< for conv2d
  /// dL/dy, NHWC, in the shape of the result; where the case has "grads" and they were asked for.
  std::optional<core::Tensor> output_grad;
};

/// Gradients of sum(output * output_grad); a filter that the operation does not have is empty.
struct CaseGradients {
  core::Tensor input;
  core::Filter depthwise;
  core::Filter pointwise;
  core::Filter standard;
  std::vector<float> bias;
};

/// What a case comes to, NHWC.
struct CaseResult {
  std::optional<core::Tensor> z;  ///< after the depthwise stage, for separable_conv2d
  core::Tensor y;
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

/// {depthwise_output_shape, depthwise_output,} output_shape, output {, grads {input, depthwise and
/// pointwise or filter, bias}} as JSON, tensors in the case's own order of axes, with 9 significant
/// digits; an error if a value is not finite.
Result<std::string> result_json(const CaseResult& result, DataFormat format);

}  // namespace twofold::io
