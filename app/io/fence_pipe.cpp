#include "app/io/fence_pipe.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>

namespace twofold::io {

void FenceWriter::put(const void* bytes, std::size_t count) {
  const char* from = static_cast<const char*>(bytes);
  while (count > 0) {
    const ssize_t written = ::write(pipe_, from, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    from += written;
    count -= static_cast<std::size_t>(written);
  }
}

bool FenceReader::wait() {
  pollfd asked{pipe_, POLLIN, 0};
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until_ - Clock::now());
    took_too_long_ = left.count() <= 0;
    if (took_too_long_) return false;
    const int ready = ::poll(&asked, 1, static_cast<int>(left.count()));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

bool FenceReader::get(void* bytes, std::size_t count) {
  char* to = static_cast<char*>(bytes);
  while (count > 0) {
    if (!wait()) return false;
    const ssize_t got = ::read(pipe_, to, count);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    to += got;
    count -= static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace twofold::io
