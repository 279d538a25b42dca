// `twofold bench --startup`: every step of a start has a time; none of them is judged here.
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/support/catch.h"

namespace twofold::tests {

TEST_CASE("bench --startup tells what every step of a start took, and all together") {
  const Ran ran = twofold({"bench", "--startup", "--json"});
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  const nlohmann::json times = nlohmann::json::parse(ran.out).at("ms");
  double sum = 0;
  for (const char* step :
       {"picture and trained filters", "first numbers", "thumbnails", "fonts and complete frame"}) {
    CHECK(times.at(step) > 0);
    sum += times.at(step).get<double>();
  }
  CHECK(times.at("all").get<double>() == Approx(sum));
}

TEST_CASE("bench --window belongs to --startup") {
  const Ran ran = twofold({"bench", "--window"});
  CHECK(ran.status == 2);
  CHECK(ran.err.find("--window requires --startup") != std::string::npos);
}

}  // namespace twofold::tests
