// twofold fit and twofold train: the numbers of core/learn, their files, and what is refused.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/io/npy.h"
#include "core/equivalent.h"
#include "tests/cli/program.h"
#include "tests/support/catch.h"

namespace twofold::tests {
namespace {

using nlohmann::json;

const std::string kAssets = TWOFOLD_SOURCE_DIR "/assets/";
const std::string kCat = kAssets + "images/cat.jpg";
const std::string kConv0 = kAssets + "weights/tiny_face_detector/conv0_filters.npy";

Ran train(std::vector<std::string> more) {
  std::vector<std::string> all{"train", kCat};
  all.insert(all.end(), more.begin(), more.end());
  return twofold(all);
}

core::Filter filter(const std::filesystem::path& path) {
  const auto loaded = io::load_npy_filter(path);
  REQUIRE(loaded);
  return *loaded;
}

}  // namespace

TEST_CASE("fit: conv0 by m = 1, 2, 4, 8 misses 78, 57, 30, 8 percent") {
  const int missed[][3] = {{1, 78, 75}, {2, 57, 150}, {4, 30, 300}, {8, 8, 600}};
  for (const auto& [m, percent, weights] : missed) {
    const Ran ran = twofold({"fit", kConv0, "-m", std::to_string(m), "--json"});
    REQUIRE(ran.status == 0);
    const json fit = json::parse(ran.out);
    CHECK(std::lround(100 * fit.at("missed").get<double>()) == percent);
    CHECK(fit.at("weights") == weights);
    CHECK(fit.at("standard_weights") == 432);
    CHECK(fit.at("exact_multiplier") == 9);
    CHECK(fit.at("singular_values").size() == 3);
    CHECK(fit.at("multipliers").size() == 9);
    CHECK(fit.at("multipliers").at(8).at("missed") == 0);
  }
}

TEST_CASE("fit writes the best filters, charts and a table") {
  const TemporaryFolder folder;
  const Ran ran =
      twofold({"fit", "conv0", "-m", "9", "-o", folder / "filters", "--charts", folder / "charts"});
  REQUIRE(ran.status == 0);
  CHECK(ran.out.find("m = 9") != std::string::npos);
  const core::Filter w = core::collapse(filter(folder / "filters/depthwise.npy"),
                                        filter(folder / "filters/pointwise.npy"));
  const core::Filter want = filter(kConv0);
  for (std::size_t i = 0; i < want.values.size(); ++i)
    CHECK(w.values[i] == Approx(want.values[i]).margin(1e-5));
  CHECK(std::filesystem::exists(folder / "charts/fit.svg"));
  CHECK(std::filesystem::exists(folder / "charts/singular_values.svg"));
  const Ran table = twofold({"fit", "blobs", "--csv"});
  CHECK(table.out.rfind("multiplier,weights,of_standard_percent,missed_percent\n1,75,17.36,0\n",
                        0) == 0);
}

TEST_CASE("fit --picture: filters made for the picture leave less than those for the kernel") {
  const Ran ran = twofold({"fit", "conv0", "--picture", kCat, "--json"});
  REQUIRE(ran.status == 0);
  const json report = json::parse(ran.out);
  for (const json& row : report.at("multipliers")) {
    const double left = row.at("picture_left").get<double>();
    CHECK(row.at("picture_floor").get<double>() <= left + 1e-9);
    if (row.at("multiplier") == 1) CHECK(left > 1.2 * row.at("picture_floor").get<double>());
    if (row.at("multiplier") == 9) CHECK(left < 1e-9);
  }
  CHECK(twofold({"fit", "conv0", "--picture", kCat}).out.find("picture_floor_percent") !=
        std::string::npos);
  CHECK(failed_plainly(twofold({"fit", "conv0", "--picture", "none.png"}), 2));
}

TEST_CASE("fit refuses what is no kernel, in one sentence") {
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"fit", "no-such.npy"},
                                                    {"fit", kCat},
                                                    {"fit", "conv0", "-m", "0"},
                                                    {"fit", "conv0", "-m", "two"},
                                                    {"fit", "conv0", "-o", "somewhere"},
                                                    {"fit", "random", "--seed", "-1"},
                                                    {"fit"}}) {
    CHECK(failed_plainly(twofold(arguments), 2));
  }
}

