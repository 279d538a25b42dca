#include "app/ui/draw/picture_scale.h"

#include <algorithm>

#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"

namespace twofold::ui::inline draw {
namespace {

bool is_grey(const paint::Scale& scale) { return scale.map == paint::Map::grey; }

}  // namespace

void explain_scale(Frame& frame, const paint::Scale& scale) {
  constexpr const char* kBeyond =
      " Grey stripes mark what lies beyond. The scale is fitted to this picture's own values "
      "unless More says otherwise, and stands still while you drag.";
  explain(frame, "Scale of this picture: " + scale_words(scale),
          (is_grey(scale) ? "For filters whose weights do not sum to 0: from black to white."
                          : "For filters whose weights sum to 0: they answer to change alone. "
                            "Purple is below zero, orange above.") +
              std::string(kBeyond));
}

std::string scale_words(const paint::Scale& scale) {
  if (is_grey(scale)) return cell(scale.range.low) + ".." + cell(scale.range.high);
  return "±" + cell(scale.range.high);
}

std::optional<paint::Scale> painted_scale(const Frame& frame, const paint::PictureKey& key) {
  const model::Painted* painted = frame.session.painter().painted(key);
  return painted ? std::optional(painted->scale) : std::nullopt;
}

void write_scale(Frame& frame, ImVec2 left_middle, const paint::PictureKey& key, float width) {
  const auto scale = painted_scale(frame, key);
  if (!scale) return;
  ImFont* font = frame.fonts.mono_small;
  const std::string words = scale_words(*scale);
  const float across = std::min(text_width(font, words), width);
  if (across <= 0 || !text_fitted(frame, font, {left_middle.x + across / 2, left_middle.y},
                                  frame.palette.text_quiet, words, across))
    return;
  const float right = left_middle.x + across;
  const float half = line_height(font) / 2;
  if (ImGui::IsWindowHovered() && !frame.present() &&
      ImGui::IsMouseHoveringRect({left_middle.x, left_middle.y - half},
                                 {right, left_middle.y + half}))
    explain_scale(frame, *scale);
}

}  // namespace twofold::ui::inline draw
