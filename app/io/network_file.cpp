#include "app/io/network_file.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "app/io/assets.h"
#include "app/io/json_fields.h"
#include "app/io/json_text.h"
#include "app/io/npy.h"
#include "app/io/text_file.h"
#include "core/chain/check.h"

namespace twofold::io {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// What is read so far, and the first thing that is wrong.
class Reader {
 public:
  explicit Reader(const fs::path& folder) : folder_(folder) {}

  Result<model::TrainedNetwork> read(const json& manifest) {
    JsonFields fields(manifest);
    model::TrainedNetwork network;
    network.name = fields.text("name");
    read_input(fields, network);
    for (const json& layer : fields.list("layers")) append(layer, network);
    read_decoding(fields, network.decoding);
    if (fields.problem()) refuse(fields.problem()->sentence);
    if (network.layers.empty()) refuse("has no layers");
    if (!problem_) check(network);
    if (problem_) return *problem_;
    return network;
  }

 private:
  void refuse(const std::string& why) {
    if (!problem_)
      problem_ = Error{fmt::format("{} is not a network that Twofold can read: {}",
                                   (folder_ / "manifest.json").string(), why)};
  }

  void read_input(JsonFields& fields, model::TrainedNetwork& network) {
    JsonFields input(fields.object("input"));
    network.divide_by = input.number("divide_by");
    const json& mean = input.list("mean");
    if (mean.size() != network.mean.size()) return input.refuse("mean", "must be three numbers");
    for (std::size_t c = 0; c < network.mean.size(); ++c) {
      if (!mean[c].is_number()) return input.refuse("mean", "must be three numbers");
      network.mean[c] = mean[c].get<float>();
    }
    fields.take_problem("input", input);
  }

  void read_decoding(JsonFields& fields, model::BoxDecoding& decoding) {
    JsonFields decode(fields.object("decode"));
    decoding.least_score = decode.number("score_threshold");
    decoding.most_overlap = decode.number("non_maximum_suppression_iou");
    for (const json& anchor : decode.list("anchors")) {
      if (!anchor.is_array() || anchor.size() != 2 || !anchor[0].is_number() ||
          !anchor[1].is_number())
        return decode.refuse("anchors", "must be pairs of numbers");
      decoding.anchors.push_back({anchor[0].get<float>(), anchor[1].get<float>()});
    }
    fields.take_problem("decode", decode);
  }

  /// A layer, or the pooling behind the last one.
  void append(const json& object, model::TrainedNetwork& network) {
    if (!object.is_object()) return refuse("a layer must be an object");
    JsonFields fields(object);
    const std::size_t type = fields.word("type", {"conv2d", "separable_conv2d", "max_pool"});
    if (!fields.problem() && type == 2) {
      if (network.layers.empty()) return refuse("it begins with a pooling");
      core::Layer& pooling = network.layers.back().pooling.emplace();
      pooling.kernel = extent(fields.sizes2("window"));
      read_strides(fields, pooling);
    } else if (!fields.problem()) {
      network.layers.push_back(layer_of(fields, type == 1));
    }
    if (fields.problem()) refuse("a layer's " + fields.problem()->sentence);
  }

  model::TrainedLayer layer_of(JsonFields& fields, bool separable) {
    model::TrainedLayer made;
    made.name = fields.text("name");
    core::Layer layer;
    read_strides(fields, layer);
    layer.dilations = extent(fields.sizes2("dilations"));
    if (separable) {
      core::Filter depthwise = filter(fields, "depthwise");
      core::Filter pointwise = filter(fields, "pointwise");
      layer.kernel = {depthwise.shape.height, depthwise.shape.width};
      layer.channel_multiplier = depthwise.shape.out;
      layer.out_channels = pointwise.shape.out;
      made.list = core::separable_chain(layer);
      made.folds = {{std::move(depthwise), {}, {}, {}}, {std::move(pointwise), {}, {}, {}}};
    } else {
      core::Filter standard = filter(fields, "filter");
      layer.kernel = {standard.shape.height, standard.shape.width};
      layer.out_channels = standard.shape.out;
      made.list = core::standard_chain(layer);
      made.folds = {{std::move(standard), {}, {}, {}}};
    }
    made.folds.back().bias = bias(fields);
    core::AfterSum& after = made.list.stages.back().after;
    after.bias = true;
    JsonFields activation(fields.object("activation"));
    if (activation.word("type", {"none", "leaky_relu"}) == 1)
      after.activation = core::Activation::leaky_relu;
    fields.take_problem("activation", activation);
    return made;
  }

