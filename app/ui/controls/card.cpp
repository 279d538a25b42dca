#include "app/ui/controls/card.h"

#include <algorithm>
#include <cmath>

#include "app/ui/controls/buttons.h"
#include "app/ui/draw/draw.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline controls {
namespace {

constexpr ImGuiWindowFlags kBare = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                   ImGuiWindowFlags_NoBackground |
                                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav;
constexpr float kPadding = 18;
constexpr float kMargin = 24;  // between a card and the edge of the window

/// Dear ImGui takes a side of 0 or less for "as large as it likes".
ImVec2 at_least_a_pixel(const Rect& rect) {
  return {std::max(rect.width(), 1.0f), std::max(rect.height(), 1.0f)};
}

Rect whole_window() { return {{0, 0}, ImGui::GetIO().DisplaySize}; }

float header_height(const Frame& frame) { return control_height(frame) + frame.px(8); }

}  // namespace

OverPanels::OverPanels(Frame& frame, const char* id, const Rect& rect)
    : frame_(frame), outer_draw_(frame.draw) {
  ImGui::SetNextWindowPos(rect.min);
  ImGui::SetNextWindowSize(at_least_a_pixel(rect));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0f);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
  ImGui::Begin(id, nullptr, kBare);
  ImGui::PopStyleVar(3);
  frame.draw = ImGui::GetWindowDrawList();
}

OverPanels::~OverPanels() {
  ImGui::End();
  frame_.draw = outer_draw_;
}

ScrollArea::ScrollArea(Frame& frame, const char* id, const Rect& area, float content_height)
    : frame_(frame), outer_draw_(frame.draw) {
  ImGui::SetCursorScreenPos(area.min);
  ImGui::BeginChild(id, at_least_a_pixel(area), false,
                    ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav);
  frame.draw = ImGui::GetWindowDrawList();
  const bool scrolls = content_height > area.height() + 1;
  const float room = area.width() - (scrolls ? ImGui::GetStyle().ScrollbarSize : 0);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  content_ = {origin, {origin.x + room, origin.y + std::max(content_height, area.height())}};
  // What the content is as tall as, for the scrollbar.
  if (scrolls) ImGui::Dummy({room, content_height});
}

ScrollArea::~ScrollArea() {
  ImGui::EndChild();
  frame_.draw = outer_draw_;
}

Card::Card(Frame& frame, const Spec& spec, bool& is_open)
    : frame_(frame),
      over_panels_(frame, ("card " + spec.id).c_str(), whole_window()),
      id_(spec.id),
      is_open_(is_open),
      is_new_(ImGui::IsWindowAppearing()) {
  const Rect window = whole_window();
  const float padding = frame.px(kPadding);
  const float header = header_height(frame);
  const Rect most = window.shrunk(frame.px(kMargin));
  const float around = 2 * padding;
  const float width = std::min(spec.size.x + around, most.width());
  const float height = std::min(spec.size.y + around + header, most.height());
  const ImVec2 min{std::round((window.width() - width) / 2),
                   std::round((window.height() - height) / 2)};
  card_ = {min, {min.x + std::round(width), min.y + std::round(height)}};
  fill(frame, window, frame.palette.dim);
  card(frame, card_, frame.palette.overlay, frame.palette.control_border);
  frame.registry.add({id_, card_.min, card_.max, 0});
  frame.window.focus.only_from_here();
  const Rect inside = card_.shrunk(padding);
  text(frame, frame.fonts.title, {inside.min.x, inside.min.y + control_height(frame) / 2},
       frame.palette.text, spec.title);
  close_button();

  scroll_.emplace(frame, "content", inside.without_top(header), spec.size.y);
}

Card::~Card() {
  scroll_.reset();
  const bool beside = ImGui::IsWindowHovered() && !card_.contains(ImGui::GetIO().MousePos);
  if (beside && !is_new_ && ImGui::IsMouseClicked(0)) is_open_ = false;
}

void Card::close_button() {
  const float side = control_height(frame_);
  const Rect corner = card_.shrunk(frame_.px(kPadding)).top(side).right(side);
  if (icon_button(frame_, corner,
                  {.id = id_ + " close", .icon = Icon::close, .title = "Close (Esc)", .help = ""}))
    is_open_ = false;
}

}  // namespace twofold::ui::inline controls
