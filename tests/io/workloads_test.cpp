#include "app/io/workloads.h"

#include "tests/support/catch.h"

namespace twofold::io {

TEST_CASE("a workload's keys, and what is meant where they are left out") {
  const auto read = read_workloads(R"({"workloads": [
      {"name": "plain", "h": 5, "w": 7, "c": 3, "k": 8},
      {"name": "full", "b": 2, "h": 9, "w": 8, "c": 4, "m": 3, "k": 6, "kh": 5, "kw": 2, "s": 2,
       "d": 3, "pad": "SAME"}]})");
  REQUIRE(read);
  REQUIRE(read->size() == 2);
  const Workload plain{"plain", {1, 5, 7, 3}, {{3, 3}, {1, 1}, {1, 1}, core::Padding::same, 1, 8}};
  const Workload full{"full", {2, 9, 8, 4}, {{5, 2}, {2, 2}, {3, 3}, core::Padding::same, 3, 6}};
  CHECK(read->at(0) == plain);
  CHECK(read->at(1) == full);
}

TEST_CASE("the usual workloads are the fifteen of tests/bench") {
  const auto usual = usual_workloads();
  REQUIRE(usual);
  CHECK(usual->size() == 15);
  CHECK(*usual == *load_workloads(TWOFOLD_SOURCE_DIR "/tests/bench/workloads.json"));
}

TEST_CASE("what is wrong with a list of workloads is said in a sentence") {
  const auto problem = [](const char* text) { return read_workloads(text).error().sentence; };
  CHECK(problem("{").find("this is not JSON") == 0);
  CHECK(problem("[]").find("not a list of workloads") == 0);
  CHECK(problem(R"({"workloads": []})").find("not a list of workloads") == 0);
  CHECK(problem(R"({"workloads": [{"name": "a", "h": 5, "w": 5, "c": 3}]})").find("\"k\"") !=
        std::string::npos);
  CHECK(problem(R"({"workloads": [{"name": "a", "h": 5, "w": 5, "c": 3, "k": 0}]})")
            .find("workload \"a\": ") == 0);
  CHECK(problem(R"({"workloads": [{"name": "a", "h": 5, "w": 5, "c": 3, "k": 2, "pad": "x"}]})")
            .find("SAME or VALID") != std::string::npos);
}

TEST_CASE("sizes that no int holds, and broken ones, are refused and not cut to fit") {
  const auto problem = [](const std::string& size) {
    return read_workloads(R"({"workloads": [{"name": "a", "h": )" + size +
                          R"(, "w": 5, "c": 3, "k": 8}]})")
        .error()
        .sentence;
  };
  for (const char* size : {"4294967304", "18446744073709551624", "8.9", "1e300", "-4294967288", "0",
                           "true", "\"8\"", "[8]", "null"}) {
    INFO(size);
    CHECK(problem(size).find("workload \"a\": \"h\" must be a whole number from 1") == 0);
  }
  const auto reported = load_workloads(TWOFOLD_SOURCE_DIR "/tests/io/reports/workload_sizes.json");
  REQUIRE_FALSE(reported.ok());
  CHECK(reported.error().sentence.find("must be a whole number") != std::string::npos);
  CHECK(read_workloads(R"({"workloads": [7]})").error().sentence.find("object") !=
        std::string::npos);
}

}  // namespace twofold::io
