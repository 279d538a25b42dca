// Drawing on the root window's list: text that is placed by its capitals, boxes, arrows, links.
// Everything is in screen pixels; every text is entered in the registry with its size.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/draw/explain.h"
#include "app/ui/frame/frame.h"

namespace twofold::ui::inline draw {

/// Where a text stands relative to the point it is given.
enum class Align { left, centre, right };

/// Draws one line of text with the middle of its capitals at the height of `at_middle`; returns the
/// x where it ends.
float text(Frame& frame, ImFont* font, ImVec2 at_middle, ImU32 colour, std::string_view words,
           Align align = Align::left);

/// As text(), shortened with an ellipsis to at most `width`; nothing where not a letter has room.
float text_within(Frame& frame, ImFont* font, ImVec2 at_middle, ImU32 colour,
                  std::string_view words, float width);

/// The size at which a text fits into `width`: the font's, or up to a quarter less; nothing where
/// it would have to be smaller still. A number is then left out, never shortened: it has one form.
std::optional<float> fitting_size(ImFont* font, std::string_view words, float width);

/// A text about its middle, at its fitting size; whether there was room for it.
bool text_fitted(Frame& frame, ImFont* font, ImVec2 middle, ImU32 colour, std::string_view words,
                 float width);

/// The first of these words that has room; the last, if none has.
std::string longest_fitting(ImFont* font, float width, std::initializer_list<std::string> words);

/// A font at a size of its own, for words that have to be alike.
struct SizedFont {
  ImFont* font = nullptr;
  float size = 0;  ///< pixels
};
/// One line about its middle in that size.
void text_sized(Frame& frame, const SizedFont& in, ImVec2 middle, ImU32 colour,
                std::string_view words);

/// Breaks the words into lines of at most `width`, the first one's middle at `at.y`; returns the
/// height used. Lines beyond `most_lines` are left out, with an ellipsis.
float paragraph(Frame& frame, ImFont* font, ImVec2 at, ImU32 colour, std::string_view words,
                float width, int most_lines = 99);

/// The words as lines of at most `width`, broken at spaces and where they say so; "m = 9" and
/// "× 0.444" stay whole if that can be.
std::vector<std::string_view> lines_of(ImFont* font, std::string_view words, float width);

/// Lines that paragraph() needs for the words.
int paragraph_lines(ImFont* font, std::string_view words, float width);

/// Width of a line of text.
float text_width(ImFont* font, std::string_view words);

/// Height from one line to the next.
float line_height(const ImFont* font);

/// A card: filled, with a hairline border. Corners rounded.
void card(Frame& frame, const Rect& rect, ImU32 fill, ImU32 border);

void fill(Frame& frame, const Rect& rect, ImU32 colour, float rounding = 0);
void outline(Frame& frame, const Rect& rect, ImU32 colour, float thickness = 1, float rounding = 0);

/// The selection's outline: bright, with a dark hairline inside and outside so that it shows on any
/// picture.
void selection_outline(Frame& frame, const Rect& rect, float thickness = 2);

/// An accent outline while one of these names is lit in the formula.
void outline_if_lit(Frame& frame, const Rect& rect, std::initializer_list<Term> terms);

/// A path of straight pieces with rounded corners; dashed where the weight is negative.
struct Link {
  std::vector<ImVec2> points;
  ImU32 colour = 0;
  float thickness = 1;
  bool dashed = false;
};
void link(Frame& frame, const Link& link);

/// Width of a link for a weight on a scale of [-limit, limit], in screen pixels.
float link_thickness(const Frame& frame, float weight, float limit);

/// A chip with a channel's name and letter in its hue, e.g. "x0 R"; returns its rectangle.
Rect chip(Frame& frame, ImVec2 left_middle, std::string_view words, ImU32 hue, bool lit);
float chip_width(const Frame& frame, std::string_view words);

}  // namespace twofold::ui::inline draw
