// The gaps between lanes: dragged, kept apart, put back.
#include "tests/support/catch.h"
#include "tests/support/whole_window.h"

using namespace twofold;
using tests::WholeWindow;

namespace {

const std::array<float, 3>& splits(const WholeWindow& w) { return w.session.view().lane_splits; }

void drag(WholeWindow& w, std::string_view name, ImVec2 by) {
  const ImVec2 from = tests::middle_of(w.ui.registry(), name);
  w.headless.drag(from, {from.x + by.x, from.y + by.y}, 8);
}

}  // namespace

TEST_CASE("a gap between lanes follows the mouse, the others stay") {
  WholeWindow w;
  const std::array<float, 3> before = splits(w);
  drag(w, "split 1", {60, 0});
  CHECK(splits(w)[1] > before[1] + 0.03f);
  CHECK(splits(w)[0] == before[0]);
  CHECK(splits(w)[2] == before[2]);
}

TEST_CASE("no lane is dragged narrower than it can be, nor across its neighbour") {
  WholeWindow w;
  drag(w, "split 0", {5000, 0});
  CHECK(splits(w)[0] < splits(w)[1]);
  drag(w, "split 0", {-5000, 0});
  CHECK(splits(w)[0] > 0.05f);
  drag(w, "split bottom", {0, -5000});
  CHECK(w.session.view().bottom_split > 0.2f);
}

TEST_CASE("a double click puts a gap back") {
  WholeWindow w;
  drag(w, "split 2", {-40, 0});
  CHECK(splits(w) != model::ViewState{}.lane_splits);
  w.headless.settle(30);  // or the press of the drag counts as the first click
  w.headless.double_click(tests::middle_of(w.ui.registry(), "split 2"));
  CHECK(splits(w) == model::ViewState{}.lane_splits);
}

TEST_CASE("the gap between the folds is no handle where they are one lane") {
  WholeWindow w;
  w.look(model::ShowOperation{model::OperationView::depthwise});
  CHECK_FALSE(w.shows("split 1"));
  CHECK(w.shows("split 0"));
}
