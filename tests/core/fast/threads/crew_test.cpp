#include "core/fast/threads/crew.h"

#include <new>

#include "core/fast/threads/lend_thread.h"
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

TEST_CASE("what a part throws comes out of the run, whichever thread it was on") {
  Crew& crew = Crew::instance();
  const auto fails = [](int) { throw std::bad_alloc(); };
  CHECK_THROWS_AS(crew.run(2, false, fails), std::bad_alloc);
  std::atomic<bool> has_thrown{false};
  const Clock::time_point patience = Clock::now() + std::chrono::seconds(20);
  const auto only_helpers_fail = [&](int slot) {
    if (slot > 0) {
      has_thrown = true;
      throw std::bad_alloc();
    }
    const Clock::time_point end = Clock::now() + std::chrono::milliseconds(1);
    while (!has_thrown && Clock::now() < end) {
    }
  };
  while (machine_threads() > 1 && !has_thrown && Clock::now() < patience) {
    bool thrown = false;
    try {
      crew.run(2, false, only_helpers_fail);
    } catch (const std::bad_alloc&) {
      thrown = true;
    }
    CHECK(thrown == has_thrown);
  }
  // It works on as before.
  std::atomic<int> parts{0};
  crew.run(2, false, [&](int) { ++parts; });
  CHECK(parts >= 1);
}

}  // namespace twofold::core::fast
