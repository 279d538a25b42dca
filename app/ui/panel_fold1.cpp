// Lane 2, fold 1: every channel meets only its own filters and becomes m intermediates.
#include <fmt/format.h>

#include "app/ui/draw.h"
#include "app/ui/filter_editor.h"
#include "app/ui/kernel_grid.h"
#include "app/ui/lane.h"
#include "app/ui/legend.h"
#include "app/ui/loupe.h"
#include "app/ui/numbers.h"
#include "app/ui/overlay.h"
#include "app/ui/panels.h"
#include "app/ui/picture_view.h"
#include "app/ui/window_state.h"

namespace twofold::ui {
namespace {

std::string filter_label(const model::Document& document, int q, int r) {
  if (document.bypass.depthwise) return "off";
  const auto preset = model::preset_of(document.bank, q, r);
  if (preset) return std::string(core::row_of(*preset).label);
  const bool typed = document.bank.kernels.contains({q, r});
  return typed ? "typed"
               : (document.bank.origin == model::FilterOrigin::learned ? "learned" : "loaded");
}

int loupe_channel(const model::Highlight& h, const model::Evaluation& e) {
  if (h.z_channel >= 0) return h.z_channel;
  if (h.x_channel >= 0) return h.x_channel * e.document.layer.channel_multiplier;
  return 0;
}

void draw_link_to_kernel(Frame& frame, const Rect& picture, const Rect& kernel, ImU32 hue,
                         bool lit) {
  const ImVec2 from{picture.max.x, picture.centre().y};
  const ImVec2 to{kernel.min.x - frame.px(3), kernel.centre().y};
  const float turn = to.x - frame.px(9);
  link(frame, {{from, {turn, from.y}, {turn, to.y}, to},
               lit ? hue : fade(hue, 0.3f),
               frame.px(lit ? 2 : 1),
               false});
}

/// The button over a filter's words that opens its editor.
void words_button(Frame& frame, const Rect& words, int q, int r) {
  ImGui::SetCursorScreenPos(words.min);
  const std::string id = fmt::format("D{},{}", q, r);
  if (ImGui::InvisibleButton(id.c_str(), words.size())) {
    frame.window.open_filter = {q, r};
    ImGui::OpenPopup("filter");
  }
  frame.registry.add({id, words.min, words.max, 0});
  if (ImGui::IsItemHovered() && !frame.present())
    explain(frame, fmt::format("D[:, :, {}, {}]", q, r),
            "Filter " + std::to_string(r) + " of input channel " + std::to_string(q) +
                ". Click to choose a preset or work its cells; drag a cell up or down, or double "
                "click to type.");
}

void draw_row(Frame& frame, const Rect& lane, const Rows& shared, int t, Rect* pin) {
  const model::Evaluation& e = *frame.session.numbers();
  const model::Highlight& h = frame.session.highlighted();
  const core::Layer& layer = e.document.layer;
  const auto [q, r] = core::channel_origin(t, layer.channel_multiplier);
  const bool lit = h.z_lit[static_cast<std::size_t>(t)];
  const ImU32 hue = channel_hue(frame.palette, q, e.x->shape.channels);
  const Rect row = shared.row(t);
  const Fold1Row at = fold1_row(frame, lane, row);
  if (t == shared.docked) fill(frame, row, frame.palette.panel);

  const float words_y = at.kernel_words.centre().y - frame.px(1);
  const Rect label =
      chip(frame, {at.kernel_words.min.x, words_y}, fmt::format("D{},{}", q, r), hue, lit);
  text_within(frame, frame.fonts.small, {label.max.x + frame.px(6), words_y},
              frame.palette.text_quiet, filter_label(e.document, q, r),
              at.kernel_words.max.x + frame.px(16) - label.max.x - frame.px(6));
  words_button(frame, at.kernel_words, q, r);
  kernel_grid(frame, at.kernel, q, r, lit);
  const float arrow_y = at.kernel.centre().y;
  link(frame, {{{at.kernel.max.x + frame.px(4), arrow_y}, {at.z.min.x - frame.px(4), arrow_y}},
               lit ? hue : fade(hue, 0.3f),
               frame.px(lit ? 2 : 1),
               false});

  const PictureView view = picture(
      frame,
      {fmt::format("z{}", t), {paint::PictureKind::depthwise, t}, e.z, model::Stage::depthwise, t},
      at.z);
  if (!lit) fill(frame, view.rect(), frame.palette.dim);
  overlay_pixel(frame, view, lit);
  const float z_y = at.z_words.centre().y - frame.px(1);
  chip(frame, {at.z_words.min.x, z_y}, fmt::format("z{}", t), hue, lit);
  const int b = std::min(frame.view().batch_index, e.z->shape.batch - 1);
  text(frame, frame.fonts.mono, {view.rect().max.x, z_y}, frame.palette.text,
       fixed(e.z->at(b, h.pixel.row, h.pixel.column, t), 2), Align::right);
  if (t == loupe_channel(h, e)) *pin = pixel_rect(frame, view);
}

/// Links first, so that nothing is drawn over by them.
void draw_links(Frame& frame, const Rect& lane, const Rect& input_lane, const Rows& shared) {
  const model::Evaluation& e = *frame.session.numbers();
  const model::Highlight& h = frame.session.highlighted();
  const int m = e.document.layer.channel_multiplier;
  for (int t = 0; t < shared.count; ++t) {
    if (!shared.is_visible(t)) continue;
    const int q = t / m;
    draw_link_to_kernel(frame, input_row(frame, input_lane, shared, q).picture,
                        fold1_row(frame, lane, shared.row(t)).kernel,
                        channel_hue(frame.palette, q, e.x->shape.channels),
                        h.z_lit[static_cast<std::size_t>(t)]);
  }
}

void scroll_rows(Frame& frame, const Rect& area, const Rows& shared) {
  const float by = lane_wheel(frame, area);
  if (by != 0) {
    const float to = std::clamp(shared.scroll + by, 0.0f, shared.most_scroll());
    frame.look([to](model::ViewState& v) { v.rows_scroll = to; });
  }
}

}  // namespace

void panel_fold1(Frame& frame, const Rect& rect) {
  const model::Evaluation& e = *frame.session.numbers();
  const core::Shape& s = e.z->shape;
  const core::FilterShape& d = e.filters.depthwise.shape;
  lane_card(frame, rect, "FOLD 1: DEPTHWISE",
            shape_text(d.height, d.width, d.in, d.out) + " \xe2\x86\x92 " +
                shape_text(s.batch, s.height, s.width, s.channels),
            "filters every channel on its own");
  const Rows shared = shared_rows(frame, rect);
  const Rect input_lane = layout(frame, ImGui::GetIO().DisplaySize).input;
  frame.draw->PushClipRect({input_lane.min.x, shared.area.min.y}, {rect.max.x, shared.area.max.y});
  draw_links(frame, rect, input_lane, shared);
  frame.draw->PopClipRect();
  frame.draw->PushClipRect({rect.min.x, shared.area.min.y}, {rect.max.x, shared.area.max.y}, true);
  Rect pin{};
  for (int t = 0; t < shared.count; ++t)
    if (t != shared.docked && shared.is_visible(t)) draw_row(frame, rect, shared, t, &pin);
  if (shared.docked >= 0) draw_row(frame, rect, shared, shared.docked, &pin);
  frame.draw->PopClipRect();
  scroll_rows(frame, {input_lane.min, rect.max}, shared);
  if (const auto to = scroll_bar(frame, "rows scroll bar",
                                 {shared.area.min, {rect.max.x - 2, shared.area.max.y}},
                                 shared.content(), shared.scroll))
    frame.look([to = *to](model::ViewState& v) { v.rows_scroll = to; });

  const model::Highlight& h = frame.session.highlighted();
  const int t = loupe_channel(h, e);
  const Rect foot = lane_parts(frame, rect).foot;
  const Rect loupe_room = foot.left(foot.width() * 0.74f);
  loupe(frame,
        {fmt::format("z{} around [{}, {}]", t, h.pixel.row, h.pixel.column),
         {paint::PictureKind::depthwise, t},
         e.z,
         t,
         h.pixel,
         channel_hue(frame.palette, t / e.document.layer.channel_multiplier, e.x->shape.channels),
         false},
        loupe_room, pin.width() > 0 ? &pin : nullptr);
  legend(frame, foot.without_left(foot.width() * 0.74f + frame.px(10)),
         frame.session.painter().scales().depthwise);
  filter_editor(frame);
}

}  // namespace twofold::ui
