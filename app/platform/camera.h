// A camera of the desktop, by Video4Linux: its pictures as they come.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "app/io/result.h"

namespace twofold::platform {

/// A camera's picture: three bytes a pixel, red, green, blue.
struct CameraPicture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;
};

/// The system's calls to a device, as errno has their errors; tests put a device of their own in
/// their place.
struct DeviceCalls {
  int (*open)(const char* path, int flags);
  int (*close)(int device);
  int (*ioctl)(int device, unsigned long request, void* argument);
  void* (*mmap)(std::size_t length, int device, std::int64_t offset);
  void (*munmap)(void* memory, std::size_t length);
};
const DeviceCalls& system_calls();

class Camera {
 public:
  /// Where the first camera of a machine is.
  static std::filesystem::path first_device() { return "/dev/video0"; }

  /// Starts it, at about 640 x 480. Errors: it is not there, is not ours to use, is in use, or
  /// gives pictures in no way that is read here (YUYV).
  static io::Result<std::unique_ptr<Camera>> open(const std::filesystem::path& device,
                                                  const DeviceCalls& calls = system_calls());
  ~Camera();
  Camera(const Camera&) = delete;
  Camera& operator=(const Camera&) = delete;

  /// The newest picture since the last call, without waiting; none if there is none.
  std::optional<CameraPicture> take();

  /// Whether it has been pulled out.
  bool is_gone() const { return is_gone_; }

 private:
  struct Buffer {
    void* memory = nullptr;
    std::size_t length = 0;
  };

  Camera(int device, const DeviceCalls& calls) : device_(device), calls_(calls) {}
  std::optional<io::Error> choose_format();
  std::optional<io::Error> start();
  bool ask(unsigned long request, void* argument) const;

  int device_;
  const DeviceCalls& calls_;
  int width_ = 0;
  int height_ = 0;
  std::size_t row_bytes_ = 0;
  std::vector<Buffer> buffers_;
  bool is_gone_ = false;
};

}  // namespace twofold::platform
