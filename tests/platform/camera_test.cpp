// A camera, with a stand-in for its device.
#include "app/platform/camera.h"

#include <linux/videodev2.h>

#include <array>
#include <cerrno>
#include <string>

#include "tests/support/catch.h"

namespace twofold::platform {
namespace {

/// A device of 4 x 2 pixels whose rows have two bytes to spare.
struct FakeDevice {
  static constexpr std::uint32_t kWidth = 4, kHeight = 2, kRow = 10;

  int open_error = 0;
  std::uint32_t format = V4L2_PIX_FMT_YUYV;
  bool is_streaming = false;
  bool is_open = false;
  bool is_gone = false;
  int mapped = 0;
  std::array<std::array<std::uint8_t, kRow * kHeight>, 3> memory{};
  std::array<bool, 3> queued{};
  int filled = -1;  ///< the buffer that has a picture
};
FakeDevice device;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

int fail(int code) {
  errno = code;
  return -1;
}

int fake_ioctl(int /*fd*/, unsigned long request, void* argument) {
  if (device.is_gone) return fail(ENODEV);
  auto* buffer = static_cast<v4l2_buffer*>(argument);
  switch (request) {
    case VIDIOC_S_FMT: {
      v4l2_pix_format& pix = static_cast<v4l2_format*>(argument)->fmt.pix;
      pix.width = FakeDevice::kWidth;
      pix.height = FakeDevice::kHeight;
      pix.bytesperline = FakeDevice::kRow;
      pix.pixelformat = device.format;
      return 0;
    }
    case VIDIOC_REQBUFS: return 0;
    case VIDIOC_QUERYBUF:
      buffer->length = static_cast<std::uint32_t>(device.memory[0].size());
      buffer->m.offset = buffer->index;
      return 0;
    case VIDIOC_QBUF: device.queued[buffer->index] = true; return 0;
    case VIDIOC_DQBUF:
      if (device.filled < 0) return fail(EAGAIN);
      buffer->index = static_cast<std::uint32_t>(device.filled);
      buffer->bytesused = static_cast<std::uint32_t>(device.memory[0].size());
      device.queued[buffer->index] = false;
      device.filled = -1;
      return 0;
    case VIDIOC_STREAMON: device.is_streaming = true; return 0;
    case VIDIOC_STREAMOFF: device.is_streaming = false; return 0;
    default: return fail(EINVAL);
  }
}

constexpr DeviceCalls kFake{[](const char*, int) {
                              if (device.open_error != 0) return fail(device.open_error);
                              device.is_open = true;
                              return 7;
                            },
                            [](int) {
                              device.is_open = false;
                              return 0;
                            },
                            fake_ioctl,
                            [](std::size_t, int, std::int64_t offset) -> void* {
                              ++device.mapped;
                              return device.memory[static_cast<std::size_t>(offset)].data();
                            },
                            [](void*, std::size_t) { --device.mapped; }};

std::string why_not() {
  const auto camera = Camera::open("/dev/video0", kFake);
  return camera ? "" : camera.error().sentence;
}

}  // namespace

TEST_CASE("a camera's pictures are taken as they come, and its buffers given back") {
  device = {};
  {
    auto camera = Camera::open("/dev/video0", kFake);
    REQUIRE(camera);
    CHECK(device.is_streaming);
    CHECK_FALSE(camera.value()->take());
    // White, black, and two pixels of a saturated red (81, 90, 240 in BT.601).
    device.memory[1] = {235, 128, 16, 128, 81, 90, 81, 240};
    device.filled = 1;
    const auto picture = camera.value()->take();
    REQUIRE(picture);
    CHECK(picture->width == 4);
    CHECK(picture->height == 2);
    const std::uint8_t* p = picture->pixels.data();
    CHECK((p[0] == 255 && p[1] == 255 && p[2] == 255));
    CHECK((p[3] == 0 && p[4] == 0 && p[5] == 0));
    CHECK((p[6] > 250 && p[7] < 4 && p[8] < 4));
    CHECK(device.queued[1]);
    CHECK_FALSE(camera.value()->take());
    CHECK_FALSE(camera.value()->is_gone());
    device.is_gone = true;
    CHECK_FALSE(camera.value()->take());
    CHECK(camera.value()->is_gone());
    device.is_gone = false;
  }
  CHECK_FALSE(device.is_streaming);
  CHECK_FALSE(device.is_open);
  CHECK(device.mapped == 0);
}

TEST_CASE("why there is no camera is said, and what to do") {
  for (const auto& [code, words] : {std::pair{ENOENT, "plug one in"},
                                    {EACCES, "join the group video"},
                                    {EBUSY, "used by another program"},
                                    {EIO, "cannot be started"}}) {
    device = {};
    device.open_error = code;
    CHECK(why_not().find(words) != std::string::npos);
  }
  device = {};
  device.format = V4L2_PIX_FMT_MJPEG;
  CHECK(why_not().find("YUYV") != std::string::npos);
  CHECK_FALSE(device.is_open);
}

}  // namespace twofold::platform
