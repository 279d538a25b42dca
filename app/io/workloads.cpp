#include "app/io/workloads.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/io/text_file.h"
#include "app/io/workloads_text.h"
#include "core/check.h"

namespace twofold::io {
namespace {

using nlohmann::json;

Result<Workload> read_workload(const json& entry) {
  Workload w;
  try {
    w.name = entry.at("name").get<std::string>();
    w.in = {entry.value("b", 1), entry.at("h").get<int>(), entry.at("w").get<int>(),
            entry.at("c").get<int>()};
    w.layer.kernel = {entry.value("kh", 3), entry.value("kw", 3)};
    w.layer.strides = {entry.value("s", 1), entry.value("s", 1)};
    w.layer.dilations = {entry.value("d", 1), entry.value("d", 1)};
    w.layer.channel_multiplier = entry.value("m", 1);
    w.layer.out_channels = entry.at("k").get<int>();
    const std::string pad = entry.value("pad", "SAME");
    if (pad != "SAME" && pad != "VALID")
      return Error{fmt::format("workload \"{}\": \"pad\" must be SAME or VALID", w.name)};
    w.layer.padding = pad == "SAME" ? core::Padding::same : core::Padding::valid;
  } catch (const json::exception&) {
    return Error{
        fmt::format("workload \"{}\" needs \"name\" and whole numbers \"h\", \"w\", "
                    "\"c\", \"k\"",
                    w.name)};
  }
  const std::vector<core::Problem> problems = core::check(w.layer, w.in);
  if (!problems.empty())
    return Error{fmt::format("workload \"{}\": {}", w.name, problems.front().sentence)};
  return w;
}

}  // namespace

Result<std::vector<Workload>> read_workloads(std::string_view text) {
  const json document = json::parse(text, nullptr, false);
  if (!document.is_object() || !document.contains("workloads") ||
      !document["workloads"].is_array() || document["workloads"].empty())
    return Error{"not a list of workloads: expected {\"workloads\": [...]} with at least one"};
  std::vector<Workload> workloads;
  for (const json& entry : document["workloads"]) {
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
