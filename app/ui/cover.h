// What lies over a part of the window while a class predicts it: a question, and the key that shows
// the answer. The part itself is not drawn, so nothing can leak.
#pragma once

#include <string_view>

#include "app/ui/frame.h"

namespace twofold::ui {

/// A card in place of what is hidden; entered in the registry as "cover NAME".
void cover(Frame& frame, const Rect& rect, std::string_view name, std::string_view question);

/// In place of the lanes after the input: what is known, and which shapes are asked for.
void cover_shapes(Frame& frame, const Rect& lanes);

/// What stands wherever there would be counts: "? Space shows it".
inline constexpr std::string_view kShowsIt = "? Space shows it";

}  // namespace twofold::ui
