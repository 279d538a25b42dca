// The fonts: Inter for words, JetBrains Mono for numbers (its digits are all of one width, so
// changing numbers do not jitter), both filled up with DejaVu's mathematical signs. A set is built
// for one scale; another zoom means another atlas.
#pragma once

#include <imgui.h>

namespace twofold::ui::inline frame {

/// Letter sizes (em) in pixels at scale 1.
struct FontSizes {
  float small = 12;
  float body = 14;
  float title = 16;
  float display = 22;
  float mono_small = 12;
  float mono = 13;
  float mono_display = 22;

  bool operator==(const FontSizes&) const = default;
};

/// For one person at a desk.
inline constexpr FontSizes kScreenSizes{};
/// For a class: at scale 1 capitals are at least 20 pixels high in every font.
inline constexpr FontSizes kPresentSizes{
    .small = 28,
    .body = 28,
    .title = 30,
    .display = 40,
    .mono_small = 28,
    .mono = 28,
    .mono_display = 40,
};

/// One set of fonts in an atlas; the pointers die with the atlas or its Clear().
struct Fonts {
  ImFont* small = nullptr;
  ImFont* body = nullptr;
  ImFont* strong = nullptr;  ///< body's size, semi-bold
  ImFont* title = nullptr;
  ImFont* display = nullptr;
  ImFont* mono_small = nullptr;
  ImFont* mono = nullptr;
  ImFont* mono_strong = nullptr;
  ImFont* mono_display = nullptr;
  float scale = 1;    ///< of the letters, in screen pixels
  float monitor = 1;  ///< the part of it that the display asks for (HiDPI)
};

/// Empties `atlas` and builds the set into it, `body` as the default font. `scale` is the zoom
/// times the display's content scale, limited to [0.5, 4]. The font texture is still to be made
/// (GetTexDataAsRGBA32 or a backend).
Fonts build_fonts(ImFontAtlas& atlas, float scale, const FontSizes& sizes = kScreenSizes);

/// Height of the capital H in pixels, as drawn.
float cap_height(const ImFont& font);

/// The vertical room that centred capitals leave: draw text at `middle_y - cap_offset(font)` to
/// put the middle of its capitals at `middle_y`.
float cap_offset(const ImFont& font);

}  // namespace twofold::ui::inline frame
