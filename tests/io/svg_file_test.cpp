#include "app/io/svg_file.h"

#include "tests/support/catch.h"

using namespace twofold;

TEST_CASE("every mark becomes one element, in the inks' colours, its words escaped") {
  paint::Drawing drawing;
  drawing.width = 40;
  drawing.height = 20;
  drawing.add(paint::BoxMark{{1, 2}, {3, 5}, paint::Ink::standard, 0.5f});
  drawing.add(paint::PathMark{{{0, 0}, {4, 4}}, paint::Ink::text, 2, true});
  drawing.add(paint::DotMark{{7, 8}, 3, paint::Ink::accent, true});
  drawing.add(paint::TextMark{
      {9, 9}, "a < b & c", paint::Ink::quiet, paint::Anchor::end, paint::Face::numbers});
  io::InkColours colours{};
  colours[static_cast<std::size_t>(paint::Ink::accent)] = 0x12ab9f;
  const std::string svg = io::svg(drawing, colours);
  CHECK(
      svg.find(
          R"(<svg xmlns="http://www.w3.org/2000/svg" width="72" height="52" viewBox="-16 -16 72 52")") ==
      0);
  CHECK(svg.find(R"(<rect x="1.00" y="2.00" width="2.00" height="3.00")") != std::string::npos);
  CHECK(svg.find("stroke-dasharray") != std::string::npos);
  CHECK(svg.find(R"(fill="#12ab9f")") != std::string::npos);
  CHECK(svg.find("a &lt; b &amp; c") != std::string::npos);
  CHECK(svg.find(R"(text-anchor="end")") != std::string::npos);
  CHECK(svg.find("</svg>") != std::string::npos);
}
