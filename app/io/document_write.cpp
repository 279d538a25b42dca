#include <nlohmann/json.hpp>

#include "app/io/base64.h"
#include "app/io/document_file.h"
#include "app/io/document_words.h"
#include "app/io/path_text.h"
#include "app/io/text_file.h"
#include "app/model/state/stages.h"

namespace twofold::io {
namespace {

/// Keys stay in their order, and a float is written with the fewest digits that read back as it.
using Json = nlohmann::basic_json<nlohmann::ordered_map, std::vector, std::string, bool,
                                  std::int64_t, std::uint64_t, float>;

Json pair(core::Extent e) { return Json::array({e.height, e.width}); }

Json sizes(const core::Shape& s) { return Json::array({s.batch, s.height, s.width, s.channels}); }

Json sizes(const core::FilterShape& s) { return Json::array({s.height, s.width, s.in, s.out}); }

void put_filter(Json& json, const std::string& key, const core::Filter& filter) {
  json[key + "_shape"] = sizes(filter.shape);
  json[key] = filter.values;
}

Json pictures_json(const SavedDocument& saved) {
  Json pictures = Json::array();
  for (std::size_t i = 0; i < saved.document.batch.size(); ++i) {
    const model::PictureRef& p = saved.document.batch[i];
    pictures.push_back(
        {{"name", p.name},
         {"path", i < saved.paths.size() ? path_text(saved.paths[i]) : std::string()},
         {"width", p.width},
         {"height", p.height},
         {"channels", p.channels}});
    if (i < saved.pngs.size() && !saved.pngs[i].empty())
      pictures.back()["png"] = base64(saved.pngs[i]);
  }
  return pictures;
}

Json kernels_json(const model::FilterBank& bank) {
  Json kernels = Json::array();
  for (const auto& [key, choice] : bank.kernels) {
    Json kernel{{"q", key.first},
                {"r", key.second},
                {"preset", words::of(words::kernels(), choice.preset)}};
    if (choice.typed) {
      kernel["values_shape"] = pair(choice.typed->size);
      kernel["values"] = choice.typed->values;
    }
    kernels.push_back(std::move(kernel));
  }
  return kernels;
}

Json weights_json(const model::FilterBank& bank) {
  Json weights = Json::array();
  for (const auto& [key, value] : bank.weights)
    weights.push_back({{"q", key[0]}, {"r", key[1]}, {"k", key[2]}, {"value", value}});
  return weights;
}

Json bias_json(const model::FilterBank& bank) {
  Json bias = Json::array();
  for (const auto& [k, value] : bank.bias) bias.push_back({{"k", k}, {"value", value}});
  return bias;
}

/// The rule of the filters.
Json expansion_json(const model::FilterBank& bank) {
  Json weights = Json::array();
  for (const auto& [key, value] : bank.expansion)
    weights.push_back({{"source", key[1]}, {"k", key[2]}, {"value", value}});
  return weights;
}

Json filters_json(const model::FilterBank& bank) {
  Json json{{"origin", words::of(words::origins(), bank.origin)},
            {"preset", words::of(words::kernels(), bank.preset)},
            {"mix", words::of(words::mixes(), bank.mix)},
            {"kernels", kernels_json(bank)},
            {"weights", weights_json(bank)},
            {"bias", bias_json(bank)}};
  if (!bank.expansion.empty()) json["expansion"] = expansion_json(bank);
  if (const core::Filters* given = bank.loaded.get()) {
    put_filter(json, "depthwise", given->depthwise);
    put_filter(json, "pointwise", given->pointwise);
  }
  return json;
}

Json scales_json(const std::vector<paint::Scale>& scales) {
  Json json = Json::array();
  for (const paint::Scale& s : scales)
    json.push_back(
        {{"map", words::of(words::maps(), s.map)}, {"low", s.range.low}, {"high", s.range.high}});
  return json;
}

Json view_json(const SavedView& view, const core::Chain& list) {
  return {{"pin",
           {{"stage", model::result_name(list, view.pin.result)},
            {"row", view.pin.row},
            {"column", view.pin.column},
            {"channel", view.pin.channel}}},
          {"pin_was_moved", view.pin_was_moved},
          {"batch_index", view.batch_index},
          {"operation", words::of(words::operations(), view.operation)},
          {"result", words::of(words::results(), view.result)},
          {"viewport",
           {{"x", static_cast<float>(view.viewport.centre_x)},
            {"y", static_cast<float>(view.viewport.centre_y)},
            {"zoom", static_cast<float>(view.viewport.zoom)}}},
          {"input_ranges", scales_json(view.input)},
          {"depthwise_ranges", scales_json(view.depthwise)},
          {"output_ranges", scales_json(view.output)}};
}

void put_input(Json& json, const SavedDocument& saved) {
  const model::Document& document = saved.document;
  json["pictures"] = pictures_json(saved);
  json["longest_side"] = document.longest_side;
  json["grey"] = document.grey;
  json["source"] = words::of(words::sources(), document.source);
  if (document.noise != core::Shape{}) json["noise_shape"] = sizes(document.noise);
  if (document.pattern != model::Pattern{})
    json["pattern"] = words::of(words::patterns(), document.pattern);
  if (document.source == model::InputSource::network)
    json["network"] = {{"layer", document.network.layer}, {"side", document.network.side}};
  json["input_shape"] = sizes(model::input_shape(document));
}

void put_layer(Json& json, const model::Document& document) {
  const core::Layer& layer = document.layer;
  json["kernel"] = pair(layer.kernel);
  json["strides"] = pair(layer.strides);
  json["dilations"] = pair(layer.dilations);
  json["padding"] = words::of(words::paddings(), layer.padding);
  if (const auto& p = document.zeros.typed)
    json["pads"] = {{"top", p->top}, {"bottom", p->bottom}, {"left", p->left}, {"right", p->right}};
  if (document.zeros.convention != model::Zeros{}.convention)
    json["convention"] = document.zeros.convention;
  json["channel_multiplier"] = layer.channel_multiplier;
  json["out_channels"] = layer.out_channels;
  json["activation"] = words::of(words::activations(), document.bank.activation);
  json["seed"] = document.bank.seed;
  json["bypass"] = {{"depthwise", document.bypass.depthwise},
                    {"pointwise", document.bypass.pointwise}};
}

Json after_json(const core::AfterSum& after) {
  return {{"bias", after.bias},
          {"normalisation", words::of(words::normalisations(), after.normalisation)},
          {"activation", words::of(words::activations(), after.activation)}};
}

/// What is typed behind a stage.
Json values_json(int stage, const model::AfterValues& values) {
  Json channels = Json::array();
  for (const auto& [channel, typed] : values.channels)
    channels.push_back({{"channel", channel},
                        {"bias", typed.bias},
                        {"scale", typed.scale},
                        {"shift", typed.shift},
                        {"mean", typed.mean},
                        {"variance", typed.variance}});
  return {{"stage", stage},
          {"epsilon", values.epsilon},
          {"folded", values.folded},
          {"channels", std::move(channels)}};
}

/// What stands around the layer; a separable layer as it is says nothing.
void put_block(Json& json, const model::BlockChoice& block) {
  if (block == model::BlockChoice{}) return;
  json["block"] = block.name;
  json["expansion"] = block.expansion;
  json["groups"] = block.groups;
  Json after = Json::array();
  for (const auto& [stage, what] : block.after) {
    Json entry = after_json(what);
    entry["stage"] = stage;
    after.push_back(std::move(entry));
  }
  json["after"] = std::move(after);
  Json values = Json::array();
  for (const auto& [stage, typed] : block.values) values.push_back(values_json(stage, typed));
  if (!values.empty()) json["after_values"] = std::move(values);
  Json bits = Json::array();
  for (const auto& [stage, kept] : block.bits)
    bits.push_back({{"stage", stage},
                    {"bits", kept.bits},
                    {"scales", kept.scale_per_channel ? "channel" : "tensor"}});
  if (!bits.empty()) json["bits"] = std::move(bits);
}

/// One line a key, so that a person finds their way.
std::string text_of(const Json& json) {
  std::string text = "{";
  const char* separator = "\n";
  for (const auto& [key, value] : json.items()) {
    text += separator + ("  " + Json(key).dump() + ": ") +
            value.dump(-1, ' ', false, Json::error_handler_t::replace);
    separator = ",\n";
  }
  return text + "\n}\n";
}

/// All that a document is.
Json rule_json(const SavedDocument& saved) {
  Json json;
  json["twofold"] = 1;
  json["op"] = model::is_separable(saved.document) ? "separable_conv2d" : "block";
  put_input(json, saved);
  put_layer(json, saved.document);
  put_block(json, saved.document.block);
  json["filters"] = filters_json(saved.document.bank);
  return json;
}

}  // namespace

std::string document_line(const SavedDocument& saved) {
  return rule_json(saved).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string document_json(const SavedDocument& saved, const core::Filters& filters) {
  Json json = rule_json(saved);
  if (model::is_separable(saved.document)) {
    put_filter(json, "depthwise", filters.depthwise);
    put_filter(json, "pointwise", filters.pointwise);
    if (!filters.bias.empty()) json["bias"] = filters.bias;
  }
  if (saved.view) json["view"] = view_json(*saved.view, model::stages_of(saved.document));
  return text_of(json);
}

std::string document_json(const SavedDocument& saved) {
  Json json = rule_json(saved);
  if (saved.view) json["view"] = view_json(*saved.view, model::stages_of(saved.document));
  return text_of(json);
}

Result<Done> save_document(const std::filesystem::path& path, const SavedDocument& saved,
                           const core::Filters& filters) {
  return write_file(path, document_json(saved, filters));
}

Result<Done> save_document(const std::filesystem::path& path, const SavedDocument& saved) {
  return write_file(path, document_json(saved));
}

}  // namespace twofold::io
