// The functions of OpenGL, of the desktop (3.3 core) or of a page (ES 3.0, WebGL 2): what both have
// is all that is used. The one place that knows their headers.
#pragma once

#ifdef __EMSCRIPTEN__
#include <GLES3/gl3.h>
#else
#include <glad/gl.h>
#endif

namespace twofold::gpu {

#ifdef __EMSCRIPTEN__
inline constexpr const char* kShaderHeader = "#version 300 es\nprecision highp float;\n";
#else
inline constexpr const char* kShaderHeader = "#version 330 core\n";

using FindFunction = void (*(*)(const char* name))();
/// Looks up all functions in the current context; whether it has them.
inline bool load_functions(FindFunction find) { return gladLoadGL(find) != 0; }
#endif

}  // namespace twofold::gpu
