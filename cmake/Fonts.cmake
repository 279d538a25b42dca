# Finds the font files that the program embeds, so that none is needed at run time.
# twofold_embed_fonts(SOURCE) hands their paths to SOURCE as definitions.
function(twofold_find_font variable file package)
  find_file(${variable} ${file} NO_DEFAULT_PATH PATHS
    /usr/share/fonts/opentype/inter
    /usr/share/fonts/truetype/jetbrains-mono
    /usr/share/fonts/truetype/dejavu)
  mark_as_advanced(${variable})
  if(NOT ${variable})
    message(FATAL_ERROR "The font ${file} was not found: install the Debian package ${package}, "
      "or give its path with -D${variable}=FILE")
  endif()
endfunction()

twofold_find_font(TWOFOLD_FONT_TEXT Inter-Regular.otf fonts-inter)
twofold_find_font(TWOFOLD_FONT_TEXT_STRONG Inter-SemiBold.otf fonts-inter)
twofold_find_font(TWOFOLD_FONT_MONO JetBrainsMono-Regular.ttf fonts-jetbrains-mono)
twofold_find_font(TWOFOLD_FONT_MONO_STRONG JetBrainsMono-SemiBold.ttf fonts-jetbrains-mono)
twofold_find_font(TWOFOLD_FONT_SYMBOLS DejaVuSans.ttf fonts-dejavu-core)
twofold_find_font(TWOFOLD_FONT_SYMBOLS_STRONG DejaVuSans-Bold.ttf fonts-dejavu-core)
twofold_find_font(TWOFOLD_FONT_SYMBOLS_MONO DejaVuSansMono.ttf fonts-dejavu-core)

function(twofold_embed_fonts source)
  set(fonts TWOFOLD_FONT_TEXT TWOFOLD_FONT_TEXT_STRONG TWOFOLD_FONT_MONO TWOFOLD_FONT_MONO_STRONG
    TWOFOLD_FONT_SYMBOLS TWOFOLD_FONT_SYMBOLS_STRONG TWOFOLD_FONT_SYMBOLS_MONO)
  foreach(font IN LISTS fonts)
    set_property(SOURCE ${source} APPEND PROPERTY COMPILE_DEFINITIONS "${font}=\"${${font}}\"")
    set_property(SOURCE ${source} APPEND PROPERTY OBJECT_DEPENDS ${${font}})
  endforeach()
endfunction()