TEST_CASE("train: every task comes down to its floors, and the same numbers come twice") {
  for (const char* task : {"copy", "mosaic", "denoise"}) {
    INFO(task);
    const Ran ran = train({"--task", task, "--json"});
    REQUIRE(ran.status == 0);
    json result = json::parse(ran.out);
    const json& students = result.at("students");
    REQUIRE(students.size() == 5);
    for (const json& student : students) {
      CHECK(student.at("loss_left").get<double>() >= 0.999 * student.at("floor").get<double>());
      CHECK(student.at("loss_left").get<double>() < student.at("floor").get<double>() + 0.01);
    }
    CHECK(json::parse(train({"--task", task, "--json"}).out).at("students") == students);
  }
}

TEST_CASE("train --csv has the loss before every step, of every student") {
  const Ran ran = train({"--students", "standard,2", "--steps", "7", "--csv"});
  REQUIRE(ran.status == 0);
  CHECK(ran.out.rfind("step,standard,m2\n0,", 0) == 0);
  CHECK(std::count(ran.out.begin(), ran.out.end(), '\n') == 1 + 8);
  CHECK(train({"--students", "standard,2", "--steps", "7", "--csv"}).out == ran.out);
  CHECK(train({"--students", "standard,2", "--steps", "7", "--csv", "--seed", "2"}).out != ran.out);
}

TEST_CASE("train writes the learned filters and the charts") {
  const TemporaryFolder folder;
  const Ran ran = train({"--students", "standard,2", "--steps", "50", "-o", folder / "filters",
                         "--charts", folder / "charts"});
  REQUIRE(ran.status == 0);
  CHECK(filter(folder / "filters/standard.npy").shape == core::FilterShape{3, 3, 3, 16});
  CHECK(filter(folder / "filters/m2_depthwise.npy").shape == core::FilterShape{3, 3, 3, 2});
  CHECK(filter(folder / "filters/m2_pointwise.npy").shape == core::FilterShape{1, 1, 6, 16});
  for (const char* chart : {"loss_over_steps", "loss_over_macs", "loss_over_seconds"})
    CHECK(std::filesystem::exists(folder / ("charts/" + std::string(chart) + ".svg")));
}

TEST_CASE("train says where a run diverged") {
  const Ran ran = train({"--rate", "1000", "--optimiser", "sgd", "--json"});
  REQUIRE(ran.status == 0);
  const json report = json::parse(ran.out);
  for (const json& student : report.at("students"))
    CHECK(student.at("diverged_at").get<int>() >= 1);
  const Ran in_words = train({"--rate", "1000", "--optimiser", "momentum", "--students", "1"});
  CHECK(in_words.out.find("m = 1 diverged at step") != std::string::npos);
}

TEST_CASE("train refuses what cannot be, in one sentence") {
  const TemporaryFolder folder;
  write(folder / "grey.pgm", "P2\n3 2\n255\n0 1 2 3 4 5\n");
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"--task", "paint"},
                                                    {"--students", "standard,0"},
                                                    {"--students", ""},
                                                    {"--students", "2,2"},
                                                    {"--students", "1,,2"},
                                                    {"--steps", "0"},
                                                    {"--steps", "1000001"},
                                                    {"--rate", "0"},
                                                    {"--rate", "nan"},
                                                    {"--rate", "1x"},
                                                    {"--optimiser", "lbfgs"},
                                                    {"--initialisation", "zero"},
                                                    {"--sigma", "-1"},
                                                    {"--teacher", "no-such.npy"}}) {
    INFO(arguments[0] << " " << arguments[1]);
    const Ran ran = train(arguments);
    CHECK(failed_plainly(ran, 2));
  }
  for (const char* task : {"copy", "mosaic"}) {
    const Ran ran = twofold({"train", folder / "grey.pgm", "--task", task});
    CHECK(failed_plainly(ran, 2));
    CHECK(says(ran, "channel"));
  }
  CHECK(failed_plainly(twofold({"train", folder / "none.png"}), 2));
}

}  // namespace twofold::tests
