#include "core/fast/threads/step_aside.h"

#include "tests/support/catch.h"

#ifdef __linux__
#include <sched.h>

namespace twofold::core::fast {

TEST_CASE("stepping aside leads to another processor, and forbids none") {
  cpu_set_t before;
  REQUIRE(sched_getaffinity(0, sizeof(before), &before) == 0);
  // The system may move a thread back at any time: not every time, though.
  bool moved = false;
  for (int i = 0; i < 1000 && !moved; ++i) {
    const int here = sched_getcpu();
    step_aside();
    moved = sched_getcpu() != here;
  }
  CHECK(moved == (CPU_COUNT(&before) > 1));
  cpu_set_t after;
  REQUIRE(sched_getaffinity(0, sizeof(after), &after) == 0);
  CHECK(CPU_EQUAL(&before, &after));
}

}  // namespace twofold::core::fast
#endif
