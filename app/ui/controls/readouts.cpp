#include "app/ui/controls/readouts.h"

#include <algorithm>

#include "app/ui/controls/control.h"
#include "app/ui/draw/draw.h"

namespace twofold::ui::inline controls {

void value_pair(Frame& frame, const Rect& line, std::string_view name, std::string_view value) {
  const float middle = line.centre().y;
  const float width = text_width(frame.fonts.mono, value);
  text_within(frame, frame.fonts.body, {line.min.x, middle}, frame.palette.text_quiet, name,
              line.width() - width - frame.px(8));
  text(frame, frame.fonts.mono, {line.max.x, middle}, frame.palette.text, value, Align::right);
}

float section_header(Frame& frame, const Rect& line, std::string_view title,
                     std::string_view note) {
  const float middle = line.centre().y;
  const float end = text(frame, frame.fonts.title, {line.min.x, middle}, frame.palette.text, title);
  if (note.empty()) return end;
  const float x = end + frame.px(10);
  return text_within(frame, frame.fonts.small, {x, middle}, frame.palette.text_quiet, note,
                     line.max.x - x);
}

void progress_bar(Frame& frame, const Rect& rect, float share, std::string_view words) {
  const Palette& p = frame.palette;
  const float rounding = std::min(frame.px(4), rect.height() / 2);
  const float width = rect.width() * std::clamp(share, 0.0f, 1.0f);
  fill(frame, rect, p.track, rounding);
  if (width >= 1) fill(frame, rect.left(width), words.empty() ? p.accent : p.accent_soft, rounding);
  if (!words.empty()) {
    text(frame, frame.fonts.small, rect.centre(), p.text, words, Align::centre);
  }
}

}  // namespace twofold::ui::inline controls
