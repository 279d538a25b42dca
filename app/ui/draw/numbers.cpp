#include "app/ui/draw/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twofold::ui::inline draw {
namespace {

/// Puts the true minus in place of an ASCII one.
std::string with_minus(std::string text) {
  if (text.starts_with('-')) text.replace(0, 1, kMinus);
  return text;
}

std::string not_finite(double value) {
  if (std::isnan(value)) return "NaN";
  return value > 0 ? "\xe2\x88\x9e" : fmt::format("{}\xe2\x88\x9e", kMinus);
}

}  // namespace

std::string fixed(double value, int decimals) {
  if (!std::isfinite(value)) return not_finite(value);
  std::string text = fmt::format("{:.{}f}", value, decimals);
  const bool is_zero = text.find_first_not_of("-0.") == std::string::npos;
  if (is_zero && text.starts_with('-')) text.erase(0, 1);
  return with_minus(std::move(text));
}

namespace {

std::string cell_with(float value, int decimals) {
  std::string text = fmt::format("{:.{}f}", std::abs(value), decimals);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
  }
  if (text.starts_with("0.")) text.erase(0, 1);
  return value < 0 && text != "0" ? kMinus + text : text;
}

int cell_decimals(float size) { return size >= 99.5f ? 0 : (size >= 9.95f ? 1 : 2); }

}  // namespace

std::string cell(float value) {
  if (!std::isfinite(value)) return not_finite(value);
  const float size = std::abs(value);
  if (size == 0) return "0";
  if (size >= 99999.5f || size < 0.005f) return with_minus(fmt::format("{:.0e}", value));
  return cell_with(value, cell_decimals(size));
}

std::string steady(float value) {
  if (!std::isfinite(value)) return not_finite(value);
  const float size = std::abs(value);
  if (size >= 99999.5f) return with_minus(fmt::format("{:.0e}", value));
  const int decimals = size >= 99.95f ? 0 : (size >= 9.995f ? 1 : 2);
  std::string text = fixed(value, decimals);
  const std::size_t zero = text.find("0.");
  if (zero == 0 || (zero != std::string::npos && size < 1)) text.erase(zero, 1);
  return text;
}

std::string exact(float value) {
  if (!std::isfinite(value)) return not_finite(value);
  return with_minus(fmt::format("{:.9g}", value));
}

std::string count(std::int64_t value) {
  std::string text = fmt::format("{}", value);
  const std::size_t first = value < 0 ? 1 : 0;
  for (std::size_t at = text.size(); at > first + 3; at -= 3) text.insert(at - 3, 1, ',');
  return with_minus(std::move(text));
}

std::string rounded_count(double value) {
  if (value < 1e4) return count(std::llround(value));
  constexpr const char* kUnits[] = {"k", "M", "G", "T", "P", "E"};
  int unit = -1;
  while (value >= 999.5 && unit < 5) {
    value /= 1000;
    ++unit;
  }
  const int decimals = value >= 99.95 ? 0 : (value >= 9.995 ? 1 : 2);
  return fmt::format("{:.{}f} {}", value, decimals, kUnits[std::max(unit, 0)]);
}

std::string bytes(double value) {
  if (value < 1000) return fmt::format("{:.0f} B", value);
  const std::string rounded = rounded_count(std::max(value, 1e4));
  if (value < 1e4) return fmt::format("{:.2f} kB", value / 1000);
  return rounded + "B";
}

std::string percent(double share) {
  const double value = share * 100;
  return fmt::format("{:.{}f} %", value, value < 9.95 ? 1 : 0);
}

std::string shape_text(int batch, int height, int width, int channels) {
  return fmt::format("[{},{},{},{}]", batch, height, width, channels);
}

}  // namespace twofold::ui::inline draw
