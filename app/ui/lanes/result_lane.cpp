#include "app/ui/lanes/result_lane.h"

#include <fmt/format.h>

#include <tuple>
#include <utility>

#include "app/model/state/stages.h"
#include "app/ui/draw/layout.h"
#include "app/ui/draw/numbers.h"
#include "core/chain/collapse.h"

namespace twofold::ui::inline lanes {
namespace {

/// How far the two results are apart, against what they are: at length and in brief.
std::pair<std::string, std::string> difference_words(const Frame& frame) {
  const model::Scales& scales = frame.session.painter().scales();
  const float error = scales.largest_difference;
  if (error == 0) return {"separable minus standard: no value differs", "no value differs"};
  constexpr float kRounding = 1e-5f;
  if (!core::collapses(frame.session.numbers()->stages.list))
    return {fmt::format("a real difference, at most {}: with what stands between the folds no "
                        "standard filter does the same",
                        cell(error)),
            fmt::format("real: at most {}", cell(error))};
  const bool is_rounding = error <= kRounding * scales.largest_output;
  return {fmt::format("separable minus standard: at most {}, of values to {}{}", cell(error),
                      cell(scales.largest_output), is_rounding ? ": rounding alone" : ""),
          fmt::format("at most {}{}", cell(error), is_rounding ? ": rounding" : "")};
}

/// The result of the last stage that the window shows.
ResultLane last_result(const Frame& frame) {
  const model::Evaluation& e = *frame.session.numbers();
  const model::Highlight& h = frame.session.highlighted();
  const bool is_regular = frame.view().operation == model::OperationView::regular;
  const int result = is_regular ? e.stages.count() : shown_stages(frame);
  ResultLane lane;
  lane.tensor = e.result(result);
  lane.result = result;
  lane.letter = model::letter_of(e.stages.list, result);
  lane.chosen = frame.session.path().channel(result);
  lane.lit = &h.lit[static_cast<std::size_t>(result)];
  const bool is_mixed =
      is_regular || e.stages.stage(result - 1).operation != core::Operation::depthwise;
  lane.tells = is_mixed                     ? "one for every column"
               : result == e.stages.count() ? "one for every filter"
                                            : "fold 1 alone: nothing is mixed";
  lane.brief = lane.tells;
  return lane;
}

}  // namespace

ResultLane result_lane(const Frame& frame) {
  using model::OperationView;
  using model::OutputView;
  using paint::PictureKind;
  const model::Evaluation& e = *frame.session.numbers();
  const OutputView view = frame.view().output_view;
  ResultLane lane = last_result(frame);
  if (lane.result < e.stages.count()) return lane;
  if (frame.view().operation == OperationView::depthwise) return lane;
  if (view == OutputView::difference && e.difference) {
    lane.tensor = e.difference;
    lane.kind = PictureKind::difference;
    std::tie(lane.tells, lane.brief) = difference_words(frame);
  } else if (e.standard &&
             (view == OutputView::standard || frame.view().operation == OperationView::regular)) {
    lane.tensor = e.standard;
    lane.kind = PictureKind::standard;
    lane.tells = core::collapses(e.stages.list)
                     ? "by the standard convolution"
                     : "by a standard convolution, without what stands between the folds";
    lane.brief = "by a standard convolution";
  }
  return lane;
}

}  // namespace twofold::ui::inline lanes
