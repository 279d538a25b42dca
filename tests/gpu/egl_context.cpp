#include "tests/gpu/egl_context.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>

#include <cstring>
#include <vector>

#include "app/gpu/gl.h"

namespace twofold::tests {

std::unique_ptr<EglContext> EglContext::make(int width, int height) {
  const EGLDisplay display =
      eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
  if (display == EGL_NO_DISPLAY || eglInitialize(display, nullptr, nullptr) == EGL_FALSE) {
    return nullptr;
  }
  eglBindAPI(EGL_OPENGL_API);
  const EGLint attributes[] = {EGL_CONTEXT_MAJOR_VERSION,
                               3,
                               EGL_CONTEXT_MINOR_VERSION,
                               3,
                               EGL_CONTEXT_OPENGL_PROFILE_MASK,
                               EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                               EGL_NONE};
  const EGLContext context =
      eglCreateContext(display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, attributes);
  if (context == EGL_NO_CONTEXT) {
    eglTerminate(display);
    return nullptr;
  }
  eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context);
  std::unique_ptr<EglContext> made(new EglContext);
  made->display_ = display;
  made->context_ = context;
  made->width_ = width;
  made->height_ = height;
  if (!gpu::load_functions(eglGetProcAddress)) return nullptr;

  glGenTextures(1, &made->colour_);
  glBindTexture(GL_TEXTURE_2D, made->colour_);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glGenFramebuffers(1, &made->framebuffer_);
  glBindFramebuffer(GL_FRAMEBUFFER, made->framebuffer_);
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, made->colour_, 0);
  glViewport(0, 0, width, height);
  return made;
}

EglContext::~EglContext() {
  if (framebuffer_ != 0) glDeleteFramebuffers(1, &framebuffer_);
  if (colour_ != 0) glDeleteTextures(1, &colour_);
  eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglDestroyContext(display_, context_);
  eglTerminate(display_);
}

paint::Rgba8 EglContext::read() const {
  paint::Rgba8 upside_down(width_, height_);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, upside_down.pixels.data());
  paint::Rgba8 picture(width_, height_);
  const std::size_t row = 4 * static_cast<std::size_t>(width_);
  for (int y = 0; y < height_; ++y) {
    std::memcpy(picture.at(0, y), upside_down.at(0, height_ - 1 - y), row);
  }
  return picture;
}

}  // namespace twofold::tests
