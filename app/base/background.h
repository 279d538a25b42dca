// Where work goes that no frame waits for. It is done in turns, so that the same work can be given
// to threads of its own (ThreadPool), or where there are none be done between two frames
// (OneThread).
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace twofold::base {

/// Work that is done turn by turn.
class Task {
 public:
  virtual ~Task() = default;

  /// Does the next piece; returns whether there is more to do. Never called twice at a time, but by
  /// any thread.
  virtual bool turn() = 0;
};

class Background {
 public:
  virtual ~Background() = default;

  /// Has the task's turns called until one says that there is no more to do. Posted during a turn,
  /// a task has another one, whatever that turn says.
  virtual void post(Task& task) = 0;

  /// Takes a task back: once this returns no turn of it is going on, and none begins. Not to be
  /// called by the task's own turn.
  virtual void stop(Task& task) = 0;

  /// Leaves the time to the tasks: at most `patience`, and no longer than until a turn ends with
  /// `enough`. With no patience, threads are not waited for at all; where there are none, one turn
  /// is done in any case.
  virtual void wait(std::chrono::milliseconds patience, const std::function<bool()>& enough) = 0;

  /// Whether turns are done while nobody waits.
  virtual bool runs_alone() const = 0;
};

/// Threads, where the program is built with them.
std::shared_ptr<Background> usual_background();

}  // namespace twofold::base
