// Rows of samples become a picture: values from 0 to 1, transparent pixels laid on white.
#pragma once

#include <cstdint>

#include "app/io/pictures/stored_picture.h"

namespace twofold::io::inline pictures {

class Canvas {
 public:
  /// `channels` samples a pixel: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA; `maximum` is full.
  /// Of `premultiplied` samples the colours have been multiplied by their alpha already.
  Canvas(int width, int height, int channels, int maximum = 255, bool premultiplied = false);

  /// Sets row `y` from a row of samples.
  void set_row(int y, const std::uint8_t* samples) { set(y, samples); }
  void set_row(int y, const std::uint16_t* samples) { set(y, samples); }

  /// Whether a pixel has been seen that is not opaque.
  bool see_through() const { return see_through_; }

  /// The picture, with the notes that its channels and its maximum give.
  StoredPicture finish() &&;

 private:
  template <class Sample>
  void set(int y, const Sample* samples);

  core::Tensor values_;
  int channels_;
  float maximum_;
  bool premultiplied_;
  bool see_through_ = false;
};

}  // namespace twofold::io::inline pictures
