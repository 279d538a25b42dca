// What the tests of inner loops share. A loop is tried by every instruction set that this machine
// has, on memory that ends where it may not be touched any more: reading or writing beyond what
// core/fast/loops/kernels.h allows ends the test. Numbers are small and whole, so that no sum
// rounds and every order of it gives the same bits.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/fast/loops/kernels.h"
#include "tests/core/fast/sweep.h"
#include "tests/support/catch.h"

namespace twofold::tests {

/// Floats that end at a page which may not be touched; NaN to begin with, as is what lies before
/// them.
class Fenced {
 public:
  explicit Fenced(std::ptrdiff_t floats);
  ~Fenced();
  Fenced(Fenced&& other) noexcept;
  Fenced(const Fenced&) = delete;
  Fenced& operator=(const Fenced&) = delete;
  Fenced& operator=(Fenced&&) = delete;

  float* data() { return begin_; }
  float& operator[](std::ptrdiff_t i) { return begin_[i]; }
  /// Sets the first `floats` of them to whole numbers that follow from `seed`.
  Fenced& fill(std::ptrdiff_t floats, int seed);
  /// Whether nothing was written before the first of them.
  bool is_clean_before() const;

 private:
  std::byte* memory_ = nullptr;
  std::size_t bytes_ = 0;  ///< that may be touched
  float* begin_ = nullptr;
};

/// From -3 to 3.
float whole(std::ptrdiff_t i, int seed);
std::vector<float> wholes(std::ptrdiff_t count, int seed);

/// One value, less than a vector, vectors, and what is left over.
std::vector<std::ptrdiff_t> lengths(const core::fast::Kernels& kernels);

/// Numbers of output channels that the lanes can hold: few, vectors, panels, and what is left over.
std::vector<int> outputs(const core::fast::Kernels& kernels);

/// Calls attempt(kernels) for every instruction set.
template <class Attempt>
void by_every_target(const Attempt& attempt) {
  for (const auto& [target, name] : targets()) {
    INFO(name);
    attempt(*core::fast::kernels_for(target));
  }
}

/// The four output rows of F(4, 3) that six kinds of products come to.
std::vector<float> quad_rows(const std::vector<float>& products);

}  // namespace twofold::tests
