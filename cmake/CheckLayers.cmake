# Fails if a source includes what its layer must not know:  cmake -DROOT=. -P cmake/CheckLayers.cmake
#
#   core  <-  app/model, app/paint, app/io  <-  app/ui, app/raster  <-  app/gpu, app/platform, app/cli
cmake_minimum_required(VERSION 3.22)

# What begins an include's path: a folder of the project or a library's header.
set(window_libraries "GLFW/" "glad/")
set(imgui "imgui" "backends/imgui")
set(image_libraries "stb" "libexif/")

set(errors)

# forbid(FOLDER prefix...): no source below FOLDER includes a path that begins with a prefix.
function(forbid folder)
  file(GLOB_RECURSE sources ${ROOT}/${folder}/*.h ${ROOT}/${folder}/*.cpp)
  foreach(source IN LISTS sources)
    file(STRINGS ${source} includes REGEX "^[ \t]*#[ \t]*include")
    foreach(include IN LISTS includes)
      foreach(prefix IN LISTS ARGN)
        if(include MATCHES "include[ \t]*[<\"]${prefix}")
          file(RELATIVE_PATH name ${ROOT} ${source})
          list(APPEND errors "${name}: ${include}\n  (${folder} must not know ${prefix})")
        endif()
      endforeach()
    endforeach()
  endforeach()
  set(errors "${errors}" PARENT_SCOPE)
endfunction()

forbid(core app/ ${imgui} ${window_libraries} ${image_libraries})
foreach(folder model paint io)
  forbid(app/${folder} ${imgui} ${window_libraries}
    app/ui/ app/raster/ app/gpu/ app/platform/ app/cli/)
endforeach()
forbid(app/model ${image_libraries})
forbid(app/paint ${image_libraries})
foreach(folder ui raster)
  forbid(app/${folder} ${window_libraries} app/gpu/ app/platform/ app/cli/)
endforeach()
forbid(app/ui app/raster/)

if(errors)
  list(JOIN errors "\n" text)
  message(FATAL_ERROR "Includes that go against the arrows (docs/map.md):\n${text}")
endif()
