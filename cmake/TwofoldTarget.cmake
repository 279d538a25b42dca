# What every target of the project shares: warnings, hardening, sanitizers, root-relative includes.

# Makes a fault in memory end the program instead of serving whoever sent the picture: code at no
# fixed address (PIE), tables of functions that are only read once the program runs (full RELRO),
# checked returns (stack protector) and checked copies (FORTIFY). `project/hardening` looks for all of
# it in the program. A sanitizer watches over more, and FORTIFY gets in its way.
function(twofold_harden target)
  if(TWOFOLD_SANITIZE OR NOT CMAKE_SYSTEM_NAME STREQUAL "Linux")
    return()
  endif()
  # What is meant for shared libraries too is position independent already.
  get_target_property(is_position_independent ${target} POSITION_INDEPENDENT_CODE)
  if(NOT is_position_independent)
    target_compile_options(${target} PRIVATE -fPIE)
  endif()
  target_compile_options(${target} PRIVATE -fstack-protector-strong -fstack-clash-protection
    $<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:-U_FORTIFY_SOURCE$<SEMICOLON>-D_FORTIFY_SOURCE=3>)
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "EXECUTABLE")
    target_link_options(${target} PRIVATE -pie LINKER:-z,relro,-z,now,-z,noexecstack)
  endif()
endfunction()

# Applies the project's compile options to TARGET.
function(twofold_target_options target)
  twofold_harden(${target})
  target_include_directories(${target} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
    -Woverloaded-virtual -Wimplicit-fallthrough)
  # Guesses of GCC's optimiser that are wrong about std::variant and std::string; clang, its
  # sanitizers and clang-tidy watch over what these mean to find.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized -Wno-restrict)
  endif()
  if(TWOFOLD_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(TWOFOLD_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${TWOFOLD_SANITIZE}
      -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${target} PUBLIC -fsanitize=${TWOFOLD_SANITIZE})
  endif()
endfunction()
