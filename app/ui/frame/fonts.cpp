#include "app/ui/frame/fonts.h"

#ifndef __EMSCRIPTEN__
#include <imgui_freetype.h>
#endif

#include <algorithm>
#include <cmath>
#include <new>

#include "app/ui/frame/font_files.h"

namespace twofold::ui::inline frame {
namespace {

// Dear ImGui's size is ascent + descent of the face; these turn a letter size (em) into it.
constexpr float kTextFactor = 1.21f;
constexpr float kMonoFactor = 1.32f;
constexpr float kSymbolFactor = 1.164f;

// Pairs of first and last code point. Dear ImGui keeps the pointers until the atlas is built.
constexpr ImWchar kText[] = {
    0x0020, 0x017f,  // Latin, Latin-1 (× · ² ±), Latin Extended-A
    0x0391, 0x03c9,  // Greek
    0x0401, 0x0451,  // Cyrillic, for the names of files
    0x2010, 0x2027,  // dashes, quotes, ellipsis
    0x2030, 0x203a,  // per mille, primes
    0,
};
constexpr ImWchar kMonoText[] = {
    0x0020, 0x017f, 0x0391, 0x03c9,  // Latin, Greek
    0x0401, 0x0451,                  // Cyrillic: set-up lines begin with a picture's name
    0x2010, 0x2027, 0,               // dashes, quotes, ellipsis
};
constexpr ImWchar kSymbols[] = {
    0x00b0, 0x00b9, 0x00d7, 0x00d7, 0x1d62, 0x1d65,  // ° ² ³ · ¹ × ᵢ ᵣ ᵤ ᵥ
    0x2070, 0x2071, 0x2074, 0x208e, 0x2090, 0x209c,  // ⁰ ⁱ ⁻ ₀..₉ ₊ ₐ ₖ ₘ ₙ
    0x2190, 0x2195, 0x21a9, 0x21aa, 0x21b5, 0x21b5,  // ← ↑ → ↓ ↔ ↕ ↩ ↪ ↵
    0x21ba, 0x21bb, 0x21d2, 0x21d2, 0x2202, 0x2202,  // ↺ ↻ ⇒ ∂
    0x2206, 0x2209, 0x2211, 0x2213, 0x2217, 0x221a,  // ∆ ∇ ∈ ∉ Σ − ∓ ∗ ∘ ∙ √
    0x221d, 0x221e, 0x2229, 0x222a, 0x2248, 0x2248,  // ∝ ∞ ∩ ∪ ≈
    0x2260, 0x2261, 0x2264, 0x2265, 0x226a, 0x226b,  // ≠ ≡ ≤ ≥ ≪ ≫
    0x2295, 0x229b, 0x22c5, 0x22c5, 0x22ee, 0x22ef,  // ⊕ ⊖ ⊗ ⊘ ⊙ ⊚ ⊛ ⋅ ⋮ ⋯
    0x2308, 0x230b, 0x25a0, 0x25a1, 0x25b2, 0x25c3,  // ⌈ ⌉ ⌊ ⌋ ■ □ ▲ ▶ ▸ ▼ ▾ ◀
    0x25c6, 0x25c7, 0x25cb, 0x25cb, 0x25cf, 0x25cf,  // ◆ ◇ ○ ●
    0x2605, 0x2606, 0x2713, 0x2713, 0x2715, 0x2717,  // ★ ☆ ✓ ✕ ✗
    0x2c7c, 0x2c7c, 0,                               // ⱼ
};

#ifdef __EMSCRIPTEN__
// stb_truetype, which is small and does not hint: between two pixels it draws better letters.
constexpr int kOversampling = 2;
void choose_builder(ImFontAtlas& /*atlas*/) {}
#else
constexpr int kOversampling = 1;
void choose_builder(ImFontAtlas& atlas) {
  atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
}
#endif

/// A face for letters and the one that fills it up with signs.
struct Pair {
  FontFile letters;
  float letter_factor;
  const ImWchar* letter_ranges;
  FontFile signs;
};

void add(ImFontAtlas& atlas, const FontFile& file, float pixels, const ImWchar* ranges,
         bool merge) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.OversampleH = kOversampling;
  config.OversampleV = 1;
  config.PixelSnapH = true;
  config.MergeMode = merge;
  // The atlas wants a mutable pointer but, not owning the bytes, only reads them.
  atlas.AddFontFromMemoryTTF(const_cast<unsigned char*>(file.begin), static_cast<int>(file.size),
                             std::round(pixels), &config, ranges);
}

ImFont* add_pair(ImFontAtlas& atlas, const Pair& pair, float em) {
  add(atlas, pair.letters, em * pair.letter_factor, pair.letter_ranges, false);
  // What the letters' face has of the signs is taken from it, the rest from the other.
  add(atlas, pair.letters, em * pair.letter_factor, kSymbols, true);
  add(atlas, pair.signs, em * kSymbolFactor, kSymbols, true);
  return atlas.Fonts.back();
}

}  // namespace

Fonts build_fonts(ImFontAtlas& atlas, float scale, const FontSizes& sizes) {
  const Pair text{font_text(), kTextFactor, kText, font_symbols()};
  const Pair strong{font_text_strong(), kTextFactor, kText, font_symbols_strong()};
  const Pair mono{font_mono(), kMonoFactor, kMonoText, font_symbols_mono()};
  const Pair mono_strong{font_mono_strong(), kMonoFactor, kMonoText, font_symbols_mono()};
  // What is no number at all is taken for the smallest, too.
  const float s = scale > 0.5f ? std::min(scale, 4.0f) : 0.5f;

  atlas.Clear();
  choose_builder(atlas);
  Fonts fonts;
  fonts.scale = s;
  fonts.body = add_pair(atlas, text, s * sizes.body);
  fonts.small = add_pair(atlas, text, s * sizes.small);
  fonts.strong = add_pair(atlas, strong, s * sizes.body);
  fonts.title = add_pair(atlas, strong, s * sizes.title);
  fonts.display = add_pair(atlas, strong, s * sizes.display);
  fonts.mono_small = add_pair(atlas, mono, s * sizes.mono_small);
  fonts.mono = add_pair(atlas, mono, s * sizes.mono);
  fonts.mono_strong = add_pair(atlas, mono_strong, s * sizes.mono);
  fonts.mono_display = add_pair(atlas, mono_strong, s * sizes.mono_display);
  // The faces are whole, so what can be missing is memory.
  if (!atlas.Build()) throw std::bad_alloc();
  return fonts;
}

float cap_height(const ImFont& font) {
  const ImFontGlyph* glyph = font.FindGlyph('H');
  return glyph->Y1 - glyph->Y0;
}

float cap_offset(const ImFont& font) {
  const ImFontGlyph* glyph = font.FindGlyph('H');
  return std::floor((glyph->Y0 + glyph->Y1) / 2);
}

}  // namespace twofold::ui::inline frame
