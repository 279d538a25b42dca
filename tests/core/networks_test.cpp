#include "core/networks.h"

#include <set>

#include "core/check.h"
#include "tests/support/catch.h"

namespace twofold::tests {
namespace {

double share(std::int64_t part, std::int64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

TEST_CASE("MobileNet v1 has the totals that were published") {
  const core::Network* network = core::find_network("mobilenet-v1");
  REQUIRE(network);
  const core::NetworkCost cost = core::network_cost(*network);
  // arXiv 1704.04861, table 4. The two figures of multiply-adds agree only if the classifier is
  // counted in the first and not in the second.
  CHECK(static_cast<double>(cost.total().macs) == Approx(569e6).epsilon(0.001));
  const std::int64_t without_classifier = cost.total_as_standard().macs - cost.classifier.macs;
  CHECK(static_cast<double>(without_classifier) == Approx(4866e6).epsilon(0.001));
  CHECK(static_cast<double>(cost.total_as_standard().params) == Approx(29.3e6).epsilon(0.001));
  CHECK(cost.total() == core::Amount{4'209'088, 568'740'352});
  CHECK(cost.total_as_standard().macs == 4'867'293'184);
}

TEST_CASE("MobileNet v1's work is where table 2 of the paper says") {
  const core::NetworkCost cost = core::network_cost(*core::find_network("mobilenet-v1"));
  const core::Amount total = cost.total();
  CHECK(share(cost.pointwise.macs, total.macs) == Approx(0.9486).margin(0.0003));
  CHECK(share(cost.pointwise.params, total.params) == Approx(0.7459).margin(0.0003));
  CHECK(share(cost.depthwise.macs, total.macs) == Approx(0.0306).margin(0.0003));
  CHECK(share(cost.depthwise.params, total.params) == Approx(0.0106).margin(0.0003));
  CHECK(share(cost.classifier.params, total.params) == Approx(0.2433).margin(0.0003));
}

TEST_CASE("Xception has as many weights as its published model without biases and batch norm") {
  // Keras states 22,910,480 parameters: 109,056 of them belong to batch norm, 1,000 are biases.
  const core::NetworkCost cost = core::network_cost(*core::find_network("xception"));
  CHECK(cost.total().params == 22'910'480 - 109'056 - 1'000);
}

TEST_CASE("Every layer's output is what the next layer takes, or that after pooling") {
  for (const core::Network& network : core::networks()) {
    std::set<std::string_view> names;
    const core::NetworkLayer* last = nullptr;
    for (const core::NetworkLayer& layer : network.layers) {
      INFO(network.name << " " << layer.name);
      CHECK(names.insert(layer.name).second);
      CHECK(core::check(layer.layer, layer.in).empty());
      if (layer.name.find("shortcut") != std::string_view::npos) continue;
      if (last) {
        const core::Shape out = core::output_shape(last->layer, last->in);
        const bool pooled = layer.in.height == (out.height + 1) / 2 || layer.in.height == 1;
        CHECK(layer.in.channels == out.channels);
        CHECK((layer.in.height == out.height || pooled));
      }
      last = &layer;
    }
  }
}

TEST_CASE("Known layers have the figures that are told of them") {
  std::set<std::string_view> names;
  for (const core::KnownLayer& known : core::known_layers()) {
    INFO(known.name);
    CHECK(names.insert(known.name).second);
    CHECK(core::check(known.layer, known.in).empty());
    const core::Cost cost = core::cost(known.layer, known.in);
    if (known.name == "inception-v2") {
      CHECK(cost.separable.params == 2712);
      CHECK(cost.standard.params == 9408);
    }
    if (known.name == "tf-sample") {
      CHECK(core::output_shape(known.layer, known.in) == core::Shape{100, 8, 8, 3});
      CHECK(cost.separable.params == 36);
      CHECK(cost.standard.params == 81);
    }
  }
  CHECK(core::find_network("none") == nullptr);
}

}  // namespace
}  // namespace twofold::tests
