#include "app/model/state/view_action.h"

#include "tests/support/catch.h"

namespace twofold::model {
namespace {

/// One row: what is done, and how the look differs afterwards from that of the start.
struct Row {
  const char* name;
  ViewAction action;
  void (*expected)(ViewState&);
};

const Row kRows[] = {
    {"point at", PointAt{{.place = {}, .tap = {}, .weight = MixCell{1, 2}}},
     [](ViewState& v) {
       v.hover.weight = MixCell{1, 2};
     }},
    {"set pin", SetPin{{model::kInput, 1, 2, 3}},
     [](ViewState& v) {
       v.pin = {model::kInput, 1, 2, 3};
     }},
    {"move pin", MovePin{{model::kInput, 1, 2, 3}},
     [](ViewState& v) {
       v.pin = {model::kInput, 1, 2, 3};
       v.pin_was_dragged = true;
     }},
    {"show picture", ShowPicture{2}, [](ViewState& v) { v.batch_index = 2; }},
    {"show operation", ShowOperation{OperationView::regular},
     [](ViewState& v) { v.operation = OperationView::regular; }},
    {"show result", ShowResult{OutputView::difference},
     [](ViewState& v) { v.output_view = OutputView::difference; }},
    {"set range", SetRange{RangeMode::lane}, [](ViewState& v) { v.range_mode = RangeMode::lane; }},
    {"set typed range", SetTypedRange{0.5f}, [](ViewState& v) { v.typed_range = 0.5f; }},
    {"hold scales", HoldScales{true}, [](ViewState& v) { v.scales_are_held = true; }},
    {"show bytes", ShowBytes{true}, [](ViewState& v) { v.values_as_bytes = true; }},
    {"write out z", WriteOutIntermediate{5}, [](ViewState& v) { v.written_z = 5; }},
    {"write out x", WriteOutInput{1}, [](ViewState& v) { v.written_x = 1; }},
    {"zoom", ZoomAbout{0.25, 0.75, 4},
     [](ViewState& v) { v.viewport = zoomed_about({}, 0.25, 0.75, 4); }},
    {"scroll rows", ScrollRows{17}, [](ViewState& v) { v.rows_scroll = 17; }},
    {"scroll outputs", ScrollOutputs{18}, [](ViewState& v) { v.outputs_scroll = 18; }},
    {"scroll columns", ScrollColumns{19}, [](ViewState& v) { v.columns_scroll = 19; }},
    {"split lanes", SplitLanes{1, 0.5f}, [](ViewState& v) { v.lane_splits[1] = 0.5f; }},
    {"split beyond a neighbour", SplitLanes{1, 0.1f}, [](ViewState&) {}},
    {"split beyond the window", SplitLanes{2, 1.0f}, [](ViewState&) {}},
    {"split no lane", SplitLanes{3, 0.5f}, [](ViewState&) {}},
    {"split no lane either", SplitLanes{-1, 0.5f}, [](ViewState&) {}},
    {"split bottom", SplitBottom{0.5f}, [](ViewState& v) { v.bottom_split = 0.5f; }},
    {"theme", ChooseTheme{ThemeChoice::light}, [](ViewState& v) { v.theme = ThemeChoice::light; }},
    {"larger words", ScaleWords{1.5f}, [](ViewState& v) { v.ui_zoom = 1.5f; }},
    {"largest words", ScaleWords{9}, [](ViewState& v) { v.ui_zoom = 2.5f; }},
    {"smallest words", ScaleWords{0.1f}, [](ViewState& v) { v.ui_zoom = 0.6f; }},
    {"present", Present{true}, [](ViewState& v) { v.present = true; }},
    {"open lane", OpenLane{2}, [](ViewState& v) { v.present_lane = 2; }},
    {"open large", OpenLarge{paint::result_key(2, 1)},
     [](ViewState& v) { v.large = paint::result_key(2, 1); }},
    {"open cost", OpenCost{}, [](ViewState& v) { v.cost.open = true; }},
    {"open a page", OpenCost{CostPage::time},
     [](ViewState& v) {
       v.cost.open = true;
       v.cost.page = CostPage::time;
     }},
    {"network", ChooseNetwork{1}, [](ViewState& v) { v.cost.network = 1; }},
    {"network's scale", ScaleNetwork{{0.5, 160}},
     [](ViewState& v) {
       v.cost.network_scale = {0.5, 160};
     }},
    {"detector's side", SetNetworkSide{608}, [](ViewState& v) { v.cost.network_side = 608; }},
    {"detector's layer", ChooseNetworkLayer{3}, [](ViewState& v) { v.cost.network_layer = 3; }},
    {"remember", RememberPictures{{"/a.png"}},
     [](ViewState& v) { v.recent_pictures = {"/a.png"}; }},
};

}  // namespace

TEST_CASE("each action changes its part of the look, and nothing else") {
  for (const Row& row : kRows) {
    INFO(row.name);
    ViewState expected;
    row.expected(expected);
    CHECK(update({}, row.action) == expected);
  }
}

TEST_CASE("what was opened is closed, and what was moved goes back to where it was at first") {
  const auto after = [](std::initializer_list<ViewAction> actions) {
    ViewState view;
    for (const ViewAction& action : actions) view = update(std::move(view), action);
    return view;
  };
  const ViewState first;
  CHECK(after({OpenLarge{paint::result_key(0, 0)}, CloseLarge{}}) == first);
  CHECK(after({Present{true}, Present{false}}) == first);
  CHECK(after({SplitLanes{2, 0.9f}, SplitLanes{2, std::nullopt}}) == first);
  // Where there is no room for an edge's own place all go back to theirs.
  CHECK(after({SplitLanes{0, 0.05f}, SplitLanes{1, 0.1f}, SplitLanes{0, std::nullopt}}) == first);
  CHECK(after({SplitBottom{0.4f}, SplitBottom{}}) == first);
  CHECK(after({ScaleWords{1.25f}, ScaleWords{}}) == first);
  CHECK(after({ZoomAbout{0.2, 0.2, 8}, Pan{0.1, 0.1}, ShowWhole{}}) == first);
  // The page stays, so that opening leads back to it.
  CHECK(after({OpenCost{CostPage::curves}, CloseCost{}, OpenCost{}}).cost.page == CostPage::curves);
}

TEST_CASE("a point is brought into sight, and the content follows the pointer") {
  const ViewState near = update({}, ZoomAbout{0, 0, 4});
  CHECK(update(near, BringIntoSight{1, 1}).viewport == showing(near.viewport, 1, 1));
  CHECK(update(near, Pan{-0.5, 0}).viewport == panned(near.viewport, -0.5, 0));
  CHECK_FALSE(update(near, Pan{-0.5, 0}).viewport == near.viewport);
}

TEST_CASE("actions on the look compare by what they do") {
  CHECK(ViewAction{ShowPicture{1}} == ViewAction{ShowPicture{1}});
  CHECK_FALSE(ViewAction{ShowPicture{1}} == ViewAction{ShowPicture{2}});
  CHECK_FALSE(ViewAction{WriteOutInput{1}} == ViewAction{WriteOutIntermediate{1}});
}

}  // namespace twofold::model
