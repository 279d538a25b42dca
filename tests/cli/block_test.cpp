// twofold cost --block: stages and their costs under the names that scripts rely on.
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/support/catch.h"

namespace twofold::tests {
namespace {

using nlohmann::json;

Ran cost(std::vector<std::string> more) {
  more.insert(more.begin(), "cost");
  return twofold(more);
}

json json_of(std::vector<std::string> more) {
  more.push_back("--json");
  const Ran ran = cost(more);
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  return json::parse(ran.out);
}

std::string refusal(std::vector<std::string> more) {
  const Ran ran = cost(std::move(more));
  CHECK(ran.status == 2);
  CHECK(ran.out.empty());
  return ran.err;
}

const std::vector<std::string> kBottleneck{
    "--block", "inverted-residual", "--input", "1x12x12x5", "--expansion",
    "6",       "--out-channels",    "20"};

std::vector<std::string> with(std::vector<std::string> arguments,
                              std::initializer_list<std::string> more) {
  arguments.insert(arguments.end(), more);
  return arguments;
}

TEST_CASE("cost --block has a stage for each convolution") {
  const json got = json_of(kBottleneck);
  const json want = {{{"operation", "pointwise"},
                      {"output_shape", {1, 12, 12, 30}},
                      {"params", 150},
                      {"biases", 30},
                      {"macs", 21600}},
                     {{"operation", "depthwise"},
                      {"output_shape", {1, 12, 12, 30}},
                      {"params", 270},
                      {"biases", 30},
                      {"macs", 38880}},
                     {{"operation", "pointwise"},
                      {"output_shape", {1, 12, 12, 20}},
                      {"params", 600},
                      {"biases", 20},
                      {"macs", 86400}}};
  CHECK(got["stages"] == want);
  CHECK(got["params"] == 1020);
  CHECK(got["biases"] == 80);
  CHECK(got["standard"]["params"] == 900);
  // Without an expansion there is no first 1x1.
  CHECK(json_of({"--block", "inverted-residual", "--input", "1x12x12x5", "--expansion", "1",
                 "--out-channels", "20"})["stages"]
            .size() == 2);
}

TEST_CASE("the separable block also has what cost has of the layer") {
  const json got = json_of(
      {"--block", "separable", "--input", "1x4x5x3", "--multiplier", "2", "--out-channels", "8"});
  CHECK(got["depthwise"]["params"] == 54);
  CHECK(got["ratio"] == 2040.0 / 4320.0);
  CHECK(got["stages"][1]["params"] == 48);
}

TEST_CASE("groups and explicit zeros are taken from the command line") {
  const json grouped = json_of(
      {"--block", "grouped", "--input", "1x14x14x256", "--groups", "256", "--out-channels", "256"});
  CHECK(grouped["stages"][0]["operation"] == "grouped");
  CHECK(grouped["params"] == 2304);
  CHECK(grouped["biases"] == 256);
  const json d2l = json_of({"--block", "standard", "--input", "1x8x8x1", "--kernel", "3x5",
                            "--strides", "3x4", "--pads", "0,0,1,1", "--out-channels", "1"});
  CHECK(d2l["stages"][0]["output_shape"] == json({1, 2, 2, 1}));
}

TEST_CASE("a course asks: 256 depthwise filters and a 1x1 to 512, with biases, are 134,144") {
  const json got = json_of({"--block", "separable", "--input", "1x14x14x256", "--kernel", "3x3",
                            "--out-channels", "512"});
  const auto with_biases = [&](std::size_t stage) {
    const json& s = got["stages"][stage];
    return s["params"].get<int>() + s["biases"].get<int>();
  };
  CHECK(with_biases(0) == 2560);
  CHECK(with_biases(1) == 131584);
  CHECK(got["params"].get<int>() + got["biases"].get<int>() == 134144);
}

TEST_CASE("a course asks: 64x64x16 through 32 intermediates to 16, the shapes") {
  const json got = json_of({"--block", "separable", "--input", "1x64x64x16", "--kernel", "3x3",
                            "--multiplier", "2", "--out-channels", "16"});
  CHECK(got["stages"][0]["output_shape"] == json({1, 64, 64, 32}));
  CHECK(got["stages"][1]["output_shape"] == json({1, 64, 64, 16}));
}

TEST_CASE("a block is what it was published with where nothing else is said") {
  const json got = json_of({"--block", "inception-v2", "--input", "1x224x224x3"});
  CHECK(got["stages"][0]["output_shape"] == json({1, 112, 112, 24}));
  CHECK(got["stages"][0]["params"] == 7 * 7 * 3 * 8);
  CHECK(got["stages"][1]["output_shape"] == json({1, 112, 112, 64}));
}

TEST_CASE("a convention says where its zeros differ") {
  const std::vector<std::string> strided{"--block",        "separable", "--input",   "1x8x8x3",
                                         "--out-channels", "3",         "--strides", "2x2"};
  const Ran pytorch = cost(with(strided, {"--convention", "pytorch"}));
  CHECK(pytorch.out.find("PyTorch puts the zeros elsewhere: 1 above, 1 below") !=
        std::string::npos);
  const Ran onnx = cost(with(strided, {"--convention", "onnx"}));
  CHECK(onnx.out.find("elsewhere") == std::string::npos);
}

TEST_CASE("bits add the bytes of the weights") {
  const json got = json_of(with(kBottleneck, {"--bits", "4", "--scales", "channel"}));
  CHECK(got["weight_bytes"] == 510);
  CHECK(got["stages"][1]["weight_bytes"] == 135);
  CHECK(got["scale_bytes"] == 4 * 80);
  CHECK(json_of(with(kBottleneck, {"--bits", "3"}))["stages"][1]["weight_bytes"] == 102);
}

TEST_CASE("what cannot be is refused in the words of the command line") {
  CHECK(refusal({"--block", "bottleneck", "--input", "1x8x8x3", "--out-channels", "3"}) ==
        "twofold: --block must be separable, mobilenet-v1, inverted-residual, blueprint, xception, "
        "convnext, inception-v2, standard or grouped, not \"bottleneck\"\n");
  CHECK(refusal({"--block", "grouped", "--input", "1x8x8x8", "--out-channels", "10", "--groups",
                 "4"}) ==
        "twofold: --groups does not fit: 4 groups do not divide 10 output channels; 2 would divide "
        "both\n");
  CHECK(refusal({"--block", "standard", "--input", "1x8x8x8", "--out-channels", "8", "--expansion",
                 "6"}) ==
        "twofold: --expansion has no meaning for the block standard: leave it out\n");
  CHECK(
      refusal({"--block", "standard", "--input", "1x8x8x8", "--out-channels", "8", "--pads", "1,1"})
          .find("--pads must be four whole numbers from 0 up") != std::string::npos);
  CHECK(refusal({"--block", "standard", "--input", "1x8x8x8"}).find("--out-channels is missing") !=
        std::string::npos);
  CHECK(refusal(with(kBottleneck, {"--bits", "1"})).find("--bits must be from 2 to 32") !=
        std::string::npos);
  CHECK(refusal(with(kBottleneck, {"--scales", "tensor"})).find("say --bits too") !=
        std::string::npos);
  CHECK(refusal({"--network", "xception", "--bits", "8"}).find("brings its own layers") !=
        std::string::npos);
}

}  // namespace
}  // namespace twofold::tests
