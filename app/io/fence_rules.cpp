#include "app/io/fence_rules.h"

#ifdef TWOFOLD_FENCE
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <memory>

namespace twofold::io {
namespace {

/// Whatever its arguments: memory given back, waiting for threads, the time, the end.
constexpr int kHarmless[] = {
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(getrandom),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

using Filter = std::unique_ptr<void, decltype(&seccomp_release)>;

/// Allows a call if its argument `index`, of which only the bits of `mask` count, is `value`.
bool allow_if(const Filter& filter, int call, unsigned index, std::uint64_t mask,
              std::uint64_t value) {
  const scmp_arg_cmp condition = SCMP_CMP(index, SCMP_CMP_MASKED_EQ, mask, value);
  return seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, call, 1, &condition) == 0;
}

constexpr std::uint64_t kWhole = ~std::uint64_t{0};

}  // namespace

bool obey_fence_rules(int pipe) {
  const Filter filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)), &seccomp_release);
  if (!filter) return false;
  bool is_made = true;
  for (const int call : kHarmless)
    is_made = is_made && seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) == 0;
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)})
    is_made = is_made && allow_if(filter, call, 2, PROT_EXEC, 0);
  is_made = is_made && allow_if(filter, SCMP_SYS(write), 0, kWhole, static_cast<unsigned>(pipe)) &&
            // Threads, no processes.
            allow_if(filter, SCMP_SYS(clone), 0, CLONE_THREAD, CLONE_THREAD) &&
            // A way to end by a signal of its own, for an assertion.
            allow_if(filter, SCMP_SYS(tgkill), 0, kWhole, static_cast<unsigned>(::getpid())) &&
            // Its flags cannot be looked at; the C library then takes the older one.
            seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
  return is_made && seccomp_load(filter.get()) == 0;
}

}  // namespace twofold::io
#endif
