#include "app/ui/window/ui.h"

#include <algorithm>
#include <string_view>

#include "app/model/steps/prediction.h"
#include "app/ui/browser/browser_card.h"
#include "app/ui/controls/cover.h"
#include "app/ui/cost/panels.h"
#include "app/ui/draw/explain.h"
#include "app/ui/lanes/panels.h"
#include "app/ui/large/large_view.h"
#include "app/ui/learning/panels.h"
#include "app/ui/one_value/panels.h"
#include "app/ui/window/cards.h"
#include "app/ui/window/commands.h"
#include "app/ui/window/panels.h"
#include "app/ui/window/problem_strip.h"
#include "app/ui/window/splitters.h"

namespace twofold::ui::inline window {
namespace {

constexpr ImGuiWindowFlags kRootFlags =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
    ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
    ImGuiWindowFlags_NoScrollWithMouse;

bool mouse_is_pressed() {
  for (const bool clicked : ImGui::GetIO().MouseClicked)
    if (clicked) return true;
  return false;
}

/// Ctrl with these letters works on the text that is being typed.
bool edits_text(const KeyPress& press) {
  constexpr std::u32string_view kLetters = U"acvxyz";
  return press.key == Key::character && press.ctrl &&
         kLetters.find(press.letter) != std::u32string_view::npos;
}

/// What goes on being done from under a card: closing it, other cards, the window itself.
bool works_under_a_card(const KeyPress& press) {
  switch (press.key) {
    case Key::character: return press.ctrl || press.letter == U'?';
    case Key::escape:
    case Key::f5:
    case Key::f11: return true;
    default: return false;
  }
}

/// The keys that neither the focused control, nor an open popover, nor a text field takes.
std::vector<KeyPress> keys_for_commands(WindowState& window, const std::vector<KeyPress>& keys) {
  std::vector<KeyPress> left = window.focus.begin_frame(keys);
  if (ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel))
    std::erase_if(left, [](const KeyPress& k) { return k.key == Key::escape; });
  if (card_is_open(window))
    std::erase_if(left, [](const KeyPress& k) { return !works_under_a_card(k); });
  if (!ImGui::GetIO().WantTextInput) return left;
  std::erase_if(left, edits_text);
  // A text field keeps Esc to itself, but on a card it closes the card.
  const bool is_new = std::none_of(left.begin(), left.end(),
                                   [](const KeyPress& k) { return k.key == Key::escape; });
  if (is_new && card_is_open(window) && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape)))
    left.push_back({.key = Key::escape});
  return left;
}

}  // namespace

DrawnFrame Ui::draw(const model::Session& session, const PictureIds& pictures, const Fonts& fonts,
                    const std::vector<KeyPress>& keys) {
  registry_.clear();
  window_.wheel_is_taken = false;
  if (mouse_is_pressed()) ++gesture_;
  DrawnFrame drawn;
  const Palette& colours = palette(session.view().theme);
  Frame frame{session, pictures, fonts, colours, registry_, drawn.edits, drawn.wanted, window_};
  frame.gesture = gesture_;
  frame.lit_term = lit_term_;
  frame.around = around_;
  frame.is_phone = is_phone(around_, ImGui::GetIO().DisplaySize);

  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0f);
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
  ImGui::Begin("twofold", nullptr, kRootFlags);
  ImGui::PopStyleVar(2);
  frame.draw = ImGui::GetWindowDrawList();
  const std::vector<KeyPress> left = keys_for_commands(window_, keys);
  draw_panels(frame);
  draw_sheets(frame);
  draw_explanation(frame);
  run_commands(frame, left);
  ImGui::End();

  const bool drags = ImGui::IsMouseDown(ImGuiMouseButton_Left) && ImGui::IsAnyItemActive();
  if (drags != session.view().scales_are_held) frame.look(model::HoldScales{drags});
  if (!(frame.hover == session.view().hover)) frame.look(model::PointAt{frame.hover});
  lit_term_ = frame.hovered_term;
  return drawn;
}

/// Present: the lanes of the list that is shown, one in use, the others folded; no links across.
void Ui::draw_presented_lanes(Frame& frame, const Layout& at) {
  const int in_use = presented_lane(frame);
  const auto draw = [&](int lane, const Rect& rect, const auto& panel) {
    if (rect.width() < 1) return;
    if (lane != model::kInput && frame.view().playback.hidden.shape)
      cover(frame, rect, "lane", "");
    else if (lane == in_use)
      panel(frame, rect);
    else
      panel_folded(frame, rect, lane);
  };
  draw(model::kInput, at.input, panel_input);
  for (int i = 0; i < static_cast<int>(at.stages.size()); ++i)
    draw(i + 1, at.stages[static_cast<std::size_t>(i)],
         [i](Frame& f, const Rect& rect) { panel_stage(f, rect, i); });
  draw(model::kOutput, at.output, panel_output);
}

void Ui::draw_sheets(Frame& frame) {
  browser_card(frame);
  save_card(frame);
  setup_line_card(frame);
  keys_card(frame);
}

void Ui::draw_lanes(Frame& frame, const Layout& at) {
  panel_input(frame, at.input);
  if (frame.view().playback.hidden.shape)
    return cover_shapes(frame, {at.stages.front().min, at.output.max});
  for (int i = 0; i < static_cast<int>(at.stages.size()); ++i)
    panel_stage(frame, at.stages[static_cast<std::size_t>(i)], i);
  panel_output(frame, at.output);
  links_to_output(frame, at);
}

void Ui::draw_panels(Frame& frame) {
  const Layout at = layout(frame, ImGui::GetIO().DisplaySize);
  panel_bar(frame, at.bar);
  if (!frame.present()) panel_status(frame, at.status);
  const Rect whole{at.input.min, at.cost.max};
  if (!frame.session.numbers()) return panel_waiting(frame, whole);
  if (frame.view().learning.open) return learning_view(frame, whole);
  if (frame.view().cost.open) return cost_view(frame, whole);
  if (frame.present())
    draw_presented_lanes(frame, at);
  else
    draw_lanes(frame, at);
  panel_one_value(frame, at.one_value);
  panel_cost(frame, at.cost);
  splitters(frame, at);
  const Rect lanes{at.input.min, at.output.max};
  problem_strip(frame, lanes);
  if (frame.view().large && !frame.view().playback.hidden.shape)
    large_view(frame, lanes);
  else
    window_.large_numbers.clear();
}

}  // namespace twofold::ui::inline window
