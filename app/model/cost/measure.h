// How long one layer takes on this machine, run for real by the fast engine in four ways, on
// another thread, again and again until the times hardly spread. The rounds go through all ways in
// turn, so that whatever else the machine does meets all of them alike.
#pragma once

#include <array>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/model/cost/machine.h"
#include "app/model/numbers/evaluation.h"

namespace twofold::model::inline cost {

enum class Way {
  fused,       ///< both folds, z never leaving the cache
  two_passes,  ///< depthwise, z stored, then pointwise
  standard,    ///< the standard convolution with the kernel that D and P come to
  collapsed    ///< from D and P: that kernel is made anew each time, then as standard
};
inline constexpr int kWays = 4;

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

/// Measures the layer of these numbers (document.layer, filters, collapsed and x are read) until it
/// is settled. `publish` gets every state that is worth showing, the last one with `done`; it
/// returns whether to go on, and `stop` ends a run half way. `machine` is measured where it is
/// empty, and again at the end.
void measure(const Evaluation& numbers, KnownMachine& machine, const core::StopFlag& stop,
             const std::function<bool(const Measurement&)>& publish);

class Measurer {
 public:
  /// `wake` is called on the measuring thread whenever there is something new.
  explicit Measurer(std::function<void()> wake);
  ~Measurer();
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
  void run();
  bool publish(const Measurement& measurement);

  std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::shared_ptr<const Evaluation> waiting_;
  std::shared_ptr<const Evaluation> requested_;
  std::shared_ptr<const Measurement> latest_;
  KnownMachine machine_;  ///< of the measuring thread alone
  bool running_ = false;
  bool closing_ = false;
  core::StopFlag stop_ = false;
  std::thread thread_;
};

}  // namespace twofold::model::inline cost
