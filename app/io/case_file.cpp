#include "app/io/case_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/io/json_fields.h"
#include "app/io/json_text.h"
#include "app/io/layer_fields.h"
#include "app/io/text_file.h"
#include "core/check.h"

namespace twofold::io {
namespace {

using nlohmann::json;

/// NHWC from values that lie as NCHW, and back.
core::Tensor from_nchw(const core::Shape& shape, const std::vector<float>& values) {
  core::Tensor t(shape);
  const float* next = values.data();
  for (int b = 0; b < shape.batch; ++b) {
    for (int c = 0; c < shape.channels; ++c) {
      for (int y = 0; y < shape.height; ++y) {
        for (int x = 0; x < shape.width; ++x) t.at(b, y, x, c) = *next++;
      }
    }
  }
  return t;
}
core::Floats to_nchw(const core::Tensor& t) {
  core::Floats values;
  values.reserve(t.values.size());
  for (int b = 0; b < t.shape.batch; ++b) {
    for (int c = 0; c < t.shape.channels; ++c) {
      for (int y = 0; y < t.shape.height; ++y) {
        for (int x = 0; x < t.shape.width; ++x) values.push_back(t.at(b, y, x, c));
      }
    }
  }
  return values;
}

core::Tensor input(JsonFields& fields, DataFormat format) {
  const Sizes4 s = fields.sizes4("input_shape");
  std::vector<float> values = fields.numbers("input", s);
  if (fields.problem()) return {};
  if (format == DataFormat::nchw) return from_nchw({s[0], s[2], s[3], s[1]}, values);
  return core::Tensor({s[0], s[1], s[2], s[3]}, values);
}

core::Shape result_shape(const Case& c) {
  return c.operation == Operation::depthwise_conv2d
             ? core::depthwise_output_shape(c.layer, c.input.shape)
             : core::output_shape(c.layer, c.input.shape);
}

/// What follows the last sum, where the case has it.
void read_what_follows(JsonFields& fields, Case& c) {
  core::Following following = read_following(fields, result_shape(c).channels);
  c.filters.bias = std::move(following.bias);
  c.filters.activation = following.activation;
}

/// grads.output_grad, which has the result's shape.
void read_output_grad(JsonFields& fields, Case& c) {
  if (!fields.has("grads"))
    return fields.refuse("grads", "is missing: gradients need {\"output_grad\": [...]} in it");
  JsonFields grads(fields.object("grads"));
  const core::Shape s = result_shape(c);
  const std::size_t given = grads.list("output_grad").size();
  if (static_cast<std::int64_t>(given) != s.count()) {
    grads.refuse(
        "output_grad",
        fmt::format("has {} values, but the output, whose shape it has, has {}", given, s.count()));
  }
  const std::vector<float> values =
      grads.numbers("output_grad", {s.batch, s.height, s.width, s.channels});
  fields.take_problem("grads", grads);
  if (fields.problem()) return;
  c.output_grad =
      c.data_format == DataFormat::nchw ? from_nchw(s, values) : core::Tensor(s, values);
}

/// The filters, and the sizes of the layer that follow from them.
void read_filters(JsonFields& fields, Case& c) {
  if (c.operation == Operation::conv2d) {
    c.standard = read_filter(fields, "filter");
    c.layer.kernel = {c.standard.shape.height, c.standard.shape.width};
    c.layer.out_channels = c.standard.shape.out;
    return;
  }
  c.filters.depthwise = read_filter(fields, "depthwise");
  const core::FilterShape& d = c.filters.depthwise.shape;
  c.layer.kernel = {d.height, d.width};
  c.layer.channel_multiplier = d.out;
  c.layer.out_channels = 1;  // of no meaning for depthwise_conv2d
  if (c.operation == Operation::separable_conv2d) {
    c.filters.pointwise = read_filter(fields, "pointwise");
    c.layer.out_channels = c.filters.pointwise.shape.out;
  }
}

/// The key of the file that a setting of the layer stands under.
const char* key_of(core::Field field, Operation operation) {
  using core::Field;
  const bool standard = operation == Operation::conv2d;
  switch (field) {
    case Field::input: return "input_shape";
    case Field::strides: return "strides";
    case Field::dilations: return "dilations";
    case Field::padding: return "padding";
    case Field::out_channels:
    case Field::pointwise_filter: return standard ? "filter_shape" : "pointwise_shape";
    default: return standard ? "filter_shape" : "depthwise_shape";
  }
}

std::vector<core::Problem> check(const Case& c) {
  switch (c.operation) {
    case Operation::separable_conv2d: return core::check(c.layer, c.input.shape, c.filters);
    case Operation::conv2d: return core::check_standard(c.layer, c.input.shape, c.standard.shape);
    case Operation::depthwise_conv2d: break;
  }
  // Its own check is that of the layer alone, and that the one filter has its shape.
  std::vector<core::Problem> problems = core::check(c.layer, c.input.shape);
  if (!problems.empty()) return problems;
  core::Filters with_mix = c.filters;
  with_mix.pointwise = core::Filter(core::pointwise_filter_shape(c.layer, c.input.shape.channels));
  return core::check(c.layer, c.input.shape, with_mix);
}

void check_fits(JsonFields& fields, const Case& c) {
  for (const core::Problem& problem : check(c)) {
    return fields.refuse(key_of(problem.field, c.operation), "does not fit: " + problem.sentence);
  }
  const std::int64_t z = core::depthwise_output_shape(c.layer, c.input.shape).count();
  const std::int64_t y = core::output_shape(c.layer, c.input.shape).count();
  const std::int64_t most = c.operation == Operation::separable_conv2d ? std::max(z, y)
                            : c.operation == Operation::conv2d         ? y
                                                                       : z;
  if (most > kMaxCaseValues) {
    fields.refuse("input_shape", fmt::format("and the filters make a result of {} values; at most "
                                             "{} are computed",
                                             most, kMaxCaseValues));
  }
}

template <class Values>
void append_values(std::string& text, const Values& values) {
  auto out = std::back_inserter(text);
  const char* separator = "[";
  for (const float value : values) {
    fmt::format_to(out, "{}{:.9g}", separator, value);
    separator = ", ";
  }
  text += values.empty() ? "[]" : "]";
}

void append_tensor(std::string& text, std::string_view key, const core::Tensor& t,
                   DataFormat format) {
  const core::Shape& s = t.shape;
  const bool nchw = format == DataFormat::nchw;
  const Sizes4 sizes = nchw ? Sizes4{s.batch, s.channels, s.height, s.width}
                            : Sizes4{s.batch, s.height, s.width, s.channels};
  auto out = std::back_inserter(text);
  fmt::format_to(out, "  \"{}_shape\": [{}],\n  \"{}\": ", key, fmt::join(sizes, ", "), key);
  append_values(text, nchw ? to_nchw(t) : t.values);
}

/// Where a value is not finite, as a sentence.
template <class Values>
std::optional<Error> not_finite(std::string_view key, const Values& values) {
  const auto finite = [](float v) { return std::isfinite(v); };
  const auto bad = std::find_if_not(values.begin(), values.end(), finite);
  if (bad == values.end()) return std::nullopt;
  return Error{fmt::format("the result has a value that is not finite ({} in {}), and JSON has no "
                           "word for it; the numbers of the case are too large",
                           *bad, key),
               false};
}

/// "grads" without what the operation does not have; what is not finite, as a sentence.
std::optional<Error> append_gradients(std::string& text, const CaseGradients& g,
                                      DataFormat format) {
  text += "  \"grads\": {\n    \"input\": ";
  if (const auto error = not_finite("grads.input", g.input.values)) return error;
  append_values(text, format == DataFormat::nchw ? to_nchw(g.input) : g.input.values);
  const std::pair<std::string_view, const std::vector<float>*> parts[] = {
      {"depthwise", &g.depthwise.values},
      {"pointwise", &g.pointwise.values},
      {"filter", &g.standard.values},
      {"bias", &g.bias}};
  for (const auto& [key, values] : parts) {
    if (values->empty()) continue;
    if (const auto error = not_finite(fmt::format("grads.{}", key), *values)) return error;
    text += fmt::format(",\n    \"{}\": ", key);
    append_values(text, *values);
  }
  text += "\n  }";
  return std::nullopt;
}

}  // namespace

Result<Case> read_case(std::string_view text, const CaseParts& parts) {
  const Result<json> object = parse_json(text);
  if (!object) return object.error();
  if (!object->is_object()) return Error{"a case is a JSON object with keys such as \"op\""};
  JsonFields fields(*object);
  Case c;
  c.operation =
      static_cast<Operation>(fields.word("op", {"separable_conv2d", "depthwise_conv2d", "conv2d"}));
  if (object->contains("data_format")) {
    c.data_format = static_cast<DataFormat>(fields.word("data_format", {"NHWC", "NCHW"}));
  }
  const Sizes2 strides = fields.sizes2("strides");
  const Sizes2 dilations = fields.sizes2("dilations");
  c.layer.strides = {strides[0], strides[1]};
  c.layer.dilations = {dilations[0], dilations[1]};
  c.layer.padding = static_cast<core::Padding>(fields.word("padding", {"SAME", "VALID"}));
  c.input = input(fields, c.data_format);
  if (!fields.problem()) read_filters(fields, c);
  if (!fields.problem()) check_fits(fields, c);
  if (!fields.problem()) read_what_follows(fields, c);
  if (!fields.problem() && parts.gradients) read_output_grad(fields, c);
  if (fields.problem()) return *fields.problem();
  return c;
}

Result<Case> load_case(const std::filesystem::path& path, const CaseParts& parts) {
  const Result<std::string> text = read_file(path);
  if (!text) return text.error();
  Result<Case> c = read_case(*text, parts);
  if (!c) return Error{fmt::format("{}: {}", path.string(), c.error().sentence)};
  return c;
}

Result<std::string> result_json(const CaseResult& result, DataFormat format) {
  std::string text = "{\n";
  if (result.z) {
    if (const auto error = not_finite("depthwise_output", result.z->values)) return *error;
    append_tensor(text, "depthwise_output", *result.z, format);
    text += ",\n";
  }
  if (const auto error = not_finite("output", result.y.values)) return *error;
  append_tensor(text, "output", result.y, format);
  if (result.gradients) {
    text += ",\n";
    if (const auto error = append_gradients(text, *result.gradients, format)) return *error;
  }
  text += "\n}\n";
  return text;
}

}  // namespace twofold::io
