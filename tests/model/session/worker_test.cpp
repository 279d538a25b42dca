#include "app/model/session/worker.h"

#include <thread>

#include "app/base/thread_pool.h"
#include "app/model/state/update.h"
#include "tests/model/pictures.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

using tests::Opened;

constexpr std::chrono::milliseconds kLong{20000};
constexpr std::chrono::milliseconds kNone{0};

Inputs with_multiplier(const Opened& o, int m) {
  return tests::inputs_of(o, update(o.document, SetMultiplier{m}, nullptr));
}

/// A layer over the whole of a large picture, more than comes at once.
Inputs at_full_size(const Opened& o) {
  const Document full = update(o.document, SetLongestSide{0}, nullptr);
  return tests::inputs_of(o, update(full, SetMultiplier{4}, nullptr));
}

int multiplier(const Evaluation& e) { return e.document.layer.channel_multiplier; }

/// The last evaluation, once nothing more comes.
SharedEvaluation settled(Worker& worker) {
  SharedEvaluation last;
  while (worker.busy())
    if (SharedEvaluation next = worker.take(std::chrono::milliseconds(50)).numbers)
      last = std::move(next);
  return last;
}

/// Whether all of it belongs together: a torn result would mix two documents.
bool is_whole(const Evaluation& e) {
  const core::Separable want =
      core::separable_conv2d(e.x()->tensor(), separable_filters(e.stages), e.document.layer);
  return tests::agree(e.z()->tensor(), want.z).ok && tests::agree(e.y()->tensor(), want.y).ok;
}

}  // namespace

TEST_CASE("a request is evaluated and taken once") {
  const Opened o = tests::opened(40, 30);
  base::ThreadPool threads;
  Worker worker(threads, [] {});
  CHECK_FALSE(worker.busy());
  CHECK_FALSE(worker.take(kNone).numbers);
  worker.request(with_multiplier(o, 2));
  CHECK(worker.busy());
  const SharedEvaluation e = worker.take(kLong).numbers;
  REQUIRE(e);
  CHECK(multiplier(*e) == 2);
  CHECK(is_whole(*e));
  CHECK_FALSE(settled(worker));
}

TEST_CASE("numbers come with the pictures that were looked at") {
  const Opened o = tests::opened(40, 30);
  base::ThreadPool threads;
  Worker worker(threads, [] {});
  const paint::PictureKey z1 = paint::result_key(1, 1);
  worker.request(with_multiplier(o, 2), {{}, {{z1, 40, 30}}});
  const Finished finished = worker.take(kLong);
  REQUIRE(finished.numbers);
  REQUIRE(finished.pictures->pictures().size() == 1);
  Painter painter;
  painter.paint(*finished.numbers, {}, {{z1, 40, 30}});
  CHECK(*finished.pictures->pictures().at(z1) == *painter.pictures().at(z1));
}

TEST_CASE("the newest request wins, and what comes out is never torn") {
  const Opened o = tests::opened(120, 90);
  base::ThreadPool threads;
  Worker worker(threads, [] {});
  SharedEvaluation last;
  const auto see = [&last](SharedEvaluation e) {
    if (!e) return;
    CHECK(is_whole(*e));
    last = std::move(e);
  };
  for (int round = 0; round < 40; ++round) {
    for (int m = 1; m <= 8; ++m) worker.request(with_multiplier(o, m));
    if (round % 3 == 0) see(worker.take(std::chrono::milliseconds(2)).numbers);
  }
  see(settled(worker));
  REQUIRE(last);
  CHECK(multiplier(*last) == 8);
}

TEST_CASE("waiting ends with the result of the newest request") {
  const Opened o = tests::opened(60, 50);
  base::ThreadPool threads;
  Worker worker(threads, [] {});
  for (int m = 1; m <= 16; ++m) {
    worker.request(with_multiplier(o, m));
    const SharedEvaluation e = worker.take(kLong).numbers;
    REQUIRE(e);
    CHECK(multiplier(*e) == m);
  }
}

