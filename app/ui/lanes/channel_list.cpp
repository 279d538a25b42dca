#include "app/ui/lanes/channel_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/model/state/stages.h"
#include "app/ui/controls/press_area.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/lanes/lane.h"
#include "app/ui/lanes/overlay.h"
#include "app/ui/lanes/result_lane.h"
#include "app/ui/lanes/shown_value.h"

namespace twofold::ui::inline lanes {
namespace {

constexpr float kLeastRow = 50;
constexpr float kMostRow = 110;

/// One picture at the left of `room`, with what is looked at on it.
std::string small_picture(Frame& frame, const Rect& room, const PictureSpec& spec) {
  const Rect fitted = fitted_rect(frame, room);
  const PictureView view =
      picture(frame, spec, {room.min, {room.min.x + fitted.width(), room.min.y + fitted.height()}});
  const model::Highlight& h = frame.session.highlighted();
  const model::Path& path = frame.session.path();
  if (spec.result == model::kInput) {
    overlay_input(frame, view, spec.channel);
    const model::Evaluation& e = *frame.session.numbers();
    const model::Place under =
        model::input_under(e.document.layer, e.x()->shape, h.pixel.row, h.pixel.column);
    return shown_value(frame, {spec.key, spec.tensor, spec.channel}, {under.row, under.column});
  }
  const int on_path = path.channel(spec.result);
  const std::vector<bool>& lit = h.lit[static_cast<std::size_t>(spec.result)];
  overlay_pixel(frame, view,
                role(spec.channel == on_path, lit[static_cast<std::size_t>(spec.channel)]));
  return shown_value(frame, {spec.key, spec.tensor, spec.channel}, h.pixel);
}

/// Name at the left, value at the right, below them the picture.
void draw_channel(Frame& frame, const Rect& row, const ChannelList& list, int c) {
  const float line = line_height(frame.fonts.strong);
  const std::string name = list.letter + std::to_string(c);
  const Rect words = row.top(line);
  const std::string id = fmt::format("choose {}{}", list.id, name);
  if (press_area(id, words.left(words.width() / 2))) list.choose(c);
  frame.registry.add({id, words.min, words.max, 0});
  const float right =
      text(frame, frame.fonts.strong, {words.min.x, words.centre().y}, list.hue(c), name);
  const std::string value = list.draw(row.without_top(line), c);
  const float room = words.max.x - right - frame.px(4);
  const float width = std::min(text_width(frame.fonts.mono, value), room);
  text_fitted(frame, frame.fonts.mono, {words.max.x - width / 2, words.centre().y},
              frame.palette.text, value, width);
}

}  // namespace

void channel_list(Frame& frame, const Rect& room, const ChannelList& list) {
  const float least = frame.px(kLeastRow);
  Rect rows = room;
  int fit = how_many(rows.height(), least);
  if (fit < list.count) {
    const float button_room = control_height(frame) + frame.px(4);
    rows = rows.without_bottom(button_room);
    fit = std::max(how_many(rows.height(), least), 1);
  }
  fit = std::min(fit, list.count);
  const int first = std::clamp(list.on_path - fit / 2, 0, list.count - fit);
  const float height =
      std::min(rows.height() / static_cast<float>(std::max(fit, 1)), frame.px(kMostRow));
  for (int i = 0; i < fit; ++i) {
    const float top = rows.min.y + height * static_cast<float>(i);
    const Rect row{{rows.min.x, top}, {rows.max.x, top + height - frame.px(4)}};
    draw_channel(frame, row, list, first + i);
  }
  if (fit == list.count) return;
  const std::string words = fmt::format("+{} more", list.count - fit);
  const Rect at = room.bottom(control_height(frame));
  if (button(frame, at, {.id = "more " + list.id + list.letter, .label = words, .help = ""}))
    list.more((first + fit) % list.count);
}

ChannelList input_list(Frame& frame) {
  const model::Evaluation& e = *frame.session.numbers();
  const int channels = e.x()->shape.channels;
  const auto choose = [&frame, &e](int q) {
    if (frame.view().operation == model::OperationView::regular)
      return frame.look(model::WriteOutInput{q});
    // The first of those that are made from it and enter the mix.
    const int source = model::last_mix_source(e.stages.list);
    if (source < 1) return;
    for (int t = 0; t < e.result(source)->shape.channels; ++t)
      if (model::key_of(e.stages.list, source, t, e.x()->shape.channels).q == q)
        return frame.look(model::WriteOutIntermediate{t});
  };
  return {"x",
          channels,
          frame.session.path().q(),
          [&frame, channels](int q) { return channel_hue(frame.palette, q, channels); },
          [&frame, &e](const Rect& room, int q) {
            return small_picture(
                frame, room,
                {fmt::format("x{}", q), paint::result_key(0, q), e.x(), model::kInput, q});
          },
          choose,
          choose};
}

ChannelList result_list(Frame& frame, int result) {
  const model::Evaluation& e = *frame.session.numbers();
  const std::string letter = model::letter_of(e.stages.list, result);
  const bool enters_the_mix = result == model::last_mix_source(e.stages.list);
  const auto choose = [&frame, result, enters_the_mix](int t) {
    if (enters_the_mix) return frame.look(model::WriteOutIntermediate{t});
    const model::OutputPixel p = frame.session.highlighted().pixel;
    frame.look(model::SetPin{{result, p.row, p.column, t}});
  };
  return {letter,
          e.result(result)->shape.channels,
          frame.session.path().channel(result),
          [&frame, result](int t) { return result_hue(frame, result, t); },
          [&frame, &e, letter, result](const Rect& room, int t) {
            return small_picture(frame, room,
                                 {letter + std::to_string(t), paint::result_key(result, t),
                                  e.result(result), result, t});
          },
          choose,
          choose};
}

ChannelList output_list(Frame& frame) {
  const ResultLane what = result_lane(frame);
  const auto choose = [&frame, stage = what.result](int k) {
    const model::OutputPixel p = frame.session.highlighted().pixel;
    frame.look(model::SetPin{{stage, p.row, p.column, k}});
  };
  return {what.letter,
          what.tensor->shape.channels,
          what.chosen,
          [&frame, chosen = what.chosen](int k) {
            return k == chosen ? frame.palette.text : frame.palette.text_quiet;
          },
          [&frame, what](const Rect& room, int k) {
            return small_picture(
                frame, room, {"result " + what.name(k), what.key(k), what.tensor, what.result, k});
          },
          choose,
          choose,
          "result "};
}

ChannelList slice_list(Frame& frame) {
  ChannelList list = input_list(frame);
  list.letter = "W for x";
  list.draw = [&frame](const Rect& room, int q) {
    const model::Evaluation& e = *frame.session.numbers();
    const bool is_regular = frame.view().operation == model::OperationView::regular;
    const core::Filter& w = is_regular ? e.standard_filter() : e.filter(0);
    if (q >= w.shape.in) return std::string();
    const int k = frame.session.path().k();
    const float cell = std::floor(std::min(room.height() / static_cast<float>(w.shape.height),
                                           room.width() / static_cast<float>(w.shape.width)));
    float limit = 0;
    for (const float weight : w.values) limit = std::max(limit, std::abs(weight));
    for (int ky = 0; ky < w.shape.height; ++ky)
      for (int kx = 0; kx < w.shape.width; ++kx) {
        const ImVec2 min{room.min.x + cell * static_cast<float>(kx),
                         room.min.y + cell * static_cast<float>(ky)};
        fill(frame, {min, {min.x + std::max(cell - 1, 1.0f), min.y + std::max(cell - 1, 1.0f)}},
             signed_cell(frame.palette, w.at(ky, kx, q, k), limit));
      }
    return std::string();
  };
  return list;
}

}  // namespace twofold::ui::inline lanes
