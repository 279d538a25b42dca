// twofold eval: golden cases come out right, malformed ones are refused in one sentence.
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "core/filters.h"
#include "tests/cli/program.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

namespace twofold::tests {
namespace {

using nlohmann::json;

core::Tensor tensor(const json& result, const std::string& key) {
  const std::vector<int> s = result.at(key + "_shape").get<std::vector<int>>();
  return core::Tensor({s.at(0), s.at(1), s.at(2), s.at(3)},
                      result.at(key).get<std::vector<float>>());
}

core::Tensor tensor(const Wanted& wanted) {
  return core::Tensor(wanted.shape, std::vector<float>(wanted.values.begin(), wanted.values.end()));
}

/// A small case that is right in everything.
json good_case() {
  return {{"op", "separable_conv2d"},
          {"strides", {1, 1}},
          {"dilations", {1, 1}},
          {"padding", "SAME"},
          {"input_shape", {1, 2, 2, 2}},
          {"input", {1, 2, 3, 4, 5, 6, 7, 8}},
          {"depthwise_shape", {1, 1, 2, 1}},
          {"depthwise", {1, 10}},
          {"pointwise_shape", {1, 1, 2, 1}},
          {"pointwise", {1, 1}}};
}

/// Evaluates the text as a case file.
Ran eval(const std::string& text) {
  const TemporaryFolder folder;
  write(folder / "case.json", text);
  return twofold({"eval", folder / "case.json"});
}

/// A case changed in one key is refused, and the sentence names it.
void check_refused(const char* key, const json& value, const char* named = nullptr) {
  json changed = good_case();
  changed[key] = value;
  const Ran ran = eval(changed.dump());
  INFO(key << " = " << value.dump() << ": " << ran.err);
  CHECK(failed_plainly(ran, 2));
  CHECK(says(ran, "\"" + std::string(named ? named : key) + "\""));
}

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

TEST_CASE("NaN, Infinity and a list nested one too deep are refused as what they are") {
  const std::string good = good_case().dump();
  const auto refused = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    const Ran ran = eval(text);
    INFO(ran.err);
    CHECK(failed_plainly(ran, 2));
    return ran.err;
  };
  CHECK(refused("[1,2,3,4,", "[1,NaN,3,4,").find("NaN at line 1") != std::string::npos);
  CHECK(refused("[1,2,3,4,", "[1,-Infinity,3,4,").find("-Infinity at") != std::string::npos);
  const std::string nested = refused("[1,2,3,4,5,6,7,8]", "[[1,2,3,4,5,6,7,8]]");
  CHECK(nested.find("\"input\" must be a flat list of numbers") != std::string::npos);
  CHECK(nested.find("inner brackets") != std::string::npos);
  CHECK(nested.find("has 1 values") == std::string::npos);
  CHECK(refused("\"input\":[1,2,", "\"input\":[[1],[2],").find("inner brackets") !=
        std::string::npos);
}

TEST_CASE("a pipe in place of a case is refused, not waited for") {
  const TemporaryFolder folder;
  REQUIRE(::mkfifo((folder / "case.json").c_str(), 0600) == 0);
  const Ran ran = twofold({"eval", folder / "case.json"});
  CHECK(failed_plainly(ran, 2));
  CHECK(says(ran, "this is a pipe"));
}

TEST_CASE("Every key that is missing is named") {
  const json good = good_case();
  for (const auto& [key, value] : good.items()) {
    json without = good_case();
    without.erase(key);
    const Ran ran = eval(without.dump());
    INFO(ran.err);
    CHECK(failed_plainly(ran, 2));
    CHECK(says(ran, "\"" + key + "\" is missing"));
  }
}

TEST_CASE("Every value of another type is refused by its key") {
  const std::vector<json> strange{
      nullptr,          true,          3, 2.5, -1, "word", json::array(), json::object(),
      {{1, 2}, {3, 4}}, {1, "a", 2, 3}};
  const json good = good_case();
  for (const auto& [key, value] : good.items()) {
    for (const json& other : strange) check_refused(key.c_str(), other);
  }
  check_refused("data_format", "CHWN");
  check_refused("data_format", 1);
}

TEST_CASE("Sizes that cannot be are refused by their key") {
  check_refused("strides", {0, 1});
  check_refused("strides", {1, -2});
  check_refused("strides", {1, 1, 1});
  check_refused("strides", {1, 1.5});
  check_refused("strides", {1, 5000});
  check_refused("dilations", {1, 0});
  check_refused("dilations", {1});
  check_refused("padding", "FULL");
  check_refused("op", "conv3d");
  check_refused("input_shape", {1, 2, 2, 0});
  check_refused("input_shape", {1, -2, -2, 2});
  check_refused("input_shape", {1, 2, 2, 2, 1});
  check_refused("input_shape", {1, 2, 2, 3}, "input");
  check_refused("input_shape", {1000000, 1000000, 1000000, 1000000}, "input");
  check_refused("input_shape", {1, 2, 2, 99999999999999});
  check_refused("depthwise_shape", {1, 1, 1, 2});
  check_refused("pointwise_shape", {1, 1, 1, 2});
  check_refused("pointwise_shape", {2, 1, 1, 1});
  check_refused("input", json::array({1, 2, 3, 4, 5, 6, 7}));
  check_refused("input", {1, 2, 3, 4, 5, 6, 7, 1e39});
}

TEST_CASE("VALID with a kernel larger than the picture is refused, by the kernel's key") {
  json large = good_case();
  large["padding"] = "VALID";
  large["depthwise_shape"] = {3, 1, 2, 1};
  large["depthwise"] = {1, 2, 3, 4, 5, 6};
  const Ran ran = eval(large.dump());
  CHECK(failed_plainly(ran, 2));
  CHECK(says(ran, "\"depthwise_shape\""));
  CHECK(says(ran, "3x1 kernel"));
}

TEST_CASE("A small file that asks for a huge result is refused before its memory is taken") {
  json huge = good_case();
  huge["op"] = "depthwise_conv2d";
  huge["input_shape"] = {1, 1, 100000, 1};
  huge["input"] = std::vector<int>(100000, 1);
  huge["depthwise_shape"] = {1, 1, 1, 4096};
  huge["depthwise"] = std::vector<int>(4096, 1);
  const Ran ran = eval(huge.dump());
  INFO(ran.err);
  CHECK(failed_plainly(ran, 2));
  CHECK(says(ran, "409600000 values"));
}

TEST_CASE("What is not JSON is refused with the place where it goes wrong") {
  const Ran ran = eval("{\"op\": \"conv2d\",\n  strides: [1, 1]}");
  CHECK(failed_plainly(ran, 2));
  CHECK(says(ran, "line 2, column 3"));
  for (const std::string text : {"", "[]", "3", "null", "{", "{\"input\": [NaN]}", "\xff\xfe",
                                 "{\"input\": [1e999]}", "{} {}"}) {
    INFO(text);
    CHECK(failed_plainly(eval(text), 2));
  }
  CHECK(failed_plainly(eval(std::string(100000, '[')), 2));
  CHECK(failed_plainly(
      eval("{\"op\": " + std::string(100000, '[') + std::string(100000, ']') + "}"), 2));
}

TEST_CASE("A result that is not finite is refused with status 1, since JSON has no word for it") {
  json large = good_case();
  large["input"] = {3e38, 3e38, 0, 0, 0, 0, 0, 0};
  const Ran ran = eval(large.dump());
  INFO(ran.err);
  CHECK(failed_plainly(ran, 1));
  CHECK(says(ran, "not finite"));
}

TEST_CASE("Files that cannot be read or written are refused in one line each") {
  const TemporaryFolder folder;
  write(folder / "case.json", good_case().dump());
  CHECK(failed_plainly(twofold({"eval", folder / "none.json"}), 2));
  CHECK(failed_plainly(twofold({"eval", folder.path()}), 2));
  CHECK(failed_plainly(twofold({"eval", folder / "two\nlines"}), 2));
  CHECK(failed_plainly(twofold({"eval", folder / "case.json", "-o", folder / "no/out.json"}), 2));
  CHECK(failed_plainly(twofold({"eval", folder / "case.json", "-o", folder.path()}), 2));
  CHECK(failed_plainly(twofold({"eval", folder / "case.json", "--engine", "warp"}), 2));
}

TEST_CASE("A full disk is said in one line") {
  const TemporaryFolder folder;
  write(folder / "case.json", good_case().dump());
  CHECK(failed_plainly(twofold({"eval", folder / "case.json", "-o", "/dev/full"}), 2));
}

TEST_CASE("Cut and altered cases never end in anything but a plain failure or a result") {
  const std::string text = good_case().dump();
  core::Random random(7);
  for (int round = 0; round < 200; ++round) {
    std::string altered = text;
    const std::size_t at = random.next() % text.size();
    if (round % 2 == 0) {
      altered.resize(at);
    } else {
      for (int i = 0; i < 3; ++i) {
        altered[random.next() % text.size()] = "0-9.eE[]{},:\"\\x"[random.next() % 15];
      }
    }
    const Ran ran = eval(altered);
    INFO(altered << "\n" << ran.err);
    CHECK((ran.status == 0 || failed_plainly(ran, ran.status)));
    CHECK((ran.status == 0 || ran.status == 1 || ran.status == 2));
  }
}

}  // namespace
}  // namespace twofold::tests
