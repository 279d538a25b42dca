// twofold eval: golden cases come out right, whatever computes them.
#include "core/filters.h"
#include "tests/cli/eval_case.h"
#include "tests/support/agree.h"

namespace twofold::tests {
namespace {

TEST_CASE("eval computes every golden case with every engine") {
  const std::vector<std::string> engines{"reference", "steps", "fast"};
  for (const std::string& engine : engines) {
    for (const GoldenCase& golden : golden_cases()) {
      INFO(engine << " " << golden.name);
      const Ran ran =
          twofold({"eval", golden_folder() / (golden.name + ".json"), "--engine", engine});
      REQUIRE(ran.status == 0);
      CHECK(ran.err.empty());
      const json result = json::parse(ran.out);
      CHECK(agree(tensor(result, "output"), tensor(golden.y)));
      CHECK(result.contains("depthwise_output") == (golden.op == "separable_conv2d"));
      if (golden.op == "separable_conv2d") {
        CHECK(agree(tensor(result, "depthwise_output"), tensor(golden.z)));
      }
    }
  }
}

TEST_CASE("The engine of steps prints the very text that the reference prints") {
  for (const GoldenCase& golden : golden_cases()) {
    const std::string file = golden_folder() / (golden.name + ".json");
    CHECK(twofold({"eval", file, "--engine", "steps"}).out == twofold({"eval", file}).out);
  }
}

TEST_CASE("eval writes with nine digits to the file of -o, replacing it") {
  const TemporaryFolder folder;
  json exact = good_case();
  exact["depthwise"] = {0.333333343, 0};
  write(folder / "case.json", exact.dump());
  write(folder / "out.json", "old");
  const Ran ran = twofold({"eval", folder / "case.json", "-o", folder / "out.json"});
  CHECK(ran.status == 0);
  CHECK(ran.out.empty());
  CHECK(contents(folder / "out.json").find("\"output\": [0.333333343, 1, ") != std::string::npos);
}

TEST_CASE("NCHW governs the input and both outputs") {
  json nchw = good_case();
  nchw["data_format"] = "NCHW";
  nchw["input_shape"] = {1, 2, 1, 3};
  nchw["input"] = {1, 2, 3, 40, 50, 60};
  const json result = json::parse(eval(nchw.dump()).out);
  CHECK(result["depthwise_output_shape"] == json({1, 2, 1, 3}));
  CHECK(result["depthwise_output"] == json({1, 2, 3, 400, 500, 600}));
  CHECK(result["output_shape"] == json({1, 1, 1, 3}));
  CHECK(result["output"] == json({401, 502, 603}));
}

TEST_CASE("Results and unknown keys in a case are ignored, whatever they hold") {
  json with_results = good_case();
  with_results["output"] = "nonsense";
  with_results["output_shape"] = {-1};
  with_results["depthwise_output"] = nullptr;
  with_results["pads"] = 7;
  with_results["grads"] = json::array({1, "a"});
  with_results["checked_forward"] = false;
  CHECK(eval(with_results.dump()).out == eval(good_case().dump()).out);
}

TEST_CASE("bias and activation are computed, by every engine and for every operation") {
  // Sums 21, 43, 65, 87.
  const auto output = [](json c, const char* engine, json bias, const char* activation) {
    c["bias"] = std::move(bias);
    c["activation"] = activation;
    const TemporaryFolder folder;
    write(folder / "case.json", c.dump());
    const Ran ran = twofold({"eval", folder / "case.json", "--engine", engine});
    INFO(engine << " " << ran.err);
    REQUIRE(ran.status == 0);
    return json::parse(ran.out)["output"];
  };
  json standard = good_case();
  standard["op"] = "conv2d";
  standard["filter_shape"] = {1, 1, 2, 1};
  standard["filter"] = {1, 10};
  json depthwise = good_case();
  depthwise["op"] = "depthwise_conv2d";
  for (const char* engine : {"reference", "steps", "fast"}) {
    for (const json& c : {good_case(), standard}) {
      CHECK(output(c, engine, {0.5}, "none") == json({21.5, 43.5, 65.5, 87.5}));
      CHECK(output(c, engine, {-50}, "relu") == json({0, 0, 15, 37}));
      CHECK(output(c, engine, {-40}, "relu6") == json({0, 3, 6, 6}));
      CHECK(output(c, engine, {-41}, "leaky_relu") == json({-2, 2, 24, 46}));
    }
    CHECK(output(depthwise, engine, {-4, -30}, "relu") == json({0, 0, 0, 10, 1, 30, 3, 50}));
  }
}

TEST_CASE("a bias or an activation that does not fit is refused by its key") {
  check_refused("bias", json::array({1, 2}));
  check_refused("bias", json::array());
  check_refused("bias", 1);
  check_refused("bias", json::array({"a"}));
  check_refused("activation", "tanh");
  check_refused("activation", 6);
}

}  // namespace
}  // namespace twofold::tests
