// A layer of the trained network as a document: fed by what the layers before it make of the
// picture, with its own filters, to be looked at and changed like any other; and the network with
// the layer as it has become.
#pragma once

#include <memory>

#include "app/model/network/network.h"
#include "app/model/state/document.h"
#include "app/model/state/stages.h"

namespace twofold::model {
inline namespace network {

/// What the layer at `place` reads when the network runs on the picture (values from 0 to 1).
core::Tensor layer_reads(const TrainedNetwork& network, const core::Tensor& picture,
                         const NetworkPlace& place);

/// The layer at `place` as a document on picture `b` of the batch of `base`, which has one.
Document document_of_layer(const Document& base, int b, const TrainedNetwork& network,
                           const NetworkPlace& place);

/// Whether the document is a layer of the network that the layers behind it can still read.
bool fits_network(const Document& document, const TrainedNetwork& network);

/// The network with the document in the place of its layer; the document must fit.
std::shared_ptr<const TrainedNetwork> with_layer_of(const Document& document,
                                                    const LearnedFilters& learned,
                                                    const TrainedNetwork& network);

}  // namespace network
}  // namespace twofold::model
