#include "app/ui/lanes/stride_words.h"

#include <fmt/format.h>

#include <array>
#include <string>

#include "app/model/steps/prediction.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "core/chain/collapse.h"
#include "core/cost.h"
#include "core/shape.h"

namespace twofold::ui::inline lanes {
namespace {

/// "one", "2nd", "3rd", "4th".
std::string nth(int number) {
  constexpr const char* kFirst[] = {"one", "2nd", "3rd"};
  if (number <= 3) return kFirst[number - 1];
  return fmt::format("{}th", number);
}

/// What the strides leave out, where zeros stand around the picture, and why the ratio stays; at
/// length, and in brief for little room.
std::array<std::string, 3> stride_sentences(const Frame& frame) {
  const model::Evaluation& e = *frame.session.numbers();
  const core::Layer& layer = e.document.layer;
  const core::Extent strides = layer.strides;
  const core::Pads zeros = core::pads(layer, e.x()->shape);
  const std::string kept =
      strides.height == strides.width
          ? fmt::format("every {} row and column", nth(strides.height))
          : fmt::format("every {} row, every {} column", nth(strides.height), nth(strides.width));
  std::string ratio;
  if (!model::hides_cost(frame.view().playback) && core::is_separable(e.stages.list))
    ratio = fmt::format(" A standard convolution does as much less: the ratio stays {}.",
                        percent(core::cost(layer, e.x()->shape).ratio));
  return {
      fmt::format("strides {}, {}: of the input {}. Zeros around it: {} above, {} below, {} left, "
                  "{} right.{}",
                  strides.height, strides.width, kept, zeros.top, zeros.bottom, zeros.left,
                  zeros.right, ratio),
      fmt::format("strides {}, {}: {}.{}", strides.height, strides.width, kept, ratio),
      ratio.empty() ? fmt::format("strides {}, {}", strides.height, strides.width)
                    : "Standard does as much less:" + ratio.substr(ratio.find(':') + 1)};
}

}  // namespace

void stride_words(Frame& frame, const Rect& whole, const Rect& picture) {
  const core::Extent strides = frame.session.numbers()->document.layer.strides;
  if (strides == core::Extent{1, 1}) return;
  ImFont* font = frame.fonts.small;
  const float line = line_height(font);
  const Rect below = whole.without_top(picture.height()).shrunk(frame.px(6));
  const Rect beside = whole.without_left(picture.width()).shrunk(frame.px(6));
  const Rect& room = strides.height > 1 ? below : beside;
  const int lines = how_many(room.height(), line);
  const std::array<std::string, 3> sentences = stride_sentences(frame);
  for (const std::string& words : sentences) {
    if (paragraph_lines(font, words, room.width()) > lines) continue;
    paragraph(frame, font, {room.min.x, room.min.y + line / 2}, frame.palette.text_quiet, words,
              room.width(), lines);
    break;
  }
  if (room.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered())
    explain(frame, room, "What strides do", sentences[0]);
}

}  // namespace twofold::ui::inline lanes
