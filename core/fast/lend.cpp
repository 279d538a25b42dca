#include "core/fast/lend.h"

#ifdef TWOFOLD_THREADS
#include <tbb/task_arena.h>

#include <memory>
#else
#include <cassert>
#endif

namespace twofold::core::fast {

#ifdef TWOFOLD_THREADS

namespace {

tbb::task_arena* new_arena() {
  auto arena = std::make_unique<tbb::task_arena>(machine_threads());
  // Left to the first call, memory that runs out in there would let the second one wait for ever.
  arena->initialize();
  return arena.release();
}

}  // namespace

int machine_threads() { return tbb::this_task_arena::max_concurrency(); }

void lend_thread(void (*call)(void*, int), void* context, int index) {
  // Never destroyed: a call may still be running when the program ends.
  static auto* arena = new_arena();
  arena->enqueue([call, context, index] { call(context, index); });
}

#else

int machine_threads() { return 1; }

void lend_thread(void (*)(void*, int), void*, int) { assert(false && "there is no other thread"); }

#endif

}  // namespace twofold::core::fast
