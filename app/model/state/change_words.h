// What lies between two documents, in a few words: undo says what it would take back.
#pragma once

#include <string>

#include "app/model/state/document.h"

namespace twofold::model::inline state {

/// "multiplier 1 to 3", "a filter's cells" ...; the first of several changes, in the order in which
/// people think of them.
std::string change_words(const Document& from, const Document& to);

}  // namespace twofold::model::inline state
