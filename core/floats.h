// Memory for many floats: aligned to cache lines, so that no vector crosses one, and large arrays
// in huge pages where the system has them. Addresses are then looked up rarely, and what is to stay
// in a cache is spread evenly over its sets instead of by chance.
#pragma once

#include <cstddef>
#include <vector>

namespace twofold::core {

/// `bytes` of memory; throws std::bad_alloc. Give both back with the same number.
void* allocate_aligned(std::size_t bytes);
void free_aligned(void* memory, std::size_t bytes) noexcept;

/// For the standard library's containers, which set the names.
template <class T>
struct AlignedAllocator {
  using value_type = T;  // NOLINT(readability-identifier-naming)

  AlignedAllocator() = default;
  template <class U>
  explicit AlignedAllocator(const AlignedAllocator<U>&) noexcept {}

  T* allocate(std::size_t count) { return static_cast<T*>(allocate_aligned(count * sizeof(T))); }
  void deallocate(T* memory, std::size_t count) noexcept {
    free_aligned(memory, count * sizeof(T));
  }

  bool operator==(const AlignedAllocator&) const = default;
};

using Floats = std::vector<float, AlignedAllocator<float>>;

}  // namespace twofold::core
