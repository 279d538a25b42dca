#include "app/base/background.h"

#include <atomic>
#include <thread>

#include "app/base/one_thread.h"
#include "app/base/thread_pool.h"
#include "tests/support/catch.h"

namespace twofold::base {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLong{20000};

/// Counts its turns down, and looks whether two of them meet.
struct Countdown final : Task {
  explicit Countdown(int turns) : left(turns) {}

  bool turn() override {
    if (inside.exchange(true)) met = true;
    ++done;
    const bool has_more = --left > 0;
    inside = false;
    return has_more;
  }

  std::atomic<int> left;
  std::atomic<int> done = 0;
  std::atomic<bool> inside = false;
  std::atomic<bool> met = false;
};

/// Waits until it has been posted for the last time and all turns are done.
void wait_for(Background& background, const std::function<bool()>& enough) {
  for (int i = 0; i < 2000 && !enough(); ++i) background.wait(milliseconds(10), enough);
  REQUIRE(enough());
}

std::vector<std::shared_ptr<Background>> backgrounds() {
  return {std::make_shared<ThreadPool>(1), std::make_shared<ThreadPool>(2),
          std::make_shared<ThreadPool>(5), std::make_shared<OneThread>()};
}

}  // namespace

TEST_CASE("a task has turns until it says that there is no more to do, one at a time") {
  for (const auto& background : backgrounds()) {
    for (const int turns : {1, 2, 3, 100}) {
      Countdown task(turns);
      background->post(task);
      wait_for(*background, [&] { return task.left == 0; });
      background->stop(task);
      CHECK(task.done == turns);
      CHECK_FALSE(task.met);
    }
  }
}

TEST_CASE("several tasks have their turns, whichever is posted first") {
  for (const auto& background : backgrounds()) {
    Countdown a(50);
    Countdown b(50);
    Countdown c(50);
    for (Countdown* task : {&a, &b, &c}) background->post(*task);
    wait_for(*background, [&] { return a.left == 0 && b.left == 0 && c.left == 0; });
    for (Countdown* task : {&a, &b, &c}) background->stop(*task);
    CHECK(a.done + b.done + c.done == 150);
  }
}

TEST_CASE("what is posted again while it waits has no more turns for that; while it runs it has") {
  OneThread background;
  Countdown task(1);
  background.post(task);
  background.post(task);
  CHECK(background.do_turn());
  CHECK_FALSE(background.do_turn());

  struct Again final : Task {
    explicit Again(Background& b) : background(b) {}
    bool turn() override {
      if (++turns < 3) background.post(*this);
      return false;
    }
    Background& background;
    std::atomic<int> turns = 0;
  };
  for (const auto& any : backgrounds()) {
    Again again(*any);
    any->post(again);
    wait_for(*any, [&] { return again.turns == 3; });
    any->stop(again);
    CHECK(again.turns == 3);
  }
}

TEST_CASE("a task that was stopped has no turn any more, and can be posted anew") {
  for (const auto& background : backgrounds()) {
    Countdown endless(1 << 30);
    background->post(endless);
    wait_for(*background, [&] { return endless.done > 3; });
    background->stop(endless);
    const int done = endless.done;
    background->wait(milliseconds(5), [] { return false; });
    CHECK(endless.done == done);
    background->post(endless);
    wait_for(*background, [&] { return endless.done > done; });
    background->stop(endless);
    background->stop(endless);  // which is no fault
  }
}

TEST_CASE("whoever waits goes on as soon as it is enough") {
  for (const auto& background : backgrounds()) {
    Countdown task(1 << 30);
    background->post(task);
    background->wait(kLong, [&] { return task.done >= 5; });
    CHECK(task.done >= 5);
    background->stop(task);
  }
}

TEST_CASE("with one thread turns are done by whoever waits, in turn, and by nobody else") {
  OneThread background;
  CHECK_FALSE(background.runs_alone());
  Countdown a(3);
  Countdown b(3);
  background.post(a);
  background.post(b);
  CHECK(a.done == 0);
  const auto never = [] { return false; };
  background.wait(milliseconds(0), never);
  CHECK((a.done == 1 && b.done == 0));
  background.wait(milliseconds(0), never);
  CHECK((a.done == 1 && b.done == 1));
  background.wait(kLong, never);
  CHECK((a.done == 3 && b.done == 3));
  CHECK_FALSE(background.do_turn());
}

TEST_CASE("threads go on while nobody waits, and nobody waits for them without patience") {
  ThreadPool background;
  CHECK(background.runs_alone());
  Countdown task(10);
  background.post(task);
  for (int i = 0; i < 4000 && task.left > 0; ++i) std::this_thread::sleep_for(milliseconds(5));
  CHECK(task.done == 10);
  background.wait(milliseconds(0), [] {
    FAIL("nothing is asked without patience");
    return true;
  });
}

}  // namespace twofold::base
