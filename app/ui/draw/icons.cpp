#include "app/ui/draw/icons.h"

#include <array>
#include <cmath>

namespace twofold::ui::inline draw {
namespace {

/// Draws in units of the radius about the centre.
struct Pen {
  ImDrawList* draw;
  ImVec2 centre;
  float radius;
  ImU32 colour;

  ImVec2 at(float x, float y) const { return {centre.x + x * radius, centre.y + y * radius}; }
  float thickness() const { return std::max(1.5f, radius * 0.28f); }

  void line(std::initializer_list<ImVec2> points) const {
    for (const ImVec2 p : points) draw->PathLineTo(at(p.x, p.y));
    draw->PathStroke(colour, 0, thickness());
  }
  void triangle(ImVec2 a, ImVec2 b, ImVec2 c) const {
    draw->AddTriangleFilled(at(a.x, a.y), at(b.x, b.y), at(c.x, c.y), colour);
  }
  /// Snapped to whole pixels, so that bars are crisp.
  void bar(float left, float top, float right, float bottom) const {
    const ImVec2 a = at(left, top);
    const ImVec2 b = at(right, bottom);
    draw->AddRectFilled({std::round(a.x), std::round(a.y)}, {std::round(b.x), std::round(b.y)},
                        colour);
  }
};

void transport(const Pen& pen, Icon icon) {
  const float way = icon == Icon::back || icon == Icon::to_start ? -1.0f : 1.0f;
  const bool to_edge = icon == Icon::to_end || icon == Icon::to_start;
  const auto arrow = [&](float tail, float tip) {
    if (way > 0) {
      pen.triangle({tail, -0.8f}, {tip, 0}, {tail, 0.8f});
    } else {
      pen.triangle({-tail, 0.8f}, {-tip, 0}, {-tail, -0.8f});
    }
  };
  if (to_edge) {
    arrow(-0.9f, 0);
    arrow(-0.1f, 0.75f);
    pen.bar(way > 0 ? 0.75f : -1, -0.8f, way > 0 ? 1 : -0.75f, 0.8f);
  } else {
    pen.bar(way > 0 ? -0.9f : 0.55f, -0.8f, way > 0 ? -0.55f : 0.9f, 0.8f);
    arrow(-0.25f, 0.85f);
  }
}

void curved_arrow(const Pen& pen, bool redo) {
  const float s = redo ? -1.0f : 1.0f;
  pen.draw->PathLineTo(pen.at(-0.8f * s, -0.35f));
  pen.draw->PathBezierCubicCurveTo(pen.at(0.5f * s, -0.35f), pen.at(1.3f * s, 0.75f),
                                   pen.at(-0.35f * s, 0.8f), 14);
  pen.draw->PathStroke(pen.colour, 0, pen.thickness());
  pen.line({{-0.3f * s, -0.85f}, {-0.85f * s, -0.35f}, {-0.3f * s, 0.15f}});
}

/// Round from the top, clockwise, all but back to it.
void round_arrow(const Pen& pen) {
  pen.draw->PathArcTo(pen.centre, pen.radius * 0.75f, -0.9f, 4.3f, 20);
  pen.draw->PathStroke(pen.colour, 0, pen.thickness());
  pen.triangle({-0.55f, -1.15f}, {0.3f, -0.65f}, {-0.45f, -0.1f});
}

}  // namespace

void draw_icon(Frame& frame, Icon icon, ImVec2 centre, float radius, ImU32 colour) {
  const Pen pen{frame.draw, centre, radius, colour};
  switch (icon) {
    case Icon::play: return pen.triangle({-0.65f, -0.9f}, {0.95f, 0}, {-0.65f, 0.9f});
    case Icon::pause: pen.bar(-0.75f, -0.8f, -0.2f, 0.8f); return pen.bar(0.2f, -0.8f, 0.75f, 0.8f);
    case Icon::forward:
    case Icon::back:
    case Icon::to_end:
    case Icon::to_start: return transport(pen, icon);
    case Icon::again: return round_arrow(pen);
    case Icon::undo:
    case Icon::redo: return curved_arrow(pen, icon == Icon::redo);
    case Icon::plus: pen.line({{0, -0.9f}, {0, 0.9f}}); return pen.line({{-0.9f, 0}, {0.9f, 0}});
    case Icon::minus: return pen.line({{-0.9f, 0}, {0.9f, 0}});
    case Icon::close:
      pen.line({{-0.8f, -0.8f}, {0.8f, 0.8f}});
      return pen.line({{-0.8f, 0.8f}, {0.8f, -0.8f}});
    case Icon::chevron_down: return pen.line({{-0.8f, -0.4f}, {0, 0.45f}, {0.8f, -0.4f}});
    case Icon::check: return pen.line({{-0.8f, 0}, {-0.2f, 0.65f}, {0.9f, -0.65f}});
    case Icon::dots:
      for (const float x : {-0.75f, 0.0f, 0.75f}) {
        frame.draw->AddCircleFilled(pen.at(x, 0), radius * 0.2f, colour, 10);
      }
      return;
  }
}

}  // namespace twofold::ui::inline draw
