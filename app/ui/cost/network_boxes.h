// What the network found, drawn over the picture as it sees it.
#pragma once

#include "app/ui/draw/draw.h"

namespace twofold::ui::inline cost {

/// Where a row or column of the network's square stands on screen.
struct NetworkSquare {
  Rect rect;
  int side = 1;

  ImVec2 at(float column, float row) const {
    const float scale = rect.width() / static_cast<float>(side);
    return {rect.min.x + column * scale, rect.min.y + row * scale};
  }
};

/// One of the network's pictures, if it has come to the screen by now: 0 is the square.
void network_picture(Frame& frame, const Rect& room, int index);

/// A frame around each face, with its score.
void network_boxes(Frame& frame, const NetworkSquare& square, const model::NetworkShow& show);

/// "1 face found".
std::string found_words(const model::NetworkShow& show);

}  // namespace twofold::ui::inline cost
