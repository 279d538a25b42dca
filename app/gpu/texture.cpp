#include "app/gpu/texture.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

#include "app/gpu/gl.h"

namespace twofold::gpu {
namespace {

/// Asked for once: the answer waits for the card.
int longest_side() {
  static const GLint longest = [] {
    GLint most = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &most);
    return most;
  }();
  return longest;
}

/// Every n-th pixel of a picture that has more than `most` along a side; none when it has not.
std::optional<paint::Rgba8> thinned(const paint::Rgba8& picture, int most) {
  const int longest = std::max(picture.width, picture.height);
  if (longest <= most) return std::nullopt;
  const int n = (longest + most - 1) / most;
  paint::Rgba8 thin(picture.width / n, picture.height / n);
  for (int y = 0; y < thin.height; ++y) {
    for (int x = 0; x < thin.width; ++x) std::memcpy(thin.at(x, y), picture.at(x * n, y * n), 4);
  }
  return thin;
}

}  // namespace

Texture::Texture(const paint::Rgba8& picture, Magnified magnified) {
  glGenTextures(1, &name_);
  glBindTexture(GL_TEXTURE_2D, name_);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER,
                  magnified == Magnified::nearest ? GL_NEAREST : GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  update(picture);
}

Texture::~Texture() {
  if (name_ != 0) glDeleteTextures(1, &name_);
}

Texture::Texture(Texture&& other) noexcept
    : name_(std::exchange(other.name_, 0)), width_(other.width_), height_(other.height_) {}

Texture& Texture::operator=(Texture&& other) noexcept {
  std::swap(name_, other.name_);
  std::swap(width_, other.width_);
  std::swap(height_, other.height_);
  return *this;
}

void Texture::update(const paint::Rgba8& picture) {
  const std::optional<paint::Rgba8> thin = thinned(picture, longest_side());
  const paint::Rgba8& pixels = thin ? *thin : picture;
  glBindTexture(GL_TEXTURE_2D, name_);
  if (pixels.width == width_ && pixels.height == height_) {
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE,
                    pixels.pixels.data());
    return;
  }
  width_ = pixels.width;
  height_ = pixels.height;
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width_, height_, 0, GL_RGBA, GL_UNSIGNED_BYTE,
               pixels.pixels.data());
}

ImTextureID Texture::id() const {
  // Dear ImGui carries the number of a GL texture in a pointer.
  // NOLINTNEXTLINE(performance-no-int-to-ptr)
  return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(name_));
}

}  // namespace twofold::gpu
