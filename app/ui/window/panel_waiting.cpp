// What stands in the place of the panels before the first numbers.
#include <fmt/format.h>

#include "app/ui/draw/draw.h"
#include "app/ui/window/panels.h"

namespace twofold::ui::inline window {

void panel_waiting(Frame& frame, const Rect& rect) {
  card(frame, rect, frame.palette.panel, frame.palette.panel_border);
  const std::optional<float> share = frame.session.progress();
  // What comes within half a second needs no words.
  if (frame.session.is_computing() && !share) return;
  const std::string words =
      share ? fmt::format(
                  "Computing what is seen first: {:.0f} %. Every setting can be changed "
                  "meanwhile.",
                  *share * 100)
            : frame.session.message().text;
  const float width = std::min(text_width(frame.fonts.body, words), rect.width());
  text_within(frame, frame.fonts.body, {rect.centre().x - width / 2, rect.centre().y},
              frame.palette.text, words, width);
}

}  // namespace twofold::ui::inline window
