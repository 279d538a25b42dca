// What can be taken back: undo, Reset all, and what outlasts both.
#include "app/model/session/session.h"
#include "tests/model/edits.h"
#include "tests/model/pictures.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

using tests::ask;
using tests::change;
using tests::look;
using tests::pin_at;

}  // namespace

TEST_CASE("Reset all restores the opening exactly, and can be undone") {
  Session session(tests::start(64, 48));
  session.settle();
  const Document document = session.document();
  const ViewState view = session.view();
  session.apply(change(SetMultiplier{5}));
  session.apply(change(SetWeight{0, 0, 9}));
  Edits looks;
  looks.looks = {MovePin{{2, 1, 2, 0}}, ZoomAbout{0.3, 0.3, 4}, ShowResult{OutputView::difference},
                 Present{true}};
  session.apply(looks);
  session.settle();
  const Document changed = session.document();
  session.apply(ask(ResetAll{}));
  session.settle();
  CHECK(session.document() == document);
  CHECK(session.view() == view);
  session.apply(ask(Undo{}));
  CHECK(session.document() == changed);
}

TEST_CASE("Reset all puts the pin back even where no number has changed") {
  Session session(tests::start(64, 48));
  session.settle();
  const ViewState view = session.view();
  session.apply(pin_at({model::kInput, 1, 1, 0}));
  session.apply(ask(ResetAll{}));
  CHECK(session.view() == view);
}

TEST_CASE("theme and zoom belong to the room and outlast Reset all") {
  Session session(tests::start(64, 48));
  session.apply(look(ChooseTheme{ThemeChoice::light}));
  session.apply(look(ScaleWords{1.5f}));
  session.apply(ask(ResetAll{}));
  CHECK(session.view().theme == ThemeChoice::light);
  CHECK(session.view().ui_zoom == 1.5f);
}

TEST_CASE("one drag is one step of undo") {
  Session session(tests::start(64, 48));
  for (int m = 2; m <= 9; ++m) session.apply(change(SetMultiplier{m}, 7));
  session.apply(ask(Undo{}));
  CHECK(session.document().layer.channel_multiplier == 1);
  session.apply(ask(Redo{}));
  CHECK(session.document().layer.channel_multiplier == 9);
}

TEST_CASE("a picture stays in the library for as long as undo can reach it") {
  Session session(tests::start(64, 48));
  session.settle();
  const PictureRef second =
      session.library().add({tests::picture_values(20, 10, 1), "second", "/b.png", ""});
  session.apply(change(OpenPictures{{second}}));
  session.settle();
  CHECK(session.numbers()->x()->shape == core::Shape{1, 10, 20, 1});
  session.apply(ask(Undo{}));
  session.settle();
  CHECK(session.numbers()->x()->shape == core::Shape{1, 48, 64, 3});
  CHECK(session.library().find(second.id));
  session.apply(change(SetMultiplier{2}));  // the redo that led to it is gone
  CHECK_FALSE(session.library().find(second.id));
}

}  // namespace twofold::model
