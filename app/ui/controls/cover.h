// What lies over a part of the window while a class predicts it: a question, and the key that shows
// the answer. The part itself is not drawn, so nothing can leak.
#pragma once

#include <string_view>

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline controls {

/// What is asked, and below it what it follows from (`known`, may be empty); a mark alone where
/// nothing is asked. Entered in the registry as "cover NAME".
void ask(Frame& frame, const Rect& rect, std::string_view name, std::string_view question,
         std::string_view known = {});

/// The same on a card in place of what is hidden.
void cover(Frame& frame, const Rect& rect, std::string_view name, std::string_view question);

/// In place of the lanes after the input: which shapes are asked for, and what is known.
void cover_shapes(Frame& frame, const Rect& lanes);

/// What stands wherever there would be counts: "? Space shows it".
inline constexpr std::string_view kShowsIt = "? Space shows it";

}  // namespace twofold::ui::inline controls
