#include "app/ui/lanes/filter_editor.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/layout.h"
#include "app/ui/frame/window_state.h"
#include "app/ui/lanes/kernel_grid.h"

namespace twofold::ui::inline lanes {
namespace {

constexpr int kColumns = 3;
constexpr float kGap = 6;
constexpr float kMostGrid = 230;
constexpr float kMostCell = 46;
constexpr std::string_view kSays = "In a network nobody chooses these numbers; training does.";
constexpr std::string_view kHint = "drag a cell or turn the wheel, double click to type";

/// How large the editor's parts are.
struct Sizes {
  ImVec2 preset;
  float cell = 1;
  ImVec2 grid;
  ImVec2 all;
};

Sizes sizes(const Frame& frame) {
  const core::Extent kernel = frame.session.numbers()->document.layer.kernel;
  const float gap = frame.px(kGap);
  Sizes s;
  float widest = 0;
  for (const core::KernelPresetRow& row : core::kernel_presets())
    widest = std::max(widest, button_width(frame, row.label));
  s.preset = {widest, control_height(frame)};
  s.cell = std::max(1.0f, std::min(frame.px(kMostCell),
                                   frame.px(kMostGrid) /
                                       static_cast<float>(std::max(kernel.height, kernel.width))));
  s.grid = {s.cell * static_cast<float>(kernel.width), s.cell * static_cast<float>(kernel.height)};
  const auto presets = static_cast<int>(core::kernel_presets().size());
  const int lines = (presets + kColumns - 1) / kColumns;
  const auto rows = static_cast<float>(lines);
  const float words = line_height(frame.fonts.strong) + line_height(frame.fonts.small);
  s.all.x = std::max(
      {kColumns * widest + (kColumns - 1) * gap, s.grid.x, text_width(frame.fonts.small, kSays),
       button_width(frame, "Normalise") + gap + text_width(frame.fonts.small, kHint)});
  s.all.y = words + gap + rows * (s.preset.y + gap) + s.grid.y + gap + control_height(frame);
  return s;
}

/// Beside the lane of the filters and what they make, so that both stay in sight.
ImVec2 place_beside(const Frame& frame, int stage, ImVec2 size) {
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  const std::vector<Rect> lanes = layout(frame, window).stages;
  const Rect lane = lanes[std::min(static_cast<std::size_t>(stage), lanes.size() - 1)];
  const float gap = frame.px(kGap);
  const bool right = lane.max.x + gap + size.x <= window.x;
  const float x = right ? lane.max.x + gap : lane.min.x - gap - size.x;
  return {std::round(within(x, gap, window.x - size.x - gap)),
          std::round(within(lane.min.y, gap, window.y - size.y - gap))};
}

void presets(Frame& frame, ImVec2 from, const Sizes& s, const model::ChannelKey& key) {
  const auto chosen = model::preset_of(frame.document().bank, key.q, key.r);
  const float gap = frame.px(kGap);
  int i = 0;
  for (const core::KernelPresetRow& row : core::kernel_presets()) {
    const int column = i % kColumns;
    const int line = i / kColumns;
    const ImVec2 at{from.x + static_cast<float>(column) * (s.preset.x + gap),
                    from.y + static_cast<float>(line) * (s.preset.y + gap)};
    ++i;
    if (button(frame, {at, {at.x + s.preset.x, at.y + s.preset.y}},
               {.id = fmt::format("preset {}", row.label),
                .label = row.label,
                .on = chosen == row.preset,
                .help = row.says}))
      frame.emit(model::ChoosePreset{key.q, key.r, row.preset});
  }
}

/// What the document calls filter r of channel q of the stage that reads windows.
model::ChannelKey key_of_filter(const Frame& frame, int q, int r) {
  const model::Evaluation& e = *frame.session.numbers();
  const int stage = core::window_stage(e.stages.list);
  return model::key_of(e.stages.list, stage + 1,
                       core::intermediate_channel(q, r, e.filter(stage).shape.out),
                       e.x()->shape.channels);
}

void draw_editor(Frame& frame, const Rect& room, const Sizes& s, int q, int r) {
  const float gap = frame.px(kGap);
  float y = room.min.y + line_height(frame.fonts.strong) / 2;
  text(frame, frame.fonts.strong, {room.min.x, y}, frame.palette.text,
       fmt::format("Filter D[:, :, {}, {}]", q, r));
  y += (line_height(frame.fonts.strong) + line_height(frame.fonts.small)) / 2;
  text(frame, frame.fonts.small, {room.min.x, y}, frame.palette.text_quiet, kSays);
  y += line_height(frame.fonts.small) / 2 + gap;
  const model::ChannelKey key = key_of_filter(frame, q, r);
  presets(frame, {room.min.x, y}, s, key);
  const float foot = room.max.y - control_height(frame);
  const ImVec2 grid{room.min.x, foot - gap - s.grid.y};
  kernel_grid(frame, {grid, {grid.x + s.grid.x, grid.y + s.grid.y}}, q, r, true, true);
  const float width = button_width(frame, "Normalise");
  const Rect line{{room.min.x, foot}, room.max};
  if (button(frame, line.left(width),
             {.id = "normalise",
              .label = "Normalise",
              .help = "Divides by the sum of the weights, or by the sum of their magnitudes where "
                      "that sum is 0."}))
    frame.emit(model::NormaliseKernel{key.q, key.r});
  text(frame, frame.fonts.small, {line.min.x + width + gap, line.centre().y},
       frame.palette.text_quiet, kHint);
}

/// What stands there while the fold is off and its filters act on nothing.
void draw_off(Frame& frame, const Rect& room) {
  text(frame, frame.fonts.strong, {room.min.x, room.min.y + line_height(frame.fonts.strong) / 2},
       frame.palette.text, "Fold 1 is off: its filters act on nothing.");
  const Rect at = room.bottom(control_height(frame)).left(button_width(frame, "Switch fold 1 on"));
  if (!button(frame, at,
              {.id = "switch fold 1 on",
               .label = "Switch fold 1 on",
               .look = ButtonLook::accent,
               .help = "Then every channel meets its filters again."}))
    return;
  model::Bypass bypass = frame.document().bypass;
  bypass.depthwise = false;
  frame.emit(model::SetBypass{bypass});
}

/// Draws on the popup's own list while it lives.
class DrawOnPopup {
 public:
  explicit DrawOnPopup(Frame& frame) : frame_(frame), root_(frame.draw) {
    frame.draw = ImGui::GetWindowDrawList();
  }
  ~DrawOnPopup() { frame_.draw = root_; }
  DrawOnPopup(const DrawOnPopup&) = delete;
  DrawOnPopup& operator=(const DrawOnPopup&) = delete;

