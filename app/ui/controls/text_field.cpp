#include "app/ui/controls/text_field.h"

#include <algorithm>

namespace twofold::ui::inline controls {
namespace {

/// Lets Dear ImGui grow the string that it edits.
int grow(ImGuiInputTextCallbackData* data) {
  if (data->EventFlag != ImGuiInputTextFlags_CallbackResize) return 0;
  auto& text = *static_cast<std::string*>(data->UserData);
  text.resize(static_cast<std::size_t>(data->BufTextLen));
  data->Buf = text.data();
  return 0;
}

}  // namespace

Typed text_field(Frame& frame, const Rect& rect, const TextField& spec, std::string& text) {
  ImFont* font = frame.fonts.mono;
  const std::string before = text;
  const std::string label = "##" + spec.id;
  const std::string hint(spec.hint);
  frame.registry.add({spec.id, rect.min, rect.max, 0});
  ImGui::SetCursorScreenPos(rect.min);
  ImGui::SetNextItemWidth(rect.width());
  const float room = std::max(0.0f, (rect.height() - font->FontSize) / 2);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(frame.px(8), room));
  ImGui::PushStyleColor(ImGuiCol_Border,
                        spec.is_wrong ? frame.palette.warning : frame.palette.control_border);
  ImGui::PushFont(font);
  if (spec.wants_focus) ImGui::SetKeyboardFocusHere();
  // Reached by the keyboard, all is selected and typing replaces it; a click puts the caret there.
  const ImGuiInputTextFlags selects =
      ImGui::IsMouseDown(0) ? ImGuiInputTextFlags_None : ImGuiInputTextFlags_AutoSelectAll;
  const bool entered = ImGui::InputTextWithHint(
      label.c_str(), hint.c_str(), text.data(), text.capacity() + 1,
      ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackResize | selects, grow,
      &text);
  ImGui::PopFont();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  return {text != before, entered};
}

}  // namespace twofold::ui::inline controls
