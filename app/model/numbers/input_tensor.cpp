#include "app/model/numbers/input_tensor.h"

#include <algorithm>
#include <cmath>

#include "app/model/numbers/made_channels.h"
#include "app/model/numbers/test_pictures.h"
#include "core/filters.h"
#include "core/learn/tasks.h"
#include "core/resample.h"

namespace twofold::model::inline numbers {
namespace {

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

core::Tensor stacked(SharedPictures pictures, const core::Shape& shape) {
  core::Tensor x(shape);
  for (int b = 0; b < shape.batch; ++b) {
    const core::Tensor& whole = pictures[static_cast<std::size_t>(b)]->values;
    const core::Tensor sized = core::resized(whole, {shape.height, shape.width});
    const int channels = sized.shape.channels;
    for (int row = 0; row < shape.height; ++row) {
      for (int column = 0; column < shape.width; ++column) {
        const float* from = sized.pixel(0, row, column);
        float* to = x.pixel(b, row, column);
        if (shape.channels == 1) {
          to[0] = grey_of(from, channels);
        } else if (channels == 1) {
          std::fill_n(to, shape.channels, from[0]);
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
core::Tensor crops(const core::Tensor& whole, int longest_side, const core::Shape& shape) {
  const core::Extent working = working_size(whole.shape.width, whole.shape.height, longest_side);
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

/// Channels made of each picture of a batch.
core::Tensor made_of(SharedPictures pictures, const core::Shape& shape) {
  core::Tensor x(shape);
  const auto one = static_cast<std::ptrdiff_t>(x.values.size() / pictures.size());
  auto to = x.values.begin();
  for (const auto& picture : pictures) {
    const core::Tensor made =
        made_channels(core::resized(picture->values, {shape.height, shape.width}), shape.channels);
    std::copy(made.values.begin(), made.values.end(), to);
    to += one;
  }
  return x;
}

core::Tensor pattern(const Document& document, SharedPictures pictures, const core::Shape& shape) {
  if (document.pattern == Pattern::bayer && !pictures.empty())
    return core::bayer_mosaic(stacked(pictures, shape));
  return test_picture(document.pattern, shape);
}

core::Tensor make_input(const Document& document, SharedPictures pictures,
                        const NetworkReads& network_reads) {
  const core::Shape shape = input_shape(document);
  switch (document.source) {
    case InputSource::crops: return crops(pictures.front()->values, document.longest_side, shape);
    case InputSource::made:
      if (!pictures.empty()) return made_of(pictures, shape);
      break;
    case InputSource::pattern: return pattern(document, pictures, shape);
    case InputSource::network:
      if (network_reads && !pictures.empty()) {
        core::Tensor read = network_reads(document, pictures);
        if (read.shape == shape) return read;
      }
      break;
    case InputSource::noise: break;
    case InputSource::pictures: return stacked(pictures, shape);
  }
  return noise(shape, document.bank.seed);
}

/// Whether noise may stand in for what is not there.
bool may_be_noise(InputSource source) {
  return source == InputSource::noise || source == InputSource::network;
}

}  // namespace

bool same_input(const Document& a, const Document& b) {
  return a.batch == b.batch && a.longest_side == b.longest_side && a.grey == b.grey &&
         a.source == b.source && a.noise == b.noise && a.pattern == b.pattern &&
         a.network == b.network && (!may_be_noise(a.source) || a.bank.seed == b.bank.seed);
}

std::shared_ptr<const core::Tensor> input_tensor(const Document& document, SharedPictures pictures,
                                                 const NetworkReads& network_reads) {
  const core::Shape shape = input_shape(document);
  if (document.source == InputSource::pictures && pictures.size() == 1 &&
      pictures.front()->values.shape == shape)
    return {pictures.front(), &pictures.front()->values};
  return std::make_shared<const core::Tensor>(make_input(document, pictures, network_reads));
}

}  // namespace twofold::model::inline numbers
