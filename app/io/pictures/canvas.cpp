#include "app/io/pictures/canvas.h"

#include <fmt/format.h>

#include <algorithm>

namespace twofold::io::inline pictures {

Canvas::Canvas(int width, int height, int channels, int maximum, bool premultiplied)
    : values_(core::Shape{1, height, width, channels >= 3 ? 3 : 1}),
      channels_(channels),
      maximum_(static_cast<float>(maximum)),
      premultiplied_(premultiplied) {}

template <class Sample>
void Canvas::set(int y, const Sample* samples) {
  const int colours = values_.shape.channels;
  const bool alpha = channels_ > colours;
  float* to = values_.pixel(0, y, 0);
  for (int x = 0; x < values_.shape.width; ++x, samples += channels_, to += colours) {
    for (int c = 0; c < colours; ++c) to[c] = static_cast<float>(samples[c]) / maximum_;
    if (!alpha || static_cast<float>(samples[colours]) == maximum_) continue;
    see_through_ = true;
    const double cover = static_cast<double>(samples[colours]) / maximum_;
    for (int c = 0; c < colours; ++c) {
      const double colour = premultiplied_ ? to[c] : cover * to[c];
      to[c] = static_cast<float>(std::min(colour + (1 - cover), 1.0));
    }
  }
}

template void Canvas::set(int, const std::uint8_t*);
template void Canvas::set(int, const std::uint16_t*);

StoredPicture Canvas::finish() && {
  StoredPicture picture;
  picture.had_alpha = channels_ > values_.shape.channels;
  picture.values = std::move(values_);
  picture.bits = maximum_ > 255 ? 16 : 8;
  if (picture.had_alpha) {
    picture.made_of = fmt::format("{}, {}", channels_ == 4 ? "RGBA" : "grey with alpha",
                                  see_through_ ? "alpha composited on white" : "opaque everywhere");
  }
  if (maximum_ == 65535) picture.note("16 bit");
  return picture;
}

}  // namespace twofold::io::inline pictures
