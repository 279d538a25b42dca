// Where the bar's things stand: in one row where they fit, else in two, what is always needed above
// and the layer below, else in as many as it takes. Nothing is left out.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline window {

enum class BarThing {
  name,
  picture,
  operation,
  multiplier,
  strides,
  kernel,
  outputs,
  undo,
  redo,
  more,
  reset,
  leave
};
inline constexpr int kBarThings = static_cast<int>(BarThing::leave) + 1;

/// How wide they are. Steps of a slider can be hit at every track.
struct BarFit {
  float gap;
  float track;    ///< of a slider
  float picture;  ///< the button with the picture's name: always as wide, so that nothing moves
  bool names_in_full;
  bool operations_in_sight;  ///< else as a list
};

/// The three lists that can be looked at; the last is the document's own.
std::vector<std::string> operation_names(const Frame& frame);

struct BarPlan {
  BarFit fit;
  int rows = 1;
  std::array<Rect, kBarThings> places{};

  Rect of(BarThing thing) const { return places[static_cast<std::size_t>(thing)]; }
  std::string_view multiplier_label() const { return fit.names_in_full ? "multiplier" : "m"; }
};

/// The plan for a bar at the top left of `bar`, which is as wide as the window.
BarPlan bar_plan(const Frame& frame, const Rect& bar);

}  // namespace twofold::ui::inline window
