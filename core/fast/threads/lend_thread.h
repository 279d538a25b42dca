// TBB's threads, and all that is used of TBB. libtbb is not built with the thread sanitizer, which
// therefore cannot see how TBB hands a task to a thread; lend_thread.cpp is built without it too,
// so that everything else can be watched with nothing suppressed. What is handed over must be
// ordered by the caller's own atomics. Built without TWOFOLD_THREADS there is one thread, and no
// TBB; with TWOFOLD_PAGE_THREADS instead, the threads of a page.
#pragma once

namespace twofold::core::fast::inline threads {

/// As many threads as the machine has.
int machine_threads();

/// Lets a thread of TBB's call call(context, index), soon. Threads are lent to as many calls at a
/// time as the machine has threads besides the caller's.
void lend_thread(void (*call)(void* context, int index), void* context, int index);

}  // namespace twofold::core::fast::inline threads
