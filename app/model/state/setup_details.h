// The words of a set-up line that say what differs from the rule:
//
//     D0,1=sobel_x  D2,0=3x3:1,0,-1,2,0,-2,1,0,-1   filter r of channel q, chosen or typed
//     w0,1,2=0.5                                    the weight of filter r of channel q in output k
//     b1=0.1                                        the bias of output k
//     after-relu                                    the activation
#pragma once

#include <string>
#include <string_view>

#include "app/model/state/document.h"

namespace twofold::model::inline state {

/// These words for a document, each with a space before it.
std::string details_text(const FilterBank& bank);

/// What a word asked for.
enum class DetailRead { done, not_one, cannot_be };

/// Reads a word into the bank.
DetailRead read_detail(std::string_view word, FilterBank& bank);

}  // namespace twofold::model::inline state
