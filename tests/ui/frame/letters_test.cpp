// Letters that grow with the window, and leave it its room.
#include "app/ui/frame/letters.h"

#include "tests/support/catch.h"

using namespace twofold;

TEST_CASE("letters grow with the window unless they are set") {
  model::ViewState view;
  CHECK(ui::letter_scale(view, {1024, 768}) == 1);
  CHECK(ui::letter_scale(view, {1440, 900}) == 1);
  CHECK(ui::letter_scale(view, {1920, 1080}) == Approx(16.0f / 12));
  CHECK(ui::letter_scale(view, {2560, 1440}) == Approx(21.0f / 12));
  view.ui_zoom = 1;
  CHECK(ui::letter_scale(view, {2560, 1440}) == 1);
  view.ui_zoom = 0.8f;
  CHECK(ui::letter_scale(view, {1024, 768}) == 0.8f);
}

TEST_CASE("letters that are set stop where the window has no more room") {
  model::ViewState view;
  view.ui_zoom = 2;
  CHECK(ui::letter_scale(view, {1920, 1080}) == 2);
  CHECK(ui::letter_scale(view, {2560, 1440}) == 2);
  CHECK(ui::letter_scale(view, {1024, 768}) == Approx(1024.0f / 960));
  CHECK(ui::letter_scale(view, {640, 400}) == 1);
}

TEST_CASE("a display that asks for larger letters has as much room as another") {
  model::ViewState view;
  CHECK(ui::letter_scale(view, {2880, 1800}, 2) == 2);
  view.ui_zoom = 2;
  CHECK(ui::letter_scale(view, {2048, 1536}, 2) == Approx(2 * 1024.0f / 960));
  view.present = true;
  CHECK(ui::letter_scale(view, {3840, 2160}, 2) == 2);
}
