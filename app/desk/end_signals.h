// The signals by which a system asks a program to end, as a question that the window's loop can
// answer: what is being worked on is kept first.
#pragma once

#include <signal.h>

#include <atomic>
#include <functional>
#include <thread>

namespace twofold::desk {

class EndSignals {
 public:
  /// From now on SIGTERM, SIGINT and SIGHUP are answered here, those that were ignored before
  /// excepted. `wake` is called on another thread when one comes. Make it before any other thread:
  /// they are to leave these signals alone, and inherit that.
  explicit EndSignals(std::function<void()> wake);
  ~EndSignals();
  EndSignals(const EndSignals&) = delete;
  EndSignals& operator=(const EndSignals&) = delete;

  /// Whether the program has been asked to end. Being asked again ends it at once.
  bool have_come() const { return have_come_; }

 private:
  void watch();

  std::function<void()> wake_;
  sigset_t signals_{};
  sigset_t before_{};
  std::atomic<bool> have_come_{false};
  std::atomic<bool> closing_{false};
  std::thread thread_;
};

}  // namespace twofold::desk
