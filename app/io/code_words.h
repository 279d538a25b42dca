// The names that types and enumerators have in the code, as the words of a file: whoever reads the
// word finds the code by one search, and no list has to be kept beside it.
#pragma once

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace twofold::io {
namespace code {

/// What a compiler tells of a template argument: all after "NAME = " in its function's own name,
/// without the scopes before the last "::".
constexpr std::string_view argument_in(std::string_view function, std::string_view name) {
  const std::size_t begin = function.find(name) + name.size();
  std::string_view all = function.substr(begin, function.find_first_of("];", begin) - begin);
  const std::size_t scope = all.rfind(':');
  return scope == std::string_view::npos ? all : all.substr(scope + 1);
}

template <class Type>
constexpr auto type_word() {
  return argument_in(__PRETTY_FUNCTION__, "Type = ");
}

/// The enumerator's name; a number in brackets where the enum has none of this value.
template <auto kValue>
constexpr auto value_word() {
  return argument_in(__PRETTY_FUNCTION__, "kValue = ");
}

constexpr bool is_name(std::string_view word) {
  return !word.empty() && word.find(')') == std::string_view::npos;
}

}  // namespace code

/// The name of a type, without its namespaces: "SetMultiplier".
template <class Type>
constexpr std::string_view word_of_type() {
  return code::type_word<Type>();
}

/// The names of an enum's enumerators, which count from 0 on without gaps.
template <class Enum>
const std::vector<std::string_view>& words_of_enum() {
  constexpr std::size_t kMost = 64;
  static const std::vector<std::string_view> words =
      []<std::size_t... kIndex>(std::index_sequence<kIndex...>) {
    std::vector<std::string_view> all;
    auto add = [&all, ends = false](std::string_view word) mutable {
      ends = ends || !code::is_name(word);
      if (!ends) all.push_back(word);
    };
    (add(code::value_word<static_cast<Enum>(kIndex)>()), ...);
    return all;
  }
  (std::make_index_sequence<kMost>());
  return words;
}

}  // namespace twofold::io
