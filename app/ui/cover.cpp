#include "app/ui/cover.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/ui/draw.h"
#include "app/ui/numbers.h"

namespace twofold::ui {
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

void cover(Frame& frame, const Rect& rect, std::string_view name, std::string_view question) {
  card(frame, rect, frame.palette.panel, frame.palette.panel_border);
  frame.registry.add({fmt::format("cover {}", name), rect.min, rect.max, 0});
  ImFont* font = frame.fonts.body;
  const float line = line_height(font);
  const float width = std::min(rect.width() - frame.px(24), frame.px(460));
  const int most = std::max(1, static_cast<int>((rect.height() - line * 3) / line));
  const int lines = std::min(most, paragraph_lines(font, question, width));
  const bool has_mark = rect.height() > (static_cast<float>(lines) + 5) * line;
  const float height = (static_cast<float>(lines) + (has_mark ? 4.0f : 1.5f)) * line;
  const float left = rect.centre().x - width / 2;
  float y = rect.centre().y - height / 2 + line / 2;
  if (has_mark) {
    text(frame, frame.fonts.mono_display, {left, y + line / 2}, frame.palette.accent, "?");
    y += 2.2f * line;
  }
  y += paragraph(frame, font, {left, y}, frame.palette.text, question, width, lines);
  text_within(frame, frame.fonts.small, {left, y + line * 0.3f}, frame.palette.text_quiet,
              "Commit yourselves, then press Space.", width);
}

void cover_shapes(Frame& frame, const Rect& lanes) {
  const core::Shape& x = frame.session.numbers()->x->shape;
  cover(frame, lanes, "shape",
        fmt::format("{} x is {}. {}", shape_question(frame),
                    shape_text(x.batch, x.height, x.width, x.channels),
                    settings_text(frame.session.numbers()->document)));
}

}  // namespace twofold::ui
