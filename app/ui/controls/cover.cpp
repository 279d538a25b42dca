#include "app/ui/controls/cover.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"

namespace twofold::ui::inline controls {
namespace {

std::string pair_text(const core::Extent& e) {
  return e.height == e.width ? std::to_string(e.height) : fmt::format("{}x{}", e.height, e.width);
}

/// The settings that a shape follows from.
std::string settings_text(const model::Document& document) {
  const core::Layer& l = document.layer;
  return fmt::format("Kernel {}x{}, stride {}, {} padding, dilation {}, multiplier {}, {} outputs.",
                     l.kernel.height, l.kernel.width, pair_text(l.strides),
                     l.padding == core::Padding::same ? "SAME" : "VALID", pair_text(l.dilations),
                     l.channel_multiplier, l.out_channels);
}

std::string shape_question(const Frame& frame) {
  switch (frame.view().operation) {
    case model::OperationView::regular: return "Which shape has y?";
    case model::OperationView::depthwise: return "Which shape has z, and why?";
    case model::OperationView::separable: break;
  }
  return "Which shape has z after fold 1, and which has y after fold 2?";
}

}  // namespace

void ask(Frame& frame, const Rect& rect, std::string_view name, std::string_view question,
         std::string_view known) {
  frame.registry.add({fmt::format("cover {}", name), rect.min, rect.max, 0});
  ImFont* mark = frame.fonts.mono_display;
  if (question.empty()) {
    text(frame, mark, rect.centre(), frame.palette.accent, "?", Align::centre);
    return;
  }
  ImFont* font = frame.fonts.body;
  const std::string_view how = "Commit yourselves, then press Space.";
  const float width = std::min(rect.width() - frame.px(24), frame.px(460));
  const float line = line_height(font);
  const int lines = paragraph_lines(font, question, width) +
                    (known.empty() ? 0 : paragraph_lines(font, known, width)) +
                    paragraph_lines(font, how, width);
  const float words = static_cast<float>(lines) * line + frame.px(known.empty() ? 6 : 12);
  const float mark_room = line_height(mark) + frame.px(8);
  const bool has_mark = words + mark_room <= rect.height();
  const float left = rect.centre().x - width / 2;
  float y = rect.centre().y - (words + (has_mark ? mark_room : 0)) / 2;
  if (has_mark) {
    text(frame, mark, {left, y + line_height(mark) / 2}, frame.palette.accent, "?");
    y += mark_room;
  }
  y += line / 2;
  y += paragraph(frame, font, {left, y}, frame.palette.text, question, width) + frame.px(6);
  if (!known.empty())
    y += paragraph(frame, font, {left, y}, frame.palette.text_quiet, known, width) + frame.px(6);
  paragraph(frame, font, {left, y}, frame.palette.accent, how, width);
}

void cover(Frame& frame, const Rect& rect, std::string_view name, std::string_view question) {
  card(frame, rect, frame.palette.panel, frame.palette.panel_border);
  ask(frame, rect, name, question);
}

void cover_shapes(Frame& frame, const Rect& lanes) {
  card(frame, lanes, frame.palette.panel, frame.palette.panel_border);
  const core::Shape& x = frame.session.numbers()->x()->shape;
  ask(frame, lanes, "shape", shape_question(frame),
      fmt::format("{} is x. {}", shape_text(x.batch, x.height, x.width, x.channels),
                  settings_text(frame.session.numbers()->document)));
}

}  // namespace twofold::ui::inline controls
