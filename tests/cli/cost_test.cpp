// twofold cost: the numbers of core/cost.h under the names that scripts rely on.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/support/catch.h"

namespace twofold::tests {
namespace {

using nlohmann::json;

/// `cost` for RGB to 8, 3x3, with more arguments.
Ran cost(std::vector<std::string> more = {}) {
  std::vector<std::string> all{"cost",         "--input", "1x4x5x3",        "--kernel", "3x3",
                               "--multiplier", "2",       "--out-channels", "8"};
  all.insert(all.end(), more.begin(), more.end());
  return twofold(all);
}

TEST_CASE("cost --json has exactly the documented keys and numbers") {
  const Ran ran = cost({"--json"});
  REQUIRE(ran.status == 0);
  // 20 pixels; taps inside a 4x5 picture: (3*4 - 2) rows times (3*5 - 2) columns.
  const json want = {{"depthwise",
                      {{"params", 54},
                       {"macs", 1080},
                       {"macs_without_padding", 780},
                       {"flops", 2160},
                       {"output_bytes", 480}}},
                     {"pointwise",
                      {{"params", 48},
                       {"macs", 960},
                       {"macs_without_padding", 960},
                       {"flops", 1920},
                       {"output_bytes", 640}}},
                     {"separable",
                      {{"params", 102},
                       {"macs", 2040},
                       {"macs_without_padding", 1740},
                       {"flops", 4080},
                       {"output_bytes", 640}}},
                     {"standard",
                      {{"params", 216},
                       {"macs", 4320},
                       {"macs_without_padding", 3120},
                       {"flops", 8640},
                       {"output_bytes", 640}}},
                     {"intermediate_bytes", 480},
                     {"ratio", 2040.0 / 4320.0},
                     {"break_even_multiplier", 72.0 / 17.0}};
  CHECK(json::parse(ran.out) == want);
}

TEST_CASE("Strides, dilations and padding are taken from the command line") {
  const json strided = json::parse(cost({"--strides", "2x1", "--json"}).out);
  CHECK(strided["separable"]["output_bytes"] == 2 * 5 * 8 * 4);
  const json valid = json::parse(cost({"--padding", "VALID", "--json"}).out);
  CHECK(valid["separable"]["output_bytes"] == 2 * 3 * 8 * 4);
  const json dilated =
      json::parse(cost({"--padding", "valid", "--dilations", "1x2", "--json"}).out);
  CHECK(dilated["separable"]["output_bytes"] == 2 * 1 * 8 * 4);
}

TEST_CASE("The table shows every stage, the ratio, and what TensorFlow would say") {
  const Ran ran = cost({"--strides", "2x1"});
  CHECK(ran.status == 0);
  for (const std::string words : {"depthwise", "pointwise", "separable", "standard",
                                  "break-even multiplier  4.235", "TensorFlow refuses"}) {
    CHECK(ran.out.find(words) != std::string::npos);
  }
  CHECK(cost({"--csv"}).out.find("depthwise,54,1080,780,2160,480\n") != std::string::npos);
}

TEST_CASE("Every option that makes no sense is named in one line") {
  const std::vector<std::pair<std::string, std::vector<std::string>>> wrong{
      {"--kernel", {"3", "3x", "x3", "3x3x3", "0x3", "-3x3", "3x3 ", "axb", "3.0x3", ""}},
      {"--input", {"4x5x3", "1x4x5x0", "1x4x5x-3", "1x4x5x99999999999", "nonsense"}},
      {"--multiplier", {"0", "-1", "two", "1.5", "99999999999"}},
      {"--out-channels", {"0", "many", "1000000"}},
      {"--strides", {"2", "0x0", "2x2x2", "9999x1"}},
      {"--dilations", {"2", "0x1"}},
      {"--padding", {"full", "1"}}};
  for (const auto& [option, values] : wrong) {
    for (const std::string& value : values) {
      std::vector<std::string> arguments{"cost", "--input",      "1x4x5x3", "--kernel",
                                         "3x3",  "--multiplier", "2",       "--out-channels",
                                         "8"};
      const auto at = std::find(arguments.begin(), arguments.end(), option);
      if (at != arguments.end()) {
        *(at + 1) = value;
      } else {
        arguments.insert(arguments.end(), {option, value});
      }
      const Ran ran = twofold(arguments);
      INFO(option << " " << value << ": " << ran.err);
      CHECK(failed_plainly(ran, 2));
      CHECK(says(ran, option));
    }
  }
  CHECK(says(twofold({"cost", "--input", "1x1x1x1"}), "--kernel is missing"));
  CHECK(failed_plainly(cost({"--padding", "valid", "--dilations", "3x3"}), 2));
}

TEST_CASE("--sweep runs one setting through a range") {
  const std::vector<std::string> layer{"cost", "--input",        "1x4x5x3", "--kernel",
                                       "3x3",  "--out-channels", "8",       "--sweep"};
  const auto sweep = [&](const std::string& range, const std::string& form) {
    std::vector<std::string> arguments = layer;
    arguments.insert(arguments.end(), {range, form});
    return twofold(arguments);
  };
  const json rows = json::parse(sweep("multiplier=1:32", "--json").out).at("rows");
  REQUIRE(rows.size() == 32);
  for (int m = 1; m <= 32; ++m) {
    const json& row = rows.at(static_cast<std::size_t>(m - 1));
    CHECK(row.at("multiplier") == m);
    CHECK(row.at("separable").at("params") == 27 * m + 24 * m);
    CHECK(row.at("ratio").get<double>() == Approx(m * (1.0 / 8 + 1.0 / 9)));
  }
  CHECK(sweep("multiplier=4:5", "--csv").out ==
        "multiplier,separable_params,standard_params,separable_macs,standard_macs,ratio\n"
        "4,204,216,4080,4320,0.9444\n5,255,216,5100,4320,1.181\n");
  for (const std::string range : {"multiplier", "multiplier=1", "multiplier=5:4", "multiplier=0:4",
                                  "padding=1:2", "multiplier=1:99999", "=:", "multiplier=1:2:3"}) {
    const Ran ran = sweep(range, "--json");
    INFO(range << ": " << ran.err);
    CHECK(failed_plainly(ran, 2));
    CHECK(says(ran, "--sweep"));
  }
  CHECK(failed_plainly(cost({"--padding", "valid", "--sweep", "kernel=1:9"}), 2));
}

TEST_CASE("--measure runs the layer here in four ways, beside the counts") {
  const json all = json::parse(cost({"--measure", "--json"}).out);
  CHECK(all.at("separable").at("macs") == 2040);
  const json& measured = all.at("measured");
  for (const char* way : {"fused", "two_passes", "standard", "collapsed"}) {
    INFO(way);
    const json& times = measured.at(way);
    CHECK(times.at("runs").get<int>() > 0);
    CHECK(times.at("median_seconds").get<double>() > 0);
    CHECK(times.at("first_quartile_seconds") <= times.at("median_seconds"));
    CHECK(times.at("median_seconds") <= times.at("third_quartile_seconds"));
    CHECK(times.at("spread").get<double>() >= 0);
  }
  CHECK(measured.at("fused").at("flops") == 4080);
  CHECK(measured.at("standard").at("flops") == 8640);
  CHECK(measured.at("standard").at("of_standard") == 1);
  const std::string csv = cost({"--measure", "--csv"}).out;
  CHECK(csv.rfind("way,flops,bytes_moved,runs,median_ms,", 0) == 0);
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 5);
  const Ran told = cost({"--measure"});
  CHECK(told.out.find("Separable does 2.1 times less arithmetic than standard") !=
        std::string::npos);
  CHECK(failed_plainly(cost({"--measure", "--sweep", "multiplier=1:2"}), 2));
  CHECK(failed_plainly(twofold({"cost", "--network", "xception", "--measure"}), 2));
  const Ran large = twofold({"cost", "--input", "1x20000x20000x3", "--kernel", "3x3",
                             "--multiplier", "1", "--out-channels", "3", "--measure"});
  CHECK(failed_plainly(large, 2));
  CHECK(says(large, "too large to measure"));
}

TEST_CASE("--network shows MobileNet v1 layer by layer, with the published sums") {
  const json network = json::parse(twofold({"cost", "--network", "mobilenet-v1", "--json"}).out);
  CHECK(network.at("layers").size() == 15);
  CHECK(network.at("total").at("macs") == 568740352);
  CHECK(network.at("total").at("params") == 4209088);
  CHECK(network.at("total_as_standard").at("macs") == 4867293184);
  const Ran told = twofold({"cost", "--network", "mobilenet-v1"});
  CHECK(told.out.find("pointwise   74.6 % of the parameters, 94.9 % of the multiply-adds") !=
        std::string::npos);
  CHECK(told.out.find("4,866,269,184 with standard convolutions") != std::string::npos);
  CHECK(twofold({"cost", "--network", "xception", "--csv"}).status == 0);
  CHECK(failed_plainly(twofold({"cost", "--network", "skynet"}), 2));
  CHECK(failed_plainly(cost({"--network", "mobilenet-v1"}), 2));
}

}  // namespace
}  // namespace twofold::tests
