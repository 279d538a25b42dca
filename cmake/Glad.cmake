# OpenGL 3.3 core loader, generated at build time by Debian's python3-glad: target twofold_glad.
# --reproducible keeps the generator off the network. Its absolute path matters: another python3
# earlier on PATH would lack the module.
find_program(GLAD_EXECUTABLE glad PATHS /usr/bin NO_DEFAULT_PATH)
if(NOT GLAD_EXECUTABLE)
  message(FATAL_ERROR "The OpenGL loader generator `glad` was not found: "
    "install the Debian package python3-glad, or configure with -DTWOFOLD_BUILD_APP=OFF")
endif()

set(glad_dir ${CMAKE_BINARY_DIR}/glad)
add_custom_command(
  OUTPUT ${glad_dir}/src/gl.c ${glad_dir}/include/glad/gl.h ${glad_dir}/include/KHR/khrplatform.h
  COMMAND ${CMAKE_COMMAND} -E env --unset=PYTHONPATH --unset=PYTHONHOME
          ${GLAD_EXECUTABLE} --api gl:core=3.3 --extensions "" --reproducible --quiet
          --out-path ${glad_dir} c
  COMMENT "Generating the OpenGL loader" VERBATIM)
add_library(twofold_glad STATIC ${glad_dir}/src/gl.c)
target_include_directories(twofold_glad SYSTEM PUBLIC ${glad_dir}/include)
target_link_libraries(twofold_glad PRIVATE ${CMAKE_DL_LIBS})
twofold_harden(twofold_glad)
