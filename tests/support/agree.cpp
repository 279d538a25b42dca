#include "tests/support/agree.h"

#include <cmath>
#include <cstring>
#include <ostream>
#include <sstream>

namespace twofold::tests {
namespace {

constexpr double kTolerance = 1e-5;

template <class... Parts>
Agreement no(const Parts&... parts) {
  std::ostringstream text;
  text.precision(9);
  (text << ... << parts);
  return {false, text.str()};
}

template <class Want>
Agreement compare(std::span<const float> got, std::span<const Want> want) {
  if (got.size() != want.size()) return no(got.size(), " values, wanted ", want.size());
  double largest = 0;
  double worst = 0;
  std::size_t where = 0;
  for (std::size_t i = 0; i < got.size(); ++i) {
    const double g = got[i];
    const double w = want[i];
    if (!std::isfinite(g) || !std::isfinite(w)) {
      if (g == w || (std::isnan(g) && std::isnan(w))) continue;
      return no("value ", i, " is ", g, ", wanted ", w);
    }
    largest = std::max(largest, std::abs(w));
    if (std::abs(g - w) <= worst) continue;
    worst = std::abs(g - w);
    where = i;
  }
  if (worst <= kTolerance * largest) return {};
  return no("value ", where, " is ", got[where], ", wanted ", want[where], ": off by ", worst,
            " where the largest value is ", largest);
}

template <class Array>
Agreement compare_shaped(const Array& got, const Array& want) {
  if (got.shape != want.shape) return no("the shapes differ");
  return compare<float>(got.values, want.values);
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Agreement& agreement) {
  return out << (agreement.ok ? "agrees" : agreement.why);
}

Agreement agree(std::span<const float> got, std::span<const double> want) {
  return compare<double>(got, want);
}
Agreement agree(std::span<const float> got, std::span<const float> want) {
  return compare<float>(got, want);
}
Agreement agree(const core::Tensor& got, const core::Tensor& want) {
  return compare_shaped(got, want);
}
Agreement agree(const core::Filter& got, const core::Filter& want) {
  return compare_shaped(got, want);
}

Agreement same_bits(const core::Tensor& got, const core::Tensor& want) {
  if (got.shape != want.shape) return no("the shapes differ");
  for (std::size_t i = 0; i < got.values.size(); ++i) {
    const float g = got.values[i];
    const float w = want.values[i];
    if (std::isnan(g) && std::isnan(w)) continue;
    if (std::memcmp(&g, &w, sizeof g) != 0)
      return no("value ", i, " is ", g, ", wanted exactly ", w);
  }
  return {};
}

}  // namespace twofold::tests
