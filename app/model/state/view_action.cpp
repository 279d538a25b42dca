#include "app/model/state/view_action.h"

#include <algorithm>
#include <cmath>

#include "app/model/state/view_limits.h"

namespace twofold::model::inline state {
namespace {

/// One overload for each action; each edits the copy in place.
struct Apply {
  ViewState& view;

  void operator()(const PointAt& a) const { view.hover = a.hover; }
  void operator()(const SetPin& a) const { view.pin = a.place; }
  void operator()(const MovePin& a) const {
    view.pin = a.place;
    view.pin_was_dragged = true;
  }
  void operator()(const ShowPicture& a) const { view.batch_index = a.batch_index; }
  void operator()(const ShowOperation& a) const { view.operation = a.operation; }
  void operator()(const ShowResult& a) const { view.output_view = a.result; }
  void operator()(const SetRange& a) const { view.range_mode = a.mode; }
  void operator()(const SetTypedRange& a) const { view.typed_range = a.limit; }
  void operator()(const HoldScales& a) const { view.scales_are_held = a.on; }
  void operator()(const ShowBytes& a) const { view.values_as_bytes = a.on; }
  void operator()(const WriteOutIntermediate& a) const { view.written_z = a.channel; }
  void operator()(const WriteOutInput& a) const { view.written_x = a.channel; }
  void operator()(const Pan& a) const { view.viewport = panned(view.viewport, a.dx, a.dy); }
  void operator()(const ZoomAbout& a) const {
    view.viewport = zoomed_about(view.viewport, a.x, a.y, a.factor);
  }
  void operator()(const BringIntoSight& a) const {
    view.viewport = showing(view.viewport, a.x, a.y);
  }
  void operator()(const ShowWhole&) const { view.viewport = {}; }
  void operator()(const ScrollRows& a) const {
    (a.other ? view.other_rows_scroll : view.rows_scroll) = a.to;
  }
  void operator()(const ScrollOutputs& a) const { view.outputs_scroll = a.to; }
  void operator()(const ScrollColumns& a) const {
    (a.other ? view.other_columns_scroll : view.columns_scroll) = a.to;
  }
  void operator()(const SplitLanes& a) const {
    const auto lane = static_cast<std::size_t>(a.lane);
    if (a.lane < 0 || lane >= view.lane_splits.size()) return;
    std::array<float, 3> splits = view.lane_splits;
    splits[lane] = a.at.value_or(ViewState{}.lane_splits[lane]);
    // Its own place may lie beyond a neighbour that was moved: then all go back.
    if (!a.at && !are_in_order(splits)) splits = ViewState{}.lane_splits;
    if (are_in_order(splits)) view.lane_splits = splits;
  }
  void operator()(const SplitBottom& a) const {
    view.bottom_split = a.at.value_or(ViewState{}.bottom_split);
  }
  void operator()(const ChooseTheme& a) const { view.theme = a.theme; }
  void operator()(const LessMotion& a) const { view.less_motion = a.on; }
  void operator()(const ScaleWords& a) const {
    view.ui_zoom = a.to ? std::clamp(*a.to, kSmallestWords, kLargestWords) : 0.0f;
  }
  void operator()(const Present& a) const { view.present = a.on; }
  void operator()(const OpenLane& a) const { view.present_lane = a.lane; }
  void operator()(const OpenLarge& a) const { view.large = a.picture; }
  void operator()(const CloseLarge&) const { view.large.reset(); }
  void operator()(const OpenCost& a) const {
    view.cost.open = true;
    view.cost.page = a.page.value_or(view.cost.page);
  }
  void operator()(const CloseCost&) const { view.cost.open = false; }
  void operator()(const CountAs& a) const { view.cost.counting = a.counting; }
  void operator()(const ChooseNetwork& a) const { view.cost.network = a.network; }
  void operator()(const ScaleNetwork& a) const {
    view.cost.network_scale = {std::isfinite(a.scale.width)
                                   ? std::clamp(a.scale.width, core::kLeastWidth, core::kMostWidth)
                                   : 1.0,
                               std::clamp(a.scale.side, core::kLeastSide, core::kMostSide)};
  }
  void operator()(const SetNetworkSide& a) const { view.cost.network_side = a.side; }
  void operator()(const ChooseNetworkLayer& a) const { view.cost.network_layer = a.layer; }
  void operator()(const RememberPictures& a) const { view.recent_pictures = a.paths; }
};

}  // namespace

ViewState update(ViewState view, const ViewAction& action) {
  std::visit(Apply{view}, action);
  return view;
}

}  // namespace twofold::model::inline state
