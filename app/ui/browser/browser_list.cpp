#include "app/ui/browser/browser_list.h"

#include <utility>

#include "app/ui/draw/draw.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline browser {

void open_from_browser(Frame& frame, std::vector<std::string> paths) {
  frame.request(model::OpenPaths{std::move(paths)});
  frame.window.shows_browser = false;
}

float browser_title_height(const Frame& frame) {
  return line_height(frame.fonts.strong) + frame.px(8);
}

float browser_row_height(const Frame& frame) { return line_height(frame.fonts.body) + frame.px(6); }

void browser_title(Frame& frame, const Rect& area, std::string_view words) {
  text_within(frame, frame.fonts.strong, {area.min.x, area.min.y + browser_title_height(frame) / 2},
              frame.palette.text_quiet, words, area.width());
}

Pressable browser_row(Frame& frame, const Rect& row, const std::string& id, bool is_chosen) {
  const Pressable state = pressable(frame, id, row, true, "", "");
  if (is_chosen || state.hovered)
    fill(frame, row, is_chosen ? frame.palette.accent_soft : frame.palette.panel_hovered,
         frame.px(4));
  if (state.focused) focus_ring(frame, row);
  return state;
}

}  // namespace twofold::ui::inline browser
