#include "app/desk/end_signals.h"

#include <utility>

namespace twofold::desk {

EndSignals::EndSignals(std::function<void()> wake) : wake_(std::move(wake)) {
  sigemptyset(&signals_);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
    struct sigaction now {};
    // nohup and shells without jobs have them ignored; so it stays.
    if (::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN) continue;
    sigaddset(&signals_, signal);
  }
  // One of its own ends the watch, should all others be ignored.
  sigaddset(&signals_, SIGUSR1);
  ::pthread_sigmask(SIG_BLOCK, &signals_, &before_);
  thread_ = std::thread([this] { watch(); });
}

EndSignals::~EndSignals() {
  closing_ = true;
  ::pthread_kill(thread_.native_handle(), SIGUSR1);
  thread_.join();
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void EndSignals::watch() {
  int signal = 0;
  while (::sigwait(&signals_, &signal) == 0 && !closing_) {
    if (have_come_.exchange(true)) {
      ::signal(signal, SIG_DFL);
      ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
      ::raise(signal);
    }
    wake_();
  }
}

}  // namespace twofold::desk