  static core::Extent extent(const Sizes2& sizes) { return {sizes[0], sizes[1]}; }

  static void read_strides(JsonFields& fields, core::Layer& layer) {
    layer.strides = extent(fields.sizes2("strides"));
    layer.padding =
        fields.word("padding", {"SAME", "VALID"}) == 0 ? core::Padding::same : core::Padding::valid;
  }

  /// The file whose name stands under the key; it has to lie in the network's folder.
  fs::path file(JsonFields& fields, const std::string& key) {
    const fs::path name = fields.text(key);
    if (name.has_parent_path()) fields.refuse(key, "must be the name of a file beside it");
    return folder_ / name;
  }

  core::Filter filter(JsonFields& fields, const std::string& key) {
    const fs::path path = file(fields, key);
    if (problem_ || fields.problem()) return {};
    Result<core::Filter> loaded = load_npy_filter(path);
    if (loaded) return std::move(loaded).value();
    if (!problem_) problem_ = loaded.error();
    return {};
  }

  std::vector<float> bias(JsonFields& fields) {
    const fs::path path = file(fields, "bias");
    if (problem_ || fields.problem()) return {};
    Result<Npy> loaded = load_npy(path);
    if (loaded) return std::move(loaded.value().values);
    if (!problem_) problem_ = loaded.error();
    return {};
  }

  /// Every layer must be able to read what the one before it makes.
  void check(const model::TrainedNetwork& network) {
    core::Shape in{1, model::kLeastSide, model::kLeastSide, 3};
    for (const model::TrainedLayer& layer : network.layers) {
      const std::vector<core::Problem> problems = core::check(layer.list, in);
      if (!problems.empty()) return refuse(layer.name + ": " + problems.front().sentence);
      const std::vector<core::Shape> shapes = core::result_shapes(layer.list, in);
      for (std::size_t i = 0; i < layer.folds.size(); ++i) {
        const core::Stage& stage = layer.list.stages[i];
        const int channels = shapes[static_cast<std::size_t>(stage.reads)].channels;
        if (layer.folds[i].filter.shape != core::filter_shape(stage, channels))
          return refuse(layer.name + "'s filters do not fit what the layer before it makes");
      }
      if (std::ssize(layer.folds.back().bias) != shapes.back().channels)
        return refuse(layer.name + " needs one bias for each of its outputs");
      in = shapes.back();
      if (!layer.pooling) continue;
      core::Layer pooling = *layer.pooling;
      pooling.out_channels = in.channels;
      in = core::output_shape(pooling, in);
    }
    if (in.channels != 5 * std::ssize(network.decoding.anchors))
      refuse("its last layer must have five outputs for each anchor");
  }

  fs::path folder_;
  std::optional<Error> problem_;
};

}  // namespace

Result<model::TrainedNetwork> load_network(const fs::path& folder) {
  const fs::path path = folder / "manifest.json";
  const Result<std::string> text = read_file(path);
  if (!text) return text.error();
  const Result<json> manifest = parse_json(*text);
  if (!manifest) return Error{fmt::format("{}: {}", path.string(), manifest.error().sentence)};
  if (!manifest->is_object())
    return Error{fmt::format("{} must hold one JSON object", path.string())};
  return Reader(folder).read(*manifest);
}

Result<model::TrainedNetwork> load_face_detector() {
  const Result<fs::path> folder = assets_folder();
  if (!folder) return folder.error();
  return load_network(*folder / "weights" / "tiny_face_detector");
}

}  // namespace twofold::io
