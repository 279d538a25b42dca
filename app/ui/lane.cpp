#include "app/ui/lane.h"

#include <algorithm>
#include <cmath>

#include "app/ui/draw.h"
#include "app/ui/picture_view.h"
#include "app/ui/window_state.h"

namespace twofold::ui {
namespace {

constexpr float kWords = 20;
constexpr float kWheelPixels = 60;

float words_height(const Frame& frame) {
  return std::max(frame.px(kWords), line_height(frame.fonts.strong) + frame.px(4));
}

}  // namespace

void lane_card(Frame& frame, const Rect& lane, std::string_view title, std::string_view shape,
               std::string_view tells) {
  card(frame, lane, frame.palette.panel, frame.palette.panel_border);
  const LaneParts parts = lane_parts(frame, lane);
  const float first = parts.header.min.y + line_height(frame.fonts.title) / 2;
  const float after = text_within(frame, frame.fonts.title, {parts.header.min.x, first},
                                  frame.palette.text, title, parts.header.width());
  const float shape_width = text_width(frame.fonts.mono_small, shape);
  if (after + frame.px(8) + shape_width <= parts.header.max.x)
    text(frame, frame.fonts.mono_small, {parts.header.max.x, first}, frame.palette.text_quiet,
         shape, Align::right);
  text_within(frame, frame.fonts.small,
              {parts.header.min.x, first + line_height(frame.fonts.title)},
              frame.palette.text_quiet, tells, parts.header.width());
}

Rows shared_rows(const Frame& frame, const Rect& lane) {
  const model::Evaluation& e = *frame.session.numbers();
  return rows(frame, lane_parts(frame, lane).rows, e.z->shape.channels,
              frame.session.highlighted().z_channel);
}

Fold1Row fold1_row(const Frame& frame, const Rect& lane, const Rect& row) {
  const core::Extent size = frame.session.numbers()->document.layer.kernel;
  const float words = words_height(frame);
  const Rect inside{{lane.min.x + frame.px(12), row.min.y + frame.px(3)},
                    {lane.max.x - frame.px(12), row.max.y - frame.px(5)}};
  const float room_h = std::max(inside.height() - words, frame.px(10));
  const float room_w = inside.width() * 0.38f;
  const float cell = std::floor(
      std::min({room_h / static_cast<float>(size.height), room_w / static_cast<float>(size.width),
                frame.px(frame.present() ? 72 : 40)}));
  const float side = std::max(cell, 1.0f);
  Fold1Row parts;
  parts.kernel_words = {inside.min, {inside.min.x + room_w, inside.min.y + words}};
  parts.kernel.min = {inside.min.x, inside.min.y + words};
  parts.kernel.max = {parts.kernel.min.x + side * static_cast<float>(size.width),
                      parts.kernel.min.y + side * static_cast<float>(size.height)};
  const float z_left = inside.min.x + room_w + frame.px(22);
  const Rect z_room{{z_left, inside.min.y + words}, inside.max};
  const Rect fitted = fitted_rect(frame, z_room);
  parts.z = {{z_room.min.x, z_room.min.y},
             {z_room.min.x + fitted.width(), z_room.min.y + fitted.height()}};
  parts.z_words = {{z_room.min.x, inside.min.y}, {inside.max.x, inside.min.y + words}};
  return parts;
}

InputRow input_row(const Frame& frame, const Rect& lane, const Rows& rows, int q) {
  const int m = frame.session.numbers()->document.layer.channel_multiplier;
  const Rect band = rows.band(q * m, m);
  // The visible part of the band: a channel stays in sight as long as any of its rows does.
  const float height = std::min(band.height(), std::max(rows.height, rows.area.height() / 3));
  float top = std::max(band.min.y, rows.area.min.y);
  top = std::min(top, band.max.y - height);
  const float words = words_height(frame);
  const Rect inside{{lane.min.x + frame.px(12), top + frame.px(3)},
                    {lane.max.x - frame.px(12), top + height - frame.px(5)}};
  const Rect room = inside.without_top(words);
  const Rect fitted = fitted_rect(frame, room);
  return {{inside.min, {inside.max.x, inside.min.y + words}},
          {{room.min.x, room.min.y}, {room.min.x + fitted.width(), room.min.y + fitted.height()}}};
}

float lane_wheel(Frame& frame, const Rect& area) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.MouseWheel == 0 || io.KeyCtrl || frame.window.wheel_is_taken) return 0;
  if (!area.contains(io.MousePos) || !ImGui::IsWindowHovered()) return 0;
  return -io.MouseWheel * frame.px(kWheelPixels);
}

std::optional<float> scroll_bar(Frame& frame, const char* id, const Rect& area, float content,
                                float scroll) {
  if (content <= area.height() + 1) return std::nullopt;
  const Rect track = area.right(frame.px(6));
  const float length = std::max(track.height() * area.height() / content, frame.px(24));
  const float most = content - area.height();
  const float room = track.height() - length;
  const float top = track.min.y + room * scroll / most;
  const Rect knob{{track.min.x, top}, {track.max.x, top + length}};
  ImGui::SetCursorScreenPos({track.min.x - frame.px(4), track.min.y});
  ImGui::InvisibleButton(id, {track.width() + frame.px(4), track.height()});
  const bool held = ImGui::IsItemActive();
  fill(frame, track, fade(frame.palette.track, 0.5f), frame.px(3));
  fill(frame, knob,
       held || ImGui::IsItemHovered() ? frame.palette.text_quiet : frame.palette.text_faint,
       frame.px(3));
  frame.registry.add({id, track.min, track.max, 0});
  if (!held) return std::nullopt;
  const float at = (ImGui::GetIO().MousePos.y - track.min.y - length / 2) / room;
  return std::clamp(at, 0.0f, 1.0f) * most;
}

}  // namespace twofold::ui
