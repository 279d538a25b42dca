#include "app/ui/lanes/overlay.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/ui/draw/draw.h"
#include "app/ui/draw/tap_colour.h"

namespace twofold::ui::inline lanes {
namespace {

constexpr float kLeastMark = 8;  ///< marks are never smaller, or they could not be seen
constexpr float kTapCells = 5;   ///< from this pixel size on every tap is drawn by itself
constexpr float kLeastFed = 14;  ///< around such a mark
constexpr std::size_t kMostFed = 4096;

Rect at_least(const Frame& frame, const Rect& rect, float design) {
  const float least = frame.px(design);
  const ImVec2 c = rect.centre();
  const float half_w = std::max(rect.width(), least) / 2;
  const float half_h = std::max(rect.height(), least) / 2;
  return {{c.x - half_w, c.y - half_h}, {c.x + half_w, c.y + half_h}};
}

void draw_tap(Frame& frame, const PictureView& view, const core::Tap& tap, bool coloured) {
  const Rect at = view.box(tap.iy, tap.ix, 1, 1);
  if (core::reads_input(tap, view.shape())) {
    if (coloured)
      tap_frame(frame, at, tap_colour(frame, tap.ky, tap.kx), false);
    else
      outline(frame, at, fade(frame.palette.selection, 0.75f));
    return;
  }
  fill(frame, at, fade(frame.palette.panel_raised, 0.9f));
  frame.draw->AddLine(at.min, at.max, frame.palette.text_faint);
  outline(frame, at, frame.palette.text_faint);
}

/// A mark on a picture: bold on the path, thin beside it. It has dark edges: pictures may be white.
void draw_mark(Frame& frame, const Rect& at, Role role) {
  switch (role) {
    case Role::on_path: return selection_outline(frame, at, frame.px(2));
    case Role::takes_part: return selection_outline(frame, at, frame.px(1));
    case Role::left_out: return outline(frame, at, fade(frame.palette.selection, 0.45f));
  }
}

void draw_window(Frame& frame, const PictureView& view, Role role) {
  const bool lit = role != Role::left_out;
  const model::Highlight& h = frame.session.highlighted();
  const bool coloured = lit && taps_are_walked(frame);
  if (view.pixel_size() >= frame.px(kTapCells))
    for (const core::Tap& tap : h.window) draw_tap(frame, view, tap, coloured);
  if (h.tap && lit) {
    const ImU32 colour = coloured ? tap_colour(frame, h.tap->ky, h.tap->kx) : frame.palette.accent;
    const Rect at = at_least(frame, view.box(h.tap->iy, h.tap->ix, 1, 1), 5);
    fill(frame, at, fade(colour, 0.55f));
    outline(frame, at, colour, 2);
  }
  draw_mark(frame, window_rect(frame, view), role);
}

/// Every input pixel that one filter cell multiplies: a tinted block, or its lattice when
/// magnified.
void draw_reach(Frame& frame, const PictureView& view, const model::Highlight& h) {
  const model::PixelBox& b = *h.reach;
  const Rect all = view.box(b.top, b.left, b.height, b.width);
  fill(frame, all, fade(frame.palette.accent, 0.14f));
  outline(frame, all, frame.palette.accent, 2);
  const bool has_gaps = h.reach_step != core::Extent{1, 1};
  if (!has_gaps || view.pixel_size() < frame.px(kTapCells)) return;
  const model::OutputPixel first = view.pixel_at(view.rect().min);
  const model::OutputPixel last = view.pixel_at(view.rect().max);
  const auto on_lattice = [](int at, int start, int step) { return (at - start) % step == 0; };
  for (int row = first.row; row <= last.row; ++row)
    for (int column = first.column; column <= last.column; ++column)
      if (on_lattice(row, b.top, h.reach_step.height) &&
          on_lattice(column, b.left, h.reach_step.width))
        fill(frame, view.box(row, column, 1, 1), fade(frame.palette.accent, 0.35f));
}

/// The outputs that a hovered input pixel feeds, the one that is worked out below amid them.
void draw_fed(Frame& frame, const PictureView& view, const model::Highlight& h) {
  const model::PixelBox& b = h.fed_box;
  const bool one_by_one = view.pixel_size() >= frame.px(kTapCells) && h.fed.size() <= kMostFed;
  const ImU32 colour = fade(frame.palette.selection, 0.75f);
  if (one_by_one)
    for (const model::OutputPixel& p : h.fed)
      outline(frame, view.box(p.row, p.column, 1, 1), colour);
  else
    selection_outline(frame, at_least(frame, view.box(b.top, b.left, b.height, b.width), kLeastFed),
                      frame.px(1));
}

/// The window of an output pixel.
Rect window_rect_at(const Frame& frame, const PictureView& view, const model::OutputPixel& pixel) {
  const core::Layer& layer = frame.session.numbers()->document.layer;
  const model::PixelBox b = model::window_box(pixel, layer, frame.session.numbers()->x()->shape);
  return at_least(frame, view.box(b.top, b.left, b.height, b.width), kLeastMark);
}

/// Where the playback stands while something else is looked at.
void draw_ghost(Frame& frame, const Rect& at) {
  const Rect mark = at_least(frame, at, kLeastMark);
  outline(frame, mark, frame.palette.selection_edge, frame.px(4));
  outline(frame, mark, frame.palette.accent, frame.px(2));
}

}  // namespace

Rect window_rect(const Frame& frame, const PictureView& view) {
  const model::PixelBox& b = frame.session.highlighted().window_box;
  return at_least(frame, view.box(b.top, b.left, b.height, b.width), kLeastMark);
}

Rect pixel_rect(const Frame& frame, const PictureView& view) {
  const model::OutputPixel& p = frame.session.highlighted().pixel;
  return at_least(frame, view.box(p.row, p.column, 1, 1), kLeastMark);
}

void overlay_input(Frame& frame, const PictureView& view, int q) {
  const model::Highlight& h = frame.session.highlighted();
  const bool lit = q < 0 || h.lit.front()[static_cast<std::size_t>(q)];
  // Padding lies outside the picture, so the window may leave it; not the lane.
  const Rect room = view.rect().shrunk(-frame.px(9));
  frame.draw->PushClipRect(room.min, room.max, true);
  if (h.reach && lit && q >= 0) draw_reach(frame, view, h);
  draw_window(frame, view, role(q < 0 || q == frame.session.path().q(), lit));
  if (h.ghost) draw_ghost(frame, window_rect_at(frame, view, *h.ghost));
  const bool is_source = h.source.place && h.source.place->result == model::kInput;
  if (is_source && lit && q >= 0) {
    const Rect at =
        at_least(frame, view.box(h.source.place->row, h.source.place->column, 1, 1), kLeastMark);
    selection_outline(frame, at, frame.px(1.5f));
  }
  frame.draw->PopClipRect();
}

void overlay_pixel(Frame& frame, const PictureView& view, Role role) {
  const model::Highlight& h = frame.session.highlighted();
  const bool from_input =
      h.source.place &&
      model::has_input_pixels(frame.session.numbers()->stages.list, h.source.place->result);
  frame.draw->PushClipRect(view.rect().min, view.rect().max, true);
  if (from_input && role != Role::left_out && !h.fed.empty()) draw_fed(frame, view, h);
  draw_mark(frame, pixel_rect(frame, view), role);
  if (h.ghost) draw_ghost(frame, view.box(h.ghost->row, h.ghost->column, 1, 1));
  frame.draw->PopClipRect();
}

void overlay_waiting_pin(Frame& frame, const PictureView& view) {
  if (!frame.view().playback.active || frame.view().playback.races) return;
  const model::Evaluation& e = *frame.session.numbers();
  const model::Place pin = model::clamped(frame.view().pin, e.stages.list, e.x()->shape);
  const Rect at =
      window_rect_at(frame, view, model::output_pixel(pin, e.stages.list, e.x()->shape));
  if (!view.rect().contains(at.centre())) return;
  const float radius = frame.px(7);
  frame.draw->AddCircle(at.centre(), radius, frame.palette.selection_edge, 24, frame.px(3));
  frame.draw->AddCircle(at.centre(), radius, fade(frame.palette.selection, 0.8f), 24, frame.px(1));
}

namespace {

/// Where a hint of that size stands `away` from a point, at a side where all of it is on the
/// picture; nothing where that is nowhere.
std::optional<Rect> place_beside(ImVec2 point, float away, ImVec2 size, const Rect& picture) {
  const float across = away + size.x / 2;
  const float down = away + size.y / 2;
  // Below and above it may stand to one side.
  const float x = within(point.x, picture.min.x + size.x / 2, picture.max.x - size.x / 2);
  const ImVec2 centres[] = {{point.x + across, point.y},
                            {point.x - across, point.y},
                            {x, point.y + down},
                            {x, point.y - down}};
  for (const ImVec2& c : centres) {
    const Rect body{{c.x - size.x / 2, c.y - size.y / 2}, {c.x + size.x / 2, c.y + size.y / 2}};
    if (body.common(picture).area() >= body.area()) return body;
  }
  return std::nullopt;
}

}  // namespace

void overlay_handle(Frame& frame, const PictureView& view, const Rect& pin) {
  if (!view.rect().contains(pin.centre())) return;
  const float radius = std::max(frame.px(11), std::max(pin.width(), pin.height()) * 0.75f);
  frame.draw->AddCircle(pin.centre(), radius, frame.palette.selection_edge, 32, frame.px(4));
  frame.draw->AddCircle(pin.centre(), radius, frame.palette.selection, 32, frame.px(2));
  frame.registry.add({"pin",
                      {pin.centre().x - radius, pin.centre().y - radius},
                      {pin.centre().x + radius, pin.centre().y + radius},
                      0});
  if (frame.view().pin_was_dragged || frame.view().playback.active) return;
  ImFont* font = frame.fonts.strong;
  const char* words = "drag me";
  const ImVec2 size{text_width(font, words) + frame.px(12), cap_height(*font) + frame.px(10)};
  const auto body = place_beside(pin.centre(), radius + frame.px(5), size, view.rect());
  if (!body) return;
  fill(frame, *body, frame.palette.accent, frame.px(4));
  text(frame, font, {body->min.x + frame.px(6), body->centre().y}, frame.palette.on_accent, words);
}

}  // namespace twofold::ui::inline lanes
