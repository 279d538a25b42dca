#include "app/ui/large_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/ui/above.h"
#include "app/ui/draw.h"
#include "app/ui/histogram.h"
#include "app/ui/numbers.h"
#include "app/ui/overlay.h"
#include "app/ui/overview.h"
#include "app/ui/picture_view.h"
#include "app/ui/shown_value.h"
#include "app/ui/widgets.h"
#include "app/ui/window_state.h"

namespace twofold::ui {
namespace {

using model::Stage;
using paint::PictureKind;

constexpr float kSideWidth = 290;
constexpr float kMostHistogram = 230;

/// The open picture: what it is of, and in which words.
struct Large {
  paint::PictureKey key;
  model::SharedTensor tensor;
  Stage stage = Stage::output;
  int b = 0;
  std::vector<int> channels;  ///< one, or those that are red, green and blue
  std::string title;

  bool is_colour() const { return channels.size() > 1; }
};

model::SharedTensor tensor_of(const model::Evaluation& e, PictureKind kind) {
  switch (kind) {
    case PictureKind::input:
    case PictureKind::photograph: return e.x;
    case PictureKind::depthwise: return e.z;
    case PictureKind::standard: return e.standard;
    case PictureKind::difference: return e.difference;
    default: return e.y;
  }
}

Stage stage_of(PictureKind kind) {
  switch (kind) {
    case PictureKind::input:
    case PictureKind::photograph: return Stage::input;
    case PictureKind::depthwise: return Stage::depthwise;
    default: return Stage::output;
  }
}

std::string title_of(const model::Evaluation& e, paint::PictureKey key) {
  const int c = key.channel;
  const int inputs = e.x->shape.channels;
  const auto x_name = [&](int q) {
    return fmt::format("x{} {}", q, model::channel_letter(q, inputs));
  };
  const int m = e.document.layer.channel_multiplier;
  switch (key.kind) {
    case PictureKind::photograph: return "the picture, x as it came";
    case PictureKind::input: return x_name(c);
    case PictureKind::depthwise:
      return fmt::format("z{} = filter {} of {}", c, c % m, x_name(c / m));
    case PictureKind::output_rgb: return "y0 y1 y2 as R, G, B";
    case PictureKind::standard: return fmt::format("y{} by the standard convolution", c);
    case PictureKind::difference: return fmt::format("y{}: separable minus standard", c);
    default: return fmt::format("y{} = all z mixed by column {} of P", c, c);
  }
}

std::string channel_name(const Large& large, int channel) {
  const int count = large.tensor->shape.channels;
  switch (large.stage) {
    case Stage::input: return fmt::format("x{} {}", channel, model::channel_letter(channel, count));
    case Stage::depthwise: return fmt::format("z{}", channel);
    default: return fmt::format("y{}", channel);
  }
}

ImU32 hue_of(const Frame& frame, const Large& large, int channel) {
  const core::Shape& in = frame.session.numbers()->x->shape;
  const int m = frame.session.numbers()->document.layer.channel_multiplier;
  if (large.stage == Stage::input) return channel_hue(frame.palette, channel, in.channels);
  if (large.stage == Stage::depthwise) return channel_hue(frame.palette, channel / m, in.channels);
  // Outputs have no hue of their own, but for those that are shown as red, green and blue.
  return large.is_colour() ? channel_hue(frame.palette, channel, 3) : frame.palette.text;
}

/// The open picture, with its channel inside the layer as it is now; nothing when the numbers that
/// it shows are not computed.
std::optional<Large> open_picture(const Frame& frame) {
  const model::Evaluation& e = *frame.session.numbers();
  Large large;
  large.key = *frame.view().large;
  large.tensor = tensor_of(e, large.key.kind);
  if (!large.tensor) return std::nullopt;
  const int count = large.tensor->shape.channels;
  large.key.channel = std::min(large.key.channel, count - 1);
  large.stage = stage_of(large.key.kind);
  large.b = std::min(frame.view().batch_index, large.tensor->shape.batch - 1);
  const bool in_colour =
      large.key.kind == PictureKind::photograph || large.key.kind == PictureKind::output_rgb;
  large.channels =
      in_colour && count >= 3 ? std::vector<int>{0, 1, 2} : std::vector<int>{large.key.channel};
  large.title = title_of(e, large.key);
  return large;
}

/// Every picture that can be stepped to from one of this kind.
std::vector<paint::PictureKey> gallery(const model::Evaluation& e, PictureKind kind) {
  std::vector<paint::PictureKey> keys;
  const auto add = [&](PictureKind of, const model::SharedTensor& tensor) {
    for (int c = 0; c < tensor->shape.channels; ++c) keys.push_back({of, c});
  };
  const bool compares = kind == PictureKind::standard || kind == PictureKind::difference;
  if (compares) {
    add(kind, e.y);
    return keys;
  }
  keys.push_back({PictureKind::photograph, 0});
  add(PictureKind::input, e.x);
  add(PictureKind::depthwise, e.z);
  add(PictureKind::output, e.y);
  if (e.y->shape.channels == 3) keys.push_back({PictureKind::output_rgb, 0});
  return keys;
}

void close(Frame& frame) {
  frame.look([](model::ViewState& v) { v.large.reset(); });
}

/// Title and shape at the left, the way to the neighbours and out at the right.
void header(Frame& frame, const Large& large, const Rect& line) {
  const float side = line.height();
  const auto place = [&](int from_right) {
    const float x = line.max.x - static_cast<float>(from_right) * (side + frame.px(6));
    return Rect{{x - side, line.min.y}, {x, line.max.y}};
  };
  const core::Shape& s = large.tensor->shape;
  const Rect words = line.without_right(3 * (side + frame.px(6)) + frame.px(10));
  section_header(frame, words, large.title, fmt::format("{} rows × {} columns", s.height, s.width));
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

PictureView draw_picture(Frame& frame, const Large& large, const Rect& room) {
  const model::Highlight& h = frame.session.highlighted();
  const PictureView view = picture(frame,
                                   {"large picture", large.key, large.tensor, large.stage,
                                    large.key.channel, large.is_colour(), false},
                                   room);
  if (large.stage == Stage::input) {
    overlay_input(frame, view, large.is_colour() ? -1 : large.key.channel);
    overlay_handle(frame, view, window_rect(frame, view));
    overview(frame, view);
    return view;
  }
  const std::vector<bool>& lit = large.stage == Stage::depthwise ? h.z_lit : h.y_lit;
  const auto channel = static_cast<std::size_t>(large.key.channel);
  overlay_pixel(frame, view, large.is_colour() || (channel < lit.size() && lit[channel]));
  overlay_handle(frame, view, pixel_rect(frame, view));
  overview(frame, view);
  return view;
}

/// The pixel whose value is told: the one under the mouse, or else the pinned one.
model::OutputPixel looked_at(const Frame& frame, const Large& large, const PictureView& view) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (!frame.present() && ImGui::IsWindowHovered() && view.rect().contains(mouse))
    return view.pixel_at(mouse);
  const model::Evaluation& e = *frame.session.numbers();
  const model::Highlight& h = frame.session.highlighted();
  if (large.stage != Stage::input) return h.pixel;
  const model::Place place = model::input_place(h, e.document.layer, e.x->shape);
  return {place.row, place.column};
}

/// Hands out lines of the side column.
class Column {
 public:
  Column(Frame& frame, const Rect& area) : frame_(frame), rest_(area) {}
  float line_height_of(const ImFont* font) const { return line_height(font) + frame_.px(3); }
  Rect line(const ImFont* font) {
    const float height = line_height_of(font);
    const Rect at = rest_.top(height);
    rest_ = rest_.without_top(height);
    return at;
  }
  Rect last_line(const ImFont* font) {
    const float height = line_height_of(font);
    const Rect at = rest_.bottom(height);
    rest_ = rest_.without_bottom(height);
    return at;
  }
  void gap(float design) { rest_ = rest_.without_top(frame_.px(design)); }
  const Rect& rest() const { return rest_; }

