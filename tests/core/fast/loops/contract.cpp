#include "tests/core/fast/loops/contract.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace twofold::tests {

Fenced::Fenced(std::ptrdiff_t floats) {
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  const std::size_t wanted = static_cast<std::size_t>(floats) * sizeof(float);
  bytes_ = (wanted + page) / page * page;  // at least a few floats before the first
  void* all =
      ::mmap(nullptr, bytes_ + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  REQUIRE(all != MAP_FAILED);
  memory_ = static_cast<std::byte*>(all);
  REQUIRE(::mprotect(memory_ + bytes_, page, PROT_NONE) == 0);
  begin_ = reinterpret_cast<float*>(memory_ + bytes_ - wanted);
  std::fill(reinterpret_cast<float*>(memory_), begin_ + floats,
            std::numeric_limits<float>::quiet_NaN());
}

Fenced::~Fenced() {
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  if (memory_) ::munmap(memory_, bytes_ + page);
}

Fenced::Fenced(Fenced&& other) noexcept
    : memory_(std::exchange(other.memory_, nullptr)), bytes_(other.bytes_), begin_(other.begin_) {}

Fenced& Fenced::fill(std::ptrdiff_t floats, int seed) {
  for (std::ptrdiff_t i = 0; i < floats; ++i) begin_[i] = whole(i, seed);
  return *this;
}

bool Fenced::is_clean_before() const {
  return std::all_of(reinterpret_cast<const float*>(memory_), const_cast<const float*>(begin_),
                     [](float value) { return std::isnan(value); });
}

float whole(std::ptrdiff_t i, int seed) {
  const auto mixed = static_cast<std::uint32_t>(i * 7 + seed * 5) * 2654435761U;
  return static_cast<float>(mixed >> 16U) -
         7.0f * std::floor(static_cast<float>(mixed >> 16U) / 7) - 3.0f;
}

std::vector<float> wholes(std::ptrdiff_t count, int seed) {
  std::vector<float> values;
  values.reserve(static_cast<std::size_t>(count));
  for (std::ptrdiff_t i = 0; i < count; ++i) values.push_back(whole(i, seed));
  return values;
}

std::vector<std::ptrdiff_t> lengths(const core::fast::Kernels& kernels) {
  const std::ptrdiff_t lanes = kernels.lanes;
  return {1, 2, lanes - 1, lanes, lanes + 1, 3 * lanes, 11 * lanes + 3};
}

std::vector<int> outputs(const core::fast::Kernels& kernels) {
  const int lanes = kernels.lanes;
  return {1, 3, lanes, lanes + 1, 3 * lanes, kernels.panel_vectors * lanes + lanes - 1};
}

std::vector<float> quad_rows(const std::vector<float>& m) {
  return {m[0] + m[1] + m[2] + m[3] + m[4], m[1] - m[2] + 2 * (m[3] - m[4]),
          m[1] + m[2] + 4 * (m[3] + m[4]), m[1] - m[2] + 8 * (m[3] - m[4]) + m[5]};
}

}  // namespace twofold::tests