 private:
  Frame& frame_;
  ImDrawList* root_;
};

bool esc_closes(const Frame& frame) {
  return frame.window.typing.id.empty() && !ImGui::GetIO().WantTextInput &&
         ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape));
}

}  // namespace

void filter_editor(Frame& frame) {
  if (!frame.window.open_filter || !ImGui::IsPopupOpen("filter")) return;
  const auto [q, r] = *frame.window.open_filter;
  const model::Evaluation& e = *frame.session.numbers();
  const int stage = core::window_stage(e.stages.list);
  const core::FilterShape& d = e.filter(stage).shape;
  const Sizes s = sizes(frame);
  const float padding = popover_padding(frame);
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  // What is higher than a small window scrolls.
  const ImVec2 size{s.all.x + 2 * padding + frame.px(2),
                    std::min(s.all.y + 2 * padding, window.y - 2 * frame.px(kGap))};
  ImGui::SetNextWindowPos(place_beside(frame, stage, size));
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(padding, padding));
  const bool open = ImGui::BeginPopup("filter");
  ImGui::PopStyleVar();
  if (!open) return;
  if (q >= d.in || r >= d.out || esc_closes(frame)) ImGui::CloseCurrentPopup();
  if (q < d.in && r < d.out) {
    const DrawOnPopup on_popup(frame);
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const Rect room{from, {from.x + s.all.x, from.y + s.all.y}};
    ImGui::Dummy(room.size());
    ImGui::PushID("filter editor");
    if (frame.document().bypass.depthwise)
      draw_off(frame, room.top(line_height(frame.fonts.strong) + 2 * control_height(frame)));
    else
      draw_editor(frame, room, s, q, r);
    ImGui::PopID();
  }
  ImGui::EndPopup();
}

}  // namespace twofold::ui::inline lanes
