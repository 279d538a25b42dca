// Layers people know (core/known) put on stage: each a document in one click, fed by the open
// picture where its channels allow that, by seeded noise where they do not.
#pragma once

#include "app/model/state/document.h"
#include "core/shape.h"

namespace twofold::model::inline state {

/// Where a known layer takes x from.
enum class KnownInput {
  picture,  ///< three channels: the open picture at its working size
  grey,     ///< one channel: the same, reduced to one
  crops,    ///< a batch of three channels: as many pieces of the picture
  noise     ///< seeded noise of the layer's own shape: no picture has its channels
};
KnownInput known_input(const core::Shape& in);

/// The document with a layer in place that takes inputs of shape `in`. Pictures stay open; crops
/// get the seed sample's uniform filters, noise random ones.
Document with_layer(Document document, const core::Layer& layer, const core::Shape& in);

/// Whether the document shows this layer on the input that with_layer() gives it.
bool shows(const Document& document, const core::Layer& layer, const core::Shape& in);

}  // namespace twofold::model::inline state
