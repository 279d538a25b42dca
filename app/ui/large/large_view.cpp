#include "app/ui/large/large_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/ui/controls/card.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"
#include "app/ui/lanes/overlay.h"
#include "app/ui/lanes/overview.h"
#include "app/ui/lanes/picture_view.h"
#include "app/ui/large/large_numbers.h"
#include "app/ui/large/large_picture.h"

namespace twofold::ui::inline large {
namespace {

constexpr float kSideWidth = 290;

void close(Frame& frame) { frame.look(model::CloseLarge{}); }

/// Title and shape at the left, the way to the neighbours and out at the right.
void header(Frame& frame, const LargePicture& large, const Rect& line) {
  const float side = line.height();
  const auto place = [&](int from_right) {
    const float x = line.max.x - static_cast<float>(from_right) * (side + frame.px(6));
    return Rect{{x - side, line.min.y}, {x, line.max.y}};
  };
  const core::Shape& s = large.tensor->shape;
  const Rect words = line.without_right(3 * (side + frame.px(6)) + frame.px(10));
  section_header(frame, words, large_title(frame, large),
                 fmt::format("{} rows × {} columns", s.height, s.width));
  if (icon_button(frame, place(2),
                  {.id = "large previous",
                   .icon = Icon::back,
                   .title = "Previous channel (K)",
                   .help = "In the order of the data: picture, x, z, y."}))
    step_large(frame, -1);
  if (icon_button(frame, place(1),
                  {.id = "large next",
                   .icon = Icon::forward,
                   .title = "Next channel (J)",
                   .help = "In the order of the data: picture, x, z, y."}))
    step_large(frame, 1);
  if (icon_button(frame, place(0),
                  {.id = "large close", .icon = Icon::close, .title = "Close (Esc)", .help = " "}))
    close(frame);
}

/// The window or the pixel on the picture, and the pin's handle there.
void draw_overlay(Frame& frame, const LargePicture& large, const PictureView& view) {
  if (large.result == model::kInput) {
    overlay_input(frame, view, large.is_colour() ? -1 : large.key.channel);
    overlay_handle(frame, view, window_rect(frame, view));
    return;
  }
  overlay_pixel(frame, view, Role::on_path);
  overlay_handle(frame, view, pixel_rect(frame, view));
}

PictureView draw_picture(Frame& frame, const LargePicture& large, const Rect& room) {
  const PictureView view = picture(frame,
                                   {"large picture", large.key, large.tensor, large.result,
                                    large.key.channel, large.is_colour(), false, true},
                                   room);
  draw_overlay(frame, large, view);
  overview(frame, view);
  return view;
}

/// The pixel whose value is told: the one under the mouse, or else the pinned one.
model::OutputPixel looked_at(const Frame& frame, const LargePicture& large,
                             const PictureView& view) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (!frame.present() && ImGui::IsWindowHovered() && view.rect().contains(mouse))
    return view.pixel_at(mouse);
  const model::Evaluation& e = *frame.session.numbers();
  const model::Highlight& h = frame.session.highlighted();
  if (large.result != model::kInput) return h.pixel;
  const model::Place place = model::input_place(h, e.stages.list, e.x()->shape);
  return {place.row, place.column};
}

}  // namespace

void step_large(Frame& frame, int by) {
  if (!frame.view().large) return;
  frame.look(model::OpenLarge{large_neighbour(frame, by)});
}

void large_view(Frame& frame, const Rect& rect) {
  const std::optional<LargePicture> large = large_picture(frame);
  if (!large) return close(frame);
  const OverPanels over_panels(frame, "large", rect);
  card(frame, rect, frame.palette.panel, frame.palette.control_border);
  frame.registry.add({"large", rect.min, rect.max, 0});
  const Rect inside = rect.shrunk(frame.px(12));
  header(frame, *large, inside.top(control_height(frame)));
  const Rect body = inside.without_top(control_height(frame) + frame.px(10));
  const float side = std::min(frame.px(kSideWidth), body.width() * 0.45f);
  const PictureView view = draw_picture(frame, *large, body.without_right(side + frame.px(16)));
  large_numbers(frame, *large, looked_at(frame, *large, view), body.right(side));
}

}  // namespace twofold::ui::inline large
