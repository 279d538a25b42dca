// The scale of a picture in words: what its colours stand for.
#pragma once

#include <optional>
#include <string>

#include "app/paint/colormap.h"
#include "app/ui/frame/frame.h"

namespace twofold::ui::inline draw {

/// "0..1", "−1..2", "±2": what stands beside every picture.
std::string scale_words(const paint::Scale& scale);

/// The scale that a picture was painted with; nothing before it was.
std::optional<paint::Scale> painted_scale(const Frame& frame, const paint::PictureKey& key);

/// Writes a picture's scale within `width`, explained under the mouse; nothing where there is no
/// room.
void write_scale(Frame& frame, ImVec2 left_middle, const paint::PictureKey& key, float width);

/// Explains a scale that the mouse is on.
void explain_scale(Frame& frame, const paint::Scale& scale);

}  // namespace twofold::ui::inline draw
