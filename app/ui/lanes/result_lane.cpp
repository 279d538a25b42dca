#include "app/ui/lanes/result_lane.h"

namespace twofold::ui::inline lanes {

ResultLane result_lane(const Frame& frame) {
  using model::OperationView;
  using model::OutputView;
  using paint::PictureKind;
  const model::Evaluation& e = *frame.session.numbers();
  const model::Highlight& h = frame.session.highlighted();
  const OutputView view = frame.view().output_view;
  ResultLane lane;
  lane.chosen = h.y_channel;
  lane.lit = &h.y_lit;
  if (frame.view().operation == OperationView::depthwise) {
    lane = {e.z,     PictureKind::depthwise,           model::Stage::depthwise,
            "z",     "fold 1 alone: nothing is mixed", h.z_channel,
            &h.z_lit};
  } else if (view == OutputView::difference && e.difference) {
    lane.tensor = e.difference;
    lane.kind = PictureKind::difference;
    lane.tells = "separable minus standard: rounding alone";
  } else if (e.standard &&
             (view == OutputView::standard || frame.view().operation == OperationView::regular)) {
    lane.tensor = e.standard;
    lane.kind = PictureKind::standard;
    lane.tells = "by the standard convolution";
  } else {
    lane.tensor = e.y;
    lane.tells = "one for every column";
  }
  return lane;
}

}  // namespace twofold::ui::inline lanes
