// When two results count as the same: the one tolerance of all tests, and "bit for bit".
#pragma once

#include <iosfwd>
#include <span>
#include <string>

#include "core/tensor.h"

namespace twofold::tests {

/// The answer of a comparison; in CHECK(agree(got, want)) it prints why not.
struct Agreement {
  bool ok = true;
  std::string why;  ///< empty if ok

  explicit operator bool() const { return ok; }
};
std::ostream& operator<<(std::ostream& out, const Agreement& agreement);

/// max |got - want| <= 1e-5 * max |want| over the finite values, and NaN and either infinity at the
/// same places.
Agreement agree(std::span<const float> got, std::span<const double> want);
Agreement agree(std::span<const float> got, std::span<const float> want);

/// As above, and the same shape.
Agreement agree(const core::Tensor& got, const core::Tensor& want);
Agreement agree(const core::Filter& got, const core::Filter& want);

/// The same shape and the same 32 bits in every value; any NaN equals any other.
Agreement same_bits(const core::Tensor& got, const core::Tensor& want);

}  // namespace twofold::tests
