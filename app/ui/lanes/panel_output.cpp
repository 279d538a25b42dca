// Lane 4: y channel by channel, and large: the photograph and what became of it.
#include <fmt/format.h>

#include <algorithm>

#include "app/model/state/stages.h"
#include "app/model/steps/prediction.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/cost/network_boxes.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/draw/picture_scale.h"
#include "app/ui/lanes/lane.h"
#include "app/ui/lanes/loupe.h"
#include "app/ui/lanes/output_grid.h"
#include "app/ui/lanes/overlay.h"
#include "app/ui/lanes/overview.h"
#include "app/ui/lanes/panels.h"
#include "app/ui/lanes/picture_view.h"
#include "app/ui/lanes/result_lane.h"
#include "app/ui/lanes/shown_value.h"
#include "app/ui/lanes/stride_words.h"
#include "core/chain/collapse.h"
#include "core/cost.h"
#include "core/shape.h"

namespace twofold::ui::inline lanes {
namespace {

using paint::PictureKind;

void draw_channel(Frame& frame, const OutputGrid& grid, const ResultLane& what, int k) {
  const model::Highlight& h = frame.session.highlighted();
  const bool lit = (*what.lit)[static_cast<std::size_t>(k)];
  const bool chosen = what.chosen == k;
  const Rect at = grid.picture(k);
  if (k == grid.docked && grid.most_scroll() > 0) fill(frame, grid.cell(k), frame.palette.panel);
  const PictureView view =
      picture(frame, {"result " + what.name(k), what.key(k), what.tensor, what.result, k}, at);
  if (!lit) fill(frame, view.rect(), fade(frame.palette.dim, 0.45f));
  overlay_pixel(frame, view, role(chosen, lit));
  if (chosen) selection_outline(frame, view.rect(), frame.px(1.5f));
  outline_if_lit(frame, view.rect(), {Term::y});
  outline_if_lit(frame, pixel_rect(frame, view), {Term::i, Term::j});
  const Rect cell = grid.cell(k);
  const bool is_level = grid.names > 0;
  const float y = is_level ? cell.min.y + frame.px(10) : at.min.y - grid.words / 2 - frame.px(1);
  text(frame, chosen ? frame.fonts.strong : frame.fonts.body, {cell.min.x, y},
       chosen ? frame.palette.text : frame.palette.text_quiet, what.name(k));
  const ShownChannel channel{what.key(k), what.tensor, k};
  if (is_level) {
    const float second = y + line_height(frame.fonts.strong) + frame.px(2);
    text(frame, frame.fonts.mono, {cell.min.x, second}, frame.palette.text,
         shown_value(frame, channel, h.pixel));
    const float third = second + line_height(frame.fonts.mono);
    if (third + line_height(frame.fonts.mono_small) / 2 <= at.max.y + frame.px(6))
      write_scale(frame, {cell.min.x, third}, channel.key, grid.names - frame.px(2));
  } else {
    const float left = cell.min.x + text_width(frame.fonts.strong, what.name(k)) + frame.px(4);
    const float right = view.rect().max.x;
    const std::string value = shown_value(frame, channel, h.pixel);
    const float width = std::min(text_width(frame.fonts.mono, value), right - left);
    text_fitted(frame, frame.fonts.mono, {right - width / 2, y}, frame.palette.text, value, width);
    const float gap = frame.px(6);
    write_scale(frame, {left + gap, y}, channel.key, right - width - gap - left - gap);
  }
}

void result_loupe(Frame& frame, const ResultLane& what, const Rect& room) {
  const model::OutputPixel at = frame.session.highlighted().pixel;
  const int k = what.chosen;
  loupe(frame,
        {fmt::format("{} around [{}, {}]", what.name(k), at.row, at.column), what.key(k),
         what.tensor, k, at, frame.palette.text, false},
        room);
}

void draw_channels(Frame& frame, const Rect& lane, const ResultLane& what) {
  const OutputGrid grid = output_grid(frame, lane);
  const LaneParts parts = lane_parts(frame, output_channels_rect(frame, lane));
  const Rect room{{lane.min.x, grid.area.min.y}, {grid.area.max.x + frame.px(4), grid.area.max.y}};
  const auto draw = [&](int k) {
    const Rect free = grid.beside_docked(k, room);
    frame.draw->PushClipRect(free.min, free.max, true);
    draw_channel(frame, grid, what, k);
    frame.draw->PopClipRect();
  };
  for (int k = 0; k < grid.count; ++k)
    if (k != grid.docked && grid.is_visible(k)) draw(k);
  if (grid.docked >= 0 && grid.docked < grid.count) draw(grid.docked);
  const float by = lane_wheel(frame, {lane.min, {grid.area.max.x, lane.max.y}});
  auto to = scroll_bar(frame, "outputs scroll bar", grid.area, grid.content(), grid.scroll);
  if (by != 0) to = std::clamp(grid.scroll + by, 0.0f, grid.most_scroll());
  if (to) frame.look(model::ScrollOutputs{*to});

  result_loupe(frame, what, parts.foot.without_left(grid.area.min.x - parts.foot.min.x));
}

/// What x is, over its picture.
std::string photograph_name(const Frame& frame, const model::Document& document) {
  if (document.source == model::InputSource::noise || document.batch.empty())
    return "cost only: seeded noise";
  if (document.source == model::InputSource::pattern && document.pattern != model::Pattern::bayer)
    return std::string(model::patterns()[static_cast<std::size_t>(document.pattern)].title);
  const int last = static_cast<int>(document.batch.size()) - 1;
  return document.batch[static_cast<std::size_t>(std::min(frame.view().batch_index, last))].name;
}

/// What the network finds, or why it finds nothing.
std::string network_words(const Frame& frame, const model::NetworkShow* show) {
  if (!frame.session.has_network()) return "The network's weights are missing";
  if (!frame.session.is_in_network())
    return "What comes behind cannot read this; it wants the shape as it was";
  return show ? found_words(*show) : std::string("the network runs");
}

/// What the network finds with this layer in it, on the picture as the network sees it.
void draw_network(Frame& frame, const Rect& room) {
  const model::NetworkShow* show = frame.session.network_show();
  const float words = line_height(frame.fonts.body) + frame.px(4);
  const bool fits = frame.session.is_in_network();
  const std::string found = network_words(frame, show);
  text_within(frame, frame.fonts.body, {room.min.x, room.min.y + words / 2},
              fits ? frame.palette.text : frame.palette.warning, found, room.width());
  const Rect below = room.without_top(words);
  const float side = std::min(below.width(), below.height());
  const NetworkSquare square{below.left(side).top(side), show ? show->side : 1};
  frame.registry.add({"network with this layer", square.rect.min, square.rect.max, 0});
  network_picture(frame, square.rect, 0);
  if (show && fits) network_boxes(frame, square, *show);
}

void draw_photograph(Frame& frame, const Rect& room) {
  const model::Evaluation& e = *frame.session.numbers();
  if (e.document.source == model::InputSource::network) return draw_network(frame, room);
  const float words = line_height(frame.fonts.body) + frame.px(4);
  const Rect at = fitted_rect(frame, room.without_top(words));
  const PictureView view = picture(
      frame, {"photograph", {PictureKind::photograph, 0}, e.x(), model::kInput, 0, true}, at);
  const std::string name = photograph_name(frame, e.document);
  text_within(frame, frame.fonts.body, {at.min.x, at.min.y - words / 2}, frame.palette.text, name,
              at.width());
  overlay_input(frame, view, -1);
  overlay_waiting_pin(frame, view);
  overlay_handle(frame, view, window_rect(frame, view));
  overview(frame, view);
}

void draw_result(Frame& frame, const Rect& room, const ResultLane& what) {
  const model::Highlight& h = frame.session.highlighted();
  const int channels = what.tensor->shape.channels;
  const bool in_colour = channels == 3 && (what.result == frame.session.numbers()->stages.count() &&
                                           what.kind != PictureKind::difference);
  const int k = what.chosen;
  const float words = line_height(frame.fonts.body) + frame.px(4);
  const Rect at = fitted_rect(frame, room.without_top(words));
  const PictureSpec spec =
      in_colour
          ? PictureSpec{"result", {PictureKind::output_rgb, 0}, what.tensor, model::kOutput, 0,
                        true}
          : PictureSpec{"result", what.key(k), what.tensor, what.result, k};
  const bool shows_share = h.weight && !h.pinned;
  const PictureView view = picture(frame, spec, at);
  const std::string title = in_colour
                                ? longest_fitting(frame.fonts.body, at.width(),
                                                  {"y0 y1 y2 as R, G, B", "y as R, G, B", "y"})
                                : what.name(k);
  const float end = text_within(frame, frame.fonts.body, {at.min.x, at.min.y - words / 2},
                                frame.palette.text, title, at.width());
  const float left = end + frame.px(10);
  write_scale(frame, {left, at.min.y - words / 2}, spec.key, at.max.x - left);
  overlay_pixel(frame, view, Role::on_path);
  // What a weight adds is said where the words about strides may stand.
  if (!shows_share) return stride_words(frame, at, view.rect());
  // A hovered weight: its intermediate, scaled, as the share that it adds to its output.
  const PictureView share = picture(
      frame, {"share", {PictureKind::share, 0}, what.tensor, model::kOutput, 0, true, false}, at);
  overlay_pixel(frame, share, Role::on_path);
  const core::Chain& list = frame.session.numbers()->stages.list;
  const int stage = h.weight->stage;
  const std::string source =
      model::letter_of(list, list.stages[static_cast<std::size_t>(stage)].reads);
  const std::string product =
      fmt::format("{}[{}, {}] \xc2\xb7 {}{}", model::filter_letter(list, stage), h.weight->t,
                  h.weight->k, source, h.weight->t);
  const std::string adds = fmt::format(": what this weight adds to {}{}",
                                       model::letter_of(list, stage + 1), h.weight->k);
  const Rect band = at.bottom(line_height(frame.fonts.small) + frame.px(6));
  fill(frame, band, fade(frame.palette.overlay, 0.9f));
  const float width = band.width() - frame.px(12);
  text_within(
      frame, frame.fonts.small, {band.min.x + frame.px(6), band.centre().y}, frame.palette.text,
      longest_fitting(frame.fonts.small, width, {product + adds, product, "what it adds"}), width);
}

/// One picture above the other, or side by side where that is larger.
std::pair<Rect, Rect> two_rooms(const Frame& frame, const Rect& room) {
  const float gap = frame.px(8);
  const Rect upper = room.top((room.height() - gap) / 2);
  const Rect lower = room.bottom((room.height() - gap) / 2);
  const Rect left = room.left((room.width() - gap) / 2);
  const Rect right = room.right((room.width() - gap) / 2);
  const float words = line_height(frame.fonts.body) + frame.px(4);
  const bool stacked = fitted_rect(frame, upper.without_top(words)).width() >=
                       fitted_rect(frame, left.without_top(words)).width();
  return stacked ? std::pair{upper, lower} : std::pair{left, right};
}

}  // namespace

namespace {

/// Which result lane 4 shows; in the other operations there is nothing to choose.
void view_switch(Frame& frame, const Rect& lane) {
  if (frame.view().operation != model::OperationView::separable || frame.present()) return;
  const model::Evaluation& e = *frame.session.numbers();
  const bool is_block = e.document.block.name != model::BlockChoice{}.name;
  const std::string_view views[] = {is_block ? "block" : "separable", "standard", "difference"};
  const std::vector<std::string> names(std::begin(views), std::end(views));
  const std::string_view help =
      core::collapses(e.stages.list)
          ? "D and P come to one standard filter W. Its result is the same picture; the difference "
            "is rounding."
          : "The standard filter that the stages' filters come to, without what stands between "
            "them: no standard filter does what the block does.";
  const Rect head = lane_parts(frame, lane).header;
  const Rect line{{head.min.x, head.min.y - frame.px(3)},
                  {head.max.x, head.min.y - frame.px(3) + control_height(frame)}};
  const int shown = static_cast<int>(frame.view().output_view);
  const float room = head.width() - text_width(frame.fonts.title, "OUTPUT") - frame.px(8);
  // As a list where the words would lie over the title.
  const bool in_sight = segmented_width(frame, views) <= room;
  const auto chosen = in_sight
                          ? segmented(frame, line.right(segmented_width(frame, views)),
                                      {.id = "output view",
                                       .labels = views,
                                       .chosen = shown,
                                       .title = "The standard convolution beside it",
                                       .help = help})
                          : combo(frame, line.right(std::min(combo_width(frame, "", names), room)),
                                  {.id = "output view",
                                   .label = "",
                                   .options = names,
                                   .chosen = shown,
                                   .help = help});
  if (chosen) frame.look(model::ShowResult{static_cast<model::OutputView>(*chosen)});
}

}  // namespace

namespace {

/// The lane's title, and what is shown, as far as it has room beside the photograph.
void write_card(Frame& frame, const Rect& rect, const ResultLane& what) {
  const core::Shape& s = what.tensor->shape;
  const Rect head = lane_parts(frame, rect).header;
  const float room = output_channels_rect(frame, rect).max.x - head.min.x - frame.px(6);
  const std::string tells = longest_fitting(frame.fonts.small, room, {what.tells, what.brief});
  lane_card(frame, rect, "OUTPUT", shape_text(s.batch, s.height, s.width, s.channels), tells);
  const Rect words = head.bottom(line_height(frame.fonts.small)).left(room);
  if (tells != what.tells && words.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered())
    explain(frame, words, "What is shown", what.tells);
}

}  // namespace

void panel_output(Frame& frame, const Rect& rect) {
  const ResultLane what = result_lane(frame);
  write_card(frame, rect, what);
  Rect hero = lane_parts(frame, rect).rows;
  if (frame.present()) {
    result_loupe(frame, what, lane_parts(frame, rect).foot);
  } else {
    draw_channels(frame, rect, what);
    view_switch(frame, rect);
    hero = rect.shrunk(frame.px(10))
               .without_left(output_channels_rect(frame, rect).width())
               .without_top(control_height(frame));
  }
  const auto [first, second] = two_rooms(frame, hero);
  draw_photograph(frame, first);
  draw_result(frame, second, what);
}

}  // namespace twofold::ui::inline lanes
