#include "app/platform/camera.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>

namespace twofold::platform {
namespace {

constexpr std::uint32_t kWidth = 640;
constexpr std::uint32_t kHeight = 480;
constexpr std::uint32_t kBuffers = 3;

io::Error cannot_open(const std::filesystem::path& device, int code) {
  switch (code) {
    case ENOENT:
    case ENODEV:
    case ENXIO: return {fmt::format("there is no camera at {}; plug one in", device.string())};
    case EACCES:
    case EPERM:
      return {fmt::format("{} may not be used by you; join the group video", device.string())};
    case EBUSY: return {fmt::format("{} is used by another program; close that", device.string())};
    default:
      return {fmt::format("the camera at {} cannot be started (error {}); try another one",
                          device.string(), code)};
  }
}

std::uint8_t byte_of(float value) {
  return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0f, 255.0f)));
}

/// One pixel of ITU-R BT.601, in the studio's range, as cameras give it.
void put_pixel(int y, int u, int v, std::uint8_t* to) {
  const float light = 1.164f * static_cast<float>(y - 16);
  const auto blue = static_cast<float>(u - 128);
  const auto red = static_cast<float>(v - 128);
  to[0] = byte_of(light + 1.596f * red);
  to[1] = byte_of(light - 0.392f * blue - 0.813f * red);
  to[2] = byte_of(light + 2.017f * blue);
}

v4l2_buffer buffer_number(std::uint32_t index) {
  v4l2_buffer buffer{};
  buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  buffer.memory = V4L2_MEMORY_MMAP;
  buffer.index = index;
  return buffer;
}

}  // namespace

const DeviceCalls& system_calls() {
  static constexpr DeviceCalls kCalls{
      [](const char* path, int flags) { return ::open(path, flags); },
      [](int device) { return ::close(device); },
      [](int device, unsigned long request, void* argument) {
        return ::ioctl(device, request, argument);
      },
      [](std::size_t length, int device, std::int64_t offset) {
        void* memory = ::mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_SHARED, device, offset);
        return memory == MAP_FAILED ? nullptr : memory;
      },
      [](void* memory, std::size_t length) { ::munmap(memory, length); }};
  return kCalls;
}

io::Result<std::unique_ptr<Camera>> Camera::open(const std::filesystem::path& device,
                                                 const DeviceCalls& calls) {
  const int fd = calls.open(device.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0) return cannot_open(device, errno);
  std::unique_ptr<Camera> camera(new Camera(fd, calls));
  if (const auto problem = camera->choose_format()) return *problem;
  if (camera->start()) return cannot_open(device, errno);
  return camera;
}

Camera::~Camera() {
  int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  ask(VIDIOC_STREAMOFF, &type);
  for (const Buffer& buffer : buffers_) calls_.munmap(buffer.memory, buffer.length);
  calls_.close(device_);
}

bool Camera::ask(unsigned long request, void* argument) const {
  int answer = 0;
  do {
    answer = calls_.ioctl(device_, request, argument);
  } while (answer != 0 && errno == EINTR);
  return answer == 0;
}

std::optional<io::Error> Camera::choose_format() {
  v4l2_format format{};
  format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  format.fmt.pix.width = kWidth;
  format.fmt.pix.height = kHeight;
  format.fmt.pix.pixelformat = V4L2_PIX_FMT_YUYV;
  format.fmt.pix.field = V4L2_FIELD_NONE;
  // The device answers with what it can do instead.
  const bool is_set = ask(VIDIOC_S_FMT, &format);
  const v4l2_pix_format& pix = format.fmt.pix;
  if (!is_set || pix.pixelformat != V4L2_PIX_FMT_YUYV || pix.width < 2 || pix.height < 1)
    return io::Error{"this camera gives no plain pictures (YUYV); try another one"};
  width_ = static_cast<int>(pix.width) / 2 * 2;
  height_ = static_cast<int>(pix.height);
  row_bytes_ = std::max<std::size_t>(pix.bytesperline, 2 * static_cast<std::size_t>(width_));
  return std::nullopt;
}

/// An error where it does not start; errno says why.
std::optional<io::Error> Camera::start() {
  v4l2_requestbuffers wanted{};
  wanted.count = kBuffers;
  wanted.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  wanted.memory = V4L2_MEMORY_MMAP;
  const io::Error failed{"it does not start"};
  if (!ask(VIDIOC_REQBUFS, &wanted)) return failed;
  for (std::uint32_t i = 0; i < wanted.count; ++i) {
    v4l2_buffer buffer = buffer_number(i);
    if (!ask(VIDIOC_QUERYBUF, &buffer)) return failed;
    void* memory = calls_.mmap(buffer.length, device_, buffer.m.offset);
    if (memory == nullptr) return failed;
    buffers_.push_back({memory, buffer.length});
    if (!ask(VIDIOC_QBUF, &buffer)) return failed;
  }
  int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  if (!ask(VIDIOC_STREAMON, &type)) return failed;
  return std::nullopt;
}

std::optional<CameraPicture> Camera::take() {
  std::optional<CameraPicture> newest;
  for (v4l2_buffer buffer = buffer_number(0); ask(VIDIOC_DQBUF, &buffer);
       buffer = buffer_number(0)) {
    const bool is_whole = buffer.index < buffers_.size() &&
                          buffer.bytesused >= row_bytes_ * static_cast<std::size_t>(height_) &&
                          (buffer.flags & V4L2_BUF_FLAG_ERROR) == 0;
    if (is_whole) {
      newest = CameraPicture{width_, height_, {}};
      newest->pixels.resize(3 * static_cast<std::size_t>(width_) *
                            static_cast<std::size_t>(height_));
      std::uint8_t* to = newest->pixels.data();
      for (int row = 0; row < height_; ++row) {
        const auto* from = static_cast<const std::uint8_t*>(buffers_[buffer.index].memory) +
                           row_bytes_ * static_cast<std::size_t>(row);
        for (int x = 0; x < width_; x += 2, from += 4, to += 6) {
          put_pixel(from[0], from[1], from[3], to);
          put_pixel(from[2], from[1], from[3], to + 3);
        }
      }
    }
    ask(VIDIOC_QBUF, &buffer);
  }
  if (errno == ENODEV) is_gone_ = true;
  return newest;
}

}  // namespace twofold::platform
