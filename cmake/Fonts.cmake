# Finds the font files that the program embeds, so that none is needed at run time.
# twofold_subset_fonts(SOURCE) leaves in them what the tables in SOURCE draw, where size counts;
# twofold_embed_fonts(SOURCE) hands their paths to SOURCE as definitions.
function(twofold_find_font variable file package)
  find_file(${variable} ${file} NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH PATHS
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

set(twofold_fonts TWOFOLD_FONT_TEXT TWOFOLD_FONT_TEXT_STRONG TWOFOLD_FONT_MONO
  TWOFOLD_FONT_MONO_STRONG TWOFOLD_FONT_SYMBOLS TWOFOLD_FONT_SYMBOLS_STRONG
  TWOFOLD_FONT_SYMBOLS_MONO)

# The code points of the table NAME in the text of a source, as pyftsubset wants them.
function(twofold_code_points variable text name)
  if(NOT text MATCHES "ImWchar ${name}\\[\\] = {([^}]*)}")
    message(FATAL_ERROR "There is no table ${name} of code points")
  endif()
  string(REGEX REPLACE "//[^\n]*" "" table "${CMAKE_MATCH_1}")
  string(REGEX MATCHALL "0x[0-9a-f]+, +0x[0-9a-f]+" pairs "${table}")
  list(TRANSFORM pairs REPLACE "0x([0-9a-f]+), +0x([0-9a-f]+)" "\\1-\\2")
  list(JOIN pairs "," pairs)
  set(${variable} ${pairs} PARENT_SCOPE)
endfunction()

# Names Debian's subsets of the fonts instead of the fonts: only what is drawn, without hints and
# without rules of layout, which Dear ImGui does not follow.
function(twofold_subset_fonts source)
  find_program(TWOFOLD_PYFTSUBSET pyftsubset REQUIRED)
  file(READ ${source} text)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
  twofold_code_points(kText "${text}" kText)
  twofold_code_points(kMonoText "${text}" kMonoText)
  twofold_code_points(kSymbols "${text}" kSymbols)
  foreach(font IN LISTS twofold_fonts)
    set(points ${kSymbols})
    if(font MATCHES "FONT_TEXT")
      string(APPEND points ",${kText}")
    elseif(font MATCHES "FONT_MONO")
      string(APPEND points ",${kMonoText}")
    endif()
    get_filename_component(name ${${font}} NAME)
    set(subset ${CMAKE_BINARY_DIR}/fonts/${name})
    add_custom_command(OUTPUT ${subset}
      COMMAND ${TWOFOLD_PYFTSUBSET} ${${font}} --unicodes=${points} --output-file=${subset}
              --layout-features= --no-hinting --drop-tables+=GSUB,GPOS,GDEF,kern,STAT,meta
              --name-IDs=0,1,2 --notdef-outline
      DEPENDS ${${font}} COMMENT "Subsetting ${name}" VERBATIM)
    set(${font} ${subset} PARENT_SCOPE)
  endforeach()
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/fonts)
endfunction()

function(twofold_embed_fonts source)
  foreach(font IN LISTS twofold_fonts)
    set_property(SOURCE ${source} APPEND PROPERTY COMPILE_DEFINITIONS "${font}=\"${${font}}\"")
    set_property(SOURCE ${source} APPEND PROPERTY OBJECT_DEPENDS ${${font}})
  endforeach()
endfunction()
