#include "app/io/workloads.h"

#include <fmt/format.h>

#include "app/io/document_words.h"
#include "app/io/json_fields.h"
#include "app/io/json_text.h"
#include "app/io/text_file.h"
#include "app/io/workloads_text.h"
#include "core/check.h"

namespace twofold::io {
namespace {

using nlohmann::json;

Result<Workload> read_workload(const json& entry) {
  if (!entry.is_object()) return Error{"a workload is an object with \"name\" and sizes"};
  JsonFields fields(entry);
  const auto size = [&](const char* key) { return fields.whole(key, 1, core::kMaxAxis); };
  const auto usual = [&](const char* key, int otherwise) {
    return fields.has(key) ? size(key) : otherwise;
  };
  Workload w;
  w.name = fields.text("name");
  w.in = {usual("b", 1), size("h"), size("w"), size("c")};
  w.layer.kernel = {usual("kh", 3), usual("kw", 3)};
  w.layer.strides = {usual("s", 1), usual("s", 1)};
  w.layer.dilations = {usual("d", 1), usual("d", 1)};
  w.layer.channel_multiplier = usual("m", 1);
  w.layer.out_channels = size("k");
  if (fields.has("pad"))
    w.layer.padding = static_cast<core::Padding>(fields.word("pad", words::paddings()));
  if (fields.problem())
    return Error{fmt::format("workload \"{}\": {}", w.name, fields.problem()->sentence)};
  const std::vector<core::Problem> problems = core::check(w.layer, w.in);
  if (!problems.empty())
    return Error{fmt::format("workload \"{}\": {}", w.name, problems.front().sentence)};
  return w;
}

}  // namespace

Result<std::vector<Workload>> read_workloads(std::string_view text) {
  const Result<json> document = parse_json(text);
  if (!document) return document.error();
  if (!document->is_object() || !document->contains("workloads") ||
      !document->at("workloads").is_array() || document->at("workloads").empty())
    return Error{"not a list of workloads: expected {\"workloads\": [...]} with at least one"};
  std::vector<Workload> workloads;
  for (const json& entry : document->at("workloads")) {
    Result<Workload> w = read_workload(entry);
    if (!w) return w.error();
    workloads.push_back(std::move(w).value());
  }
  return workloads;
}

Result<std::vector<Workload>> usual_workloads() { return read_workloads(kUsualWorkloads); }

Result<std::vector<Workload>> load_workloads(const std::filesystem::path& path) {
  const Result<std::string> text = read_file(path);
  if (!text) return text.error();
  Result<std::vector<Workload>> workloads = read_workloads(*text);
  if (!workloads) return Error{fmt::format("{}: {}", path.string(), workloads.error().sentence)};
  return workloads;
}

}  // namespace twofold::io
