#include "app/ui/lanes/result_lane.h"

#include <fmt/format.h>

#include "app/ui/draw/numbers.h"

namespace twofold::ui::inline lanes {
namespace {

/// How far the two results are apart, against what they are.
std::string difference_words(const Frame& frame) {
  const model::Scales& scales = frame.session.painter().scales();
  const float error = scales.largest_difference;
  if (error == 0) return "separable minus standard: no value differs";
  constexpr float kRounding = 1e-5f;
  const bool is_rounding = error <= kRounding * scales.largest_output;
  return fmt::format("separable minus standard: at most {}, of values to {}{}", cell(error),
                     cell(scales.largest_output), is_rounding ? ": rounding alone" : "");
}

}  // namespace

ResultLane result_lane(const Frame& frame) {
  using model::OperationView;
  using model::OutputView;
  using paint::PictureKind;
  const model::Evaluation& e = *frame.session.numbers();
  const model::Highlight& h = frame.session.highlighted();
  const OutputView view = frame.view().output_view;
  ResultLane lane;
  lane.chosen = frame.session.path().k;
  lane.lit = &h.y_lit;
  if (frame.view().operation == OperationView::depthwise) {
    lane = {e.z,     PictureKind::depthwise,           model::Stage::depthwise,
            "z",     "fold 1 alone: nothing is mixed", frame.session.path().t,
            &h.z_lit};
  } else if (view == OutputView::difference && e.difference) {
    lane.tensor = e.difference;
    lane.kind = PictureKind::difference;
    lane.tells = difference_words(frame);
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
