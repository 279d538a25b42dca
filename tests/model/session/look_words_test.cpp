// What is looked at, in words behind a set-up line.
#include "app/model/session/look_words.h"

#include "app/model/session/session.h"
#include "tests/support/catch.h"

using namespace twofold::model;

namespace {

/// A look with these words, from another one.
ViewState look_by(const std::string& words, ViewState view = {}) {
  const auto read = edits_of_look(words, stages_of(Document{}));
  REQUIRE(std::holds_alternative<Edits>(read));
  const Edits& edits = std::get<Edits>(read);
  for (const ViewAction& look : edits.looks) view = update(std::move(view), look);
  for (const LearningAction& action : edits.lessons)
    view.learning = update(std::move(view.learning), action);
  return view;
}

std::string sentence_on(const std::string& words) {
  const auto read = edits_of_look(words, stages_of(Document{}));
  const auto* sentence = std::get_if<std::string>(&read);
  return sentence ? *sentence : "";
}

}  // namespace

TEST_CASE("The words of a look restore it, whatever was looked at before") {
  ViewState view;
  view.pin = {1, 12, 40, 3};
  SECTION("a magnified part") { view.viewport = clamped({0.3125, 0.75, 4.5}); }
  SECTION("the edge of the picture") { view.viewport = clamped({0.0, 1.0, 8}); }
  SECTION("a page about cost, another operation") {
    view.cost.open = true;
    view.cost.page = CostPage::time;
    view.operation = OperationView::regular;
  }
  SECTION("a page about learning, before a class") {
    view.learning.open = true;
    view.learning.page = LearningPage::training;
    view.present = true;
  }
  SECTION("the opening") {}

  ViewState other;
  other.pin = {kOutput, 1, 2, 0};
  other.viewport = clamped({0.9, 0.1, 3});
  other.operation = OperationView::depthwise;
  const ViewState again = look_by(look_words(view, stages_of(Document{})), other);
  CHECK(again.pin == view.pin);
  CHECK(again.viewport.centre_x == Approx(view.viewport.centre_x));
  CHECK(again.viewport.centre_y == Approx(view.viewport.centre_y));
  CHECK(again.viewport.zoom == Approx(view.viewport.zoom));
  CHECK(again.operation == view.operation);
  CHECK(again.cost.open == view.cost.open);
  if (view.cost.open) CHECK(again.cost.page == view.cost.page);
  CHECK(again.learning.open == view.learning.open);
  if (view.learning.open) CHECK(again.learning.page == view.learning.page);
  CHECK(again.present == view.present);
}

TEST_CASE("A line is parted where words about the look begin") {
  const PartedLine line = parted("citrus m2 o8  pin=output,1,2,3 page=curves ");
  CHECK(line.set_up == "citrus m2 o8");
  CHECK(line.look == "pin=output,1,2,3 page=curves");
  CHECK(parted("citrus m2").set_up == "citrus m2");
  CHECK(parted("citrus m2").look.empty());
  CHECK(parted("pin=output,1,2,3").set_up.empty());
  CHECK(parted("").set_up.empty());
}

TEST_CASE("A picture's name is no word about the look") {
  CHECK(parted("\"my pin=1\"").look.empty());
  CHECK(parted("\"pin=output,1,2,3\" m2").look.empty());
}

TEST_CASE("What is wrong in a look is named") {
  CHECK(sentence_on("pin=here") ==
        "\"pin=here\" is not understood; it is written pin=STAGE,ROW,COLUMN,CHANNEL, such as "
        "pin=output,82,34,0");
  for (const char* wrong : {"pin=output,1,2", "pin=output,1,2,x", "pin=output,-1,2,3",
                            "pin=output,99999999999,2,3", "seen=0.5,0.5", "seen=0.5,0.5,0",
                            "seen=a,b,c", "as=none", "page=none", "mode=none", "pin="}) {
    INFO(wrong);
    CHECK(sentence_on(wrong).starts_with(std::string("\"") + wrong));
  }
}
