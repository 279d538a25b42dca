#include "app/io/fence.h"

#include <signal.h>
#include <unistd.h>

#ifdef TWOFOLD_FENCE
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "app/io/fence_rules.h"
#endif

namespace twofold::io {

#ifdef TWOFOLD_FENCE
namespace {

/// The one descriptor that is open inside.
constexpr int kPipe = 0;
/// Large results come in few pieces. Where the system does not allow it, in more.
constexpr int kPipeBytes = 1 << 20;

/// An open descriptor.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

/// Bytes of addresses that this process has.
std::int64_t addresses_in_use() {
  std::int64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * ::sysconf(_SC_PAGESIZE);
}

/// Never more than was allowed before; `warns` by a signal of its own before it kills.
void limit(__rlimit_resource_t resource, std::int64_t most, bool warns = false) {
  rlimit now{};
  if (::getrlimit(resource, &now) != 0) return;
  now.rlim_max = std::min(now.rlim_max, static_cast<rlim_t>(most) + (warns ? 1 : 0));
  now.rlim_cur = std::min(now.rlim_max, static_cast<rlim_t>(most));
  ::setrlimit(resource, &now);
}

/// In the new process: gives up all it does not need. Whether the kernel holds it to the rules.
bool close_fence(int pipe, std::int64_t most_addresses, const FenceLimits& limits) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::dup2(pipe, kPipe);
  ::close_range(kPipe + 1, ~0U, 0);
  limit(RLIMIT_NOFILE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, limits.processor.count(), true);
  limit(RLIMIT_AS, most_addresses);
  for (const int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGXCPU})
    ::signal(signal, SIG_DFL);
  // Whoever reads may go away; that is no news.
  ::signal(SIGPIPE, SIG_IGN);
  return obey_fence_rules(kPipe);
}

/// How a process ended that did not hand out what it should have.
std::string end_in_words(int status, bool took_too_long) {
  const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  if (took_too_long || signal == SIGXCPU) return "it takes longer than any picture should";
  if (signal == SIGKILL) return "it was ended from outside; there may be too little memory";
  if (signal != 0) return std::string("it ended by ") + ::strsignal(signal);
  return "it did not hand out a picture";
}

int wait_for(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

std::optional<FenceEnd> behind_fence(const std::function<void(FenceWriter&)>& inside,
                                     const std::function<bool(FenceReader&)>& outside,
                                     const FenceLimits& limits) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
  Descriptor outer(ends[0]);
  Descriptor inner(ends[1]);
  ::fcntl(inner.number(), F_SETPIPE_SZ, kPipeBytes);
  const std::int64_t most_addresses = addresses_in_use() + limits.bytes;
  const pid_t process = ::fork();
  if (process < 0) return std::nullopt;
  if (process == 0) {
    close_fence(inner.number(), most_addresses, limits);
    FenceWriter writer(kPipe);
    inside(writer);
    // Nothing of what this copy holds is to be undone, flushed or said twice.
    ::_exit(0);
  }
  inner.close();
  FenceReader reader(outer.number(), FenceReader::Clock::now() + limits.clock);
  const bool is_well = outside(reader);
  if (!is_well && reader.took_too_long()) ::kill(process, SIGKILL);
  outer.close();
  const int status = wait_for(process);
  if (is_well) return FenceEnd{true, ""};
  return FenceEnd{false, end_in_words(status, reader.took_too_long())};
}

#else

std::optional<FenceEnd> behind_fence(const std::function<void(FenceWriter&)>&,
                                     const std::function<bool(FenceReader&)>&, const FenceLimits&) {
  return std::nullopt;
}

#endif

std::string fence_report() {
  char is_held = 0;
  const auto try_rules = [](FenceWriter& writer) {
    // Harmless, and not among what is allowed.
    const char is_refused = ::kill(::getpid(), 0) != 0 ? 1 : 0;
    writer.put(&is_refused, 1);
  };
  const auto end = behind_fence(try_rules, [&](FenceReader& out) { return out.get(&is_held, 1); });
  if (!end || !end->is_well)
    return "Pictures are decoded by the program itself: there is no process of its own for that "
           "here";
  if (is_held == 0)
    return "Pictures are decoded in a process that can open no file; this system has no further "
           "rules "
           "for it (it refuses seccomp)";
  return "Pictures are decoded in a process that can neither open nor write a file (seccomp)";
}

}  // namespace twofold::io
