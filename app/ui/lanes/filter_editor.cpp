#include "app/ui/lanes/filter_editor.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/ui/draw/draw.h"
#include "app/ui/frame/window_state.h"
#include "app/ui/lanes/kernel_grid.h"

namespace twofold::ui::inline lanes {
namespace {

/// Draws on the popover's own list while it lives.
class DrawOnWindow {
 public:
  explicit DrawOnWindow(Frame& frame) : frame_(frame), root_(frame.draw) {
    frame.draw = ImGui::GetWindowDrawList();
  }
  ~DrawOnWindow() { frame_.draw = root_; }
  DrawOnWindow(const DrawOnWindow&) = delete;
  DrawOnWindow& operator=(const DrawOnWindow&) = delete;

 private:
  Frame& frame_;
  ImDrawList* root_;
};

void presets(Frame& frame, int q, int r) {
  const auto chosen = model::preset_of(frame.document().bank, q, r);
  int column = 0;
  for (const core::KernelPresetRow& row : core::kernel_presets()) {
    if (column++ % 3 != 0) ImGui::SameLine();
    const std::string label(row.label);
    const bool is_chosen = chosen == row.preset;
    if (is_chosen) ImGui::PushStyleColor(ImGuiCol_Button, frame.palette.accent_soft);
    if (ImGui::Button(label.c_str(), {frame.px(104), 0}))
      frame.emit(model::ChoosePreset{q, r, row.preset});
    if (is_chosen) ImGui::PopStyleColor();
    frame.registry.add({"preset " + label, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), 0});
    if (ImGui::IsItemHovered()) explain(frame, row.label, row.says);
  }
}

void grid(Frame& frame, int q, int r) {
  const core::Extent size = frame.session.numbers()->document.layer.kernel;
  const float cell =
      std::min(frame.px(46), frame.px(320) / static_cast<float>(std::max(size.height, size.width)));
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const Rect rect{min,
                  {min.x + cell * static_cast<float>(size.width),
                   min.y + cell * static_cast<float>(size.height)}};
  kernel_grid(frame, rect, q, r, true);
  ImGui::SetCursorScreenPos(min);
  ImGui::Dummy(rect.size());
}

}  // namespace

void filter_editor(Frame& frame) {
  if (!frame.window.open_filter || !ImGui::BeginPopup("filter")) return;
  const auto [q, r] = *frame.window.open_filter;
  const model::Evaluation& e = *frame.session.numbers();
  const int stage = core::window_stage(e.stages.list);
  const core::FilterShape& d = e.filter(stage).shape;
  if (q < d.in && r < d.out) {
    const DrawOnWindow on_popover(frame);
    ImGui::PushID("filter editor");
    ImGui::PushFont(frame.fonts.strong);
    ImGui::TextUnformatted(fmt::format("Filter D[:, :, {}, {}]", q, r).c_str());
    ImGui::PopFont();
    ImGui::PushStyleColor(ImGuiCol_Text, frame.palette.text_quiet);
    ImGui::TextUnformatted("In a network nobody chooses these numbers; training does.");
    ImGui::PopStyleColor();
    const model::ChannelKey key = model::key_of(
        e.stages.list, stage + 1, core::intermediate_channel(q, r, d.out), e.x()->shape.channels);
    presets(frame, key.q, key.r);
    ImGui::Spacing();
    grid(frame, q, r);
    ImGui::Spacing();
    if (ImGui::Button("Normalise")) frame.emit(model::NormaliseKernel{key.q, key.r});
    if (ImGui::IsItemHovered())
      explain(frame, "Normalise",
              "Divides by the sum of the weights, or by the sum of their "
              "magnitudes where that sum is 0.");
    ImGui::SameLine();
    ImGui::TextUnformatted("drag a cell up or down, double click to type");
    ImGui::PopID();
  }
  ImGui::EndPopup();
}

}  // namespace twofold::ui::inline lanes
