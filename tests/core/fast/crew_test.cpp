#include "core/fast/crew.h"

#include "core/fast/lend.h"
#include "tests/support/catch.h"

namespace twofold::core::fast {
namespace {

using Clock = std::chrono::steady_clock;

/// Runs that last a few microseconds each, one after the other, until one had help.
bool help_comes(bool only_awake) {
  std::atomic<bool> helped{false};
  const auto part = [&](int slot) {
    if (slot > 0) helped = true;
    const Clock::time_point end = Clock::now() + std::chrono::microseconds(10);
    while (Clock::now() < end) {
    }
  };
  const Clock::time_point patience = Clock::now() + std::chrono::seconds(20);
  while (!helped && Clock::now() < patience) Crew::instance().run(2, only_awake, part);
  return helped;
}

}  // namespace

TEST_CASE("helpers come to runs that follow closely, however short each is") {
  if (machine_threads() < 2) return;
  CHECK(help_comes(false));
  CHECK(help_comes(true));
}

}  // namespace twofold::core::fast
