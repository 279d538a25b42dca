// A lane that Present mode has folded: its name and its first pictures, so that the pin is seen in
// every lane. A click makes it the wide one.
#include <fmt/format.h>

#include <algorithm>

#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/lanes/overlay.h"
#include "app/ui/lanes/panels.h"
#include "app/ui/lanes/picture_view.h"
#include "app/ui/lanes/result_lane.h"
#include "app/ui/lanes/shown_value.h"

namespace twofold::ui::inline lanes {
namespace {

using model::Lane;

constexpr int kMostPictures = 3;

/// One picture with its name above and its value below; where the next thing begins.
float small_picture(Frame& frame, const Rect& room, const PictureSpec& spec, ImU32 hue) {
  const model::Highlight& h = frame.session.highlighted();
  const model::Evaluation& e = *frame.session.numbers();
  const float line = line_height(frame.fonts.strong) + frame.px(2);
  text(frame, frame.fonts.strong, {room.min.x, room.min.y + line / 2}, hue, spec.name);
  const Rect fitted = fitted_rect(frame, room.without_top(line).without_bottom(line));
  const Rect at{{room.min.x, room.min.y + line},
                {room.min.x + fitted.width(), room.min.y + line + fitted.height()}};
  const PictureView view = picture(frame, spec, at);
  const bool is_input = spec.stage == model::Stage::input;
  if (is_input)
    overlay_input(frame, view, spec.channel);
  else
    overlay_pixel(frame, view, Role::on_path);
  const model::Place place =
      is_input ? model::input_under(e.document.layer, e.x->shape, h.pixel.row, h.pixel.column)
               : model::Place{spec.stage, h.pixel.row, h.pixel.column, spec.channel};
  text(frame, frame.fonts.mono, {room.min.x, at.max.y + line / 2}, frame.palette.text,
       shown_value(frame, {spec.key, spec.tensor, spec.channel}, {place.row, place.column}));
  return at.max.y + line + frame.px(4);
}

/// Up to three channels from `chosen` on, one below the other.
template <class MakeSpec, class HueOf>
void small_pictures(Frame& frame, const Rect& room, int count, int chosen, MakeSpec&& spec,
                    HueOf&& hue) {
  const int first = std::clamp(chosen, 0, std::max(count - kMostPictures, 0));
  float y = room.min.y;
  // A last one that would be cut off is left out.
  const float whole = fitted_rect(frame, {{0, 0}, {room.width(), 1e4f}}).height() +
                      2 * line_height(frame.fonts.strong);
  for (int c = first; c < std::min(count, first + kMostPictures) && y + whole <= room.max.y; ++c)
    y = small_picture(frame, {{room.min.x, y}, room.max}, spec(c), hue(c));
}

void input_pictures(Frame& frame, const Rect& room) {
  const model::Evaluation& e = *frame.session.numbers();
  const int channels = e.x->shape.channels;
  small_pictures(
      frame, room, channels, frame.session.highlighted().x_channel,
      [&](int q) {
        return PictureSpec{
            fmt::format("x{}", q), {paint::PictureKind::input, q}, e.x, model::Stage::input, q};
      },
      [&](int q) { return channel_hue(frame.palette, q, channels); });
}

void intermediate_pictures(Frame& frame, const Rect& room) {
  const model::Evaluation& e = *frame.session.numbers();
  const int m = e.document.layer.channel_multiplier;
  small_pictures(
      frame, room, e.z->shape.channels, frame.session.highlighted().z_channel,
      [&](int t) {
        return PictureSpec{fmt::format("z{}", t),
                           {paint::PictureKind::depthwise, t},
                           e.z,
                           model::Stage::depthwise,
                           t};
      },
      [&](int t) { return channel_hue(frame.palette, t / m, e.x->shape.channels); });
}

void result_pictures(Frame& frame, const Rect& room) {
  const ResultLane what = result_lane(frame);
  small_pictures(
      frame, room, what.tensor->shape.channels, what.chosen,
      [&](int k) {
        return PictureSpec{what.name(k), {what.kind, k}, what.tensor, what.stage, k};
      },
      [&](int k) { return k == what.chosen ? frame.palette.text : frame.palette.text_quiet; });
}

/// The chosen column of the matrix, weight by weight.
void column_of_weights(Frame& frame, const Rect& room) {
  const int k = std::max(frame.session.highlighted().y_channel, 0);
  const core::Filter& p = frame.session.numbers()->filters.pointwise;
  const float line = line_height(frame.fonts.mono) + frame.px(10);
  const int most = how_many(room.height(), line) - 1;
  float y = room.min.y + line / 2;
  text(frame, frame.fonts.strong, {room.min.x, y}, frame.palette.text, fmt::format("to y{}", k));
  for (int t = 0; t < std::min(p.shape.in, most); ++t) {
    y += line;
    const Rect cell{{room.min.x, y - line / 2 + frame.px(2)},
                    {room.max.x, y + line / 2 - frame.px(2)}};
    const float weight = p.at(0, 0, t, k);
    const ImU32 body = signed_cell(frame.palette, weight, 1);
    fill(frame, cell, body, frame.px(3));
    text(frame, frame.fonts.mono, cell.centre(), ink_on(body), cell(weight), Align::centre);
  }
}

}  // namespace

void panel_folded(Frame& frame, const Rect& rect, Lane lane) {
  constexpr std::string_view kNames[] = {"Input", "Fold 1", "Fold 2", "Output"};
  const std::string_view name = kNames[static_cast<int>(lane)];
  card(frame, rect, frame.palette.panel, frame.palette.panel_border);
  const Rect inside = rect.shrunk(frame.px(8));
  const Button unfold{.id = fmt::format("unfold {}", name), .label = name, .help = ""};
  if (button(frame, inside.top(control_height(frame)), unfold)) frame.look(model::OpenLane{lane});
  const Rect room = inside.without_top(control_height(frame) + frame.px(8));
  frame.draw->PushClipRect(room.min, room.max, true);
  switch (lane) {
    case Lane::input: input_pictures(frame, room); break;
    case Lane::fold1: intermediate_pictures(frame, room); break;
    case Lane::fold2: column_of_weights(frame, room); break;
    case Lane::output: result_pictures(frame, room); break;
  }
  frame.draw->PopClipRect();
}

}  // namespace twofold::ui::inline lanes
