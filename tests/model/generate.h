// Random actions and documents: the same in every run, small enough to be computed, and now and
// then what nobody should do.
#pragma once

#include "app/model/state/action.h"
#include "core/filters.h"

namespace twofold::tests {

/// An action of any kind for this document; some of them out of range, some impossible.
model::Action random_action(core::Random& random, const model::Document& document);

/// A document as some hundred actions would leave it, starting from the opening on `picture`.
model::Document random_document(std::uint64_t seed, const model::PictureRef& picture);

/// An integer from low to high.
int random_integer(core::Random& random, int low, int high);

/// A made-up picture reference, as a library would hand out.
inline const model::PictureRef kCitrus{1, 64, 42, 3, "citrus"};

}  // namespace twofold::tests
