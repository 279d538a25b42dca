// What a user can do to the look, in the user's words: beside action.h, which changes numbers.
// Panels emit these; update() applies them. The walk has its own: app/model/steps/walk_action.h.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/model/state/view_state.h"

namespace twofold::model::inline state {

struct PointAt {
  Hover hover;
  bool operator==(const PointAt&) const = default;
};
/// Pins a value of what is shown: the numbers' own document.
struct SetPin {
  Place place;
  bool operator==(const SetPin&) const = default;
};
/// The same by hand, on a picture or with the arrows: the hint that it can be moved goes.
struct MovePin {
  Place place;
  bool operator==(const MovePin&) const = default;
};
struct ShowPicture {
  int batch_index = 0;
  bool operator==(const ShowPicture&) const = default;
};
struct ShowOperation {
  OperationView operation = OperationView::separable;
  bool operator==(const ShowOperation&) const = default;
};
struct ShowResult {
  OutputView result = OutputView::separable;
  bool operator==(const ShowResult&) const = default;
};
struct SetRange {
  RangeMode mode = RangeMode::own;
  bool operator==(const SetRange&) const = default;
};
struct SetTypedRange {
  float limit = 1;
  bool operator==(const SetTypedRange&) const = default;
};
/// While something is dragged, pictures keep the scales that they had.
struct HoldScales {
  bool on = false;
  bool operator==(const HoldScales&) const = default;
};
struct ShowBytes {
  bool on = true;
  bool operator==(const ShowBytes&) const = default;
};
/// Writes out the products of one channel of the sum; -1: of the one that adds most.
struct WriteOutIntermediate {
  int channel = -1;
  bool operator==(const WriteOutIntermediate&) const = default;
};
struct WriteOutInput {
  int channel = -1;
  bool operator==(const WriteOutInput&) const = default;
};

/// Moves the content with the pointer, by fractions of what is seen.
struct Pan {
  double dx = 0;
  double dy = 0;
  bool operator==(const Pan&) const = default;
};
/// Magnifies about a point, in fractions of the picture.
struct ZoomAbout {
  double x = 0.5;
  double y = 0.5;
  double factor = 1;
  bool operator==(const ZoomAbout&) const = default;
};
/// Brings a point into sight, in fractions of the picture.
struct BringIntoSight {
  double x = 0.5;
  double y = 0.5;
  bool operator==(const BringIntoSight&) const = default;
};
struct ShowWhole {
  bool operator==(const ShowWhole&) const = default;
};

/// Pixels from the top, or from the left.
struct ScrollRows {
  float to = 0;
  bool other = false;  ///< those that are not level with the filters' results
  bool operator==(const ScrollRows&) const = default;
};
struct ScrollOutputs {
  float to = 0;
  bool operator==(const ScrollOutputs&) const = default;
};
struct ScrollColumns {
  float to = 0;
  bool other = false;  ///< of a matrix that is not the last
  bool operator==(const ScrollColumns&) const = default;
};
/// Moves the right edge of a lane, or puts it back where it was at first.
struct SplitLanes {
  int lane = 0;
  std::optional<float> at;  ///< share of the width
  bool operator==(const SplitLanes&) const = default;
};
struct SplitBottom {
  std::optional<float> at;  ///< share of the height
  bool operator==(const SplitBottom&) const = default;
};

struct ChooseTheme {
  ThemeChoice theme = ThemeChoice::dark;
  bool operator==(const ChooseTheme&) const = default;
};
/// Words of that scale; without one they grow with the window.
struct ScaleWords {
  std::optional<float> to;
  bool operator==(const ScaleWords&) const = default;
};
struct LessMotion {
  bool on = true;
  bool operator==(const LessMotion&) const = default;
};
struct Present {
  bool on = true;
  bool operator==(const Present&) const = default;
};
/// Opens the lane that Present shows wide.
struct OpenLane {
  int lane = kOutput;
  bool operator==(const OpenLane&) const = default;
};
struct OpenLarge {
  paint::PictureKey picture;
  bool operator==(const OpenLarge&) const = default;
};
struct CloseLarge {
  bool operator==(const CloseLarge&) const = default;
};
/// Opens the pages about cost, where they stood or at this page.
struct OpenCost {
  std::optional<CostPage> page;
  bool operator==(const OpenCost&) const = default;
};
struct CloseCost {
  bool operator==(const CloseCost&) const = default;
};
struct CountAs {
  Counting counting;
  bool operator==(const CountAs&) const = default;
};
struct ChooseNetwork {
  int network = 0;
  bool operator==(const ChooseNetwork&) const = default;
};
/// Width and resolution of a network that has them.
struct ScaleNetwork {
  core::NetworkScale scale;
  bool operator==(const ScaleNetwork&) const = default;
};
/// The side of the square that the detector sees.
struct SetNetworkSide {
  int side = 416;
  bool operator==(const SetNetworkSide&) const = default;
};
/// The layer of the detector whose receptive field is shown.
struct ChooseNetworkLayer {
  int layer = 0;
  bool operator==(const ChooseNetworkLayer&) const = default;
};
/// The list of pictures that were opened, the newest first.
struct RememberPictures {
  std::vector<std::string> paths;
  bool operator==(const RememberPictures&) const = default;
};

using ViewAction =
    std::variant<PointAt, SetPin, MovePin, ShowPicture, ShowOperation, ShowResult, SetRange,
                 SetTypedRange, HoldScales, ShowBytes, WriteOutIntermediate, WriteOutInput, Pan,
                 ZoomAbout, BringIntoSight, ShowWhole, ScrollRows, ScrollOutputs, ScrollColumns,
                 SplitLanes, SplitBottom, ChooseTheme, ScaleWords, LessMotion, Present, OpenLane,
                 OpenLarge, CloseLarge, OpenCost, CloseCost, CountAs, ChooseNetwork, ScaleNetwork,
                 SetNetworkSide, ChooseNetworkLayer, RememberPictures>;

/// The look after the action. Places and channels are taken as they are: whoever draws brings them
/// inside what there is.
ViewState update(ViewState view, const ViewAction& action);

}  // namespace twofold::model::inline state
