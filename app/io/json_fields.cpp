#include "app/io/json_fields.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/shape.h"

namespace twofold::io {
namespace {

using nlohmann::json;

/// A value as it stands in the file, or what it is where that would be long.
std::string shown(const json& value) {
  constexpr std::size_t kLongest = 40;
  const auto is_structured = [](const json& v) { return v.is_structured(); };
  if (value.is_object() || value.size() > 8 ||
      (value.is_array() && std::any_of(value.begin(), value.end(), is_structured))) {
    return fmt::format("an {} of {} values", value.type_name(), value.size());
  }
  const std::string text = value.dump(-1, ' ', true);
  return text.size() <= kLongest ? text : text.substr(0, kLongest) + "...";
}

/// The values that a shape has room for, or the largest number there is if that is more.
std::int64_t count(const Sizes4& sizes) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  return std::accumulate(
      sizes.begin(), sizes.end(), std::int64_t{1},
      [](std::int64_t so_far, int size) { return so_far > kMost / size ? kMost : so_far * size; });
}

/// Whether the number rounds to a finite float; beyond it all would be infinite.
bool is_float(const json& value) {
  constexpr double kFirstInfinite = 0x1.ffffffp127;
  return value.is_number() && std::abs(value.get<double>()) < kFirstInfinite;
}

}  // namespace

void JsonFields::refuse(std::string_view key, std::string_view why) {
  if (!problem_) problem_ = Error{fmt::format("\"{}\" {}", key, why)};
}

std::size_t JsonFields::word(const std::string& key, const std::vector<std::string_view>& words) {
  const json& value = at(key);
  const std::string got = value.is_string() ? value.get<std::string>() : "";
  const auto same = [](unsigned char a, unsigned char b) {
    return std::tolower(a) == std::tolower(b);
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (std::equal(got.begin(), got.end(), words[i].begin(), words[i].end(), same)) return i;
  }
  refuse(key, fmt::format("must be {}, but is {}", fmt::join(words, " or "), shown(value)));
  return 0;
}

template <std::size_t kCount>
std::array<int, kCount> JsonFields::sizes(const std::string& key) {
  std::array<int, kCount> result;
  result.fill(1);
  const json& value = at(key);
  const auto is_size = [](const json& v) {
    return v.is_number_integer() && v >= 1 && v <= core::kMaxAxis;
  };
  if (!value.is_array() || value.size() != kCount ||
      !std::all_of(value.begin(), value.end(), is_size)) {
    refuse(key, fmt::format("must be a list of {} whole numbers from 1 to {}, but is {}", kCount,
                            core::kMaxAxis, shown(value)));
    return result;
  }
  std::copy(value.begin(), value.end(), result.begin());
  return result;
}

Sizes2 JsonFields::sizes2(const std::string& key) { return sizes<2>(key); }
Sizes4 JsonFields::sizes4(const std::string& key) { return sizes<4>(key); }

std::vector<float> JsonFields::numbers(const std::string& key, const Sizes4& shape) {
  const json& values = at(key);
  if (!values.is_array()) {
    refuse(key, fmt::format("must be a flat list of numbers, but is {}", shown(values)));
  } else if (const auto inner = std::find_if(values.begin(), values.end(),
                                             [](const json& v) { return v.is_structured(); });
             inner != values.end()) {
    refuse(key, fmt::format("must be a flat list of numbers, but has {} at place {}: take the "
                            "inner brackets out",
                            shown(*inner), inner - values.begin()));
  } else if (static_cast<std::int64_t>(values.size()) != count(shape)) {
    refuse(key, fmt::format("has {} values, but \"{}_shape\" [{}] asks for {}", values.size(), key,
                            fmt::join(shape, ", "), count(shape)));
  }
  if (problem_) return {};
  std::vector<float> numbers;
  numbers.reserve(values.size());
  for (const json& value : values) {
    if (!is_float(value)) {
      refuse(key, fmt::format("has {} at place {}, which is not a number that float32 can hold",
                              shown(value), numbers.size()));
      return {};
    }
    numbers.push_back(static_cast<float>(value.get<double>()));
  }
  return numbers;
}

int JsonFields::whole(const std::string& key, int low, int high) {
  const json& value = at(key);
  if (value.is_number_integer() && value >= low && value <= high) return value.get<int>();
  refuse(key,
         fmt::format("must be a whole number from {} to {}, but is {}", low, high, shown(value)));
  return low;
}

std::uint64_t JsonFields::seed(const std::string& key) {
  const json& value = at(key);
  if (value.is_number_unsigned()) return value.get<std::uint64_t>();
  refuse(key, fmt::format("must be a whole number from 0 on, but is {}", shown(value)));
  return 0;
}

float JsonFields::number(const std::string& key) {
  const json& value = at(key);
  if (is_float(value)) return static_cast<float>(value.get<double>());
  refuse(key, fmt::format("must be a number that float32 can hold, but is {}", shown(value)));
  return 0;
}

double JsonFields::real(const std::string& key) {
  const json& value = at(key);
  if (value.is_number()) return value.get<double>();
  refuse(key, fmt::format("must be a number, but is {}", shown(value)));
  return 0;
}

bool JsonFields::truth(const std::string& key) {
  const json& value = at(key);
  if (value.is_boolean()) return value.get<bool>();
  refuse(key, fmt::format("must be true or false, but is {}", shown(value)));
  return false;
}

std::string JsonFields::text(const std::string& key) {
  const json& value = at(key);
  if (value.is_string()) return value.get<std::string>();
  refuse(key, fmt::format("must be a text, but is {}", shown(value)));
  return {};
}

const json& JsonFields::object(const std::string& key) {
  static const json none = json::object();
  const json& value = at(key);
  if (value.is_object()) return value;
  refuse(key, fmt::format("must be an object, but is {}", shown(value)));
  return none;
}

const json& JsonFields::list(const std::string& key) {
  static const json none = json::array();
  const json& value = at(key);
  if (value.is_array()) return value;
  refuse(key, fmt::format("must be a list, but is {}", shown(value)));
  return none;
}

void JsonFields::take_problem(std::string_view key, const JsonFields& inside) {
  if (inside.problem_ && !problem_)
    problem_ = Error{fmt::format("in \"{}\": {}", key, inside.problem_->sentence)};
}

const json& JsonFields::at(const std::string& key) {
  static const json missing;
  const auto found = object_.find(key);
  if (found != object_.end()) return *found;
  refuse(key, "is missing");
  return missing;
}

}  // namespace twofold::io
