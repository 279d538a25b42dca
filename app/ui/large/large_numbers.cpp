#include "app/ui/large/large_numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/ui/controls/readouts.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/frame/window_state.h"
#include "app/ui/lanes/shown_value.h"
#include "app/ui/large/histogram.h"

namespace twofold::ui::inline large {
namespace {

constexpr float kMostHistogram = 230;

/// Hands out lines of the column.
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

/// The value of a channel; nothing while the stepper has not made it.
std::optional<float> value_of(const Frame& frame, const LargePicture& large, int channel,
                              const model::OutputPixel& pixel) {
  return made_value(frame, {large.key, large.tensor, channel}, pixel);
}

void exact_values(Frame& frame, Column& column, const LargePicture& large,
                  const model::OutputPixel& pixel) {
  const Rect where = column.line(frame.fonts.body);
  text(frame, frame.fonts.body, {where.min.x, where.centre().y}, frame.palette.text_quiet,
       fmt::format("at [{}, {}], exactly", pixel.row, pixel.column));
  for (const int c : large.channels) {
    ImFont* font = large.is_colour() ? frame.fonts.mono : frame.fonts.mono_display;
    const Rect line = column.line(font);
    const std::optional<float> value = value_of(frame, large, c, pixel);
    text(frame, frame.fonts.strong, {line.min.x, line.centre().y}, large_hue(frame, large, c),
         large.channel_name(c));
    text(frame, font, {line.max.x, line.centre().y}, frame.palette.text,
         value ? exact(*value) : kNotMade, Align::right);
    if (value && large.result == model::kInput && !large.is_colour())
      value_pair(frame, column.line(frame.fonts.body), "of 255", fixed(*value * 255.0, 0));
  }
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
void statistics(Frame& frame, Column& column, const LargePicture& large,
                const std::vector<core::ChannelStats>& stats) {
  const bool all_finite =
      std::all_of(stats.begin(), stats.end(), [](const auto& s) { return s.not_finite == 0; });
  const int wanted = static_cast<int>(std::size(kStatistics)) - (all_finite ? 1 : 0);
  const int names = large.is_colour() ? 1 : 0;
  const float height = column.line_height_of(frame.fonts.body);
  const int rows = std::min(wanted + names, how_many(column.rest().height(), height));
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
    write(line, frame.fonts.strong, i, large_hue(frame, large, large.channels[i]),
          large.channel_name(large.channels[i]));
}

void scale_line(Frame& frame, Column& column, const paint::Scale& scale) {
  const char* name = scale.map == paint::Map::grey ? "black to white" : "purple to orange";
  value_pair(frame, column.last_line(frame.fonts.body), name,
             fmt::format("{} to {}", cell(scale.range.low), cell(scale.range.high)));
}

}  // namespace

void large_numbers(Frame& frame, const LargePicture& large, const model::OutputPixel& pixel,
                   const Rect& area) {
  Column column(frame, area);
  model::ChannelNumbers& numbers = frame.window.large_numbers;
  numbers.refresh(large.tensor, frame.batch_index(large.tensor->shape), large.channels);
  exact_values(frame, column, large, pixel);
  const model::Painted* painted = frame.session.painter().painted(large.key);
  const paint::Scale scale = painted ? painted->scale : paint::Scale{};
  if (!large.is_colour()) scale_line(frame, column, scale);
  statistics(frame, column, large, numbers.stats());
  column.gap(6);
  HistogramSpec spec{numbers.histograms(), {}, {}, scale};
  for (const int c : large.channels) {
    spec.hues.push_back(large_hue(frame, large, c));
    spec.marked.push_back(value_of(frame, large, c, pixel).value_or(NAN));
  }
  const Rect room = column.rest().without_bottom(frame.px(8));
  histogram(frame, room.top(std::min(room.height(), frame.px(kMostHistogram))), spec);
}

}  // namespace twofold::ui::inline large
