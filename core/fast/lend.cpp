#include "core/fast/lend.h"

#ifdef TWOFOLD_THREADS
#include <tbb/task_arena.h>
#else
#include <cassert>
#endif

namespace twofold::core::fast {

#ifdef TWOFOLD_THREADS

int machine_threads() { return tbb::this_task_arena::max_concurrency(); }

void lend_thread(void (*call)(void*, int), void* context, int index) {
  // Never destroyed: a call may still be running when the program ends.
  static auto* arena = new tbb::task_arena(machine_threads());
  arena->enqueue([call, context, index] { call(context, index); });
}

#else

int machine_threads() { return 1; }

void lend_thread(void (*)(void*, int), void*, int) { assert(false && "there is no other thread"); }

#endif

}  // namespace twofold::core::fast
