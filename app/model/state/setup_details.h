// The words of a set-up line that say what differs from the rule, and where the pin stands:
//
//     D0,1=sobel_x  D2,0=3x3:1,0,-1,2,0,-2,1,0,-1   filter r of channel q, chosen or typed
//     w0,1,2=0.5                                    the weight of filter r of channel q in output k
//     b1=0.1                                        the bias of output k
//     after-relu                                    the activation
//     pin85,207,0  pinx85,207,0  pinz..  pinp..     row, column, channel of y, x, z or a weight
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/model/state/document.h"
#include "app/model/state/view_state.h"

namespace twofold::model::inline state {

/// These words for a document, each with a space before it.
std::string details_text(const FilterBank& bank);
std::string pin_text(const Place& pin);

/// What a word asked for.
enum class DetailRead { done, not_one, cannot_be };

/// Reads a word into the bank or the pin.
DetailRead read_detail(std::string_view word, FilterBank& bank, std::optional<Place>& pin);

}  // namespace twofold::model::inline state
