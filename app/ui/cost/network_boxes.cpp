#include "app/ui/cost/network_boxes.h"

#include <fmt/format.h>

#include <algorithm>

namespace twofold::ui::inline cost {

void network_picture(Frame& frame, const Rect& room, int index) {
  const auto id = frame.pictures.find({paint::PictureKind::network, index});
  if (id != frame.pictures.end()) frame.draw->AddImage(id->second, room.min, room.max);
}

void network_boxes(Frame& frame, const NetworkSquare& square, const model::NetworkShow& show) {
  for (const model::Box& box : show.boxes) {
    const float side = static_cast<float>(square.side);
    const Rect at{square.at(box.left * side, box.top * side),
                  square.at((box.left + box.width) * side, (box.top + box.height) * side)};
    selection_outline(frame, at, frame.px(2));
    const std::string words = fmt::format("{:.0f} %", 100 * box.score);
    // Above the box; inside it where the picture ends.
    const float height = line_height(frame.fonts.strong);
    const float top = std::max(at.min.y - height, square.rect.min.y);
    const Rect label{
        {at.min.x, top},
        {at.min.x + text_width(frame.fonts.strong, words) + frame.px(12), top + height}};
    fill(frame, label, frame.palette.accent, frame.px(3));
    text(frame, frame.fonts.strong, {label.min.x + frame.px(6), label.centre().y},
         frame.palette.on_accent, words);
  }
}

std::string found_words(const model::NetworkShow& show) {
  if (show.boxes.empty()) return "No face found";
  return show.boxes.size() == 1 ? "1 face found" : fmt::format("{} faces found", show.boxes.size());
}

}  // namespace twofold::ui::inline cost
