// How long one layer takes on this machine, run for real by the fast engine in four ways, in the
// background, again and again until the times hardly spread. The rounds go through all ways in
// turn, so that whatever else the machine does meets all of them alike.
#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/base/background.h"
#include "app/model/cost/machine.h"
#include "app/model/numbers/evaluation.h"

namespace twofold::model::inline cost {

/// How one layer is computed, to be timed: not which list it is, but how that is gone about.
enum class Way {
  fused,       ///< both folds, z never leaving the cache
  two_passes,  ///< depthwise, z stored, then pointwise
  standard,    ///< the standard convolution with the kernel that D and P come to
  collapsed    ///< from D and P: that kernel is made anew each time, then as standard
};
inline constexpr int kWays = 4;
inline constexpr std::array<Way, kWays> kAllWays{Way::fused, Way::two_passes, Way::standard,
                                                 Way::collapsed};

/// Times of one way, in seconds.
struct Timing {
  int runs = 0;  ///< 0: not measured
  double median = 0;
  double low = 0;       ///< first quartile
  double high = 0;      ///< third quartile
  std::string why_not;  ///< a sentence where it cannot be measured

  /// (high - low) / median.
  double spread() const { return runs > 0 ? (high - low) / median : 1; }
};

/// Median and quartiles of samples.
Timing timing_of(std::vector<double> samples);

/// Work and traffic of one way: FLOPs (2 x MAC), and bytes read and written at least.
struct Work {
  double flops = 0;
  double bytes = 0;

  double intensity() const { return flops / bytes; }
};
Work work_of(Way way, const core::Layer& layer, const core::Shape& in);

struct Measurement {
  core::Layer layer;
  core::Shape in;
  std::array<Timing, kWays> timings;
  std::optional<Machine> machine;  ///< the best that was seen of it
  std::string fused_choice;        ///< what the engine says about its fused plan
  bool done = false;

  const Timing& of(Way way) const { return timings[static_cast<std::size_t>(way)]; }
};

/// Whether the quartiles of all ways lie close together. A measurement that is done without it was
/// stopped by its time limit: the machine is busy.
bool spreads_little(const Measurement& measurement);

/// Whether more rounds would not tell more: enough runs with little spread, or enough time spent.
bool is_settled(const Measurement& measurement, double seconds_spent);

/// Why a layer cannot be measured: its input or output takes too much memory. Empty if it can.
std::string why_not_measured(const core::Layer& layer, const core::Shape& in);

/// What is known of this machine: the best of all that was measured.
using KnownMachine = std::optional<Machine>;

/// A measurement in pieces: one run of one way after the other, until it is settled.
class Measuring {
 public:
  /// Of the layer of these numbers: document.layer, filters, collapsed and x are read. `machine`
  /// outlives this; it is measured where it is empty, and again at the end.
  Measuring(std::shared_ptr<const Evaluation> numbers, KnownMachine& machine);
  ~Measuring();
  Measuring(const Measuring&) = delete;
  Measuring& operator=(const Measuring&) = delete;

  /// Does the next piece; `stop` ends it half way, and then it does not count. Returns whether
  /// so_far() is worth showing: a round has ended, or all of it.
  bool next(const core::StopFlag& stop);

  /// What is known; `done` once there is nothing more to do.
  const Measurement& so_far() const { return m_; }

 private:
  class Runs;

  bool probe();
  void begin();
  void run(const core::StopFlag& stop);
  bool end_round();

  std::shared_ptr<const Evaluation> numbers_;
  KnownMachine& machine_;
  Measurement m_;
  std::optional<MachineProbe> probe_;  ///< while the machine is being measured
  std::unique_ptr<Runs> runs_;         ///< null before the first round
  std::array<std::vector<double>, kWays> samples_;
  int round_ = 0;
  int way_ = 0;         ///< the next one of the round
  double seconds_ = 0;  ///< spent on runs
  bool is_settled_ = false;
};

/// Measures at one go.
Measurement measure(std::shared_ptr<const Evaluation> numbers, KnownMachine& machine);

class Measurer final : private base::Task {
 public:
  /// `background` outlives this. `wake` is called in the background whenever there is something
  /// new.
  Measurer(base::Background& background, std::function<void()> wake);
  ~Measurer() override;
  Measurer(const Measurer&) = delete;
  Measurer& operator=(const Measurer&) = delete;

  /// Measures the layer of these numbers, unless it is being or was the last to be measured.
  void request(const std::shared_ptr<const Evaluation>& numbers);
  /// Lets a measurement that is going on be.
  void stop();
  /// The newest state of the last request; null before the first round.
  std::shared_ptr<const Measurement> latest() const;
  bool busy() const;

 private:
  bool turn() override;
  bool begin_turn();
  bool next_piece();
  void publish();

  base::Background& background_;
  std::function<void()> wake_;

  // The background's own.
  KnownMachine machine_;
  std::optional<Measuring> measuring_;
  std::chrono::steady_clock::time_point published_;

  mutable std::mutex mutex_;  // for all below
  std::shared_ptr<const Evaluation> waiting_;
  std::shared_ptr<const Evaluation> requested_;
  std::shared_ptr<const Measurement> latest_;
  bool running_ = false;
  bool closing_ = false;
  core::StopFlag stop_ = false;
};

}  // namespace twofold::model::inline cost
