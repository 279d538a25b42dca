#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "app/io/assets.h"
#include "app/io/base64.h"
#include "app/io/document_file.h"
#include "app/io/document_parts.h"
#include "app/io/document_words.h"
#include "app/io/json_fields.h"
#include "app/io/json_text.h"
#include "app/io/layer_fields.h"
#include "app/io/path_text.h"
#include "app/io/text_file.h"
#include "app/model/state/stages.h"
#include "core/chain/blocks.h"
#include "core/chain/conventions.h"
#include "core/check.h"

namespace twofold::io {
namespace {

constexpr int kMost = std::numeric_limits<int>::max();

/// Of a network, of which one is the document.
constexpr int kMostLayers = 1000;

core::Shape read_shape(JsonFields& fields, const std::string& key) {
  const Sizes4 s = fields.sizes4(key);
  if (s[3] > core::kMaxChannels)
    fields.refuse(key, "has more channels than " + std::to_string(core::kMaxChannels));
  return {s[0], s[1], s[2], s[3]};
}

/// D and P that stand in the object, which have to fit each other.
model::GivenFilters read_given(JsonFields& fields) {
  core::Filter d = read_filter(fields, "depthwise");
  core::Filter p = read_filter(fields, "pointwise");
  if (fields.problem()) return {};
  if (d.shape.height > core::kMaxKernel || d.shape.width > core::kMaxKernel ||
      d.shape.in > core::kMaxChannels || d.shape.out > core::kMaxMultiplier)
    fields.refuse("depthwise_shape", "is beyond what a layer can have, 4096 on every axis");
  const std::int64_t rows = static_cast<std::int64_t>(d.shape.in) * d.shape.out;
  if (p.shape.height != 1 || p.shape.width != 1 || p.shape.in != rows ||
      p.shape.out > core::kMaxChannels)
    fields.refuse("pointwise_shape", "must be [1, 1, " + std::to_string(rows) +
                                         ", out_channels] to fit \"depthwise_shape\"");
  if (fields.problem()) return {};
  return {std::move(d), std::move(p)};
}

core::Extent read_pair(JsonFields& fields, const std::string& key, int most) {
  const Sizes2 pair = fields.sizes2(key);
  if (pair[0] > most || pair[1] > most)
    fields.refuse(key, "must not be above " + std::to_string(most));
  return {pair[0], pair[1]};
}

std::string read_png_text(JsonFields& picture) {
  std::optional<std::string> bytes = from_base64(picture.text("png"));
  if (!bytes) picture.refuse("png", "must be a PNG file in base64");
  return bytes ? std::move(*bytes) : std::string();
}

void read_pictures(JsonFields& fields, SavedDocument& saved) {
  read_list(fields, "pictures", [&](JsonFields& picture) {
    saved.document.batch.push_back({0, picture.whole("width", 1, core::kMaxAxis),
                                    picture.whole("height", 1, core::kMaxAxis),
                                    picture.whole("channels", 1, 3), picture.text("name")});
    saved.paths.push_back(picture.has("path") ? path_of_text(picture.text("path")) : std::string());
    saved.pngs.push_back(picture.has("png") ? read_png_text(picture) : std::string());
    if (saved.document.batch.back().channels == 2) picture.refuse("channels", "must be 1 or 3");
  });
}

void read_kernel(JsonFields& fields, model::FilterBank& bank) {
  const model::KernelKey key{fields.whole("q", 0, core::kMaxChannels - 1),
                             fields.whole("r", 0, core::kMaxMultiplier - 1)};
  model::KernelChoice choice;
  choice.preset = read_word<core::KernelPreset>(fields, "preset", words::kernels());
  if (fields.has("values")) {
    const core::Extent size = read_pair(fields, "values_shape", core::kMaxKernel);
    std::vector<float> values = fields.numbers("values", {1, 1, size.height, size.width});
    choice.typed = core::Kernel{size, std::move(values)};
  }
  bank.kernels[key] = std::move(choice);
}

void read_rule(JsonFields& fields, model::FilterBank& bank) {
  bank.origin = read_word<model::FilterOrigin>(fields, "origin", words::origins());
  bank.preset = read_word<core::KernelPreset>(fields, "preset", words::kernels());
  bank.mix = read_word<model::MixPreset>(fields, "mix", words::mixes());
  read_list(fields, "kernels", [&](JsonFields& kernel) { read_kernel(kernel, bank); });
  read_list(fields, "weights", [&](JsonFields& weight) {
    const model::MixKey key{weight.whole("q", 0, core::kMaxChannels - 1),
                            weight.whole("r", 0, core::kMaxMultiplier - 1),
                            weight.whole("k", 0, core::kMaxChannels - 1)};
    bank.weights[key] = weight.number("value");
  });
  if (fields.has("expansion")) {
    read_list(fields, "expansion", [&](JsonFields& weight) {
      const model::MixKey key{0, weight.whole("source", 0, core::kMaxChannels - 1),
                              weight.whole("k", 0, core::kMaxAxis)};
      bank.expansion[key] = weight.number("value");
    });
  }
  read_list(fields, "bias", [&](JsonFields& bias) {
    const int k = bias.whole("k", 0, core::kMaxChannels - 1);
    bank.bias[k] = bias.number("value");
  });
  if (fields.has("depthwise")) bank.loaded = read_given(fields);
  if (bank.origin == model::FilterOrigin::loaded && !bank.loaded.get())
    fields.refuse("origin",
                  "is \"loaded\", but no \"depthwise\" and \"pointwise\" stand beside it");
}

void read_layer(JsonFields& fields, core::Layer& layer) {
  layer.kernel = read_pair(fields, "kernel", core::kMaxKernel);
  layer.strides = read_pair(fields, "strides", core::kMaxStride);
  layer.dilations = read_pair(fields, "dilations", core::kMaxDilation);
  layer.padding = read_word<core::Padding>(fields, "padding", words::paddings());
  layer.channel_multiplier = fields.whole("channel_multiplier", 1, core::kMaxMultiplier);
  layer.out_channels = fields.whole("out_channels", 1, core::kMaxChannels);
}

/// A document as this program writes it.
void read_own(JsonFields& fields, SavedDocument& saved) {
  model::Document& document = saved.document;
  read_pictures(fields, saved);
  const bool holds = std::any_of(saved.pngs.begin(), saved.pngs.end(),
                                 [](const std::string& png) { return !png.empty(); });
  if (!holds) saved.pngs.clear();
  document.longest_side = fields.whole("longest_side", 0, kMost);
  document.grey = fields.truth("grey");
  document.source = read_word<model::InputSource>(fields, "source", words::sources());
  if (document.source != model::InputSource::pictures || fields.has("noise_shape"))
    document.noise = read_shape(fields, "noise_shape");
  if (fields.has("pattern"))
    document.pattern = read_word<model::Pattern>(fields, "pattern", words::patterns());
  if (document.source == model::InputSource::network) {
    JsonFields network(fields.object("network"));
    document.network = {network.whole("layer", 0, kMostLayers),
                        network.whole("side", model::kLeastSide, model::kMostSide)};
    fields.take_problem("network", network);
  }
  read_layer(fields, document.layer);
  read_zeros(fields, document);
  read_block(fields, document.block);
  model::FilterBank& bank = document.bank;
  bank.activation = read_word<core::Activation>(fields, "activation", words::activations());
  bank.seed = fields.seed("seed");
  JsonFields bypass(fields.object("bypass"));
  document.bypass = {bypass.truth("depthwise"), bypass.truth("pointwise")};
  fields.take_problem("bypass", bypass);
  JsonFields rule(fields.object("filters"));
  read_rule(rule, bank);
  fields.take_problem("filters", rule);
}

/// A layer in the golden format, as any program may write it: its filters are given whole. Pictures
/// feed 1 or 3 channels, seeded noise any other number.
void read_golden(JsonFields& fields, SavedDocument& saved) {
  model::Document& document = saved.document;
  core::Layer& layer = document.layer;
  if (fields.has("op")) fields.word("op", {"separable_conv2d"});
  layer.strides = read_pair(fields, "strides", core::kMaxStride);
  layer.dilations = read_pair(fields, "dilations", core::kMaxDilation);
  layer.padding = read_word<core::Padding>(fields, "padding", words::paddings());
  model::FilterBank& bank = document.bank;
  bank.origin = model::FilterOrigin::loaded;
  bank.loaded = read_given(fields);
  if (fields.problem()) return;
  const core::FilterShape& d = bank.loaded.get()->depthwise.shape;
  layer.kernel = {d.height, d.width};
  layer.channel_multiplier = d.out;
  layer.out_channels = bank.loaded.get()->pointwise.shape.out;
  const core::Following following = read_following(fields, layer.out_channels);
  bank.activation = following.activation;
  for (int k = 0; k < std::ssize(following.bias); ++k)
    bank.bias[k] = following.bias[static_cast<std::size_t>(k)];
  document.grey = d.in == 1;
  if (d.in == 1 || d.in == 3) return;
  document.source = model::InputSource::noise;
  document.noise = read_shape(fields, "input_shape");
  if (document.noise.channels != d.in)
    fields.refuse("input_shape", "must have the channels of \"depthwise_shape\"");
}

std::vector<paint::Scale> read_scales(JsonFields& fields, const std::string& key) {
  std::vector<paint::Scale> scales;
  read_list(fields, key, [&](JsonFields& scale) {
    scales.push_back({read_word<paint::Map>(scale, "map", words::maps()),
                      {scale.number("low"), scale.number("high")}});
  });
  return scales;
}

model::Place read_pin(JsonFields& fields, const core::Chain& list) {
  const std::string name = fields.text("stage");
  const std::optional<int> result = model::result_named(list, name);
  if (!result && !fields.problem())
    fields.refuse("stage", fmt::format("names no result of this layer: \"{}\"", name));
  return {result.value_or(model::kOutput), fields.whole("row", 0, kMost),
          fields.whole("column", 0, kMost), fields.whole("channel", 0, kMost)};
}

model::Viewport read_viewport(JsonFields& fields) {
  JsonFields at(fields.object("viewport"));
  const model::Viewport viewport{at.number("x"), at.number("y"), at.number("zoom")};
  if (!(viewport.zoom >= 1 && viewport.zoom <= model::kMaxZoom))
    at.refuse("zoom", "must be from 1 to 4096");
  fields.take_problem("viewport", at);
  return fields.problem() ? model::Viewport{} : model::clamped(viewport);
}

SavedView read_view(JsonFields& fields, const core::Chain& list) {
  JsonFields pin(fields.object("pin"));
  SavedView view;
  view.pin = read_pin(pin, list);
  fields.take_problem("pin", pin);
  view.batch_index = fields.whole("batch_index", 0, core::kMaxAxis);
  if (fields.has("pin_was_moved")) view.pin_was_moved = fields.truth("pin_was_moved");
  if (fields.has("operation"))
    view.operation = read_word<model::OperationView>(fields, "operation", words::operations());
  if (fields.has("result"))
    view.result = read_word<model::OutputView>(fields, "result", words::results());
  if (fields.has("viewport")) view.viewport = read_viewport(fields);
  view.input = read_scales(fields, "input_ranges");
  view.depthwise = read_scales(fields, "depthwise_ranges");
  view.output = read_scales(fields, "output_ranges");
  return view;
}

}  // namespace

Result<SavedDocument> read_document(std::string_view text) {
  const Result<nlohmann::json> parsed = parse_json(text);
  if (!parsed) return parsed.error();
  if (!parsed->is_object()) return Error{"a document must be a JSON object, {...}"};
  JsonFields fields(*parsed);
  SavedDocument saved;
  if (fields.has("twofold")) fields.whole("twofold", 1, 1);
  if (fields.has("filters")) {
    read_own(fields, saved);
  } else {
    read_golden(fields, saved);
  }
  if (fields.has("view")) {
    JsonFields view(fields.object("view"));
    saved.view = read_view(view, model::stages_of(saved.document));
    fields.take_problem("view", view);
  }
  if (fields.problem()) return *fields.problem();
  return saved;
}

Result<SavedDocument> load_document(const std::filesystem::path& path) {
  const Result<std::string> text = read_file(path);
  if (!text) return text.error();
  Result<SavedDocument> saved = read_document(*text);
  if (!saved) return Error{path.string() + ": " + saved.error().sentence};
  return saved;
}

Result<Picture> load_saved_picture(const SavedDocument& saved, std::size_t index,
                                   const std::filesystem::path& file) {
  const std::string& own = saved.document.batch[index].name;
  if (index < saved.pngs.size() && !saved.pngs[index].empty()) {
    Result<Picture> picture = read_picture(saved.pngs[index], own);
    if (!picture) return Error{file.string() + ": " + picture.error().sentence};
    picture.value().name = own;
    return picture;
  }
  const std::filesystem::path path = saved.paths[index];
  if (!path.empty()) {
    Result<Picture> picture = load_picture(path);
    if (picture) return picture;
    picture = load_picture(file.parent_path() / path.filename());
    if (picture) return picture;
  }
  const std::string& name = saved.document.batch[index].name;
  Result<Picture> bundled = load_bundled_picture(name);
  if (bundled) return bundled;
  return Error{file.string() + ": its picture \"" + name + "\" is no longer at " + path.string() +
               "; put it there or beside the file"};
}

}  // namespace twofold::io
