#include "app/ui/window/splitters.h"

#include <algorithm>
#include <optional>
#include <string>

#include "app/ui/controls/press_area.h"
#include "app/ui/draw/draw.h"

namespace twofold::ui::inline window {
namespace {

constexpr float kLeastHeight = 240;  // of the lanes

/// Handles one gap; the mouse's place while it is dragged. `reset` is raised by a double click.
std::optional<ImVec2> handle(Frame& frame, const std::string& id, const Rect& gap, bool is_upright,
                             bool& reset) {
  frame.registry.add({id, gap.min, gap.max, 0});
  if (gap.width() < 1 || gap.height() < 1) return std::nullopt;
  press_area(id, gap);
  const bool held = ImGui::IsItemActive();
  const bool hovered = ImGui::IsItemHovered();
  if (!held && !hovered) return std::nullopt;
  ImGui::SetMouseCursor(is_upright ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
  const ImVec2 c = gap.centre();
  const float half = frame.px(1);
  const Rect line = is_upright ? Rect{{c.x - half, gap.min.y}, {c.x + half, gap.max.y}}
                               : Rect{{gap.min.x, c.y - half}, {gap.max.x, c.y + half}};
  fill(frame, line, held ? frame.palette.accent : frame.palette.text_faint);
  if (hovered && ImGui::IsMouseDoubleClicked(0)) {
    reset = true;
    return std::nullopt;
  }
  const bool moved = ImGui::GetIO().MouseDelta.x != 0 || ImGui::GetIO().MouseDelta.y != 0;
  if (!held || !moved) return std::nullopt;
  return ImGui::GetIO().MousePos;
}

void split_lanes(Frame& frame, const Rect& lanes, int index, const Rect& gap) {
  const auto i = static_cast<std::size_t>(index);
  bool reset = false;
  const auto mouse = handle(frame, "split " + std::to_string(index), gap, true, reset);
  if (reset) frame.look(model::SplitLanes{static_cast<int>(i), std::nullopt});
  if (!mouse) return;
  const std::array<float, 3>& splits = frame.view().lane_splits;
  const float least = frame.px(kLeastLane) / lanes.width();
  const float low = (i == 0 ? 0 : splits[i - 1]) + least;
  const float high = (i == 2 ? 1 : splits[i + 1]) - least;
  if (high < low) return;  // no room to go anywhere
  const float to = std::clamp((mouse->x - lanes.min.x) / lanes.width(), low, high);
  frame.look(model::SplitLanes{static_cast<int>(i), to});
}

void split_bottom(Frame& frame, const Layout& at) {
  const Rect gap{{at.one_value.min.x, at.input.max.y}, {at.cost.max.x, at.one_value.min.y}};
  bool reset = false;
  const auto mouse = handle(frame, "split bottom", gap, false, reset);
  if (reset) frame.look(model::SplitBottom{});
  if (!mouse) return;
  const float top = at.input.min.y;
  const float whole = at.one_value.max.y - top;
  const float low = std::min(frame.px(kLeastHeight) / whole, 0.9f);
  const float to = std::clamp((mouse->y - top) / whole, low, 0.9f);
  frame.look(model::SplitBottom{to});
}

}  // namespace

void splitters(Frame& frame, const Layout& at) {
  if (frame.present()) return;
  const Rect lanes{at.input.min, at.output.max};
  const auto split = [&](int i, const Rect& left, const Rect& right) {
    split_lanes(frame, lanes, i, {{left.max.x, lanes.min.y}, {right.min.x, lanes.max.y}});
  };
  // Of three and more lanes in the middle the inner edges follow the outer ones.
  const bool is_movable = at.stages.size() < 3;
  if (is_movable) split(0, at.input, at.stages.front());
  if (at.stages.size() == 2) split(1, at.stages.front(), at.stages.back());
  if (is_movable) split(2, at.stages.back(), at.output);
  split_bottom(frame, at);
}

}  // namespace twofold::ui::inline window
