# Dear ImGui as Debian packages it, a static library: target PkgConfig::imgui.
# It needs Freetype behind it on the link line; CMake keeps that order only when Freetype is part of
# the imported target's own interface.
pkg_check_modules(imgui REQUIRED IMPORTED_TARGET imgui>=1.86)
find_package(Freetype REQUIRED)
set_property(TARGET PkgConfig::imgui APPEND PROPERTY INTERFACE_LINK_LIBRARIES Freetype::Freetype)
