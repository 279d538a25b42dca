#include "app/ui/window/setting_lines.h"

#include "app/ui/draw/draw.h"

namespace twofold::ui::inline window {

Rect SettingLines::next() {
  const Rect at{{x_, y_}, {x_ + width_, y_ + control_height(frame_)}};
  y_ += control_height(frame_) + frame_.px(6);
  return at;
}

void SettingLines::title(std::string_view words) {
  y_ += frame_.px(4);
  const float height = line_height(frame_.fonts.strong);
  section_header(frame_, {{x_, y_}, {x_ + width_, y_ + height}}, words);
  y_ += height + frame_.px(6);
}

void SettingLines::words(std::string_view sentence, ImU32 colour) {
  y_ += line_height(frame_.fonts.small) / 2;
  y_ += paragraph(frame_, frame_.fonts.small, {x_, y_}, colour, sentence, width_) + frame_.px(2);
}

void SettingLines::problem(core::Field field) {
  for (const core::Problem& problem : frame_.session.problems())
    if (problem.field == field) words(problem.sentence, frame_.palette.warning);
}

std::pair<Rect, Rect> halves(const Frame& frame, const Rect& line) {
  const float gap = frame.px(10);
  return {line.left((line.width() - gap) / 2), line.right((line.width() - gap) / 2)};
}

std::optional<int> named_switch(Frame& frame, const Rect& line, std::string_view name,
                                const Segmented& spec) {
  text(frame, frame.fonts.body, {line.min.x, line.centre().y}, frame.palette.text_quiet, name);
  return segmented(frame, line.right(segmented_width(frame, spec.labels)), spec);
}

}  // namespace twofold::ui::inline window
