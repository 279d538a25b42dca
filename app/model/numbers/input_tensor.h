// x: what a document computes on. Pictures at their working size, pieces of one, or noise for
// layers that no picture can feed.
#pragma once

#include <functional>
#include <memory>
#include <span>

#include "app/model/state/document.h"
#include "app/model/state/picture_library.h"

namespace twofold::model::inline numbers {

using SharedPictures = std::span<const std::shared_ptr<const LibraryPicture>>;

/// Whether both documents have the same x.
bool same_input(const Document& a, const Document& b);

/// Makes x of a document whose input is what a layer of a network reads.
using NetworkReads = std::function<core::Tensor(const Document& document, SharedPictures pictures)>;

/// x [N,H,W,C] of input_shape(document); `pictures` has one for each of its batch. The picture
/// itself, not a copy, where x is nothing else. Noise where a network would be asked and there is
/// none.
std::shared_ptr<const core::Tensor> input_tensor(const Document& document, SharedPictures pictures,
                                                 const NetworkReads& network_reads);

}  // namespace twofold::model::inline numbers
