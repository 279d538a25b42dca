#include "app/model/network/network.h"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/io/assets.h"
#include "app/io/network_file.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

using nlohmann::json;

const TrainedNetwork& detector() {
  static const TrainedNetwork kNetwork = [] {
    auto loaded = io::load_face_detector();
    REQUIRE(loaded);
    return std::move(loaded).value();
  }();
  return kNetwork;
}

json manifest() {
  std::ifstream file(*io::assets_folder() / "weights/tiny_face_detector/manifest.json");
  return json::parse(file);
}

/// The input by a formula that the manifest checks the network with.
core::Tensor check_input(const TrainedNetwork& network) {
  core::Tensor x({1, 64, 64, 3});
  for (int row = 0; row < 64; ++row)
    for (int column = 0; column < 64; ++column)
      for (int c = 0; c < 3; ++c) {
        const int byte = (31 * row + 17 * column + 53 * c + (column * row) % 29) % 256;
        x.at(0, row, column, c) =
            (static_cast<float>(byte) - network.mean[static_cast<std::size_t>(c)]) /
            network.divide_by;
      }
  return x;
}

}  // namespace

TEST_CASE("the face detector's layers are what its manifest was checked with") {
  const TrainedNetwork& network = detector();
  const NetworkRun made = run(network, check_input(network));
  const json checks = manifest()["check"]["layers"];
  REQUIRE(checks.size() == made.results.size());
  for (std::size_t i = 0; i < checks.size(); ++i) {
    INFO(network.layers[i].name);
    const core::Tensor& got = made.results[i];
    const json& want = checks[i];
    CHECK(want["layer"] == network.layers[i].name);
    const core::Shape& shape = got.shape;
    CHECK(want["shape"] == json({shape.batch, shape.height, shape.width, shape.channels}));
    const auto [least, most] = std::minmax_element(got.values.begin(), got.values.end());
    double sum = 0;
    for (const float value : got.values) sum += value;
    const double tolerance =
        1e-4 * std::max(std::abs(want["min"].get<double>()), std::abs(want["max"].get<double>()));
    CHECK(std::abs(*least - want["min"].get<double>()) < tolerance);
    CHECK(std::abs(*most - want["max"].get<double>()) < tolerance);
    CHECK(std::abs(sum / static_cast<double>(shape.count()) - want["mean"].get<double>()) <
          tolerance);
    for (int c = 0; c < 4; ++c) {
      const auto at = static_cast<std::size_t>(c);
      CHECK(std::abs(got.at(0, 0, 0, c) - want["corner"][at].get<double>()) < tolerance);
      CHECK(std::abs(got.at(0, shape.height / 2, shape.width / 2, c) -
                     want["middle"][at].get<double>()) < tolerance);
    }
  }
}

TEST_CASE("it finds the astronaut's face, and only that") {
  const TrainedNetwork& network = detector();
  const auto picture = io::load_bundled_picture("astronaut");
  REQUIRE(picture);
  const NetworkInput input = network_input(network, picture->values, 416);
  const NetworkRun made = run(network, input.x);
  REQUIRE(made.boxes.size() == 1);
  const Box& face = made.boxes.front();
  // The published figures come from another way of scaling pictures.
  CHECK(std::abs(face.score - 0.969f) < 0.02f);
  CHECK(std::abs(face.left * 416 - 133) < 4);
  CHECK(std::abs(face.top * 416 - 61) < 4);
  CHECK(std::abs(face.width * 416 - 93) < 4);
  CHECK(std::abs(face.height * 416 - 90) < 4);
}

TEST_CASE("parameters, shapes and receptive fields of every layer") {
  const std::vector<LayerFacts> facts = layer_facts(detector(), 416);
  REQUIRE(facts.size() == 7);
  std::int64_t weights = 0;
  for (const LayerFacts& f : facts) weights += f.params + f.biases;
  CHECK(weights == 193321);
  CHECK(facts[0].out == core::Shape{1, 414, 414, 16});
  CHECK(facts[0].macs == std::int64_t{414} * 414 * 432);
  CHECK(facts[6].out == core::Shape{1, 13, 13, 25});
  CHECK(facts[0].field.size == core::Extent{3, 3});
  // 3 + 1 (pool) + 2 * 2 (conv1).
  CHECK(facts[1].field.size == core::Extent{8, 8});
  CHECK(facts[1].field.step == core::Extent{2, 2});
  CHECK(facts[6].field.step == core::Extent{32, 32});
}

TEST_CASE("a changed weight changes what comes after it, and only that") {
  TrainedNetwork network = detector();
  const core::Tensor x = check_input(network);
  const NetworkRun before = run(network, x);
  network.layers[3].folds[0].filter.values[7] += 1;
  const NetworkRun after = run_from(network, x, before, 3);
  for (std::size_t i = 0; i < 3; ++i) CHECK(tests::same_bits(after.results[i], before.results[i]));
  CHECK_FALSE(after.results[3] == before.results[3]);
  CHECK(tests::same_bits(after.results[6], run(network, x).results[6]));
}

TEST_CASE("a picture is put at the top left, and black fills the square") {
  const TrainedNetwork& network = detector();
  core::Tensor grey({1, 50, 100, 1});
  std::fill(grey.values.begin(), grey.values.end(), 1.0f);
  const NetworkInput input = network_input(network, grey, 96);
  CHECK(input.shown == core::Extent{48, 96});
  CHECK(std::abs(input.x.at(0, 47, 95, 2) - (255 - network.mean[2]) / 255) < 1e-6f);
  CHECK(std::abs(input.x.at(0, 48, 0, 0) + network.mean[0] / 255) < 1e-6f);
}

}  // namespace twofold::model
