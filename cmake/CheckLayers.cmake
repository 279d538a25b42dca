# Fails if a source includes what its room must not know:  cmake -DROOT=. -P cmake/CheckLayers.cmake
#
# A room is a folder (one below it that is no room itself belongs to it), a layer a list of rooms in
# their order. A source sees its own room, the rooms of its layer that stand before it, the layers
# that its layer names, and the libraries that its layer names. What is not said here is refused, a
# new folder of a layer too.
cmake_minimum_required(VERSION 3.22)
get_filename_component(ROOT ${ROOT} ABSOLUTE)

set(rooms)

# layer(NAME ROOMS folder... [SEES layer...] [LIBRARIES prefix...])
# A library is a prefix of the paths that its headers are included by.
function(layer name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "ROOMS;SEES;LIBRARIES")
  set(seen)
  foreach(other IN LISTS arg_SEES)
    if(NOT DEFINED rooms_of_${other})
      message(FATAL_ERROR "${name} sees ${other}, which does not stand above it")
    endif()
    list(APPEND seen ${rooms_of_${other}})
  endforeach()
  foreach(room IN LISTS arg_ROOMS)
    list(APPEND seen ${room})
    set(seen_by_${room} "${seen}" PARENT_SCOPE)
    set(libraries_of_${room} "${arg_LIBRARIES}" PARENT_SCOPE)
  endforeach()
  set(rooms_of_${name} "${arg_ROOMS}" PARENT_SCOPE)
  set(rooms ${rooms} ${arg_ROOMS} PARENT_SCOPE)
endfunction()

# Libraries that bring a window, OpenGL, Dear ImGui or a file format have one layer each; numbers
# and words (Eigen, fmt, JSON) do not reach into the world.
layer(core ROOMS core core/chain core/known LIBRARIES Eigen/ sys/)
layer(fast
  ROOMS core/fast/threads core/fast/loops core/fast/tiles core/fast/programs core/fast core/fast/adjoint
  SEES core LIBRARIES hwy/ tbb/ sched.h)
layer(learn ROOMS core/learn SEES core fast LIBRARIES Eigen/)
layer(base ROOMS app/base)
layer(paint ROOMS app/paint SEES core LIBRARIES fmt/)
layer(model
  ROOMS app/model/state app/model/numbers app/model/steps app/model/pictures app/model/cost
        app/model/learning app/model/network app/model/session
  SEES core fast learn base paint
  LIBRARIES fmt/)
layer(io ROOMS app/io SEES core fast learn base paint model
  LIBRARIES fmt/ nlohmann/ stb_image libheif/ webp/ jpeglib.h jerror.h gif_lib.h cgif.h
            zlib.h fcntl.h poll.h sched.h seccomp.h signal.h unistd.h sys/)
layer(ui
  ROOMS app/ui/frame app/ui/draw app/ui/controls app/ui/cost app/ui/learning app/ui/lanes app/ui/one_value
        app/ui/large app/ui/browser app/ui/window
  SEES core fast learn base paint model io
  LIBRARIES fmt/ imgui)
layer(raster ROOMS app/raster SEES paint ui LIBRARIES imgui)
layer(gpu ROOMS app/gpu SEES paint ui LIBRARIES imgui glad/ GLES3/)
layer(platform ROOMS app/platform SEES base paint io ui gpu
  LIBRARIES fmt/ imgui backends/imgui GLFW/ linux/ sys/ fcntl.h unistd.h)
layer(cli ROOMS app/cli SEES core fast learn base paint model io
  LIBRARIES fmt/ nlohmann/ CLI/ link.h)
layer(desk ROOMS app/desk SEES core fast learn base paint model io ui raster gpu platform cli
  LIBRARIES fmt/ nlohmann/ CLI/ imgui signal.h unistd.h)
layer(page ROOMS app/page
  SEES core base paint model io ui gpu platform desk
  LIBRARIES fmt/ nlohmann/ imgui stb_image emscripten malloc.h unistd.h sys/)
layer(main ROOMS app SEES base cli desk)

set(errors)

# The room that a folder of the sources belongs to; empty where it has none.
function(room_of folder result)
  get_filename_component(parent "${folder}" DIRECTORY)
  if(folder IN_LIST rooms)
    set(${result} ${folder} PARENT_SCOPE)
  elseif(parent MATCHES "/" AND parent IN_LIST rooms)
    set(${result} ${parent} PARENT_SCOPE)
  else()
    set(${result} "" PARENT_SCOPE)
  endif()
endfunction()

# What a source of `room` must not include, or nothing; `include` is the line of it.
function(refused_of room include result)
  set(${result} "" PARENT_SCOPE)
  if(NOT include MATCHES "include[ \t]*([<\"])([^>\"]+)[>\"]")
    return()
  endif()
  set(mark ${CMAKE_MATCH_1})
  set(path ${CMAKE_MATCH_2})
  if(path MATCHES "^(core|app)/")
    get_filename_component(folder ${path} DIRECTORY)
    room_of(${folder} other)
    if(NOT other OR NOT other IN_LIST seen_by_${room})
      set(${result} ${folder} PARENT_SCOPE)
    endif()
    return()
  endif()
  # The standard library has neither folders nor endings; headers that the build makes are in "".
  if(NOT path MATCHES "[/.]" OR (mark STREQUAL "\"" AND NOT path MATCHES "imgui"))
    return()
  endif()
  foreach(prefix IN LISTS libraries_of_${room})
    string(FIND "${path}" "${prefix}" at)
    if(at EQUAL 0)
      return()
    endif()
  endforeach()
  set(${result} ${path} PARENT_SCOPE)
endfunction()

foreach(top core app)
  file(GLOB_RECURSE sources RELATIVE ${ROOT} ${ROOT}/${top}/*.h ${ROOT}/${top}/*.cpp)
  foreach(source IN LISTS sources)
    get_filename_component(folder ${source} DIRECTORY)
    room_of(${folder} room)
    if(NOT room)
      list(APPEND errors "${source}: ${folder} has no place in cmake/CheckLayers.cmake")
      continue()
    endif()
    file(STRINGS ${ROOT}/${source} includes REGEX "^[ \t]*#[ \t]*include")
    foreach(include IN LISTS includes)
      refused_of(${room} "${include}" refused)
      if(refused)
        list(APPEND errors "${source}: ${include}\n  (${room} must not know ${refused})")
      endif()
    endforeach()
  endforeach()
endforeach()

if(errors)
  list(JOIN errors "\n" text)
  message(FATAL_ERROR "Includes that go against the arrows (docs/map.md):\n${text}")
endif()
