# What `cmake --install` puts where: the program and its assets (component "program"), and core as a
# CMake package, so that find_package(Twofold) gives Twofold::core and Twofold::fast (component
# "core").
include(CMakePackageConfigHelpers)

# Headers keep their root-relative names: #include "core/separable.h".
set(header_folder ${CMAKE_INSTALL_INCLUDEDIR}/twofold)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/Twofold)

target_include_directories(twofold_core INTERFACE $<INSTALL_INTERFACE:${header_folder}>)
install(TARGETS twofold_core EXPORT TwofoldTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT core)
foreach(room IN ITEMS core core/chain core/known)
  file(GLOB headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${room}/*.h)
  install(FILES ${headers} DESTINATION ${header_folder}/${room} COMPONENT core)
endforeach()
install(EXPORT TwofoldTargets NAMESPACE Twofold:: FILE TwofoldCore.cmake
  DESTINATION ${package_folder} COMPONENT core)

# Plans, for programs whose machine has Highway and TBB.
target_include_directories(twofold_fast INTERFACE $<INSTALL_INTERFACE:${header_folder}>)
install(TARGETS twofold_fast EXPORT TwofoldFastTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT core)
foreach(header IN ITEMS plan separable chain_plan loops/target)
  get_filename_component(folder core/fast/${header} DIRECTORY)
  install(FILES ${PROJECT_SOURCE_DIR}/core/fast/${header}.h
    DESTINATION ${header_folder}/${folder} COMPONENT core)
endforeach()
install(EXPORT TwofoldFastTargets NAMESPACE Twofold:: FILE TwofoldFast.cmake
  DESTINATION ${package_folder} COMPONENT core)

configure_file(${PROJECT_SOURCE_DIR}/cmake/TwofoldConfig.cmake.in
  ${PROJECT_BINARY_DIR}/TwofoldConfig.cmake @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/TwofoldConfig.cmake
  DESTINATION ${package_folder} COMPONENT core)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/TwofoldConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/TwofoldConfigVersion.cmake
  DESTINATION ${package_folder} COMPONENT core)

if(TARGET twofold)
  install(TARGETS twofold RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/assets/
    DESTINATION ${CMAKE_INSTALL_DATADIR}/twofold COMPONENT program)
endif()
