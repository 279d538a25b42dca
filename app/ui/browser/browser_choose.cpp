// Where there are no folders to look through: the browser's own dialog.
#include "app/ui/browser/browser_choose.h"

#include "app/ui/browser/browser_list.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline browser {

void browser_choose(Frame& frame, const Rect& area) {
  browser_title(frame, area, "Your own");
  Rect rest = area.without_top(browser_title_height(frame));
  const Rect line = rest.top(control_height(frame));
  constexpr std::string_view kChoose = "Choose pictures\xe2\x80\xa6";
  if (button(
          frame, line.left(button_width(frame, kChoose)),
          {.id = "choose files",
           .label = kChoose,
           .look = ButtonLook::accent,
           .help = "Several at a time become a batch. They stay in this page: nothing is sent."})) {
    frame.request(model::SystemOpenDialog{});
    frame.window.shows_browser = false;
  }
  constexpr std::string_view kCamera = "Camera";
  if (frame.around.has_camera &&
      button(frame,
             line.without_left(button_width(frame, kChoose) + frame.px(8))
                 .left(button_width(frame, kCamera)),
             {.id = "camera",
              .label = kCamera,
              .help = "Its pictures as they come; C keeps the last one. Nothing is sent."})) {
    frame.request(model::ToggleCamera{});
    frame.window.shows_browser = false;
  }
  const float grey = toggle_width(frame, "Grey");
  if (const auto on = toggle(frame, line.right(grey),
                             {.id = "browser grey",
                              .label = "Grey",
                              .on = frame.document().grey,
                              .help = "Reduces any picture to one channel."}))
    frame.emit(model::SetGrey{*on});
  rest = rest.without_top(control_height(frame) + line_height(frame.fonts.body));
  paragraph(frame, frame.fonts.body, {rest.min.x, rest.min.y}, frame.palette.text_quiet,
            "Or drop pictures on the window, or paste one. A saved layer opens in the same ways.",
            rest.width(), 3);
}

}  // namespace twofold::ui::inline browser
