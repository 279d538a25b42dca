#include "tests/support/golden.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

namespace twofold::tests {
namespace {

using nlohmann::json;

core::Extent extent(const json& pair) { return {pair.at(0), pair.at(1)}; }

core::Shape shape(const json& sizes) {
  return {sizes.at(0), sizes.at(1), sizes.at(2), sizes.at(3)};
}

core::FilterShape filter_shape(const json& sizes) {
  return {sizes.at(0), sizes.at(1), sizes.at(2), sizes.at(3)};
}

core::Filter filter(const json& file, const std::string& key) {
  return core::Filter(filter_shape(file.at(key + "_shape")),
                      file.at(key).get<std::vector<float>>());
}

Wanted wanted(const json& file, const std::string& key) {
  return {shape(file.at(key + "_shape")), file.at(key).get<std::vector<double>>()};
}

std::optional<WantedGradients> wanted_gradients(const json& file) {
  if (!file.contains("grads")) return std::nullopt;
  const json& grads = file.at("grads");
  const auto values = [&](const char* key) {
    return grads.contains(key) ? grads.at(key).get<std::vector<double>>() : std::vector<double>{};
  };
  return WantedGradients{grads.at("output_grad").get<std::vector<float>>(), values("input"),
                         values("depthwise"), values("pointwise"), values("filter")};
}

/// Fills the filters, and the layer's sizes that follow from them.
void read_filters(const json& file, GoldenCase& c) {
  if (c.op == "conv2d") {
    c.standard = filter(file, "filter");
    c.layer.kernel = {c.standard.shape.height, c.standard.shape.width};
    c.layer.out_channels = c.standard.shape.out;
    return;
  }
  c.filters.depthwise = filter(file, "depthwise");
  const core::FilterShape& d = c.filters.depthwise.shape;
  c.layer.kernel = {d.height, d.width};
  c.layer.channel_multiplier = d.out;
  if (c.op != "separable_conv2d") return;
  c.filters.pointwise = filter(file, "pointwise");
  c.layer.out_channels = c.filters.pointwise.shape.out;
  c.z = wanted(file, "depthwise_output");
}

}  // namespace

std::filesystem::path golden_folder() {
  return std::filesystem::path(TWOFOLD_SOURCE_DIR) / "tests/golden";
}

GoldenCase load_golden(const std::filesystem::path& path) {
  std::ifstream stream(path);
  const json file = json::parse(stream);
  GoldenCase c;
  c.name = file.at("name");
  c.op = file.at("op");
  c.layer.strides = extent(file.at("strides"));
  c.layer.dilations = extent(file.at("dilations"));
  c.layer.padding = file.at("padding") == "SAME" ? core::Padding::same : core::Padding::valid;
  const json& pads = file.at("pads");
  c.pads = {pads.at("top"), pads.at("bottom"), pads.at("left"), pads.at("right")};
  c.input = core::Tensor(shape(file.at("input_shape")), file.at("input").get<core::Floats>());
  read_filters(file, c);
  c.y = wanted(file, "output");
  c.grads = wanted_gradients(file);
  return c;
}

const std::vector<GoldenCase>& golden_cases() {
  static const std::vector<GoldenCase> cases = [] {
    std::vector<GoldenCase> all;
    for (const auto& entry : std::filesystem::directory_iterator(golden_folder())) {
      if (entry.path().extension() == ".json") all.push_back(load_golden(entry.path()));
    }
    std::sort(all.begin(), all.end(),
              [](const GoldenCase& a, const GoldenCase& b) { return a.name < b.name; });
    return all;
  }();
  return cases;
}

}  // namespace twofold::tests
