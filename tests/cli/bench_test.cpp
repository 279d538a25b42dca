// twofold bench: what it accepts and prints; never how long something took.
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <utility>

#include "tests/cli/program.h"
#include "tests/support/catch.h"

namespace twofold::tests {
namespace {

/// A file with one small layer.
std::string small_workloads() {
  const auto path = std::filesystem::temp_directory_path() /
                    ("twofold_bench_test_" + std::to_string(::getpid()) + ".json");
  std::ofstream(path)
      << R"({"workloads": [{"name": "tiny", "h": 6, "w": 5, "c": 3, "m": 4, "k": 8}]})";
  return path.string();
}

TEST_CASE("bench reports work, bytes and the roofline of every operation and engine") {
  const std::string file = small_workloads();
  for (const auto& [engine, op] :
       {std::pair{"fast", "separable"}, std::pair{"fast", "separable_with_intermediates"},
        std::pair{"fast", "standard"}, std::pair{"reference", "separable"}}) {
    const Ran ran = twofold(
        {"bench", "--workloads", file, "--threads", "1", "--op", op, "--engine", engine, "--json"});
    REQUIRE(ran.status == 0);
    const nlohmann::json report = nlohmann::json::parse(ran.out);
    CHECK(report["op"] == op);
    CHECK(report["engine"] == engine);
    CHECK(report["machine"]["peak_gflops"] > 0);
    CHECK(report["machine"]["bandwidth_gbs"] > 0);
    REQUIRE(report["workloads"].size() == 1);
    const nlohmann::json& tiny = report["workloads"][0];
    CHECK(tiny["name"] == "tiny");
    CHECK(tiny["ms"] > 0);
    CHECK(tiny["roofline_ms"] > 0);
    CHECK(tiny["share_of_peak"] > 0);
  }
}

TEST_CASE("bench prints a table for people") {
  const Ran ran = twofold({"bench", "--workloads", small_workloads()});
  CHECK(ran.status == 0);
  CHECK(ran.out.find("GFLOP/s") != std::string::npos);
  CHECK(ran.out.find("tiny") != std::string::npos);
}

TEST_CASE("bench names what it does not understand") {
  CHECK(says(twofold({"bench", "--op", "both"}), "--op must be separable or"));
  CHECK(says(twofold({"bench", "--engine", "gpu"}), "--engine must be fast or reference"));
  CHECK(says(twofold({"bench", "--only", "nothing"}), "no workload's name contains \"nothing\""));
  CHECK(failed_plainly(twofold({"bench", "--workloads", "/nowhere.json"}), 2));
  CHECK(failed_plainly(twofold({"bench", "--threads", "0"}), 2));
}

}  // namespace
}  // namespace twofold::tests
