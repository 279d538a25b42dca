#include "core/known/network_fields.h"

namespace twofold::core {
inline namespace known {
namespace {

/// Where the layers have come to: the field, and the shape of what it is of.
struct Position {
  ReceptiveField field;
  Shape shape;
};

/// Pooling between what there is and what a layer reads.
Position pooled(const Position& before, const Shape& in) {
  Layer pooling;
  pooling.strides = {2, 2};
  Position position = before;
  if (in.height == 1 && before.shape.height > 1)
    pooling.kernel = {before.shape.height, before.shape.width};
  else if (in.height == output_size(pooling, before.shape).height)
    pooling.kernel = {3, 3};
  else
    return position;
  pooling.padding = in.height == 1 ? Padding::valid : Padding::same;
  position.field = through(before.field, pooling, before.shape);
  position.shape = in;
  return position;
}

}  // namespace

std::vector<ReceptiveField> receptive_fields(const Network& network) {
  std::vector<ReceptiveField> fields;
  if (network.layers.empty()) return fields;
  Position main{{}, network.layers.front().in};
  for (const NetworkLayer& layer : network.layers) {
    Position position = layer.in.height == main.shape.height ? main : pooled(main, layer.in);
    position.field = through(position.field, layer.layer(), layer.in);
    position.shape = output_shape(layer.layer(), layer.in);
    fields.push_back(position.field);
    if (!layer.aside) main = position;
  }
  return fields;
}

}  // namespace known
}  // namespace twofold::core
