#include "app/ui/lanes/overview.h"

#include <algorithm>

#include "app/ui/draw/draw.h"

namespace twofold::ui::inline lanes {
namespace {

constexpr float kShare = 0.34f;  ///< of the picture's width
constexpr float kLeastWidth = 56;
constexpr float kMark = 5;
constexpr paint::PictureKey kWhole{paint::PictureKind::overview, 0};

/// Bottom right; or bottom left where that would cover the pixel that is looked at.
Rect place_of(const Frame& frame, const PictureView& view) {
  const Rect& all = view.rect();
  const float width = std::max(all.width() * kShare, std::min(frame.px(kLeastWidth), all.width()));
  const float margin = frame.px(4);
  const ImVec2 size{width, width * all.height() / all.width()};
  const Rect right{{all.max.x - margin - size.x, all.max.y - margin - size.y},
                   {all.max.x - margin, all.max.y - margin}};
  const core::Extent out = frame.session.walk()->schedule.size();
  const model::OutputPixel& p = frame.session.highlighted().pixel;
  const core::Shape& s = view.shape();
  const ImVec2 at =
      view.to_screen((p.row + 0.5) / out.height * s.height, (p.column + 0.5) / out.width * s.width);
  if (!right.shrunk(-frame.px(12)).contains(at)) return right;
  return {{all.min.x + margin, right.min.y}, {all.min.x + margin + size.x, right.max.y}};
}

/// An output pixel on the whole picture.
Rect mark_of(const Frame& frame, const Rect& whole, const model::OutputPixel& p) {
  const core::Extent out = frame.session.walk()->schedule.size();
  const float half = frame.px(kMark) / 2;
  const ImVec2 at{whole.min.x + whole.width() * (static_cast<float>(p.column) + 0.5f) /
                                    static_cast<float>(out.width),
                  whole.min.y + whole.height() * (static_cast<float>(p.row) + 0.5f) /
                                    static_cast<float>(out.height)};
  return {{at.x - half, at.y - half}, {at.x + half, at.y + half}};
}

}  // namespace

void overview(Frame& frame, const PictureView& view) {
  if (frame.view().viewport.zoom <= 1.0001) return;
  const Rect whole = place_of(frame, view);
  frame.wanted.push_back(
      {kWhole, static_cast<int>(whole.width()), static_cast<int>(whole.height())});
  frame.registry.add({"overview", whole.min, whole.max, 0});
  fill(frame, whole, frame.palette.zero_cell);
  const auto id = frame.pictures.find(kWhole);
  if (id != frame.pictures.end()) frame.draw->AddImage(id->second, whole.min, whole.max);
  outline(frame, whole.shrunk(-1), frame.palette.control_border, frame.px(2));

  const model::Region seen = frame.view().viewport.region();
  const auto at = [&](double x, double y) {
    return ImVec2{whole.min.x + static_cast<float>(x) * whole.width(),
                  whole.min.y + static_cast<float>(y) * whole.height()};
  };
  frame.draw->PushClipRect(whole.min, whole.max, true);
  selection_outline(frame,
                    {at(seen.left, seen.top), at(seen.left + seen.width, seen.top + seen.height)},
                    frame.px(1));
  const model::Highlight& h = frame.session.highlighted();
  fill(frame, mark_of(frame, whole, h.pixel), frame.palette.accent);
  outline(frame, mark_of(frame, whole, h.pixel).shrunk(-1), frame.palette.selection_edge);
  if (h.ghost) outline(frame, mark_of(frame, whole, *h.ghost), frame.palette.accent);
  frame.draw->PopClipRect();
}

}  // namespace twofold::ui::inline lanes
