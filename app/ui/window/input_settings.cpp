#include "app/ui/window/input_settings.h"

#include <string>
#include <vector>

#include "app/model/numbers/made_channels.h"
#include "app/ui/draw/draw.h"

namespace twofold::ui::inline window {
namespace {

using model::InputSource;
using model::Pattern;

struct Source {
  InputSource source;
  const char* title;
};
constexpr Source kSources[] = {{InputSource::pictures, "the picture's colours"},
                               {InputSource::made, "channels made of the picture"},
                               {InputSource::pattern, "a test picture"},
                               {InputSource::noise, "seeded noise"}};

constexpr core::Shape kTestPicture{1, 96, 128, 3};
constexpr int kMadeChannels = 8;
constexpr int kSignalLength = 256;

/// A shape to begin with, of what had none yet.
core::Shape first_shape(const model::Document& document, InputSource source) {
  core::Shape shape = model::input_shape(document);
  if (source == InputSource::made) shape.channels = std::max(shape.channels, kMadeChannels);
  return source == InputSource::pattern ? kTestPicture : shape;
}

void choose_source(Frame& frame, const Rect& line) {
  const model::Document& d = frame.document();
  std::vector<std::string> titles;
  int chosen = -1;
  for (const Source& row : kSources) {
    if (row.source == d.source) chosen = static_cast<int>(titles.size());
    titles.emplace_back(row.title);
  }
  const auto to =
      combo(frame, line,
            {.id = "input source",
             .label = "x is",
             .options = titles,
             .chosen = chosen,
             .placeholder = d.source == InputSource::network ? "what a layer of the network reads"
                                                             : "pieces of the picture",
             .help = "A layer may read more channels than a picture has: they are made "
                     "of it, or noise. Of a test picture the result can be told before "
                     "it is computed."});
  if (!to) return;
  const InputSource source = kSources[*to].source;
  if (source == d.source) return;
  frame.emit(model::SetInput{source, first_shape(d, source), Pattern::impulse});
}

void size(Frame& frame, const Rect& half, const char* name, int core::Shape::*axis, int most) {
  const model::Document& d = frame.document();
  const core::Shape shape = d.noise;
  emit_chosen(frame,
              stepper(frame, half,
                      {.id = std::string("input ") + name,
                       .label = name,
                       .value = shape.*axis,
                       .highest = most,
                       .help = "Of x, which is [batch, height, width, in_channels]. A height of 1 "
                               "is a signal."}),
              [&d, shape, axis](int value) {
                core::Shape changed = shape;
                changed.*axis = value;
                return model::SetInput{d.source, changed, d.pattern};
              });
}

void channels(Frame& frame, const Rect& half) {
  size(frame, half, "in_channels", &core::Shape::channels, core::kMaxChannels);
}

/// All four sizes of what has no picture's.
void sizes(Frame& frame, SettingLines& lines) {
  const auto [c, b] = halves(frame, lines.next());
  channels(frame, c);
  size(frame, b, "batch", &core::Shape::batch, core::kMaxAxis);
  const auto [h, w] = halves(frame, lines.next());
  size(frame, h, "height", &core::Shape::height, core::kMaxAxis);
  size(frame, w, "width", &core::Shape::width, core::kMaxAxis);
}

void choose_pattern(Frame& frame, const Rect& line) {
  const model::Document& d = frame.document();
  std::vector<std::string> titles;
  int chosen = 0;
  for (const model::PatternRow& row : model::patterns()) {
    if (row.pattern == d.pattern) chosen = static_cast<int>(titles.size());
    titles.emplace_back(row.title);
  }
  const auto to =
      combo(frame, line,
            {.id = "pattern",
             .label = "which",
             .options = titles,
             .chosen = chosen,
             .help = "An impulse shows the kernel turned round, an edge what it makes of edges, a "
                     "signal is a picture of one row; Bayer dots are the photograph as a camera's "
                     "sensor sees it."});
  if (!to) return;
  const Pattern pattern = model::patterns()[static_cast<std::size_t>(*to)].pattern;
  core::Shape shape = d.noise;
  if (pattern == Pattern::signal) shape = {1, 1, kSignalLength, 1};
  if (d.pattern == Pattern::signal) shape = kTestPicture;
  frame.emit(model::SetInput{d.source, shape, pattern});
}

/// The names of the first channels that are made.
std::string made_names(int count) {
  constexpr int kMost = 16;
  std::string names;
  for (int q = 0; q < std::min(count, kMost); ++q) {
    if (q > 0) names += ", ";
    names += "x" + std::to_string(q) + " " + model::made_channel_name(q);
  }
  return count > kMost ? names + "; then the same of smoother pictures." : names + ".";
}

}  // namespace

void input_settings(Frame& frame, SettingLines& lines) {
  const model::Document& d = frame.document();
  lines.title("Input");
  choose_source(frame, lines.next());
  switch (d.source) {
    case InputSource::made:
      channels(frame, lines.next());
      lines.words(made_names(d.noise.channels), frame.palette.text_quiet);
      break;
    case InputSource::pattern:
      choose_pattern(frame, lines.next());
      if (d.pattern != Pattern::bayer) sizes(frame, lines);
      break;
    case InputSource::noise: sizes(frame, lines); break;
    case InputSource::pictures:
    case InputSource::crops:
    case InputSource::network: break;
  }
  lines.problem(core::Field::input);
}

}  // namespace twofold::ui::inline window
