// Document and action in, document out. Pure: the whole of what the program can do to a document.
#pragma once

#include "app/model/state/action.h"

namespace twofold::model::inline state {

/// The document after the action; equal to the one before where the action changes nothing. Numbers
/// are brought inside the limits of core/check.h. Combinations that cannot be computed (VALID
/// kernel larger than the picture) are kept: core::check names them and the window explains them.
Document update(Document document, const Action& action, const LearnedFilters& learned);

}  // namespace twofold::model::inline state
