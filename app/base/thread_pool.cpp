#include "app/base/thread_pool.h"

#include <algorithm>
#include <exception>

namespace twofold::base {

ThreadPool::ThreadPool(int threads) {
  for (int i = 0; i < threads; ++i) {
    try {
      threads_.emplace_back([this] { run(); });
    } catch (const std::exception&) {
      // The system gives no more: fewer do as well.
      if (threads_.empty()) throw;
      break;
    }
  }
}

ThreadPool::~ThreadPool() {
  {
    const std::lock_guard lock(mutex_);
    is_closing_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

std::vector<ThreadPool::Posted>::iterator ThreadPool::find(const Task& task) {
  return std::find_if(posted_.begin(), posted_.end(),
                      [&task](const Posted& p) { return p.task == &task; });
}

std::vector<ThreadPool::Posted>::iterator ThreadPool::next() {
  return std::find_if(posted_.begin(), posted_.end(),
                      [](const Posted& p) { return !p.is_running && !p.is_stopped; });
}

void ThreadPool::post(Task& task) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = find(task);
    if (found == posted_.end())
      posted_.push_back({&task});
    else
      found->runs_again = true;
  }
  changed_.notify_all();
}

void ThreadPool::stop(Task& task) {
  std::unique_lock lock(mutex_);
  if (const auto found = find(task); found != posted_.end()) found->is_stopped = true;
  changed_.wait(lock, [&] {
    const auto found = find(task);
    return found == posted_.end() || !found->is_running;
  });
  if (const auto found = find(task); found != posted_.end()) posted_.erase(found);
}

void ThreadPool::wait(std::chrono::milliseconds patience, const std::function<bool()>& enough) {
  // Whoever has no patience must not sleep at all: waking up takes milliseconds where all
  // processors are busy.
  if (patience.count() <= 0) return;
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, patience, enough);
}

void ThreadPool::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return is_closing_ || next() != posted_.end(); });
    if (is_closing_) return;
    const auto chosen = next();
    Task& task = *chosen->task;
    chosen->is_running = true;
    chosen->runs_again = false;
    std::rotate(chosen, chosen + 1, posted_.end());
    lock.unlock();
    const bool has_more = task.turn();
    lock.lock();
    // Still there: who stops a task waits for its turn.
    const auto done = find(task);
    done->is_running = false;
    if (!has_more && !done->runs_again && !done->is_stopped) posted_.erase(done);
    changed_.notify_all();
  }
}

}  // namespace twofold::base
