#include "app/io/svg_file.h"

#include <fmt/format.h>

#include "app/io/text_file.h"

namespace twofold::io {
namespace {

constexpr float kLetterSize = 12;
/// Of the ground around the figure.
constexpr float kMargin = 16;
/// Half the height of capitals, so that text stands with their middle at its place.
constexpr float kHalfCapitals = 0.36f * kLetterSize;

std::string escaped(std::string_view words) {
  std::string text;
  for (const char letter : words) {
    if (letter == '&')
      text += "&amp;";
    else if (letter == '<')
      text += "&lt;";
    else if (letter == '>')
      text += "&gt;";
    else
      text += letter;
  }
  return text;
}

const char* anchor_name(paint::Anchor anchor) {
  if (anchor == paint::Anchor::middle) return "middle";
  return anchor == paint::Anchor::end ? "end" : "start";
}

/// Writes one mark as one element.
struct Element {
  const InkColours& colours;

  std::string colour(paint::Ink ink) const {
    return fmt::format("#{:06x}", colours[static_cast<std::size_t>(ink)]);
  }

  std::string operator()(const paint::BoxMark& box) const {
    return fmt::format(
        R"(<rect x="{:.2f}" y="{:.2f}" width="{:.2f}" height="{:.2f}" fill="{}" fill-opacity="{}"/>)",
        box.min.x, box.min.y, box.max.x - box.min.x, box.max.y - box.min.y, colour(box.ink),
        box.opacity);
  }
  std::string operator()(const paint::PathMark& path) const {
    std::string spots;
    for (const paint::Spot& spot : path.spots)
      spots += fmt::format("{}{:.2f},{:.2f}", spots.empty() ? "" : " ", spot.x, spot.y);
    return fmt::format(
        R"(<polyline points="{}" fill="none" stroke="{}" stroke-width="{}" stroke-linejoin="round"{}/>)",
        spots, colour(path.ink), path.width, path.dashed ? R"( stroke-dasharray="5 4")" : "");
  }
  std::string operator()(const paint::DotMark& dot) const {
    const std::string edge =
        dot.ringed ? fmt::format(R"( stroke="{}" stroke-width="2")", colour(paint::Ink::ground))
                   : "";
    return fmt::format(R"(<circle cx="{:.2f}" cy="{:.2f}" r="{}" fill="{}"{}/>)", dot.centre.x,
                       dot.centre.y, dot.radius, colour(dot.ink), edge);
  }
  std::string operator()(const paint::TextMark& text) const {
    const bool mono = text.face == paint::Face::numbers;
    return fmt::format(
        R"(<text x="{:.2f}" y="{:.2f}" fill="{}" text-anchor="{}" font-family="{}"{}>{}</text>)",
        text.at.x, text.at.y + kHalfCapitals, colour(text.ink), anchor_name(text.anchor),
        mono ? "JetBrains Mono, monospace" : "Inter, Helvetica, Arial, sans-serif",
        text.face == paint::Face::words_strong ? R"( font-weight="600")" : "", escaped(text.words));
  }
};

}  // namespace

std::string svg(const paint::Drawing& drawing, const InkColours& colours) {
  std::string text = fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" width="{0:.0f}" height="{1:.0f}" viewBox="{3:.0f} {3:.0f} {0:.0f} {1:.0f}" font-size="{2}">)"
      "\n",
      drawing.width + 2 * kMargin, drawing.height + 2 * kMargin, kLetterSize, -kMargin);
  const Element element{colours};
  text += element(paint::BoxMark{{-kMargin, -kMargin},
                                 {drawing.width + kMargin, drawing.height + kMargin},
                                 paint::Ink::ground,
                                 1});
  text += '\n';
  for (const paint::Mark& mark : drawing.marks) text += std::visit(element, mark) + '\n';
  return text + "</svg>\n";
}

Result<Done> save_svg(const std::filesystem::path& path, const paint::Drawing& drawing,
                      const InkColours& colours) {
  return write_file(path, svg(drawing, colours));
}

}  // namespace twofold::io
