#include "app/ui/frame/fonts.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"

using namespace twofold::ui;

namespace {

std::vector<const ImFont*> all(const Fonts& fonts) {
  return {fonts.small,      fonts.body, fonts.strong,      fonts.title,       fonts.display,
          fonts.mono_small, fonts.mono, fonts.mono_strong, fonts.mono_display};
}

}  // namespace

TEST_CASE("every font has the signs that formulas and labels need") {
  ImFontAtlas atlas;
  const Fonts fonts = build_fonts(atlas, 1);
  const std::u16string signs = u"Σ∑×·₀₁₂₃₄₅₆₇₈₉ₐᵢⱼₖ²³⁻√≤≥→←↑↓⊛⊗∈−≈∞▶◀▸▾±°Δσμ∂≠…—–•✓éüßłö";
  for (const ImFont* font : all(fonts)) {
    for (const char16_t sign : signs) {
      CAPTURE(std::hex, static_cast<int>(sign), font->FontSize);
      CHECK(font->FindGlyphNoFallback(static_cast<ImWchar>(sign)) != nullptr);
    }
  }
}

TEST_CASE("digits of the monospaced fonts, minus and point are of one width") {
  ImFontAtlas atlas;
  const Fonts fonts = build_fonts(atlas, 1);
  for (const ImFont* font : {fonts.mono_small, fonts.mono, fonts.mono_strong, fonts.mono_display}) {
    const float width = font->FindGlyph('0')->AdvanceX;
    for (const char16_t letter : std::u16string(u"0123456789-−.,+× ")) {
      CAPTURE(std::hex, static_cast<int>(letter));
      CHECK(font->FindGlyph(static_cast<ImWchar>(letter))->AdvanceX == width);
    }
  }
}

TEST_CASE("a class reads every font: capitals of 20 pixels or more") {
  ImFontAtlas atlas;
  for (const ImFont* font : all(build_fonts(atlas, 1, kPresentSizes))) {
    CHECK(cap_height(*font) >= 20);
  }
}

TEST_CASE("fonts grow with the scale, within limits, and can be built again") {
  ImFontAtlas atlas;
  const float one = cap_height(*build_fonts(atlas, 1).body);
  const float two = cap_height(*build_fonts(atlas, 2).body);
  CHECK(one >= 9);
  CHECK(two == Approx(2 * one).margin(1));
  CHECK(build_fonts(atlas, 100).scale == 4);
  CHECK(build_fonts(atlas, 0).scale == 0.5f);
  const Fonts fonts = build_fonts(atlas, 1);
  CHECK(atlas.Fonts.Size == 9);
  CHECK(atlas.Fonts[0] == fonts.body);
}
