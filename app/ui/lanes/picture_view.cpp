#include "app/ui/lanes/picture_view.h"

#include <algorithm>
#include <cmath>

#include "app/ui/controls/press_area.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline lanes {
namespace {

/// Pixels of at least this size have their value written inside.
constexpr float kReadablePixel = 28;
constexpr float kWheelZoom = 1.2f;

model::Place place_at(const Frame& frame, const PictureSpec& spec, const PictureView& view,
                      ImVec2 point) {
  const model::OutputPixel pixel = view.pixel_at(point);
  if (!spec.is_colour) return {spec.result, pixel.row, pixel.column, spec.channel};
  // The whole pixel: the pin keeps its stage's channel and moves to the spot.
  const model::Evaluation& e = *frame.session.numbers();
  const model::Place& pin = frame.view().pin;
  const int k = model::is_output(e.stages.list, pin) ? pin.channel : 0;
  if (spec.result != model::kInput) return {spec.result, pixel.row, pixel.column, k};
  model::Place over = model::output_over(e.document.layer, e.x()->shape, pixel.row, pixel.column);
  over.channel = k;
  return over;
}

/// What is looked at while the pointer is there: of a photograph the pixel itself, with all outputs
/// that it feeds.
model::Hover hover_at(const Frame& frame, const PictureSpec& spec, const PictureView& view,
                      ImVec2 point) {
  model::Hover hover;
  hover.all_channels = spec.is_colour && spec.result == model::kInput;
  hover.place = place_at(frame, spec, view, point);
  if (!hover.all_channels) return hover;
  const model::OutputPixel pixel = view.pixel_at(point);
  hover.place = model::Place{model::kInput, pixel.row, pixel.column, 0};
  return hover;
}

/// Whether a press here takes hold of the pin rather than of the picture: always while nothing can
/// be panned, else near the pin.
bool takes_pin(const Frame& frame, const PictureView& view, const PictureSpec& spec) {
  if (frame.view().viewport.zoom <= 1.0001) return true;
  const model::Highlight& lit = frame.session.highlighted();
  const core::Chain& list = frame.session.numbers()->stages.list;
  const model::PixelBox box = model::has_input_pixels(list, spec.result)
                                  ? lit.window_box
                                  : model::PixelBox{lit.pixel.row, lit.pixel.column, 1, 1};
  const Rect pin = view.box(box.top, box.left, box.height, box.width).shrunk(-frame.px(10));
  return pin.contains(ImGui::GetIO().MousePos);
}

void pan(Frame& frame, const Rect& rect) {
  const ImVec2 delta = ImGui::GetIO().MouseDelta;
  const double dx = delta.x / rect.width();
  const double dy = delta.y / rect.height();
  if (dx == 0 && dy == 0) return;
  frame.look(model::Pan{dx, dy});
}

void zoom(Frame& frame, const Rect& rect) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.MouseWheel == 0 || io.KeyShift || io.KeyCtrl) return;
  frame.window.wheel_is_taken = true;
  const model::Region seen = frame.view().viewport.region();
  const double x = seen.left + seen.width * (io.MousePos.x - rect.min.x) / rect.width();
  const double y = seen.top + seen.height * (io.MousePos.y - rect.min.y) / rect.height();
  const double factor = std::pow(kWheelZoom, io.MouseWheel);
  frame.look(model::ZoomAbout{x, y, factor});
}

void handle_mouse(Frame& frame, const PictureSpec& spec, const PictureView& view) {
  const Rect& rect = view.rect();
  press_area(spec.name, rect,
             ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight |
                 ImGuiButtonFlags_MouseButtonMiddle);
  const ImGuiIO& io = ImGui::GetIO();
  const bool hovered = ImGui::IsItemHovered();
  if (hovered) zoom(frame, rect);
  if (hovered && spec.opens_large && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
    frame.look(model::OpenLarge{spec.key});
  }
  if (ImGui::IsItemActivated())
    frame.window.picture_drag =
        io.MouseDown[0] && takes_pin(frame, view, spec) ? PictureDrag::pin : PictureDrag::pan;
  if (ImGui::IsItemActive()) {
    if (frame.window.picture_drag == PictureDrag::pin)
      frame.look(model::MovePin{place_at(frame, spec, view, io.MousePos)});
    else
      pan(frame, rect);
  }
  // A press that began to pan but went nowhere was a click, and a click moves the pin.
  if (ImGui::IsItemDeactivated() && frame.window.picture_drag == PictureDrag::pan &&
      io.MouseReleased[0] && ImGui::GetMouseDragDelta(0, frame.px(4)).x == 0 &&
      ImGui::GetMouseDragDelta(0, frame.px(4)).y == 0)
    frame.look(model::MovePin{place_at(frame, spec, view, io.MousePos)});
  if (hovered && !frame.present() && !ImGui::IsAnyItemActive())
    frame.hover = hover_at(frame, spec, view, io.MousePos);
}

