#include "app/ui/lanes/lane.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <vector>

#include "app/model/state/stages.h"
#include "app/ui/controls/press_area.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"
#include "app/ui/frame/window_state.h"
#include "app/ui/lanes/picture_view.h"
#include "app/ui/lanes/seam.h"

namespace twofold::ui::inline lanes {
namespace {

constexpr float kWords = 20;
constexpr float kNames = 62;  ///< width of a column of words
constexpr float kWheelPixels = 60;

float words_height(const Frame& frame) {
  return std::max(frame.px(kWords), line_height(frame.fonts.strong) + frame.px(4));
}

/// The largest rectangle of the input's proportions at the top left of `room`.
Rect fitted_top_left(const Frame& frame, const Rect& room) {
  const Rect fitted = fitted_rect(frame, room);
  return {room.min, {room.min.x + fitted.width(), room.min.y + fitted.height()}};
}

}  // namespace

Rect kernel_cells(const Frame& frame, const Rect& room, core::Extent size) {
  const float most = frame.px(frame.present() ? 72 : 40);
  // Rows that are as high but for rounding have kernels of one size.
  constexpr float kRounding = 1e-2f;
  const float fits = std::min({room.height() / static_cast<float>(size.height),
                               room.width() / static_cast<float>(size.width), most});
  const float cell = std::max(1.0f, std::floor(fits + kRounding));
  return {room.min,
          {room.min.x + cell * static_cast<float>(size.width),
           room.min.y + cell * static_cast<float>(size.height)}};
}

namespace {

/// Numbers of a shape that are cut would be others: they are smaller before that, and what comes
/// out of the lane, which the next one says, is left out.
void write_shape(Frame& frame, ImVec2 left, std::string_view shape, float width) {
  ImFont* font = frame.fonts.mono_small;
  const ImU32 colour = frame.palette.text_quiet;
  for (const std::string_view part : {shape, shape.substr(0, shape.find(" \xe2\x86\x92"))}) {
    const float across = std::min(text_width(font, part), width);
    if (text_fitted(frame, font, {left.x + across / 2, left.y}, colour, part, across)) return;
  }
  text_within(frame, font, left, colour, shape, width);
}

}  // namespace

void lane_card(Frame& frame, const Rect& lane, std::string_view title, std::string_view shape,
               std::string_view tells) {
  card(frame, lane, frame.palette.panel, frame.palette.panel_border);
  const LaneParts parts = lane_parts(frame, lane);
  const Rect& head = parts.header;
  const float first = head.min.y + line_height(frame.fonts.title) / 2;
  text_within(frame, frame.fonts.title, {head.min.x, first}, frame.palette.text, title,
              head.width());
  const float second = first + line_height(frame.fonts.title) - frame.px(1);
  write_shape(frame, {head.min.x, second}, shape, head.width());
  if (frame.present()) {
    const float half = line_height(frame.fonts.mono_small) / 2;
    const float words = text_width(frame.fonts.mono_small, shape) + frame.px(16);
    return seam_line(frame, {{head.min.x + words, second - half}, {head.max.x, second + half}});
  }
  text_within(frame, frame.fonts.small, {head.min.x, second + line_height(frame.fonts.small)},
              frame.palette.text_quiet, tells, head.width());
}

std::string_view fold_title(const Frame& frame, const Rect& lane, std::string_view title) {
  const float room = lane_parts(frame, lane).header.width() - toggle_width(frame, "") - frame.px(8);
  const auto fits = [&](std::string_view words) {
    return text_width(frame.fonts.title, words) <= room;
  };
  if (fits(title)) return title;
  // Of many stages the operation says more than the number alone.
  const std::string_view named = title.substr(title.find(' ') + 1);
  return title.starts_with("STAGE") && fits(named) ? named : title.substr(0, title.find(':'));
}

std::optional<bool> fold_switch(Frame& frame, const Rect& lane, const FoldSwitch& fold) {
  const Rect head = lane_parts(frame, lane).header;
  // Without its word where that would touch the title.
  const float room = head.width() - text_width(frame.fonts.title, fold.title) - frame.px(8);
  const char* label = toggle_width(frame, "off") > room ? "" : fold.is_on ? "on" : "off";
  const float width = toggle_width(frame, label);
  const float middle = head.min.y + line_height(frame.fonts.title) / 2;
  const float half = control_height(frame) / 2;
  return toggle(frame, {{head.max.x - width, middle - half}, {head.max.x, middle + half}},
                {.id = fold.id,
                 .label = label,
                 .on = fold.is_on,
                 .help = "Switches this fold off: it lets everything through as it is, so that you "
                         "see what the other one does alone.",
                 .title = fold.title});
}

namespace {

const core::Chain& list_of(const Frame& frame) { return frame.session.numbers()->stages.list; }

/// The rows that are level with what the filters make; any others scroll by themselves.
int main_rows(const Frame& frame) {
  const core::Chain& list = list_of(frame);
  const int window = core::window_stage(list);
  const bool has_filters =
      list.stages[static_cast<std::size_t>(window)].operation == core::Operation::depthwise &&
      frame.view().operation != model::OperationView::regular;
  return has_filters ? window + 1 : model::kInput;
}

}  // namespace

int row_result(const Frame& frame, int result) {
  if (frame.view().operation == model::OperationView::regular) return result;
  const core::Chain& list = list_of(frame);
  int rows = result;
  while (rows < shown_stages(frame) &&
         list.stages[static_cast<std::size_t>(rows)].operation == core::Operation::depthwise)
    ++rows;
  return rows;
}

Rows shared_rows(const Frame& frame, const Rect& area, int result) {
  const model::Evaluation& e = *frame.session.numbers();
  const int of = row_result(frame, result);
  const int count = e.result(of)->shape.channels;
  const bool is_main = of == main_rows(frame);
  return rows(frame, area,
              {count, count / e.result(result)->shape.channels, frame.session.path().channel(of),
               is_main ? frame.view().rows_scroll : frame.view().other_rows_scroll});
}

model::ScrollRows rows_to(const Frame& frame, int result, float to) {
  return {to, row_result(frame, result) != main_rows(frame)};
}

void scroll_rows(Frame& frame, const Rect& area, const Rows& shared, int result) {
  const float by = lane_wheel(frame, area);
  if (by == 0) return;
  // Not from where the rows stand: they stand by whole rows, and small moves add up.
  const model::ScrollRows now = rows_to(frame, result, 0);
  const float from = now.other ? frame.view().other_rows_scroll : frame.view().rows_scroll;
  frame.look(rows_to(frame, result, within(from + by, 0.0f, shared.most_scroll())));
}

ChannelPlace channel_place(const Frame& frame, int result, int channel) {
  const Layout at = layout(frame, ImGui::GetIO().DisplaySize);
  if (result == model::kInput) {
    const Rows rows = shared_rows(frame, lane_parts(frame, at.input).rows, result);
    const Rect picture = input_row(frame, at.input, rows, channel).picture;
    return {at.input, picture, picture.max.x};
  }
  const auto stage = static_cast<std::size_t>(result) - 1;
  const Rect& lane = at.stages[stage];
  const Rows rows = shared_rows(frame, lane_parts(frame, lane).rows, result);
  if (list_of(frame).stages[stage].operation == core::Operation::depthwise) {
    const Fold1Row row = fold1_row(frame, lane, rows.row(channel));
    return {lane, row.z, row.is_level ? row.z_words.max.x : row.z.max.x + frame.px(2)};
  }
  const MadeRow row = made_row(frame, lane, rows.band(channel * rows.per_input, rows.per_input));
  return {lane, row.picture, row.picture.max.x};
}

ImU32 result_hue(const Frame& frame, int result, int channel) {
  const model::Evaluation& e = *frame.session.numbers();
  const auto origin = model::input_behind(e.stages.list, result, channel);
  if (origin) return channel_hue(frame.palette, *origin, e.x()->shape.channels);
  const std::size_t count = frame.palette.cycle.size();
  return frame.palette.cycle[static_cast<std::size_t>(channel) % count];
}

std::string result_channel_name(const Frame& frame, int result, int channel) {
  const model::Evaluation& e = *frame.session.numbers();
  const std::string name = model::letter_of(e.stages.list, result) + std::to_string(channel);
  const auto origin = model::input_behind(e.stages.list, result, channel);
  if (!origin) return name;
  const std::string letter(model::channel_letter(*origin, e.x()->shape.channels));
  if (std::isdigit(static_cast<unsigned char>(letter.front())) == 0) return name + " " + letter;
  // Of many channels the number: but for one filter each it is said already.
  return *origin == channel ? name : name + " x" + letter;
}

std::string after_words(const core::Stage& stage) {
  std::vector<std::string> parts;
  if (stage.after.bias) parts.emplace_back("bias");
  if (stage.after.normalisation == core::Normalisation::channel) parts.emplace_back("norm");
  if (stage.after.normalisation == core::Normalisation::pixel)
    parts.emplace_back("norm over channels");
  if (stage.after.activation != core::Activation::none)
    parts.emplace_back(core::names_of(stage.after.activation).sign);
  std::string words;
  for (const std::string& part : parts) words += (words.empty() ? "then " : ", ") + part;
  return words;
}

std::string stage_title(const Frame& frame, int stage) {
  const model::Evaluation& e = *frame.session.numbers();
  const bool is_separable = e.document.block.name == model::BlockChoice{}.name;
  std::string title = (is_separable ? "FOLD " : "STAGE ") + std::to_string(stage + 1) + ": ";
  for (const char c : e.stages.stage(stage).label)
    title += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return title;
}

Rect matrix_part(const Frame& frame, const Rect& lane, int stage) {
  constexpr float kMadeShare = 0.42f;
  if (stage + 1 == shown_stages(frame) || frame.present()) return lane;
  return lane.without_right(lane.width() * kMadeShare);
}

MadeRow made_row(const Frame& frame, const Rect& lane, const Rect& row) {
  const Rect right = lane.right(lane.width() * 0.42f);
  const Rect inside{{right.min.x + frame.px(6), row.min.y + frame.px(2)},
                    {right.max.x - frame.px(10), row.max.y - frame.px(3)}};
  const float names = std::min(frame.px(44), inside.width() / 2);
  return {inside.left(names), fitted_top_left(frame, inside.without_left(names))};
}

namespace {

/// The inside of a row of lane 2.
struct RowRoom {
  Rect inside;
  float words;  ///< height of a line of words
};

/// Words above: the picture has the row's width. Used where rows are tall.
Fold1Row stacked_row(const Frame& frame, const RowRoom& room, core::Extent size) {
  const Rect below = room.inside.without_top(room.words);
  const float kernel_room = room.inside.width() * 0.36f;
  const Rect kernel = kernel_cells(frame, below.left(kernel_room), size);
  const float z_left = kernel_room + frame.px(20);
  const Rect z = fitted_top_left(frame, below.without_left(z_left));
  return {room.inside.top(room.words).left(kernel_room),
          kernel,
          {{z.min.x, room.inside.min.y}, {room.inside.max.x, z.min.y}},
          z};
}

/// Words at both sides: the picture has the row's height. Used where rows are low.
Fold1Row level_row(const Frame& frame, const RowRoom& room, core::Extent size) {
  const float line = line_height(frame.fonts.strong);
  const bool is_dense = room.inside.height() < 2 * line;
  const bool is_wide = room.inside.width() > frame.px(300);
  // In the lanes of long lists z's name tells the filter's too.
  const bool is_named = !is_dense || room.inside.width() > frame.px(230);
  const float names = frame.px(!is_named ? 0 : is_dense && is_wide ? 118 : is_dense ? 56 : kNames);
  const float values = frame.px(is_dense ? (is_wide ? 128 : 82) : 58);
  const Rect inner = room.inside.without_left(names).without_right(values);
  const Rect kernel = kernel_cells(frame, inner.left(inner.width() * 0.42f), size);
  const float z_left = std::max(kernel.width(), inner.height() * 0.8f) + frame.px(20);
  const Rect z = fitted_top_left(frame, inner.without_left(z_left));
  return {is_named ? room.inside.left(names) : kernel,
          kernel,
          {{z.max.x + frame.px(6), room.inside.min.y},
           {std::min(z.max.x + frame.px(6) + values, room.inside.max.x), room.inside.max.y}},
          z,
          true,
          is_dense,
          is_named};
}

}  // namespace

Fold1Row fold1_row(const Frame& frame, const Rect& lane, const Rect& row) {
  const core::Extent size = frame.session.numbers()->document.layer.kernel;
  // Low rows cannot spare wide gaps.
  const float gap = frame.px(row.height() < frame.px(44) ? 2 : 5);
  const Rect inside{{lane.min.x + frame.px(12), row.min.y + frame.px(2)},
                    {lane.max.x - frame.px(12), row.max.y - gap}};
  const RowRoom room{inside, words_height(frame)};
  const Fold1Row stacked = stacked_row(frame, room, size);
  const Fold1Row level = level_row(frame, room, size);
  return level.z.width() > stacked.z.width() ? level : stacked;
}

InputRow input_row(const Frame& frame, const Rect& lane, const Rows& rows, int q) {
  // Amid the visible part of the band: a channel stays in sight as long as any of its rows does.
  Rect band = rows.seen_band(q * rows.per_input, rows.per_input);
  const bool is_docked = rows.docked >= 0 && q == rows.docked / rows.per_input;
  if (is_docked && band.height() < 1) band = rows.row(rows.docked);
  band.max.y = std::max(band.max.y, band.min.y + 1);
  const float height = std::min(band.height(), std::max(rows.height, rows.area.height() / 3));
  const float top = band.centre().y - height / 2;
  const float words = words_height(frame);
  const Rect inside{{lane.min.x + frame.px(12), top + frame.px(2)},
                    {lane.max.x - frame.px(12), top + height - frame.px(5)}};
  const Rect above = fitted_top_left(frame, inside.without_top(words));
  const float names = frame.px(50);
  const Rect beside = fitted_top_left(frame, inside.without_left(names));
  if (beside.width() > above.width()) return {inside.left(names), beside, true};
  return {inside.top(words), above, false};
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
  press_area(id, {{track.min.x - frame.px(4), track.min.y}, track.max});
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

}  // namespace twofold::ui::inline lanes
