// A background without threads: a turn is done whenever somebody waits. For a page in a browser,
// whose frames are all the time there is; for recordings that are played again, where nothing may
// come at a time of its own; and for tests.
#pragma once

#include <deque>

#include "app/base/background.h"

namespace twofold::base {

/// For one thread; it has no locks.
class OneThread final : public Background {
 public:
  void post(Task& task) override;
  void stop(Task& task) override;
  void wait(std::chrono::milliseconds patience, const std::function<bool()>& enough) override;
  bool runs_alone() const override { return false; }

  /// Does the next turn of the task whose turn it is; whether there was one.
  bool do_turn();

 private:
  std::deque<Task*> posted_;  ///< the next one first
  Task* running_ = nullptr;
  bool runs_again_ = false;  ///< what is running was posted meanwhile
};

}  // namespace twofold::base
