// What the cost panel and the cost pages are made of: explained areas, and
// formulas whose factors light the control that they come from.
#pragma once

#include <string_view>

#include "app/model/cost/cost_formula.h"
#include "app/ui/draw/draw.h"

namespace twofold::ui::inline cost {

inline float middle(const Rect& rect) { return rect.centre().y; }

/// Explains a part of a panel while the mouse is on it; `name` is its name in the registry.
void explain_on(Frame& frame, const Rect& rect, const char* name, std::string_view title,
                std::string_view sentence);

/// Words that open or close something, their right end at a place; true when they were clicked.
bool link_button(Frame& frame, ImVec2 right_middle, const char* words);

/// A channel of the layer on a page, as large as fits: what the lanes show of it, without a mouse.
struct PagePicture {
  const char* name;  ///< in the registry
  paint::PictureKey key;
  core::Shape shape;  ///< of what is shown
};
void page_picture(Frame& frame, const PagePicture& picture, const Rect& room);

/// The same under a line of words, behind which its scale is written.
void page_picture(Frame& frame, const PagePicture& picture, std::string_view words,
                  const Rect& room);

/// The name of the operation's formula that a factor belongs to.
Term term_of(model::Quantity quantity);

/// A product with its numbers over their symbols, every factor explained and lit with its control;
/// returns where it ends. The row is as high as factor_height().
float factors(Frame& frame, const model::Formula& formula, ImVec2 left_top);
float factor_height(const Frame& frame);

}  // namespace twofold::ui::inline cost
