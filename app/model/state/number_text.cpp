#include "app/model/state/number_text.h"

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <string>

namespace twofold::model::inline state {
namespace {

template <class Number>
bool read(std::string_view text, Number& number) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return false;
  number = value;
  return true;
}

#ifdef __cpp_lib_to_chars
template <class Real>
bool read_real(std::string_view text, Real& number) {
  return read(text, number);
}
#else
// A page's library reads whole numbers only. strtod and strtof read more than from_chars: blanks,
// signs, hexadecimal digits. No page has a locale with another point.
void convert(const char* text, char** end, float& value) { value = std::strtof(text, end); }
void convert(const char* text, char** end, double& value) { value = std::strtod(text, end); }

template <class Real>
bool read_real(std::string_view text, Real& number) {
  const bool is_word = text.ends_with("inf") || text.ends_with("nan");
  if (text.empty() || text.front() == '+') return false;
  if (!is_word && text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) return false;
  const std::string whole(text);
  char* end = nullptr;
  Real value{};
  errno = 0;
  convert(whole.c_str(), &end, value);
  if (end != whole.c_str() + whole.size() || errno == ERANGE) return false;
  number = value;
  return true;
}
#endif

}  // namespace

bool read_number(std::string_view text, int& number) { return read(text, number); }

bool read_number(std::string_view text, std::uint64_t& number) { return read(text, number); }

bool read_number(std::string_view text, float& number) { return read_real(text, number); }

bool read_number(std::string_view text, double& number) { return read_real(text, number); }

}  // namespace twofold::model::inline state
