#include "app/model/evaluation.h"

#include <algorithm>
#include <cmath>

#include "core/equivalent.h"
#include "core/resample.h"

namespace twofold::model {
namespace {

/// Everything in a document that x is made from.
bool same_input(const Document& a, const Document& b) {
  return a.batch == b.batch && a.longest_side == b.longest_side && a.grey == b.grey &&
         a.source == b.source && a.noise == b.noise &&
         (a.source != InputSource::noise || a.bank.seed == b.bank.seed);
}

/// Everything in a layer that the depthwise stage reads.
bool same_depthwise(const core::Layer& a, const core::Layer& b) {
  return a.kernel == b.kernel && a.strides == b.strides && a.dilations == b.dilations &&
         a.padding == b.padding && a.channel_multiplier == b.channel_multiplier;
}

core::Tensor noise(const core::Shape& shape, std::uint64_t seed) {
  core::Tensor x(shape);
  core::Random random(seed);
  for (float& value : x.values) value = random.uniform();
  return x;
}

/// One channel: the mean of three, as "Grey" means it; a grey picture stays as it is.
float grey_of(const float* pixel, int channels) {
  return channels == 1 ? pixel[0] : (pixel[0] + pixel[1] + pixel[2]) / 3;
}

core::Tensor stacked(const Inputs& inputs, const core::Shape& shape) {
  core::Tensor x(shape);
  for (int b = 0; b < shape.batch; ++b) {
    const core::Tensor& whole = inputs.pictures[static_cast<std::size_t>(b)]->values;
    const core::Tensor sized = core::resized(whole, {shape.height, shape.width});
    const int channels = sized.shape.channels;
    for (int row = 0; row < shape.height; ++row) {
      for (int column = 0; column < shape.width; ++column) {
        const float* from = sized.pixel(0, row, column);
        float* to = x.pixel(b, row, column);
        if (shape.channels == 1) {
          to[0] = grey_of(from, channels);
        } else {
          std::copy(from, from + shape.channels, to);
        }
      }
    }
  }
  return x;
}

/// Pieces of the picture at its working size, on a grid of about as many rows as columns; a picture
/// smaller than a piece is enlarged to it.
core::Tensor crops(const Inputs& inputs, const core::Shape& shape) {
  const core::Tensor& whole = inputs.pictures.front()->values;
  const core::Extent working =
      working_size(whole.shape.width, whole.shape.height, inputs.document.longest_side);
  const core::Tensor from = core::resized(
      whole, {std::max(working.height, shape.height), std::max(working.width, shape.width)});
  const int columns = static_cast<int>(std::ceil(std::sqrt(shape.batch)));
  const int rows = (shape.batch + columns - 1) / columns;
  const auto place = [](int index, int count, int room) {
    return count == 1 ? room / 2 : index * room / (count - 1);
  };
  core::Tensor x(shape);
  for (int b = 0; b < shape.batch; ++b) {
    const int top = place(b / columns, rows, from.shape.height - shape.height);
    const int left = place(b % columns, columns, from.shape.width - shape.width);
    for (int row = 0; row < shape.height; ++row) {
      for (int column = 0; column < shape.width; ++column) {
        for (int q = 0; q < shape.channels; ++q)
          x.at(b, row, column, q) = from.at(0, top + row, left + column, q % from.shape.channels);
      }
    }
  }
  return x;
}

core::Tensor make_input(const Inputs& inputs) {
  const core::Shape shape = input_shape(inputs.document);
  if (inputs.document.source == InputSource::crops) return crops(inputs, shape);
  if (inputs.document.source == InputSource::noise) return noise(shape, inputs.document.bank.seed);
  return stacked(inputs, shape);
}

SharedTensor share(core::Tensor tensor) {
  return std::make_shared<const core::Tensor>(std::move(tensor));
}

core::Tensor finished_pointwise(const Evaluation& e, const core::StopFlag& stop) {
  core::Tensor y = core::pointwise(*e.z, e.filters.pointwise, &stop);
  core::finish(y, e.filters.bias, e.filters.activation);
  return y;
}

core::Tensor finished_standard(const Evaluation& e, const core::StopFlag& stop) {
  core::Tensor y = core::conv2d(*e.x, e.collapsed, e.document.layer, &stop);
  core::finish(y, e.filters.bias, e.filters.activation);
  return y;
}

core::Tensor difference(const core::Tensor& a, const core::Tensor& b) {
  core::Tensor d(a.shape);
  for (std::size_t i = 0; i < d.values.size(); ++i) d.values[i] = a.values[i] - b.values[i];
  return d;
}

}  // namespace

std::shared_ptr<const Evaluation> evaluate(const Inputs& inputs, const Evaluation* last,
                                           const core::StopFlag& stop) {
  auto e = std::make_shared<Evaluation>();
  e->document = inputs.document;
  const Document& document = e->document;
  e->filters = build_filters(document.bank, inputs.learned, document.layer,
                             input_shape(document).channels, document.bypass);
  e->collapsed = core::collapse(e->filters.depthwise, e->filters.pointwise);

  const bool same_x = last && same_input(last->document, document);
  e->x = same_x ? last->x : share(make_input(inputs));
  const bool same_z = same_x && same_depthwise(last->document.layer, document.layer) &&
                      last->filters.depthwise == e->filters.depthwise;
  e->z = same_z ? last->z
                : share(core::depthwise_conv2d(*e->x, e->filters.depthwise, document.layer, &stop));
  if (stop) return nullptr;
  const bool same_finish = same_z && last->filters.bias == e->filters.bias &&
                           last->filters.activation == e->filters.activation &&
                           last->filters.pointwise == e->filters.pointwise;
  e->y = same_finish ? last->y : share(finished_pointwise(*e, stop));
  if (stop) return nullptr;
  if (same_finish && last->standard) {
    e->standard = last->standard;
    e->difference = last->difference;
  } else if (inputs.wants_standard) {
    e->standard = share(finished_standard(*e, stop));
    e->difference = share(difference(*e->y, *e->standard));
  }
  return stop ? nullptr : e;
}

}  // namespace twofold::model
