#include "app/ui/frame/toolkit_memory.h"

#include <imgui.h>

#include <cstdlib>
#include <new>

namespace twofold::ui::inline frame {
namespace {

void* allocate(std::size_t bytes, void*) {
  if (void* memory = std::malloc(bytes)) return memory;
  throw std::bad_alloc();
}

void release(void* memory, void*) { std::free(memory); }

}  // namespace

void check_toolkit_memory() { ImGui::SetAllocatorFunctions(allocate, release); }

}  // namespace twofold::ui::inline frame
