// How much memory a page has left: its own, which grows up to what it was linked with.
#include "app/io/memory_left.h"

#include <emscripten/heap.h>
#include <malloc.h>
#include <unistd.h>

namespace twofold::io {

std::int64_t memory_left(const std::filesystem::path& /*root*/) {
  const auto never_used = static_cast<std::int64_t>(emscripten_get_heap_max()) -
                          static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(::sbrk(0)));
  const auto given_back = static_cast<std::int64_t>(static_cast<unsigned>(::mallinfo().fordblks));
  return never_used + given_back;
}

}  // namespace twofold::io
