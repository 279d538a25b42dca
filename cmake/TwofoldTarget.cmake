# What every target of the project shares: warnings, hardening, sanitizers, root-relative includes,
# sources that are compiled together, what libFuzzer looks at.
if(CMAKE_UNITY_BUILD)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
endif()

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

# Compiles sources of TARGET together, if CMAKE_UNITY_BUILD asks for it: less time for all of
# them, more for a change of one. What has options of its own is left alone by CMake.
function(twofold_build_together target)
  get_target_property(sources ${target} SOURCES)
  list(FILTER sources INCLUDE REGEX "\\.cpp$")
  # Highway compiles these once for each instruction set, which takes a file for each.
  list(FILTER sources EXCLUDE REGEX "/kernels[^/]*$")
  set(script ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/together.py)
  execute_process(COMMAND ${Python3_EXECUTABLE} ${script} ${sources}
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} OUTPUT_VARIABLE lines COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX REPLACE "\n$" "" lines "${lines}")
  string(REPLACE ";" "|" lines "${lines}")
  string(REPLACE "\n" ";" lines "${lines}")
  foreach(line IN LISTS lines)
    string(REGEX MATCH "^(.*)[|](.*)$" line "${line}")
    set_source_files_properties(${CMAKE_MATCH_2} PROPERTIES UNITY_GROUP ${CMAKE_MATCH_1})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
endfunction()

# libFuzzer comes with clang, and shares the build of the address sanitizer.
set(TWOFOLD_HAS_LIBFUZZER OFF)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND "${TWOFOLD_SANITIZE}" MATCHES "address")
  set(TWOFOLD_HAS_LIBFUZZER ON)
endif()

# Has TARGET count the ways that its code goes, where libFuzzer is there to look at them (tests/fuzz).
# Other programs may be made of it as before. For what reads outside input only: loops over numbers
# would take longer in every test and say nothing about a reader.
function(twofold_count_ways target)
  if(TWOFOLD_HAS_LIBFUZZER)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()

# Applies the project's compile options to TARGET.
function(twofold_target_options target)
  twofold_harden(${target})
  if(CMAKE_UNITY_BUILD)
    twofold_build_together(${target})
  endif()
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
