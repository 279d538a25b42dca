// Fits and trains in the background while a page about learning is open: the newest request wins,
// and what was learned for it is kept for the next.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "app/base/background.h"
#include "app/model/learning/classroom.h"
#include "app/model/learning/lost.h"

namespace twofold::model {
inline namespace learning {

class Learner final : private base::Task {
 public:
  /// `background` outlives this. `wake` is called in the background whenever there is something
  /// new.
  Learner(base::Background& background, std::function<void()> wake);
  ~Learner() override;
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
  bool turn() override;
  void carry_out(const LearningInputs& inputs);
  bool goes_on() const;
  template <class Page>
  void publish(std::shared_ptr<const Page>& place, std::shared_ptr<const Page> page);

  base::Background& background_;
  std::function<void()> wake_;

  // The background's own.
  LostMaker lost_maker_;
  ClassroomMaker classroom_maker_;

  mutable std::mutex mutex_;  // for all below
  std::optional<LearningInputs> waiting_;
  std::shared_ptr<const Lost> lost_;
  std::shared_ptr<const Classroom> classroom_;
  std::string failure_;
  bool running_ = false;
  bool stopped_ = false;
  core::StopFlag closing_ = false;
};

}  // namespace learning
}  // namespace twofold::model
