// Fits and trains on another thread while a page about learning is open: the newest request wins,
// and what was learned for it is kept for the next.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/model/learning/classroom.h"
#include "app/model/learning/lost.h"

namespace twofold::model {
inline namespace learning {

class Learner {
 public:
  /// `wake` is called on the learner's thread whenever there is something new.
  explicit Learner(std::function<void()> wake);
  ~Learner();
  Learner(const Learner&) = delete;
  Learner& operator=(const Learner&) = delete;

  /// Asks for the page that the inputs have open.
  void request(LearningInputs inputs);
  /// Lets a run that is going on be, and what was asked for.
  void stop();

  /// The newest of each page; null before the first.
  std::shared_ptr<const Lost> lost() const;
  std::shared_ptr<const Classroom> classroom() const;

  /// Whether the newest request is not yet carried out to its end.
  bool busy() const;
  /// Why a request could not be carried out, once; empty if it could.
  std::string take_failure();

 private:
  void run();
  void carry_out(const LearningInputs& inputs);
  bool goes_on() const;
  template <class Page>
  void publish(std::shared_ptr<const Page>& place, std::shared_ptr<const Page> page);

  std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<LearningInputs> waiting_;
  std::shared_ptr<const Lost> lost_;
  std::shared_ptr<const Classroom> classroom_;
  std::string failure_;
  bool running_ = false;
  bool stopped_ = false;
  core::StopFlag closing_ = false;
  LostMaker lost_maker_;            ///< the learner's thread's own
  ClassroomMaker classroom_maker_;  ///< likewise
  std::thread thread_;
};

}  // namespace learning
}  // namespace twofold::model
