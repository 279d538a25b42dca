// A background of threads: tasks have their turns at once, several at a time.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "app/base/background.h"

namespace twofold::base {

class ThreadPool final : public Background {
 public:
  /// Three threads: numbers, times, and the page that is open do not wait for each other.
  explicit ThreadPool(int threads = 3);
  ~ThreadPool() override;
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  void post(Task& task) override;
  void stop(Task& task) override;
  void wait(std::chrono::milliseconds patience, const std::function<bool()>& enough) override;
  bool runs_alone() const override { return true; }

 private:
  struct Posted {
    Task* task = nullptr;
    bool is_running = false;
    bool runs_again = false;  ///< was posted while it was running
    bool is_stopped = false;
  };

  void run();
  std::vector<Posted>::iterator find(const Task& task);
  std::vector<Posted>::iterator next();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Posted> posted_;  ///< whose turn is next comes first
  bool is_closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace twofold::base
