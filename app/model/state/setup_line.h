// A set-up in one line that can be said aloud, typed on thirty desks, and copied:
//
//     citrus m2 k3 s1 o8 seed7
//
// The picture first, then in any order: mN channel_multiplier, kN or kHxW kernel, sN or sHxW
// strides, dN or dHxW dilations, oN out_channels, seedN, `valid`, a filters word (hand-made,
// learned, random, sobel_x ...), mix-NAME, `grey`, sideN (longest side of the working size), `full`
// (full size), `block-NAME` with tN (its expansion) and gN (its groups), `no-depthwise`,
// `no-pointwise`, and what differs from the rule (setup_details.h). A picture whose name is one of
// these words, or has a space, stands in "quotes".
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "app/model/state/document.h"

namespace twofold::model::inline state {

/// The line of a document, and of the pin where it was moved. What setup_line_is_complete() asks
/// about is not part of it.
std::string setup_line(const Document& document);

/// Whether the line says all there is: one picture, no filters from a file, no noise.
bool setup_line_is_complete(const Document& document);

/// What a line asks for: `picture` (empty: the one that is open) and the rest as a document
/// whose batch is `base`'s.
struct SetUp {
  std::string picture;
  Document document;
};

/// Reads a line; what it does not name is as in the opening. On failure a sentence that names the
/// word that was not understood.
std::variant<SetUp, std::string> parse_setup(std::string_view line, const Document& base);

}  // namespace twofold::model::inline state
