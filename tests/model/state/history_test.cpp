#include "app/model/state/history.h"

#include "core/filters.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

Document with_multiplier(int m) {
  Document document;
  document.layer.channel_multiplier = m;
  return document;
}

int multiplier(const History& history) { return history.now().layer.channel_multiplier; }

}  // namespace

TEST_CASE("undo and redo walk the documents") {
  History history(with_multiplier(1));
  CHECK_FALSE(history.can_undo());
  CHECK_FALSE(history.can_redo());
  history.push(with_multiplier(2), 0);
  history.push(with_multiplier(3), 0);
  history.undo();
  CHECK(multiplier(history) == 2);
  history.undo();
  CHECK(multiplier(history) == 1);
  history.undo();
  CHECK(multiplier(history) == 1);
  history.redo();
  history.redo();
  history.redo();
  CHECK(multiplier(history) == 3);
}

TEST_CASE("an equal document is no step") {
  History history(with_multiplier(1));
  history.push(with_multiplier(1), 0);
  history.push(with_multiplier(1), 7);
  CHECK_FALSE(history.can_undo());
}

TEST_CASE("a new step lets go of what was undone") {
  History history(with_multiplier(1));
  history.push(with_multiplier(2), 0);
  history.undo();
  history.push(with_multiplier(5), 0);
  CHECK_FALSE(history.can_redo());
  history.undo();
  CHECK(multiplier(history) == 1);
}

TEST_CASE("one drag is one step") {
  History history(with_multiplier(1));
  for (int m = 2; m <= 9; ++m) history.push(with_multiplier(m), 4);
  history.undo();
  CHECK(multiplier(history) == 1);
  history.redo();
  CHECK(multiplier(history) == 9);
}

TEST_CASE("two drags are two steps, and a drag after undo is a step of its own") {
  History history(with_multiplier(1));
  history.push(with_multiplier(2), 4);
  history.push(with_multiplier(3), 5);
  history.undo();
  CHECK(multiplier(history) == 2);
  history.push(with_multiplier(6), 4);
  history.undo();
  CHECK(multiplier(history) == 2);
}

TEST_CASE("edits without a gesture never melt together") {
  History history(with_multiplier(1));
  history.push(with_multiplier(2), 0);
  history.push(with_multiplier(3), 0);
  history.undo();
  CHECK(multiplier(history) == 2);
}

TEST_CASE("a drag back to where it began leaves no empty step") {
  History history(with_multiplier(1));
  history.push(with_multiplier(2), 0);
  for (const int m : {3, 4, 2}) history.push(with_multiplier(m), 9);
  CHECK(multiplier(history) == 2);
  history.undo();
  CHECK(multiplier(history) == 1);

  history.redo();
  for (const int m : {3, 2, 7}) history.push(with_multiplier(m), 10);
  history.undo();
  CHECK(multiplier(history) == 2);
  history.undo();
  CHECK(multiplier(history) == 1);
}

TEST_CASE("the oldest of very many steps are let go") {
  History history(with_multiplier(1));
  for (int m = 2; m <= 2000; ++m) history.push(with_multiplier(m), 0);
  CHECK(multiplier(history) == 2000);
  CHECK(history.reachable().size() <= 500);
  int steps = 0;
  for (; history.can_undo(); ++steps) history.undo();
  CHECK(multiplier(history) == 2000 - steps);
}

TEST_CASE("random walks through the history agree with a plain list") {
  core::Random random(3);
  History history(with_multiplier(1));
  std::vector<int> list{1};
  std::size_t at = 0;
  for (int i = 0; i < 2000; ++i) {
    switch (random.next() % 3) {
      case 0:
        if (list.size() > 400) break;
        list.resize(++at);
        list.push_back(static_cast<int>(10 + i));
        history.push(with_multiplier(list.back()), 0);
        break;
      case 1:
        if (at > 0) --at;
        history.undo();
        break;
      default:
        if (at + 1 < list.size()) ++at;
        history.redo();
    }
    REQUIRE(multiplier(history) == list[at]);
    REQUIRE(history.can_undo() == (at > 0));
    REQUIRE(history.can_redo() == (at + 1 < list.size()));
  }
}

}  // namespace twofold::model
