#include "core/floats.h"

#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace twofold::core {
namespace {

constexpr std::size_t kLine = 64;
#ifdef __linux__
constexpr std::size_t kHugePage = std::size_t{2} << 20;
// From here on a huge page of one's own is worth what it wastes.
constexpr std::size_t kLarge = kHugePage / 4;
#endif

std::align_val_t alignment([[maybe_unused]] std::size_t bytes) {
#ifdef __linux__
  if (bytes >= kLarge) return std::align_val_t{kHugePage};
#endif
  return std::align_val_t{kLine};
}

}  // namespace

void* allocate_aligned(std::size_t bytes) {
  void* memory = ::operator new(bytes, alignment(bytes));
#ifdef __linux__
  // Advice only: where it is not followed, pages are small.
  if (bytes >= kLarge) madvise(memory, bytes, MADV_HUGEPAGE);
#endif
  return memory;
}

void free_aligned(void* memory, std::size_t bytes) noexcept {
  ::operator delete(memory, alignment(bytes));
}

}  // namespace twofold::core
