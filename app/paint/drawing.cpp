#include "app/paint/drawing.h"

#include <cmath>

namespace twofold::paint {
namespace {

double scaled(double value, bool logarithmic) { return logarithmic ? std::log(value) : value; }

}  // namespace

float Axis::pixel(double value) const {
  const double begin = scaled(from, logarithmic);
  const double share = (scaled(value, logarithmic) - begin) / (scaled(to, logarithmic) - begin);
  return pixel_from + static_cast<float>(share) * (pixel_to - pixel_from);
}

double Axis::value(float pixel) const {
  const double share = static_cast<double>(pixel - pixel_from) / (pixel_to - pixel_from);
  const double begin = scaled(from, logarithmic);
  const double at = begin + share * (scaled(to, logarithmic) - begin);
  return logarithmic ? std::exp(at) : at;
}

}  // namespace twofold::paint
