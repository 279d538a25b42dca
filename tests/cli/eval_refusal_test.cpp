// twofold eval: malformed cases are refused in one sentence.
#include <sys/stat.h>

#include "core/filters.h"
#include "tests/cli/eval_case.h"

namespace twofold::tests {
namespace {

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
