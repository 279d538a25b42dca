// Values out of a JSON object that somebody else wrote: every one is checked, and the first thing
// that is wrong becomes one sentence that names its key.
#pragma once

#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/io/result.h"

namespace twofold::io {

using Sizes2 = std::array<int, 2>;
using Sizes4 = std::array<int, 4>;

/// Takes values out of a JSON object, which must outlive it. The first thing that is wrong is kept
/// as `problem`; what is returned from then on is of no use, but does no harm.
class JsonFields {
 public:
  explicit JsonFields(const nlohmann::json& object) : object_(object) {}

  const std::optional<Error>& problem() const { return problem_; }

  /// Keeps "\"key\" why" as the problem, unless there is one already.
  void refuse(std::string_view key, std::string_view why);

  /// The index in `words` of the word under the key; upper and lower case alike.
  std::size_t word(const std::string& key, const std::vector<std::string_view>& words);

  bool has(const std::string& key) const { return object_.contains(key); }

  /// A whole number from `low` to `high`.
  int whole(const std::string& key, int low, int high);

  /// A whole number from 0 on, of 64 bits.
  std::uint64_t seed(const std::string& key);

  /// A number that float32 can hold.
  float number(const std::string& key);

  /// A number that float64 can hold.
  double real(const std::string& key);

  bool truth(const std::string& key);
  std::string text(const std::string& key);

  /// What stands under the key if it is an object (a list); an empty one if not.
  const nlohmann::json& object(const std::string& key);
  const nlohmann::json& list(const std::string& key);

  /// Keeps the problem that was met inside of `key`, unless there is one already.
  void take_problem(std::string_view key, const JsonFields& inside);

  /// 2 or 4 whole numbers from 1 to core::kMaxAxis.
  Sizes2 sizes2(const std::string& key);
  Sizes4 sizes4(const std::string& key);

  /// As many numbers as `shape`, which stands under the key with "_shape" added, has room for.
  std::vector<float> numbers(const std::string& key, const Sizes4& shape);

 private:
  const nlohmann::json& at(const std::string& key);
  template <std::size_t kCount>
  std::array<int, kCount> sizes(const std::string& key);

  const nlohmann::json& object_;
  std::optional<Error> problem_;
};

}  // namespace twofold::io
