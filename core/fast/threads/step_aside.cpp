#include "core/fast/threads/step_aside.h"

#ifdef __linux__
#include <sched.h>
#endif

namespace twofold::core::fast::inline threads {

#ifdef __linux__
void step_aside() {
  cpu_set_t allowed;
  const int here = sched_getcpu();
  if (here < 0 || sched_getaffinity(0, sizeof(allowed), &allowed) != 0) return;
  cpu_set_t others = allowed;
  CPU_CLR(static_cast<unsigned>(here), &others);
  if (CPU_COUNT(&others) == 0 || sched_setaffinity(0, sizeof(others), &others) != 0) return;
  sched_setaffinity(0, sizeof(allowed), &allowed);
}
#else
void step_aside() {}
#endif

}  // namespace twofold::core::fast::inline threads
