#include "core/fast/lend.h"

#include <tbb/task_arena.h>

namespace twofold::core::fast {

int machine_threads() { return tbb::this_task_arena::max_concurrency(); }

void lend_thread(void (*call)(void*, int), void* context, int index) {
  // Never destroyed: a call may still be running when the program ends.
  static auto* arena = new tbb::task_arena(machine_threads());
  arena->enqueue([call, context, index] { call(context, index); });
}

}  // namespace twofold::core::fast
