#include "app/model/cost/cost_formula.h"

#include <cassert>

namespace twofold::model::inline cost {
namespace {

constexpr const char* kTimes = " \u00d7 ";

template <class Text>
std::string joined(const Product& product, Text&& text) {
  std::string all;
  for (const Factor& factor : product) {
    if (!all.empty()) all += kTimes;
    all += text(factor);
  }
  return all;
}

}  // namespace

const char* symbol(Quantity quantity) {
  switch (quantity) {
    case Quantity::batch: return "N";
    case Quantity::out_height: return "H\u2032";
    case Quantity::out_width: return "W\u2032";
    case Quantity::kernel_height: return "kh";
    case Quantity::kernel_width: return "kw";
    case Quantity::in_channels: return "C";
    case Quantity::multiplier: return "m";
    case Quantity::out_channels: return "K";
  }
  assert(false && "every quantity has a symbol");
  return "";
}

const char* words(Quantity quantity) {
  switch (quantity) {
    case Quantity::batch: return "batch: pictures at once";
    case Quantity::out_height: return "height of the output";
    case Quantity::out_width: return "width of the output";
    case Quantity::kernel_height: return "kernel height";
    case Quantity::kernel_width: return "kernel width";
    case Quantity::in_channels: return "in_channels";
    case Quantity::multiplier: return "channel_multiplier";
    case Quantity::out_channels: return "out_channels";
  }
  assert(false && "every quantity has a name");
  return "";
}

const char* convolution_name(Convolution part) {
  switch (part) {
    case Convolution::depthwise: return "depthwise";
    case Convolution::pointwise: return "pointwise";
    case Convolution::standard: return "standard";
  }
  assert(false && "every part has a name");
  return "";
}

Product params_product(Convolution part, const core::Layer& layer, const core::Shape& in) {
  const Factor kh{Quantity::kernel_height, layer.kernel.height};
  const Factor kw{Quantity::kernel_width, layer.kernel.width};
  const Factor channels{Quantity::in_channels, in.channels};
  const Factor multiplier{Quantity::multiplier, layer.channel_multiplier};
  const Factor outputs{Quantity::out_channels, layer.out_channels};
  if (part == Convolution::depthwise) return {kh, kw, channels, multiplier};
  if (part == Convolution::pointwise) return {channels, multiplier, outputs};
  return {kh, kw, channels, outputs};
}

Product macs_product(Convolution part, const core::Layer& layer, const core::Shape& in) {
  const core::Extent out = core::output_size(layer, in);
  Product product{{Quantity::batch, in.batch},
                  {Quantity::out_height, out.height},
                  {Quantity::out_width, out.width}};
  const Product params = params_product(part, layer, in);
  product.insert(product.end(), params.begin(), params.end());
  return product;
}

std::int64_t value(const Product& product) {
  std::int64_t result = 1;
  for (const Factor& factor : product) result *= factor.value;
  return result;
}

std::string symbols(const Product& product) {
  return joined(product, [](const Factor& f) { return symbol(f.quantity); });
}

std::string with_numbers(const Product& product) {
  return joined(product, [](const Factor& f) { return std::to_string(f.value); });
}

}  // namespace twofold::model::inline cost
