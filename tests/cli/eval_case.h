// Cases for the tests of `twofold eval`, and how its answers are read.
#pragma once

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

namespace twofold::tests {

using nlohmann::json;

inline core::Tensor tensor(const json& result, const std::string& key) {
  const std::vector<int> s = result.at(key + "_shape").get<std::vector<int>>();
  return core::Tensor({s.at(0), s.at(1), s.at(2), s.at(3)},
                      result.at(key).get<std::vector<float>>());
}

inline core::Tensor tensor(const Wanted& wanted) {
  return core::Tensor(wanted.shape, std::vector<float>(wanted.values.begin(), wanted.values.end()));
}

/// A small case that is right in everything.
inline json good_case() {
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
inline Ran eval(const std::string& text) {
  const TemporaryFolder folder;
  write(folder / "case.json", text);
  return twofold({"eval", folder / "case.json"});
}

/// A case changed in one key is refused, and the sentence names it.
inline void check_refused(const char* key, const json& value, const char* named = nullptr) {
  json changed = good_case();
  changed[key] = value;
  const Ran ran = eval(changed.dump());
  INFO(key << " = " << value.dump() << ": " << ran.err);
  CHECK(failed_plainly(ran, 2));
  CHECK(says(ran, "\"" + std::string(named ? named : key) + "\""));
}

}  // namespace twofold::tests