void draw_pixels(Frame& frame, const PictureSpec& spec, const PictureView& view) {
  const auto id = frame.pictures.find(spec.key);
  const model::Painted* painted = frame.session.painter().painted(spec.key);
  if (id == frame.pictures.end() || !painted) {
    fill(frame, view.rect(), frame.palette.zero_cell);
    return;
  }
  // What was painted may be an older size of the same picture: its own shape places it.
  const PictureView own(view.rect(), painted->shape, frame.view().viewport);
  const paint::PixelRegion& r = painted->region;
  const Rect at = own.box(r.top, r.left, r.height, r.width);
  frame.draw->AddImage(id->second, at.min, at.max);
}

void write_values(Frame& frame, const PictureSpec& spec, const PictureView& view) {
  const model::Painted* painted = frame.session.painter().painted(spec.key);
  if (!painted || !spec.tensor || spec.is_colour) return;
  if (view.pixel_size() < frame.px(kReadablePixel) || spec.tensor->shape != painted->shape) return;
  const model::OutputPixel first = view.pixel_at(view.rect().min);
  const model::OutputPixel last = view.pixel_at(view.rect().max);
  const int b = frame.batch_index(spec.tensor->shape);
  for (int row = first.row; row <= last.row; ++row) {
    for (int column = first.column; column <= last.column; ++column) {
      const std::int64_t number =
          static_cast<std::int64_t>(row) * spec.tensor->shape.width + column;
      if (number >= painted->complete) return;
      const float value = spec.tensor->at(b, row, column, spec.channel);
      const paint::Rgb c = paint::colour_of(value, painted->scale);
      text(frame, frame.fonts.mono_small, view.box(row, column, 1, 1).centre(),
           ink_on(IM_COL32(c.r, c.g, c.b, 255)), cell(value), Align::centre);
    }
  }
}

}  // namespace

ImVec2 PictureView::to_screen(double row, double column) const {
  const double x = (column / shape_.width - region_.left) / region_.width;
  const double y = (row / shape_.height - region_.top) / region_.height;
  return {rect_.min.x + static_cast<float>(x * rect_.width()),
          rect_.min.y + static_cast<float>(y * rect_.height())};
}

Rect PictureView::box(int top, int left, int height, int width) const {
  return {to_screen(top, left), to_screen(top + height, left + width)};
}

model::OutputPixel PictureView::pixel_at(ImVec2 point) const {
  const double x = region_.left + region_.width * (point.x - rect_.min.x) / rect_.width();
  const double y = region_.top + region_.height * (point.y - rect_.min.y) / rect_.height();
  return {index_at(y * shape_.height, shape_.height), index_at(x * shape_.width, shape_.width)};
}

float PictureView::pixel_size() const {
  const Rect one = box(0, 0, 1, 1);
  return std::min(one.width(), one.height());
}

Rect fitted_rect(const Frame& frame, const Rect& room) {
  const core::Shape in = frame.session.numbers()->x()->shape;
  const float aspect = static_cast<float>(in.width) / static_cast<float>(in.height);
  // Extreme pictures (1x1000) keep a readable side.
  const float shown = std::clamp(aspect, 0.25f, 4.0f);
  // A picture has a pixel at least: places and zoom are shares of its sides.
  float width = std::max(room.width(), 1.0f);
  float height = width / shown;
  if (height > room.height()) {
    height = std::max(room.height(), 1.0f);
    width = height * shown;
  }
  const ImVec2 c = room.centre();
  const ImVec2 min{std::round(c.x - width / 2), std::round(c.y - height / 2)};
  return {min,
          {std::max(std::round(min.x + width), min.x + 1),
           std::max(std::round(min.y + height), min.y + 1)}};
}

Rect behind_strides(const Frame& frame, const Rect& input) {
  // A wider stride still leaves something to be seen.
  static constexpr int kMost = 4;
  const core::Extent strides = frame.session.numbers()->document.layer.strides;
  const auto part = [](float side, int stride) {
    return std::max(std::round(side / static_cast<float>(std::min(stride, kMost))), 1.0f);
  };
  return {input.min,
          {input.min.x + part(input.width(), strides.width),
           input.min.y + part(input.height(), strides.height)}};
}

PictureView picture(Frame& frame, const PictureSpec& spec, const Rect& room) {
  const Rect whole = fitted_rect(frame, room);
  const core::Chain& list = frame.session.numbers()->stages.list;
  const bool is_behind = !model::has_input_pixels(list, spec.result) && !spec.fills_room;
  const Rect rect = is_behind ? behind_strides(frame, whole) : whole;
  if (rect.width() < whole.width() || rect.height() < whole.height())
    outline(frame, whole, frame.palette.panel_border);
  const core::Shape shape = spec.tensor->shape;
  const PictureView view(rect, shape, frame.view().viewport);
  frame.wanted.push_back(
      {spec.key, static_cast<int>(rect.width()), static_cast<int>(rect.height())});
  frame.registry.add({spec.name, rect.min, rect.max, 0});
  handle_mouse(frame, spec, view);
  frame.draw->PushClipRect(rect.min, rect.max, true);
  draw_pixels(frame, spec, view);
  write_values(frame, spec, view);
  frame.draw->PopClipRect();
  outline(frame, rect, frame.palette.panel_border);
  return view;
}

}  // namespace twofold::ui::inline lanes
