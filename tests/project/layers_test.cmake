# The law of the layers (cmake/CheckLayers.cmake): every arrow that is planted the wrong way is
# refused, and those of the map are not.   cmake -DROOT=. -DWORK=folder -P layers_test.cmake
cmake_minimum_required(VERSION 3.22)

# Plants one source with one include in an otherwise empty tree, and asks the law.
function(plant folder include result)
  file(REMOVE_RECURSE ${WORK})
  file(WRITE ${WORK}/${folder}/planted.cpp "#include ${include}\n")
  execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${WORK} -P ${ROOT}/cmake/CheckLayers.cmake
    RESULT_VARIABLE status OUTPUT_QUIET ERROR_VARIABLE words)
  set(${result} ${status} PARENT_SCOPE)
  set(words "${words}" PARENT_SCOPE)
endfunction()

set(failures)

# One "folder include" a line.
set(refused
  [[app/paint "app/io/npy.h"]]
  [[app/paint "app/model/state/document.h"]]
  [[app/model/state "app/io/npy.h"]]
  [[app/model/state "app/model/session/session.h"]]
  [[app/model/numbers "app/model/steps/place.h"]]
  [[app/model/session "app/desk/world_requests.h"]]
  [[app/ui/window "app/desk/world_requests.h"]]
  [[app/ui/frame "app/ui/draw/draw.h"]]
  [[app/ui/lanes "app/ui/window/ui.h"]]
  [[app/cli "app/ui/window/ui.h"]]
  [[app/gpu "app/cli/commands.h"]]
  [[app/io "app/ui/frame/frame.h"]]
  [[app/io/pictures "app/model/elsewhere/document.h"]]
  [[core "core/fast/plan.h"]]
  [[core "core/chain/stage.h"]]
  [[core/chain "core/known/networks.h"]]
  [[core/chain "core/learn/fit.h"]]
  [[core/fast/loops "core/fast/programs/program.h"]]
  [[core/fast/threads "core/fast/loops/kernels.h"]]
  [[core/fast/programs "core/fast/plan.h"]]
  [[core/fast "core/fast/adjoint/adjoint.h"]]
  [[core/fast "core/learn/fit.h"]]
  [[core "app/paint/rgba8.h"]]
  [[core <imgui.h>]]
  [[app/model/state <imgui.h>]]
  [[app/model/state "imgui.h"]]
  [[app/model/state <nlohmann/json.hpp>]]
  [[app/ui/window <GLFW/glfw3.h>]]
  [[app/raster <glad/glad.h>]]
  [[app/model/numbers <tbb/task_arena.h>]]
  [[app/paint <stb_image.h>]]
  [[app/new_folder <vector>]]
  [[core/new_folder <vector>]])
foreach(arrow IN LISTS refused)
  string(REGEX MATCH "^([^ ]+) (.+)$" _ ${arrow})
  plant(${CMAKE_MATCH_1} "${CMAKE_MATCH_2}" status)
  if(status EQUAL 0)
    list(APPEND failures "not refused: ${arrow}")
  elseif(NOT words MATCHES "planted")
    list(APPEND failures "refused without its name: ${arrow}")
  endif()
endforeach()

set(allowed
  [[core <vector>]]
  [[core/known "core/chain/stage.h"]]
  [[core/fast "core/chain/stage.h"]]
  [[core/fast "core/fast/programs/program.h"]]
  [[core/fast/adjoint "core/fast/plan.h"]]
  [[app/model/session "app/model/state/document.h"]]
  [[app/ui/window "app/ui/lanes/lane.h"]]
  [[app/io/pictures "app/io/result.h"]]
  [[app/desk "app/ui/window/ui.h"]])
foreach(arrow IN LISTS allowed)
  string(REGEX MATCH "^([^ ]+) (.+)$" _ ${arrow})
  plant(${CMAKE_MATCH_1} "${CMAKE_MATCH_2}" status)
  if(NOT status EQUAL 0)
    list(APPEND failures "refused: ${arrow}")
  endif()
endforeach()

file(REMOVE_RECURSE ${WORK})
if(failures)
  list(JOIN failures "\n  " text)
  message(FATAL_ERROR "The law of the layers:\n  ${text}")
endif()
