#include "core/chain/network_fields.h"

namespace twofold::core {
inline namespace chain {
namespace {

/// Where the layers have come to: the field, and the shape of what it is of.
struct Place {
  ReceptiveField field;
  Shape shape;
};

/// Pooling between what there is and what a layer reads.
Place pooled(const Place& before, const Shape& in) {
  Layer pooling;
  pooling.strides = {2, 2};
  Place place = before;
  if (in.height == 1 && before.shape.height > 1)
    pooling.kernel = {before.shape.height, before.shape.width};
  else if (in.height == output_size(pooling, before.shape).height)
    pooling.kernel = {3, 3};
  else
    return place;
  pooling.padding = in.height == 1 ? Padding::valid : Padding::same;
  place.field = through(before.field, pooling, before.shape);
  place.shape = in;
  return place;
}

}  // namespace

std::vector<ReceptiveField> receptive_fields(const Network& network) {
  std::vector<ReceptiveField> fields;
  if (network.layers.empty()) return fields;
  Place main{{}, network.layers.front().in};
  for (const NetworkLayer& layer : network.layers) {
    Place place = layer.in.height == main.shape.height ? main : pooled(main, layer.in);
    place.field = through(place.field, layer.layer, layer.in);
    place.shape = output_shape(layer.layer, layer.in);
    fields.push_back(place.field);
    if (!layer.aside) main = place;
  }
  return fields;
}

}  // namespace chain
}  // namespace twofold::core
