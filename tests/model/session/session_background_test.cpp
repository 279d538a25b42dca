// A session and its background: without threads, and with numbers that are held back.
#include "app/base/one_thread.h"
#include "app/model/session/session.h"
#include "tests/model/edits.h"
#include "tests/model/pictures.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

using tests::change;
using tests::look;

std::vector<Wanted> some_pictures() {
  return {{{paint::PictureKind::photograph, 0}, 64, 48},
          {paint::result_key(1, 0), 64, 48},
          {paint::result_key(2, 1), 64, 48}};
}

}  // namespace

TEST_CASE("without threads everything is computed between frames, and nothing else comes out") {
  Session with_threads(tests::start(900, 700));
  Session::Start start = tests::start(900, 700);
  start.background = std::make_shared<base::OneThread>();
  Session one(std::move(start));
  CHECK_FALSE(one.numbers());
  CHECK(one.is_busy());
  for (Session* session : {&with_threads, &one}) {
    session->want(some_pictures());
    session->apply(change(SetLongestSide{0}));
    session->apply(change(SetMultiplier{4}));
  }
  // A frame gives it one turn: first a look at the newest document, then the whole, in pieces.
  one.tick(std::chrono::milliseconds(0));
  REQUIRE(one.numbers());
  CHECK(one.numbers()->is_preview);
  CHECK(one.numbers()->document == one.document());
  CHECK(one.is_busy());
  int turns = 0;
  while (!one.is_current() && ++turns < 10000) one.tick(std::chrono::milliseconds(0));
  CHECK(one.is_current());
  with_threads.settle();
  CHECK(one.view() == with_threads.view());
  const auto pixels = [](const Session& session) {
    std::vector<paint::Rgba8> all;
    for (const auto& [key, picture] : session.painter().pictures()) all.push_back(*picture);
    return all;
  };
  one.settle();
  CHECK_FALSE(one.is_busy());
  CHECK(pixels(one) == pixels(with_threads));
  CHECK(pixels(one).size() == some_pictures().size());
}

TEST_CASE(
    "without threads times are measured between frames too, for which the window stays awake") {
  Session::Start start = tests::start(16, 12);
  start.background = std::make_shared<base::OneThread>();
  Session session(std::move(start));
  session.settle();
  session.apply(look(OpenCost{CostPage::time}));
  session.tick(std::chrono::milliseconds(0));
  int frames = 0;
  while (session.is_busy() && ++frames < 100000) session.tick(std::chrono::milliseconds(0));
  REQUIRE(session.measurement());
  CHECK(session.measurement()->done);
  CHECK(frames > 20);  // in pieces
}

TEST_CASE("held numbers come when they are asked for, also those of an earlier document") {
  Session::Start start = tests::start(64, 48);
  start.holds_numbers = true;
  Session session(std::move(start));
  session.settle();
  CHECK_FALSE(session.numbers());
  const Document first = session.document();
  session.apply(change(SetMultiplier{5}));
  session.compute(first);
  REQUIRE(session.numbers());
  CHECK(session.numbers()->document == first);
  session.settle();
  CHECK(session.numbers()->document == first);
  session.compute(session.document());
  CHECK(session.is_current());
  session.apply(change(SetMultiplier{6}));
  session.release_numbers();
  session.settle();
  CHECK(session.is_current());
}

}  // namespace twofold::model
