#include "core/known/networks.h"

#include <set>

#include "core/check.h"
#include "core/known/network_fields.h"
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

/// Weights, biases, what norms and blocks train.
std::int64_t trained(const core::Network& network) {
  const core::OtherParams others = core::other_params(network);
  return core::network_cost(network).total().params + others.biases + others.norms +
         network.other_params;
}

TEST_CASE("The other networks have the totals that were published, to the last parameter") {
  struct Row {
    const char* name;
    double macs;          // of the paper
    std::int64_t params;  // of torchvision's models, all that is trained
  };
  // MobileNet v2's paper says 3.4 M: 3,469,760 weights, cut. Its 300 M multiply-adds count the
  // convolutions and the classifier, as EfficientNet's 0.39 and ConvNeXt's 4.5 G do.
  for (const Row& row : {Row{"mobilenet-v2", 300e6, 3'504'872},
                         {"efficientnet-b0", 0.39e9, 5'288'548},
                         {"convnext-t", 4.5e9, 28'589'128}}) {
    INFO(row.name);
    const core::Network& network = *core::find_network(row.name);
    CHECK(static_cast<double>(core::network_cost(network).total().macs) ==
          Approx(row.macs).epsilon(0.012));
    CHECK(trained(network) == row.params);
  }
  CHECK(core::network_cost(*core::find_network("mobilenet-v2")).total() ==
        core::Amount{3'469'760, 300'774'272});
  // Keras counts mean and variance of norms too.
  CHECK(trained(*core::find_network("xception")) + 54'528 == 22'910'480);
  CHECK(trained(*core::find_network("mobilenet-v1")) + 21'888 == 4'253'864);
}

TEST_CASE("MobileNet v1 at other widths and resolutions is as tables 6 and 7 of the paper say") {
  struct Row {
    core::NetworkScale scale;
    double macs, params;
  };
  for (const Row& row : {Row{{0.75, 224}, 325e6, 2.6e6}, Row{{0.5, 224}, 149e6, 1.3e6},
                         Row{{0.25, 224}, 41e6, 0.5e6}, Row{{1, 192}, 418e6, 4.2e6},
                         Row{{1, 160}, 290e6, 4.2e6}, Row{{1, 128}, 186e6, 4.2e6}}) {
    INFO(row.scale.width << " " << row.scale.side);
    const core::Amount total =
        core::network_cost(core::scaled(*core::find_network("mobilenet-v1"), row.scale)).total();
    CHECK(static_cast<double>(total.macs) == Approx(row.macs).epsilon(0.004));
    CHECK(static_cast<double>(total.params) == Approx(row.params).margin(0.05e6));
  }
}

TEST_CASE("A network of any scale has layers that fit, and one that does not scale stays") {
  for (const double width : {core::kLeastWidth, 0.35, 1.4, core::kMostWidth}) {
    for (const int side : {core::kLeastSide, 96, core::kMostSide}) {
      for (const char* name : {"mobilenet-v1", "mobilenet-v2"}) {
        const core::Network network = core::scaled(*core::find_network(name), {width, side});
        INFO(name << " " << width << " " << side);
        CHECK(network.layers.size() == core::find_network(name)->layers.size());
        for (const core::NetworkLayer& layer : network.layers)
          CHECK(core::check(layer.layer(), layer.in).empty());
      }
    }
  }
  const core::Network& xception = *core::find_network("xception");
  CHECK(core::scaled(xception, {0.5, 128}).layers.front().in == xception.layers.front().in);
}

TEST_CASE("Receptive fields by hand: strides spread what comes after") {
  // MobileNet v1: 3, then 2 more steps of 2 pixels, of 2, of 4, of 4, of 8 ...
  const core::Network& v1 = *core::find_network("mobilenet-v1");
  const std::vector<core::ReceptiveField> fields = core::receptive_fields(v1);
  REQUIRE(fields.size() == v1.layers.size());
  const int want[] = {3, 7, 11, 19, 27, 43, 59, 91, 123, 155, 187, 219, 251, 315};
  for (std::size_t i = 0; i < std::size(want); ++i) CHECK(fields[i].size.height == want[i]);
  CHECK(fields.back().size.height > 224);
  // DeepLab's rate of 18: 37 rows of what it reads.
  const core::Network& deeplab = *core::find_network("deeplab-v3-plus");
  CHECK(deeplab.layers[3].name == "aspp_rate18");
  CHECK(core::receptive_fields(deeplab)[3].size == core::Extent{37, 37});
}

TEST_CASE("Every layer's output is what the next layer takes, or that after pooling") {
  for (const core::Network& network : core::networks()) {
    std::set<std::string> names;
    const core::NetworkLayer* last = nullptr;
    for (const core::NetworkLayer& layer : network.layers) {
      INFO(network.name << " " << layer.name);
      CHECK(names.insert(layer.name).second);
      CHECK(core::check(layer.layer(), layer.in).empty());
      if (layer.aside) continue;
      // Branches side by side are joined there, channel after channel.
      const bool joins = network.name == "deeplab-v3-plus" &&
                         (layer.name == "aspp_project" || layer.name == "decoder1");
      if (last && !joins) {
        const core::Shape out = core::output_shape(last->layer(), last->in);
        const bool pooled = layer.in.height == (out.height + 1) / 2 || layer.in.height == 1;
        CHECK(layer.in.channels == out.channels);
        CHECK((layer.in.height == out.height || pooled));
      }
      last = &layer;
    }
  }
}

TEST_CASE("A network that nobody knows is none") { CHECK(core::find_network("none") == nullptr); }

}  // namespace
}  // namespace twofold::tests
