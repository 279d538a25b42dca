#include "app/ui/draw/draw_figure.h"

#include "app/ui/draw/draw.h"

namespace twofold::ui::inline draw {
namespace {

/// Draws one mark.
struct Draw {
  Frame& frame;
  ImVec2 origin;

  ImVec2 place(paint::Spot spot) const {
    return {origin.x + frame.px(spot.x), origin.y + frame.px(spot.y)};
  }
  ImU32 colour(paint::Ink ink) const { return ink_colour(frame.palette, ink); }

  void operator()(const paint::BoxMark& box) const {
    fill(frame, {place(box.min), place(box.max)}, fade(colour(box.ink), box.opacity));
  }
  void operator()(const paint::PathMark& path) const {
    if (path.dashed) {
      Link dashes{{}, colour(path.ink), frame.px(path.width), true};
      for (const paint::Spot& spot : path.spots) dashes.points.push_back(place(spot));
      link(frame, dashes);
      return;
    }
    for (const paint::Spot& spot : path.spots) frame.draw->PathLineTo(place(spot));
    frame.draw->PathStroke(colour(path.ink), 0, frame.px(path.width));
  }
  void operator()(const paint::DotMark& dot) const {
    const ImVec2 centre = place(dot.centre);
    if (dot.ringed)
      frame.draw->AddCircleFilled(centre, frame.px(dot.radius + 2), colour(paint::Ink::ground));
    frame.draw->AddCircleFilled(centre, frame.px(dot.radius), colour(dot.ink));
  }
  void operator()(const paint::TextMark& mark) const {
    ImFont* font = mark.face == paint::Face::numbers        ? frame.fonts.mono_small
                   : mark.face == paint::Face::words_strong ? frame.fonts.strong
                                                            : frame.fonts.small;
    const Align align = mark.anchor == paint::Anchor::start    ? Align::left
                        : mark.anchor == paint::Anchor::middle ? Align::centre
                                                               : Align::right;
    text(frame, font, place(mark.at), colour(mark.ink), mark.words, align);
  }
};

}  // namespace

ImU32 ink_colour(const Palette& p, paint::Ink ink) {
  switch (ink) {
    case paint::Ink::ground: return p.panel;
    case paint::Ink::grid: return p.panel_border;
    case paint::Ink::faint: return p.text_faint;
    case paint::Ink::quiet: return p.text_quiet;
    case paint::Ink::text: return p.text;
    case paint::Ink::accent: return p.accent;
    case paint::Ink::warning: return p.warning;
    case paint::Ink::depthwise: return p.cost_depthwise;
    case paint::Ink::pointwise: return p.cost_pointwise;
    case paint::Ink::standard: return p.cost_standard;
  }
  return p.text;
}

void draw_figure(Frame& frame, const paint::Drawing& drawing, ImVec2 at) {
  for (const paint::Mark& mark : drawing.marks) std::visit(Draw{frame, at}, mark);
}

}  // namespace twofold::ui::inline draw
