// twofold eval --gradients: golden gradients come out right, by both engines.
#include "core/filters.h"
#include "tests/cli/eval_case.h"
#include "tests/support/agree.h"

namespace twofold::tests {
namespace {

/// The gradients that eval writes for a case, as values of one key; empty where there are none.
std::vector<float> gradient(const json& result, const char* key) {
  const json& grads = result.at("grads");
  return grads.contains(key) ? grads.at(key).get<std::vector<float>>() : std::vector<float>{};
}

TEST_CASE("eval --gradients writes those of every golden case that has them, by both engines") {
  for (const std::string engine : {"reference", "fast"}) {
    for (const GoldenCase& c : golden_cases()) {
      if (!c.grads) continue;
      INFO(engine << " " << c.name);
      const std::string file = (golden_folder() / (c.name + ".json")).string();
      const Ran ran = twofold({"eval", file, "--gradients", "--engine", engine});
      REQUIRE(ran.status == 0);
      const json result = json::parse(ran.out);
      CHECK(agree(tensor(result, "output"), tensor(c.y)));
      CHECK(agree(gradient(result, "input"), c.grads->input));
      CHECK(agree(gradient(result, "depthwise"), c.grads->depthwise));
      CHECK(agree(gradient(result, "pointwise"), c.grads->pointwise));
      CHECK(agree(gradient(result, "filter"), c.grads->standard));
      CHECK_FALSE(result.at("grads").contains("bias"));
    }
  }
}

TEST_CASE("data_format governs gradients too") {
  // y = x0 * 1 + x1 * 10, so that dx0 is dy and dx1 ten times dy.
  json c = good_case();
  c["grads"] = {{"output_grad", {1, 2, 3, 4}}};
  const TemporaryFolder folder;
  write(folder / "case.json", c.dump());
  const json nhwc = json::parse(twofold({"eval", folder / "case.json", "--gradients"}).out);
  CHECK(gradient(nhwc, "input") == std::vector<float>{1, 10, 2, 20, 3, 30, 4, 40});
  c["data_format"] = "NCHW";
  c["input"] = {1, 3, 5, 7, 2, 4, 6, 8};
  write(folder / "case.json", c.dump());
  const json nchw = json::parse(twofold({"eval", folder / "case.json", "--gradients"}).out);
  CHECK(gradient(nchw, "input") == std::vector<float>{1, 2, 3, 4, 10, 20, 30, 40});
  CHECK(gradient(nchw, "depthwise") == gradient(nhwc, "depthwise"));
  CHECK(gradient(nhwc, "depthwise") == std::vector<float>{50, 60});
}

TEST_CASE(
    "eval --gradients refuses a case without a fitting output_grad, and engines without them") {
  const TemporaryFolder folder;
  const auto refused = [&](const json& c, const std::string& words) {
    write(folder / "case.json", c.dump());
    const Ran ran = twofold({"eval", folder / "case.json", "--gradients"});
    INFO(ran.err);
    CHECK(failed_plainly(ran, 2));
    CHECK(says(ran, words));
  };
  json c = good_case();
  refused(c, "\"grads\" is missing");
  c["grads"] = 3;
  refused(c, "grads");
  c["grads"] = json::object();
  refused(c, "output_grad");
  c["grads"] = {{"output_grad", {1, 2, 3}}};
  refused(c, "3 values");
  c["grads"] = {{"output_grad", {1, 2, 3, "four"}}};
  refused(c, "output_grad");
  c["grads"] = {{"output_grad", {1, 2, 3, 4}}};
  write(folder / "case.json", c.dump());
  const Ran steps = twofold({"eval", folder / "case.json", "--gradients", "--engine", "steps"});
  CHECK(failed_plainly(steps, 2));
  CHECK(says(steps, "--engine steps"));

  c["grads"] = {{"output_grad", {3e38, 3e38, 3e38, 3e38}}};
  write(folder / "case.json", c.dump());
  const Ran infinite = twofold({"eval", folder / "case.json", "--gradients"});
  CHECK(failed_plainly(infinite, 1));
  CHECK(says(infinite, "grads."));
}

TEST_CASE("gradients go through bias and activation") {
  json c = good_case();
  c["bias"] = {-50};
  c["activation"] = "relu";
  c["grads"] = {{"output_grad", {1, 2, 3, 4}}};
  const TemporaryFolder folder;
  write(folder / "case.json", c.dump());
  const json result = json::parse(twofold({"eval", folder / "case.json", "--gradients"}).out);
  // Only the last two of 21, 43, 65, 87 are above 50.
  CHECK(gradient(result, "bias") == std::vector<float>{7});
  CHECK(gradient(result, "input") == std::vector<float>{0, 0, 0, 0, 3, 30, 4, 40});
}

}  // namespace
}  // namespace twofold::tests
