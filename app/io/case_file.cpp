#include "app/io/case_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/io/json_fields.h"
#include "app/io/json_text.h"
#include "app/io/layer_fields.h"
#include "app/io/text_file.h"
#include "core/check.h"

namespace twofold::io {
namespace {

using nlohmann::json;

/// A word of the key "op", and the list that it stands for.
struct NamedList {
  const char* word;
  core::Chain (*of)(const core::Layer&);
};
constexpr std::array kOperations{NamedList{"separable_conv2d", core::separable_chain},
                                 NamedList{"depthwise_conv2d", core::depthwise_chain},
                                 NamedList{"conv2d", core::standard_chain}};

const NamedList& read_operation(JsonFields& fields) {
  std::vector<std::string_view> words;
  words.reserve(kOperations.size());
  for (const NamedList& row : kOperations) words.emplace_back(row.word);
  return kOperations[static_cast<std::size_t>(fields.word("op", words))];
}

bool is_standard(const core::Stage& stage) { return stage.operation == core::Operation::standard; }

/// The key of a stage's filter.
std::string filter_key(const core::Stage& stage) {
  return is_standard(stage) ? "filter" : std::string(core::word(stage.operation));
}

/// The settings of a whole list.
const core::Layer& layer_of(const Case& c) { return c.list.stages.front().layer; }

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
  return core::result_shapes(c.list, c.input.shape).back();
}

/// What follows the last sum, where the case has it.
void read_what_follows(JsonFields& fields, Case& c) {
  core::Following following = read_following(fields, result_shape(c).channels);
  core::AfterSum& after = c.list.stages.back().after;
  after.bias = !following.bias.empty();
  after.activation = following.activation;
  c.folds.back().bias = std::move(following.bias);
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

/// The filters, and the list with the sizes that follow from them.
void read_filters(JsonFields& fields, Case& c, const NamedList& operation, core::Layer layer) {
  c.list = operation.of(layer);
  c.folds.reserve(c.list.stages.size());
  for (const core::Stage& stage : c.list.stages)
    c.folds.push_back({read_filter(fields, filter_key(stage)), {}, {}, {}});
  const core::FilterShape& first = c.folds.front().filter.shape;
  const core::FilterShape& last = c.folds.back().filter.shape;
  const bool mixes = c.list.stages.back().operation != core::Operation::depthwise;
  layer.kernel = {first.height, first.width};
  if (!is_standard(c.list.stages.front())) layer.channel_multiplier = first.out;
  layer.out_channels = mixes ? last.out : 1;  // of no meaning for a depthwise stage alone
  c.list = operation.of(layer);
}

/// The key of the file that a setting of the layer stands under.
const char* key_of(core::Field field, bool standard) {
  using core::Field;
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
  const core::Layer& layer = layer_of(c);
  const core::Shape& in = c.input.shape;
  if (is_standard(c.list.stages.front()))
    return core::check_standard(layer, in, c.folds.front().filter.shape);
  if (c.folds.size() > 1) return core::check(layer, in, c.filters());
  // The check of a depthwise stage alone: of the layer, and that its one filter has its shape.
  std::vector<core::Problem> problems = core::check(layer, in);
  if (!problems.empty()) return problems;
  core::Filters with_mix;
  with_mix.depthwise = c.folds.front().filter;
  with_mix.pointwise = core::Filter(core::pointwise_filter_shape(layer, in.channels));
  return core::check(layer, in, with_mix);
}

void check_fits(JsonFields& fields, const Case& c) {
  for (const core::Problem& problem : check(c)) {
    return fields.refuse(key_of(problem.field, is_standard(c.list.stages.front())),
                         "does not fit: " + problem.sentence);
  }
  const std::vector<core::Shape> shapes = core::result_shapes(c.list, c.input.shape);
  std::int64_t most = 0;
  for (std::size_t i = 1; i < shapes.size(); ++i) most = std::max(most, shapes[i].count());
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

/// "grads"; what is not finite, as a sentence.
std::optional<Error> append_gradients(std::string& text, const Case& of, const CaseGradients& g) {
  text += "  \"grads\": {\n    \"input\": ";
  if (const auto error = not_finite("grads.input", g.input.values)) return error;
  append_values(text, of.data_format == DataFormat::nchw ? to_nchw(g.input) : g.input.values);
  std::vector<std::pair<std::string, const std::vector<float>*>> parts;
  parts.reserve(g.filters.size() + 1);
  for (std::size_t i = 0; i < g.filters.size(); ++i)
    parts.emplace_back(filter_key(of.list.stages[i]), &g.filters[i].values);
  parts.emplace_back("bias", &g.bias);
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

core::Filters Case::filters() const {
  return {folds.front().filter, folds.back().filter, folds.back().bias,
          list.stages.back().after.activation};
}

Result<Case> read_case(std::string_view text, const CaseParts& parts) {
  const Result<json> object = parse_json(text);
  if (!object) return object.error();
  if (!object->is_object()) return Error{"a case is a JSON object with keys such as \"op\""};
  JsonFields fields(*object);
  Case c;
  core::Layer layer;
  const NamedList& operation = read_operation(fields);
  if (object->contains("data_format")) {
    c.data_format = static_cast<DataFormat>(fields.word("data_format", {"NHWC", "NCHW"}));
  }
  const Sizes2 strides = fields.sizes2("strides");
  const Sizes2 dilations = fields.sizes2("dilations");
  layer.strides = {strides[0], strides[1]};
  layer.dilations = {dilations[0], dilations[1]};
  layer.padding = static_cast<core::Padding>(fields.word("padding", {"SAME", "VALID"}));
  c.input = input(fields, c.data_format);
  if (!fields.problem()) read_filters(fields, c, operation, layer);
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

Result<std::string> result_json(const Case& of, const CaseResult& result) {
  std::string text = "{\n";
  for (std::size_t i = 0; i < result.results.size(); ++i) {
    const bool is_last = i + 1 == result.results.size();
    const std::string key =
        is_last ? "output" : fmt::format("{}_output", core::word(of.list.stages[i].operation));
    const core::Tensor& made = result.results[i];
    if (const auto error = not_finite(key, made.values)) return *error;
    append_tensor(text, key, made, of.data_format);
    if (!is_last) text += ",\n";
  }
  if (result.gradients) {
    text += ",\n";
    if (const auto error = append_gradients(text, of, *result.gradients)) return *error;
  }
  text += "\n}\n";
  return text;
}

}  // namespace twofold::io
