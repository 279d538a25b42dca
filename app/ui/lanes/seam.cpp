#include "app/ui/lanes/seam.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "app/model/state/stages.h"
#include "app/ui/draw/draw.h"

namespace twofold::ui::inline lanes {
namespace {

constexpr const char* kRule = "t = q·m + r";

/// The numbers of the row on the path, in a depthwise stage.
struct Seam {
  int q, m, r, t;
};

Seam seam_of(const Frame& frame, int stage) {
  const model::Path& path = frame.session.path();
  const core::Stage& of = frame.session.numbers()->stages.stage(stage);
  return {path.channel(of.reads), of.layer.channel_multiplier, path.r(), path.channel(stage + 1)};
}

}  // namespace

void seam(Frame& frame, const Rect& room, int stage) {
  const auto [q, m, r, t] = seam_of(frame, stage);
  if (m < 2) return;
  const float line = line_height(frame.fonts.mono_small);
  if (room.height() < 2 * line) return;
  ImFont* font = frame.fonts.mono_small;
  std::array<std::string, 3> words{kRule, fmt::format("= {}·{} + {}", q, m, r),
                                   fmt::format("= {}", t)};
  // In a narrow lane without its gaps.
  if (text_width(font, words[0]) > room.width())
    for (std::string& part : words) std::erase(part, ' ');
  float y = room.min.y + line / 2;
  for (const std::string& part : words) {
    if (y + line / 2 > room.max.y) break;
    const float width = std::min(text_width(font, part), room.width());
    text_fitted(frame, font, {room.min.x + width / 2, y},
                &part == words.data() ? frame.palette.text_quiet : frame.palette.text, part, width);
    y += line;
  }
  frame.registry.add({"seam", room.min, {room.max.x, y}, 0});
}

void seam_line(Frame& frame, const Rect& line) {
  if (frame.view().operation == model::OperationView::regular) return;
  const model::Stages& stages = frame.session.numbers()->stages;
  const int stage = core::window_stage(stages.list);
  if (stages.stage(stage).operation != core::Operation::depthwise) return;
  const auto [q, m, r, t] = seam_of(frame, stage);
  ImFont* font = frame.fonts.mono_small;
  const std::string name = fmt::format("{}{}: ", model::letter_of(stages.list, stage + 1), t);
  const std::string rule = fmt::format("{} = {}·{} + {} = {}", kRule, q, m, r, t);
  const std::string words = longest_fitting(font, line.width(), {name + rule, rule});
  const float width = text_width(font, words);
  if (width > line.width()) return;
  text(frame, font, {line.max.x, line.centre().y}, frame.palette.text, words, Align::right);
  frame.registry.add({"seam", {line.max.x - width, line.min.y}, line.max, 0});
}

}  // namespace twofold::ui::inline lanes
