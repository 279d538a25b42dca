# What every target of the project shares: warnings, sanitizers, root-relative includes.

# Applies the project's compile options to TARGET.
function(twofold_target_options target)
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
