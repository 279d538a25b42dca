// What is looked at, in words behind a set-up line, so that a link shows the very thing:
//
//     citrus m2 k3 s1 o8 seed7 pin=output,82,34,0 seen=0.25,0.5,4 page=curves
//
// pin=STAGE,ROW,COLUMN,CHANNEL; seen=X,Y,ZOOM, the middle of what is seen in fractions of the
// picture; as=OPERATION where it is not the separable one; page=NAME, a page over the lanes;
// mode=present.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "app/model/session/edits.h"

namespace twofold::model::inline session {

/// The words of a look at a list of stages; what is as in the opening is left out, the pin is
/// always there.
std::string look_words(const ViewState& view, const core::Chain& list);

/// The word of the pin with a space before it, once it was moved by hand; else empty.
std::string moved_pin_word(const ViewState& view, const core::Chain& list);

/// A line parted: the set-up, and the words about what is looked at. Where it has these alone, what
/// is set stays as it is.
struct PartedLine {
  std::string set_up;
  std::string look;

  bool only_look() const { return set_up.empty() && !look.empty(); }
};
PartedLine parted(std::string_view line);

/// What restores such a look, or a sentence that names the word that was not understood.
std::variant<Edits, std::string> edits_of_look(std::string_view words, const core::Chain& list);

}  // namespace twofold::model::inline session
