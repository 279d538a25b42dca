#include "app/ui/frame/font_files.h"

// The assembler copies the file in; a compiler would need minutes for arrays of this size. Of a
// page (WebAssembly) it wants to hear that a name is an object, and of what size.
#ifdef __wasm__
#define TWOFOLD_SECTION(name) ".section .rodata.twofold_font_" #name ",\"\",@\n"
#define TWOFOLD_OBJECT(name, bytes) \
  ".type twofold_font_" #name ",@object\n.size twofold_font_" #name ", " bytes "\n"
#define TWOFOLD_LAST_SECTION ""
#else
#define TWOFOLD_SECTION(name) ".section .rodata\n"
#define TWOFOLD_OBJECT(name, bytes) ""
#define TWOFOLD_LAST_SECTION ".previous\n"
#endif

#define TWOFOLD_EMBED(name, path)                                                            \
  asm(TWOFOLD_SECTION(name)                                                                \
      ".balign 16\n"                                                                       \
      ".global twofold_font_" #name "\n"                                                   \
      TWOFOLD_OBJECT(name, "twofold_font_" #name "_end - twofold_font_" #name)             \
      "twofold_font_" #name ":\n"                                                          \
      ".incbin \"" path "\"\n"                                                             \
      ".global twofold_font_" #name "_end\n"                                               \
      TWOFOLD_OBJECT(name##_end, "1")                                                      \
      "twofold_font_" #name "_end:\n"                                                      \
      ".byte 0\n"                                                                          \
      TWOFOLD_LAST_SECTION); \
  extern "C" const unsigned char twofold_font_##name[];                                      \
  extern "C" const unsigned char twofold_font_##name##_end[];

TWOFOLD_EMBED(text, TWOFOLD_FONT_TEXT)
TWOFOLD_EMBED(text_strong, TWOFOLD_FONT_TEXT_STRONG)
TWOFOLD_EMBED(mono, TWOFOLD_FONT_MONO)
TWOFOLD_EMBED(mono_strong, TWOFOLD_FONT_MONO_STRONG)
TWOFOLD_EMBED(symbols, TWOFOLD_FONT_SYMBOLS)
TWOFOLD_EMBED(symbols_strong, TWOFOLD_FONT_SYMBOLS_STRONG)
TWOFOLD_EMBED(symbols_mono, TWOFOLD_FONT_SYMBOLS_MONO)

namespace twofold::ui::inline frame {
namespace {

FontFile file(const unsigned char* begin, const unsigned char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

FontFile font_text() { return file(twofold_font_text, twofold_font_text_end); }
FontFile font_text_strong() { return file(twofold_font_text_strong, twofold_font_text_strong_end); }
FontFile font_mono() { return file(twofold_font_mono, twofold_font_mono_end); }
FontFile font_mono_strong() { return file(twofold_font_mono_strong, twofold_font_mono_strong_end); }
FontFile font_symbols() { return file(twofold_font_symbols, twofold_font_symbols_end); }
FontFile font_symbols_strong() {
  return file(twofold_font_symbols_strong, twofold_font_symbols_strong_end);
}
FontFile font_symbols_mono() {
  return file(twofold_font_symbols_mono, twofold_font_symbols_mono_end);
}

}  // namespace twofold::ui::inline frame
