// Evaluates and paints in the background: the newest request wins, a running one is stopped on the
// way, and the last finished result stays valid meanwhile.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "app/base/background.h"
#include "app/model/numbers/evaluation.h"
#include "app/model/pictures/painter.h"

namespace twofold::model::inline session {

/// Numbers, and the pictures of them that were looked at when they were asked for.
struct Finished {
  SharedEvaluation numbers;
  std::shared_ptr<const Painter> pictures;
};

class Worker final : private base::Task {
 public:
  /// `background` outlives this. `wake` is called in the background whenever there is something to
  /// take.
  Worker(base::Background& background, std::function<void()> wake);
  ~Worker() override;
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Asks for this evaluation and its pictures; whatever was asked for or running before is
  /// dropped.
  void request(Inputs inputs, PaintRequest look = {});

  /// The newest result since the last call, waiting at most `patience` for that of the newest
  /// request; null numbers if there is none. A first look (Evaluation::is_preview) is followed by
  /// the whole.
  Finished take(std::chrono::milliseconds patience);

  /// Why the newest request could not be carried out, once; empty if it could.
  std::string take_failure();

  /// Whether a request is waiting or running, or a result is there to be taken.
  bool busy() const;

  /// Share of the running evaluation that is done; nothing in its first half second.
  std::optional<float> progress() const;

 private:
  using Clock = std::chrono::steady_clock;

  struct Asked {
    Inputs inputs;
    PaintRequest look;
  };

  bool turn() override;
  bool begin_turn();
  SharedEvaluation next_piece();
  void publish(SharedEvaluation evaluation);

  base::Background& background_;
  std::function<void()> wake_;
  Pace pace_;

  // The background's own.
  std::optional<Evaluating> evaluating_;
  PaintRequest look_;
  SharedEvaluation last_;
  Painter painter_;

  mutable std::mutex mutex_;  // for all below
  std::optional<Asked> waiting_;
  Finished finished_;
  std::string failure_;
  bool running_ = false;
  bool is_newest_ = false;  ///< finished_ is of the newest request
  bool closing_ = false;
  Clock::time_point started_;
  core::StopFlag stop_ = false;
  std::atomic<float> done_ = 0;
};

}  // namespace twofold::model::inline session
