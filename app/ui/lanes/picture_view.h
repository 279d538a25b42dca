// One picture on screen: draws what the painter made, at the shared viewport, and turns the mouse
// into places, pin moves, zoom and pan. All pictures have the input's proportions; where a stride
// leaves fewer pixels, the picture is smaller by as much, in a faint frame of the input's size.
#pragma once

#include <optional>
#include <string>

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline lanes {

/// Which picture, and what pointing at it means.
struct PictureSpec {
  std::string name;  ///< in the registry: "z3"
  paint::PictureKey key;
  model::SharedTensor tensor;  ///< whose pixels these are; for values written in pixels
  int result = model::kInput;
  int channel = 0;
  /// Colour pictures stand for a whole pixel: the pin keeps its channel.
  bool is_colour = false;
  bool opens_large = true;
  bool fills_room = false;  ///< as large as the input's picture, whatever the strides
};

/// From pixels of the tensor to the screen and back.
class PictureView {
 public:
  PictureView(const Rect& rect, const core::Shape& shape, const model::Viewport& viewport)
      : rect_(rect), shape_(shape), region_(viewport.region()) {}

  const Rect& rect() const { return rect_; }
  const core::Shape& shape() const { return shape_; }

  /// Screen point of a corner between pixels: column in 0..width, row in 0..height.
  ImVec2 to_screen(double row, double column) const;
  /// The screen rectangle of a block of pixels; may lie outside rect() (padding, zoom).
  Rect box(int top, int left, int height, int width) const;
  /// Row and column under a screen point, clamped into the picture.
  model::OutputPixel pixel_at(ImVec2 point) const;
  /// Screen pixels from one pixel to the next, the smaller of both axes.
  float pixel_size() const;

 private:
  Rect rect_;
  core::Shape shape_;
  model::Region region_;
};

/// The largest rectangle of the input's proportions inside `room`, centred.
Rect fitted_rect(const Frame& frame, const Rect& room);

/// The part of the input's rectangle that a picture behind the strides takes, at its top left.
Rect behind_strides(const Frame& frame, const Rect& input);

/// Draws the picture in `room` and handles the mouse on it. Emits pin moves, zoom, pan and opening
/// large; sets frame.hover.
PictureView picture(Frame& frame, const PictureSpec& spec, const Rect& room);

}  // namespace twofold::ui::inline lanes
