// Layers people know: real ones of real networks, and the seed sample, each a document in one
// click.
#pragma once

#include <span>
#include <string_view>

#include "app/model/document.h"

namespace twofold::model {

/// Where a known layer takes x from.
enum class KnownInput {
  picture,  ///< the open picture at its working size: it has the right channels
  grey,     ///< the same, reduced to one channel
  crops,    ///< many small pieces of the picture
  noise     ///< seeded noise of the layer's own shape: no picture has its channels
};

struct KnownLayer {
  std::string_view name;  ///< on its button: "MobileNet v1, 112 × 112 × 32"
  std::string_view says;  ///< one or two sentences: whose it is and what it teaches
  core::Shape in;         ///< as the network has it; for KnownInput::picture only said
  core::Layer layer;
  KnownInput input = KnownInput::noise;
};
std::span<const KnownLayer> known_layers();

/// The document with this layer in place; pictures, and for layers that a picture feeds also the
/// filters, stay. Layers on noise get random filters.
Document with_known_layer(Document document, const KnownLayer& known);

/// A layer of a network that takes [N,H,W,C] activations, fed by seeded noise of that shape.
Document with_layer_on_noise(Document document, const core::Layer& layer, const core::Shape& in);

/// Whether the document shows this layer.
bool shows(const Document& document, const KnownLayer& known);

}  // namespace twofold::model
