#include "app/io/text_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>

#include "app/io/leftovers.h"

namespace twofold::io {
namespace {

namespace fs = std::filesystem;

/// An open file that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return fd_; }
  bool open() const { return fd_ >= 0; }
  /// False if the system only now reports that the bytes did not fit.
  bool close() {
    const int fd = std::exchange(fd_, -1);
    return fd < 0 || ::close(fd) == 0;
  }

 private:
  int fd_;
};

Error unreadable(const fs::path& path, int code) {
  switch (code) {
    case ENOENT:
    case ENOTDIR: return {fmt::format("{}: there is no such file", path.string())};
    case EACCES:
    case EPERM: return {fmt::format("{}: no permission to read it", path.string())};
    case EISDIR: return {fmt::format("{}: this is a folder, not a file", path.string())};
    case ENAMETOOLONG: return {fmt::format("{}: the name is too long", path.string())};
    case ENXIO: return {fmt::format("{}: this is a socket, not a file", path.string())};
    default:
      return {fmt::format("{}: cannot be read ({})", path.string(), std::strerror(code)), false};
  }
}

Error unwritable(const fs::path& path, int code) {
  switch (code) {
    case ENOENT:
    case ENOTDIR:
      return {fmt::format("{}: the folder to write into does not exist", path.string())};
    case EACCES:
    case EPERM:
    case EROFS: return {fmt::format("{}: no permission to write there", path.string())};
    case ENXIO:
      return {
          fmt::format("{}: nobody reads from this pipe; start its reader first", path.string())};
    case EISDIR:
      return {fmt::format("{}: this is a folder, give the name of a file", path.string())};
    case ENAMETOOLONG: return {fmt::format("{}: the name is too long", path.string())};
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return {fmt::format("{}: no room left to write it; free some or choose another folder",
                          path.string())};
    default:
      return {fmt::format("{}: cannot be written ({})", path.string(), std::strerror(code)), false};
  }
}

/// Writes everything; false with errno set if not all of it could be.
bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// The permissions of the file that is replaced, or those a new file gets.
mode_t mode_for(const fs::path& target) {
  struct stat status {};
  if (::stat(target.c_str(), &status) == 0) return status.st_mode & 07777;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

/// Where a symbolic link leads, so that the link stays and its target is replaced.
fs::path resolved(const fs::path& path) {
  std::error_code none;
  const fs::path target = fs::is_symlink(path, none) ? fs::weakly_canonical(path, none) : path;
  return none ? path : target;
}

/// Waits from now on: a pipe is opened without waiting for its other end, and then used as usual.
void wait_for(const Descriptor& file) {
  const int flags = ::fcntl(file.get(), F_GETFL);
  ::fcntl(file.get(), F_SETFL, flags & ~O_NONBLOCK);
}

/// Whether a path means what the program was handed by whoever started it (/dev/stdin, <(command)).
bool is_handed_over(const fs::path& path) {
  const std::string name = path.lexically_normal().string();
  return name == "/dev/stdin" || name.starts_with("/dev/fd/") || name.starts_with("/proc/self/fd/");
}

/// What cannot be read to its end, as a sentence; nothing for files and for what was handed over.
std::optional<Error> no_file(const fs::path& path, mode_t mode) {
  if (S_ISDIR(mode)) return unreadable(path, EISDIR);
  if (S_ISREG(mode) || is_handed_over(path)) return std::nullopt;
  return Error{fmt::format("{}: this is a {}, not a file", path.string(),
                           S_ISFIFO(mode) ? "pipe" : "device")};
}

Result<Done> write_straight(const fs::path& path, std::string_view bytes) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.open()) wait_for(file);
  if (!file.open() || !write_all(file.get(), bytes) || !file.close()) {
    return unwritable(path, errno);
  }
  return Done{};
}

}  // namespace

Result<std::string> read_file(const fs::path& path) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.open()) return unreadable(path, errno);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return unreadable(path, errno);
  if (const auto error = no_file(path, status.st_mode)) return *error;
  wait_for(file);
  const auto too_large = [&] {
    return Error{fmt::format("{}: larger than {} MiB, which is the most that is read",
                             path.string(), kMaxFileBytes >> 20)};
  };
  if (status.st_size > kMaxFileBytes) return too_large();
  // One byte more than expected shows the end without another growth; pipes report size 0.
  std::string bytes(static_cast<std::size_t>(status.st_size) + 1, '\0');
  std::size_t length = 0;
  for (;;) {
    if (length == bytes.size()) bytes.resize(std::max<std::size_t>(2 * bytes.size(), 65536));
    const ssize_t got = ::read(file.get(), bytes.data() + length, bytes.size() - length);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable(path, errno);
    if (got == 0) break;
    length += static_cast<std::size_t>(got);
    if (static_cast<std::int64_t>(length) > kMaxFileBytes) return too_large();
  }
  bytes.resize(length);
  return bytes;
}

Result<Done> write_file(const fs::path& path, std::string_view bytes) {
  std::error_code none;
  const fs::file_status status = fs::status(path, none);
  if (fs::is_directory(status)) return unwritable(path, EISDIR);
  if (fs::exists(status) && !fs::is_regular_file(status)) return write_straight(path, bytes);

  const fs::path target = resolved(path);
  remove_leftovers_once(target.parent_path());
  std::string temporary = unfinished_name(target.parent_path());
  Descriptor file(::mkstemp(temporary.data()));
  if (!file.open()) return unwritable(path, errno);
  if (!write_all(file.get(), bytes) || ::fchmod(file.get(), mode_for(target)) != 0 ||
      ::fsync(file.get()) != 0 || !file.close() ||
      ::rename(temporary.c_str(), target.c_str()) != 0) {
    const int code = errno;
    ::unlink(temporary.c_str());
    return unwritable(path, code);
  }
  return Done{};
}

}  // namespace twofold::io
