// Evaluates on another thread: the newest request wins, a running one is stopped between rows, and
// the last finished result stays valid meanwhile.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "app/model/evaluation.h"

namespace twofold::model {

class Worker {
 public:
  /// `wake` is called on the worker's thread after every finished evaluation.
  explicit Worker(std::function<void()> wake);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Asks for this evaluation; whatever was asked for or running before is dropped.
  void request(Inputs inputs);

  /// The newest finished evaluation since the last call, waiting for it at most `patience`; null if
  /// there is none.
  std::shared_ptr<const Evaluation> take(std::chrono::milliseconds patience);

  /// Whether a request is waiting or running.
  bool busy() const;

 private:
  void run();

  std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Inputs> waiting_;
  std::shared_ptr<const Evaluation> finished_;
  bool running_ = false;
  bool closing_ = false;
  core::StopFlag stop_ = false;
  std::thread thread_;
};

}  // namespace twofold::model
