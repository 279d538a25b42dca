# Fails if docs/map.md and the sources disagree:  cmake -DROOT=. -P tests/project/map_test.cmake
#
# In the map a heading that begins with a folder (## `core/fast/` ...) is followed by indented
# lines, one for each file name without its ending: "    cost     what it is for".
cmake_minimum_required(VERSION 3.22)
get_filename_component(ROOT ${ROOT} ABSOLUTE)

# Brackets and semicolons would upset CMake's lists.
file(READ ${ROOT}/docs/map.md map)
string(REGEX REPLACE "[][;]" " " map "${map}")
string(REPLACE "\n" ";" map "${map}")

set(mapped)
set(folder)
foreach(line IN LISTS map)
  if(line MATCHES "^#+ `((core|app)[a-z_/]*)/`")
    set(folder ${CMAKE_MATCH_1})
  elseif(line MATCHES "^#")
    set(folder)
  elseif(folder AND line MATCHES "^    ([A-Za-z0-9_-]+)( |$)")
    list(APPEND mapped ${folder}/${CMAKE_MATCH_1})
  endif()
endforeach()

set(present)
file(GLOB_RECURSE sources RELATIVE ${ROOT} ${ROOT}/core/*.h ${ROOT}/core/*.cpp ${ROOT}/app/*.h
  ${ROOT}/app/*.cpp)
foreach(source IN LISTS sources)
  string(REGEX REPLACE "\\.(h|cpp)$" "" name ${source})
  list(APPEND present ${name})
endforeach()
list(REMOVE_DUPLICATES present)

set(errors)
foreach(name IN LISTS present)
  if(NOT name IN_LIST mapped)
    string(APPEND errors "\n  ${name} is not in docs/map.md: give it a line there")
  endif()
endforeach()
set(seen)
foreach(name IN LISTS mapped)
  if(NOT name IN_LIST present)
    string(APPEND errors "\n  ${name} is in docs/map.md, but there is no such source")
  elseif(name IN_LIST seen)
    string(APPEND errors "\n  ${name} is in docs/map.md twice")
  endif()
  list(APPEND seen ${name})
endforeach()
if(NOT present)
  string(APPEND errors "\n  no sources below ${ROOT}")
endif()
if(errors)
  message(FATAL_ERROR "docs/map.md and the sources disagree:${errors}")
endif()
