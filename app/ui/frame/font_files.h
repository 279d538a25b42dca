// The font files, embedded in the program at build time (cmake/Fonts.cmake finds them).
#pragma once

#include <cstddef>

namespace twofold::ui::inline frame {

/// The bytes of one TrueType or OpenType file; they live as long as the program.
struct FontFile {
  const unsigned char* begin;
  std::size_t size;
};

FontFile font_text();            ///< Inter Regular
FontFile font_text_strong();     ///< Inter SemiBold
FontFile font_mono();            ///< JetBrains Mono Regular
FontFile font_mono_strong();     ///< JetBrains Mono SemiBold
FontFile font_symbols();         ///< DejaVu Sans
FontFile font_symbols_strong();  ///< DejaVu Sans Bold
FontFile font_symbols_mono();    ///< DejaVu Sans Mono

}  // namespace twofold::ui::inline frame