TEST_CASE("a result that nobody took does not stand for that of a newer request") {
  const Opened o = tests::opened(60, 50);
  std::atomic<int> results = 0;
  base::ThreadPool threads;
  Worker worker(threads, [&] { ++results; });
  worker.request(with_multiplier(o, 2));
  while (results == 0) std::this_thread::yield();
  for (int i = 0; i < 20; ++i) {
    CHECK(worker.busy());  // as long as there is something to take
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  worker.request(with_multiplier(o, 3));
  const SharedEvaluation e = worker.take(kLong).numbers;
  REQUIRE(e);
  CHECK(multiplier(*e) == 3);
}

TEST_CASE("whoever waits for numbers is woken for each of them") {
  const Opened o = tests::opened(40, 30);
  std::atomic<int> woken = 0;
  {
    base::ThreadPool threads;
    Worker worker(threads, [&] { ++woken; });
    worker.request(with_multiplier(o, 3));
    CHECK(worker.take(kLong).numbers);
    settled(worker);
  }
  CHECK(woken == 1);
}

TEST_CASE("a first look comes before the whole of a large picture") {
  const Opened o = tests::opened(900, 700);
  base::ThreadPool threads;
  Worker worker(threads, [] {});
  worker.request(at_full_size(o));
  const SharedEvaluation first = worker.take(kLong).numbers;
  REQUIRE(first);
  const SharedEvaluation last = settled(worker);
  CHECK((first->is_preview || !last));
  CHECK_FALSE((last ? last : first)->is_preview);
}

TEST_CASE("how far a computation is that takes long can be asked for while it runs") {
  const Opened o = tests::opened(900, 700);
  const Worker* asked = nullptr;
  std::vector<float> shares;
  // With every result the worker's thread waits here until its progress is shown.
  base::ThreadPool threads;
  Worker worker(threads, [&] {
    for (int i = 0; i < 2000 && !asked->progress(); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    shares.push_back(asked->progress().value_or(-1));
  });
  asked = &worker;
  CHECK_FALSE(worker.progress());
  worker.request(at_full_size(o));
  CHECK(settled(worker));
  CHECK_FALSE(worker.progress());
  REQUIRE(shares.size() == 2);  // of the first look and of the whole
  CHECK(shares[0] == 0);
  CHECK(shares[1] > 0.5f);
  CHECK(shares[1] <= 1);
}

TEST_CASE("a request stops what is running: its whole never comes") {
  const Opened o = tests::opened(900, 700);
  const Inputs full = at_full_size(o);
  const Inputs next = with_multiplier(o, 2);
  Worker* asked = nullptr;
  int results = 0;
  // On the worker's thread, with the first look at `full`.
  base::ThreadPool threads;
  Worker worker(threads, [&] {
    if (++results == 1) asked->request(next);
  });
  asked = &worker;
  worker.request(full);
  const SharedEvaluation last = settled(worker);
  REQUIRE(last);
  CHECK(last->document == next.document);
  CHECK(results == 2);  // that look, and what was asked for next
}

TEST_CASE("a worker can be let go while it computes") {
  const Opened o = tests::opened(900, 700);
  for (int i = 0; i < 5; ++i) {
    base::ThreadPool threads;
    Worker worker(threads, [] {});
    Document document = update(o.document, SetLongestSide{0}, nullptr);
    document.layer.channel_multiplier = 8;
    worker.request(tests::inputs_of(o, document));
  }
}

// The sanitizers end a program that asks for this much.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#if !defined(__has_feature)
#define TWOFOLD_TEST_MEMORY 1
#elif !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
#define TWOFOLD_TEST_MEMORY 1
#endif
#endif
#ifdef TWOFOLD_TEST_MEMORY
TEST_CASE("too little memory is said, and the next request is carried out") {
  const Opened o = tests::opened(40, 30);
  base::ThreadPool threads;
  Worker worker(threads, [] {});
  // More than any machine has; problems_of() would have refused it.
  worker.request(tests::inputs_of(
      o, update(o.document,
                SetInput{InputSource::noise, {1 << 15, 1 << 15, 1 << 12, 4}, Pattern::impulse},
                nullptr)));
  CHECK_FALSE(settled(worker));
  CHECK(worker.take_failure().find("memory") != std::string::npos);
  CHECK(worker.take_failure().empty());
  worker.request(with_multiplier(o, 2));
  CHECK(worker.take(kLong).numbers);
}

#endif

}  // namespace twofold::model
