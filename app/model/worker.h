// Evaluates on another thread: the newest request wins, a running one is stopped on the way, and
// the last finished result stays valid meanwhile.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "app/model/evaluation.h"

namespace twofold::model {

class Worker {
 public:
  /// `wake` is called on the worker's thread whenever there is something to take.
  explicit Worker(std::function<void()> wake);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Asks for this evaluation; whatever was asked for or running before is dropped.
  void request(Inputs inputs);

  /// The newest evaluation since the last call, waiting at most `patience` for that of the newest
  /// request; null if there is none. A first look (Evaluation::is_preview) is followed by the
  /// whole.
  SharedEvaluation take(std::chrono::milliseconds patience);

  /// Why the newest request could not be carried out, once; empty if it could.
  std::string take_failure();

  /// Whether a request is waiting or running, or a result is there to be taken.
  bool busy() const;

  /// Share of the running evaluation that is done; nothing in its first half second.
  std::optional<float> progress() const;

 private:
  using Clock = std::chrono::steady_clock;

  void run();
  void publish(SharedEvaluation evaluation);
  SharedEvaluation evaluated(const Inputs& inputs, SharedEvaluation& last);

  std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Inputs> waiting_;
  SharedEvaluation finished_;
  std::string failure_;
  bool running_ = false;
  bool is_newest_ = false;  ///< finished_ is of the newest request
  bool closing_ = false;
  Clock::time_point started_;
  core::StopFlag stop_ = false;
  std::atomic<float> done_ = 0;
  std::thread thread_;
};

}  // namespace twofold::model
