// OpenGL 3.3 without a display: EGL's surfaceless platform and a framebuffer of our own.
#pragma once

#include <memory>

#include "app/paint/rgba8.h"

namespace twofold::tests {

class EglContext {
 public:
  /// A current context that draws into a picture of the given size; null where there is no EGL.
  static std::unique_ptr<EglContext> make(int width, int height);
  ~EglContext();
  EglContext(const EglContext&) = delete;
  EglContext& operator=(const EglContext&) = delete;

  /// What was drawn, top row first.
  paint::Rgba8 read() const;

 private:
  EglContext() = default;
  void* display_ = nullptr;
  void* context_ = nullptr;
  unsigned framebuffer_ = 0;
  unsigned colour_ = 0;
  int width_ = 0;
  int height_ = 0;
};

}  // namespace twofold::tests
