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
#include "app/ui/window/commands.h"
#include "app/ui/window/panels.h"
#include "app/ui/window/problem_strip.h"
#include "app/ui/window/sheets.h"
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
  if (sheet_is_open(window))
    std::erase_if(left, [](const KeyPress& k) { return !works_under_a_card(k); });
  if (!ImGui::GetIO().WantTextInput) return left;
  std::erase_if(left, edits_text);
  // A text field keeps Esc to itself, but on a card it closes the card.
  const bool is_new = std::none_of(left.begin(), left.end(),
                                   [](const KeyPress& k) { return k.key == Key::escape; });
  if (is_new && sheet_is_open(window) && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape)))
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

/// Present: the lanes of the operation that is on, one in use, the others folded; no links across.
void Ui::draw_presented_lanes(Frame& frame, const Layout& at) {
  struct Presented {
    model::Lane lane;
    Rect rect;
    void (*panel)(Frame&, const Rect&);
  };
  const bool is_regular = frame.view().operation == model::OperationView::regular;
  const Presented lanes[] = {
      {model::Lane::input, at.input, panel_input},
      {model::Lane::fold1, at.fold1, is_regular ? panel_regular : panel_fold1},
      {model::Lane::fold2, at.fold2, panel_fold2},
      {model::Lane::output, at.output, panel_output}};
  for (const auto& [lane, rect, panel] : lanes) {
    if (rect.width() < 1) continue;
    if (lane != model::Lane::input && frame.view().playback.hidden.shape)
      cover(frame, rect, "lane", "");
    else if (lane == presented_lane(frame))
      panel(frame, rect);
    else
      panel_folded(frame, rect, lane);
  }
}

void Ui::draw_sheets(Frame& frame) {
  browser_card(frame);
  save_card(frame);
  setup_line_card(frame);
  keys_card(frame);
}

void Ui::draw_lanes(Frame& frame, const Layout& at) {
  const Rect both_folds{at.fold1.min, at.fold2.max};
  panel_input(frame, at.input);
  if (frame.view().playback.hidden.shape) return cover_shapes(frame, {at.fold1.min, at.output.max});
  switch (frame.view().operation) {
    case model::OperationView::separable:
      panel_fold1(frame, at.fold1);
      panel_fold2(frame, at.fold2);
      panel_output(frame, at.output);
      return links_to_outputs(frame, at.fold2);
    case model::OperationView::depthwise:
      panel_fold1(frame, both_folds);
      return panel_output(frame, at.output);
    case model::OperationView::regular:
      panel_regular(frame, both_folds);
      panel_output(frame, at.output);
      return link_from_block(frame, both_folds);
  }
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
