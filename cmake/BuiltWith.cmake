# What the program is built with, and which version of it: for `twofold --version --verbose`.
# The lists are read when all of a folder's libraries have been found.

# Sets VARIABLE to what the first line of a header calls its version ("... - v2.27 - ...").
function(twofold_header_version variable folder header)
  set(version unknown)
  if(EXISTS ${folder}/${header})
    file(STRINGS ${folder}/${header} lines LIMIT_COUNT 1 REGEX "v[0-9]+\\.[0-9]+")
    string(REGEX MATCH "[0-9]+\\.[0-9]+" version "${lines}")
  endif()
  set(${variable} ${version} PARENT_SCOPE)
endfunction()

# Writes app/cli/built_with.h: one row a library that was found.
function(twofold_write_built_with file)
  # Found in core's folders, whose variables end there.
  find_package(Eigen3 3.3 QUIET NO_MODULE)
  if(TWOFOLD_THREADS)
    find_package(TBB QUIET)
  endif()
  set(built_with "")
  foreach(pair IN ITEMS "CLI11=${CLI11_VERSION}" "Dear ImGui=${imgui_VERSION}" "Eigen=${Eigen3_VERSION}"
      "fmt=${fmt_VERSION}" "FreeType=${FREETYPE_VERSION_STRING}" "giflib=${GIF_VERSION}"
      "GLFW=${glfw3_VERSION}" "Highway=${hwy_VERSION}" "libcgif=${cgif_VERSION}"
      "libheif=${heif_VERSION}" "libjpeg-turbo=${jpeg_VERSION}" "libseccomp=${seccomp_VERSION}"
      "libwebp=${webp_libwebp_VERSION}"
      "nlohmann json=${nlohmann_json_VERSION}" "stb_image=${stb_image_version}"
      "stb_image_write=${stb_image_write_version}" "TBB=${TBB_VERSION}" "zlib=${zlib_VERSION}")
    string(REGEX MATCH "^(.*)=(.+)$" has_version "${pair}")
    if(has_version)
      string(APPEND built_with "    {\"${CMAKE_MATCH_1}\", \"${CMAKE_MATCH_2}\"},\n")
    endif()
  endforeach()
  configure_file(${PROJECT_SOURCE_DIR}/app/cli/built_with.h.in ${file} @ONLY)
endfunction()