 private:
  Frame& frame_;
  Rect rest_;
};

void exact_values(Frame& frame, Column& column, const Large& large,
                  const model::OutputPixel& pixel) {
  const Rect where = column.line(frame.fonts.body);
  text(frame, frame.fonts.body, {where.min.x, where.centre().y}, frame.palette.text_quiet,
       fmt::format("at [{}, {}], exactly", pixel.row, pixel.column));
  for (const int c : large.channels) {
    ImFont* font = large.is_colour() ? frame.fonts.mono : frame.fonts.mono_display;
    const Rect line = column.line(font);
    const float value = large.tensor->at(large.b, pixel.row, pixel.column, c);
    const bool made = is_made(frame, {large.key, large.tensor, c}, pixel);
    text(frame, frame.fonts.strong, {line.min.x, line.centre().y}, hue_of(frame, large, c),
         channel_name(large, c));
    text(frame, font, {line.max.x, line.centre().y}, frame.palette.text,
         made ? exact(value) : "\xe2\x80\x93", Align::right);
  }
  if (large.stage != Stage::input || large.is_colour()) return;
  const float value = large.tensor->at(large.b, pixel.row, pixel.column, large.key.channel);
  value_pair(frame, column.line(frame.fonts.body), "of 255", fixed(value * 255.0, 0));
}

/// A statistic by name, in the order of importance.
struct Statistic {
  const char* name;
  std::string (*value)(const core::ChannelStats&);
};
constexpr Statistic kStatistics[] = {
    {"minimum", [](const core::ChannelStats& s) { return fixed(s.minimum, 4); }},
    {"maximum", [](const core::ChannelStats& s) { return fixed(s.maximum, 4); }},
    {"mean", [](const core::ChannelStats& s) { return fixed(s.mean, 4); }},
    {"deviation", [](const core::ChannelStats& s) { return fixed(s.deviation, 4); }},
    {"zeros", [](const core::ChannelStats& s) { return percent(s.zero_share); }},
    {"not finite", [](const core::ChannelStats& s) { return count(s.not_finite); }}};

/// At the foot of the column, one row for each statistic, one number for each channel; those that
/// do not fit are left out.
void statistics(Frame& frame, Column& column, const Large& large,
                const std::vector<core::ChannelStats>& stats) {
  const bool all_finite =
      std::all_of(stats.begin(), stats.end(), [](const auto& s) { return s.not_finite == 0; });
  const int wanted = static_cast<int>(std::size(kStatistics)) - (all_finite ? 1 : 0);
  const int names = large.is_colour() ? 1 : 0;
  const float height = column.line_height_of(frame.fonts.body);
  const int rows = std::min(wanted + names, static_cast<int>(column.rest().height() / height));
  const float width = text_width(frame.fonts.mono, "−0.0000") + frame.px(6);
  const auto write = [&](const Rect& line, ImFont* font, std::size_t i, ImU32 ink,
                         const std::string& words) {
    const float x = line.max.x - width * static_cast<float>(stats.size() - 1 - i);
    text(frame, font, {x, line.centre().y}, ink, words, Align::right);
  };
  for (int row = rows - 1; row >= names; --row) {
    const Statistic& statistic = kStatistics[row - names];
    const Rect line = column.last_line(frame.fonts.body);
    text(frame, frame.fonts.body, {line.min.x, line.centre().y}, frame.palette.text_quiet,
         statistic.name);
    for (std::size_t i = 0; i < stats.size(); ++i)
      write(line, frame.fonts.mono, i, frame.palette.text, statistic.value(stats[i]));
  }
  if (names == 0 || rows == 0) return;
  const Rect line = column.last_line(frame.fonts.body);
  for (std::size_t i = 0; i < stats.size(); ++i)
    write(line, frame.fonts.strong, i, hue_of(frame, large, large.channels[i]),
          channel_name(large, large.channels[i]));
}

void scale_line(Frame& frame, Column& column, const paint::Scale& scale) {
  const char* name = scale.map == paint::Map::grey ? "black to white" : "purple to orange";
  value_pair(frame, column.last_line(frame.fonts.body), name,
             fmt::format("{} to {}", cell(scale.range.low), cell(scale.range.high)));
}

void side_column(Frame& frame, const Large& large, const PictureView& view, const Rect& area) {
  Column column(frame, area);
  const model::OutputPixel pixel = looked_at(frame, large, view);
  ChannelNumbers& numbers = frame.window.large_numbers;
  numbers.refresh(large.tensor, large.b, large.channels);
  exact_values(frame, column, large, pixel);
  const model::Painted* painted = frame.session.painter().painted(large.key);
  const paint::Scale scale = painted ? painted->scale : paint::Scale{};
  if (!large.is_colour()) scale_line(frame, column, scale);
  statistics(frame, column, large, numbers.stats());
  column.gap(6);
  HistogramSpec spec{numbers.histograms(), {}, {}, scale};
  for (const int c : large.channels) {
    spec.hues.push_back(hue_of(frame, large, c));
    const bool made = is_made(frame, {large.key, large.tensor, c}, pixel);
    spec.marked.push_back(made ? large.tensor->at(large.b, pixel.row, pixel.column, c) : NAN);
  }
  const Rect room = column.rest().without_bottom(frame.px(8));
  histogram(frame, room.top(std::min(room.height(), frame.px(kMostHistogram))), spec);
}

}  // namespace

void step_large(Frame& frame, int by) {
  if (!frame.view().large) return;
  const std::vector<paint::PictureKey> keys =
      gallery(*frame.session.numbers(), frame.view().large->kind);
  const auto now = std::find(keys.begin(), keys.end(), *frame.view().large);
  const int count = static_cast<int>(keys.size());
  const int at = now == keys.end() ? 0 : static_cast<int>(now - keys.begin());
  const paint::PictureKey next = keys[static_cast<std::size_t>((at + by + count) % count)];
  frame.look([next](model::ViewState& v) { v.large = next; });
}

void large_view(Frame& frame, const Rect& rect) {
  const std::optional<Large> large = open_picture(frame);
  if (!large) return close(frame);
  const Above above(frame, "large", rect);
  card(frame, rect, frame.palette.panel, frame.palette.control_border);
  frame.registry.add({"large", rect.min, rect.max, 0});
  const Rect inside = rect.shrunk(frame.px(12));
  header(frame, *large, inside.top(control_height(frame)));
  const Rect body = inside.without_top(control_height(frame) + frame.px(10));
  const float side = std::min(frame.px(kSideWidth), body.width() * 0.45f);
  const PictureView view = draw_picture(frame, *large, body.without_right(side + frame.px(16)));
  side_column(frame, *large, view, body.right(side));
}

}  // namespace twofold::ui
