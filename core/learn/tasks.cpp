#include "core/learn/tasks.h"

#include "core/filters.h"

namespace twofold::core {
inline namespace learn {

Tensor bayer_mosaic(const Tensor& rgb) {
  assert(rgb.shape.channels == 3 && "a mosaic is made of red, green and blue");
  Tensor dots(rgb.shape);
  for (int b = 0; b < rgb.shape.batch; ++b) {
    for (int y = 0; y < rgb.shape.height; ++y) {
      for (int x = 0; x < rgb.shape.width; ++x) {
        const int q = y % 2 + x % 2;  // 0 red, 1 green, 2 blue
        dots.at(b, y, x, q) = rgb.at(b, y, x, q);
      }
    }
  }
  return dots;
}

Tensor with_noise(const Tensor& picture, double sigma, std::uint64_t seed) {
  Tensor noisy = picture;
  Random random(seed);
  for (float& value : noisy.values) value += static_cast<float>(sigma * random.normal());
  return noisy;
}

}  // namespace learn
}  // namespace twofold::core
