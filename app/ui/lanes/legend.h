// The scale of a picture: what its colours stand for.
#pragma once

#include <optional>
#include <string>

#include "app/paint/colormap.h"
#include "app/ui/frame/frame.h"

namespace twofold::ui::inline lanes {

/// "0..1", "−1..2", "±2": what stands beside every picture.
std::string scale_words(const paint::Scale& scale);

/// The scale that a picture was painted with; nothing before it was.
std::optional<paint::Scale> painted_scale(const Frame& frame, const paint::PictureKey& key);

/// Writes a picture's scale within `width`; nothing where there is no room.
void write_scale(Frame& frame, ImVec2 left_middle, const paint::PictureKey& key, float width);

/// A bar for the scale of the picture that is looked at, under its name.
void legend(Frame& frame, const Rect& room, const std::string& name, const paint::PictureKey& key);

/// Height that a legend needs.
float legend_height(const Frame& frame);

/// One bar with the numbers at its ends and, for signed ones, 0 in the middle.
void scale_bar(Frame& frame, const Rect& bar, const paint::Scale& scale);

}  // namespace twofold::ui::inline lanes
