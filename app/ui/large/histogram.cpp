#include "app/ui/large/histogram.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/ui/controls/control.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"

namespace twofold::ui::inline large {
namespace {

constexpr float kStrip = 7;  // height of the strip of colours

std::int64_t fullest(const HistogramSpec& spec) {
  std::int64_t most = 1;
  for (const core::Histogram& h : spec.channels)
    most = std::max(most, *std::max_element(h.counts.begin(), h.counts.end()));
  return most;
}

std::int64_t total(const core::Histogram& h) {
  std::int64_t sum = 0;
  for (const std::int64_t count : h.counts) sum += count;
  return std::max<std::int64_t>(sum, 1);
}

/// Maps values and counts of one histogram to the screen.
struct Plot {
  Rect area;
  float low, high;
  std::int64_t most;

  float x(float value) const {
    const double share = (static_cast<double>(value) - low) / (static_cast<double>(high) - low);
    return area.min.x + static_cast<float>(std::clamp(share, 0.0, 1.0)) * area.width();
  }
  float y(std::int64_t count) const {
    return area.max.y - area.height() * static_cast<float>(count) / static_cast<float>(most);
  }
  float edge(std::size_t bin, std::size_t bins) const {
    return area.min.x + area.width() * static_cast<float>(bin) / static_cast<float>(bins);
  }
};

void draw_bars(Frame& frame, const Plot& plot, const core::Histogram& h, int marked) {
  const std::size_t bins = h.counts.size();
  for (std::size_t i = 0; i < bins; ++i) {
    if (h.counts[i] == 0) continue;
    // What occurs at all is seen, however rare.
    const float top = std::min(plot.y(h.counts[i]), plot.area.max.y - 1);
    const Rect bar{{plot.edge(i, bins), top}, {plot.edge(i + 1, bins) - 1, plot.area.max.y}};
    const bool is_marked = static_cast<int>(i) == marked;
    fill(frame, bar, is_marked ? frame.palette.text : frame.palette.text_faint);
  }
}

void draw_outline(Frame& frame, const Plot& plot, const core::Histogram& h, ImU32 hue) {
  const std::size_t bins = h.counts.size();
  std::vector<ImVec2> steps;
  for (std::size_t i = 0; i < bins; ++i) {
    const float y = plot.y(h.counts[i]);
    const float right = plot.edge(i + 1, bins);
    fill(frame, {{plot.edge(i, bins), y}, {right, plot.area.max.y}}, fade(hue, 0.18f));
    steps.emplace_back(plot.edge(i, bins), y);
    steps.emplace_back(right, y);
  }
  frame.draw->AddPolyline(steps.data(), static_cast<int>(steps.size()), hue, 0, 1.2f);
}

void draw_mark(Frame& frame, const Plot& plot, float value, ImU32 colour) {
  if (!std::isfinite(value)) return;
  const float x = std::round(plot.x(value));
  frame.draw->AddLine({x, plot.area.min.y}, {x, plot.area.max.y}, frame.palette.selection_edge, 3);
  frame.draw->AddLine({x, plot.area.min.y}, {x, plot.area.max.y}, colour, 1.5f);
}

void draw_strip(Frame& frame, const Plot& plot, const Rect& strip, const paint::Scale& scale) {
  constexpr int kPieces = 64;
  for (int i = 0; i < kPieces; ++i) {
    const float value =
        plot.low + (plot.high - plot.low) * (static_cast<float>(i) + 0.5f) / kPieces;
    const paint::Rgb c = paint::colour_of(value, scale);
    const float left = strip.min.x + strip.width() * static_cast<float>(i) / kPieces;
    fill(frame, {{left, strip.min.y}, {left + strip.width() / kPieces + 0.5f, strip.max.y}},
         IM_COL32(c.r, c.g, c.b, 255));
  }
  outline(frame, strip, frame.palette.panel_border);
}

void draw_axis(Frame& frame, const Plot& plot, float middle) {
  ImFont* font = frame.fonts.mono_small;
  const ImU32 ink = frame.palette.text_quiet;
  const std::string low = cell(plot.low);
  const std::string high = cell(plot.high);
  text(frame, font, {plot.area.min.x, middle}, ink, low);
  text(frame, font, {plot.area.max.x, middle}, ink, high, Align::right);
  if (plot.low >= 0 || plot.high <= 0) return;
  const float zero = plot.x(0);
  frame.draw->AddLine({zero, plot.area.max.y}, {zero, middle - font->FontSize / 2}, ink);
  const float gap = frame.px(12);
  const bool has_room = zero - plot.area.min.x > text_width(font, low) + gap &&
                        plot.area.max.x - zero > text_width(font, high) + gap;
  if (has_room) text(frame, font, {zero, middle}, ink, "0", Align::centre);
}

}  // namespace

void histogram(Frame& frame, const Rect& room, const HistogramSpec& spec) {
  if (spec.channels.empty()) return;
  const float line = line_height(frame.fonts.mono_small);
  const float strip = frame.px(kStrip);
  const core::Histogram& first = spec.channels.front();
  const Plot plot{room.without_top(line).without_bottom(line + strip + frame.px(4)), first.low,
                  first.high, fullest(spec)};
  frame.registry.add({"histogram", plot.area.min, plot.area.max, 0});
  if (plot.area.height() < frame.px(12)) return;
  const double share = static_cast<double>(plot.most) / static_cast<double>(total(first));
  text(frame, frame.fonts.mono_small, {room.min.x, room.min.y + line / 2}, frame.palette.text_quiet,
       percent(share));
  fill(frame, plot.area, fade(frame.palette.track, 0.35f));
  const bool is_single = spec.channels.size() == 1;
  for (std::size_t i = 0; i < spec.channels.size(); ++i) {
    const core::Histogram& h = spec.channels[i];
    if (is_single)
      draw_bars(frame, plot, h, std::isfinite(spec.marked[i]) ? h.bin(spec.marked[i]) : -1);
    else
      draw_outline(frame, plot, h, spec.hues[i]);
  }
  for (std::size_t i = 0; i < spec.channels.size(); ++i)
    draw_mark(frame, plot, spec.marked[i], is_single ? frame.palette.selection : spec.hues[i]);
  const Rect colours{{plot.area.min.x, plot.area.max.y + frame.px(2)},
                     {plot.area.max.x, plot.area.max.y + frame.px(2) + strip}};
  if (is_single) draw_strip(frame, plot, colours, spec.scale);
  draw_axis(frame, plot, room.max.y - line / 2);
}

}  // namespace twofold::ui::inline large
