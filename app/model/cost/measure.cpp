#include "app/model/cost/measure.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <new>

#include "core/chain/collapse.h"
#include "core/cost.h"
#include "core/equivalent.h"
#include "core/fast/plan.h"

namespace twofold::model::inline cost {
namespace {

namespace fast = core::fast;

constexpr int kLeastRuns = 9;
constexpr double kLittleSpread = 0.04;
constexpr double kMostSeconds = 4;
constexpr int kMostRuns = 400;
constexpr double kPublishSeconds = 0.1;
/// z is not stored for the sake of a measurement when it is larger; x and y may be larger.
constexpr std::int64_t kMostBytesOfZ = std::int64_t{512} << 20;
constexpr std::int64_t kMostBytes = std::int64_t{1} << 30;

std::int64_t bytes_of(const core::Shape& shape) {
  return shape.count() * static_cast<std::int64_t>(sizeof(float));
}

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Whatever else the machine does makes it look slower, never faster: the best of all probes
/// counts.
void take_best(KnownMachine& machine, const Machine& now) {
  if (!machine) machine = now;
  machine->flops = std::max(machine->flops, now.flops);
  machine->bandwidth = std::max(machine->bandwidth, now.bandwidth);
}

double quantile(const std::vector<double>& sorted, double q) {
  const double at = q * static_cast<double>(sorted.size() - 1);
  const std::size_t below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double share = at - static_cast<double>(below);
  return sorted[below] + share * (sorted[above] - sorted[below]);
}

}  // namespace

Timing timing_of(std::vector<double> samples) {
  if (samples.empty()) return {};
  std::sort(samples.begin(), samples.end());
  return {static_cast<int>(samples.size()), quantile(samples, 0.5), quantile(samples, 0.25),
          quantile(samples, 0.75), ""};
}

Work work_of(Way way, const core::Layer& layer, const core::Shape& in) {
  const core::Cost cost = core::cost(layer, in);
  constexpr double kBytes = sizeof(float);
  const double ends =
      kBytes * static_cast<double>(in.count() + core::output_shape(layer, in).count());
  const double z = static_cast<double>(cost.intermediate_bytes);
  switch (way) {
    case Way::fused:
      return {static_cast<double>(cost.separable.flops()),
              ends + kBytes * static_cast<double>(cost.separable.params)};
    case Way::two_passes:
      return {static_cast<double>(cost.separable.flops()),
              ends + 2 * z + kBytes * static_cast<double>(cost.separable.params)};
    case Way::standard:
    case Way::collapsed: break;
  }
  return {static_cast<double>(cost.standard.flops()),
          ends + kBytes * static_cast<double>(cost.standard.params)};
}

bool spreads_little(const Measurement& m) {
  return std::all_of(m.timings.begin(), m.timings.end(), [](const Timing& t) {
    return !t.why_not.empty() || t.spread() <= kLittleSpread;
  });
}

bool is_settled(const Measurement& m, double seconds_spent) {
  const auto settled = [](const Timing& t) {
    return !t.why_not.empty() || (t.runs >= kLeastRuns && t.spread() <= kLittleSpread) ||
           t.runs >= kMostRuns;
  };
  return seconds_spent > kMostSeconds || std::all_of(m.timings.begin(), m.timings.end(), settled);
}

std::string why_not_measured(const core::Layer& layer, const core::Shape& in) {
  if (bytes_of(in) > kMostBytes) return "x takes more than 1 GiB";
  if (bytes_of(core::output_shape(layer, in)) > kMostBytes) return "y takes more than 1 GiB";
  return {};
}

/// The layer's own two folds, whatever list stands around it; only their shapes count.
core::Filters folds_of(const Evaluation& e) {
  if (core::is_separable(e.stages.list))
    return {e.filter(0), e.filter(1), {}, core::Activation::none};
  const core::Layer& layer = e.document.layer;
  const int channels = e.x()->shape.channels;
  core::Filters folds;
  folds.depthwise = core::Filter(core::depthwise_filter_shape(layer, channels));
  folds.pointwise = core::Filter(core::pointwise_filter_shape(layer, channels));
  for (core::Filter* filter : {&folds.depthwise, &folds.pointwise})
    std::fill(filter->values.begin(), filter->values.end(), 0.1f);
  return folds;
}

/// The four ways, planned once. Bias and activation are left out: they are the same for all.
class Measuring::Runs {
 public:
  explicit Runs(const Evaluation& e)
      : e_(e),
        folds_(folds_of(e)),
        y_(core::output_shape(layer(), in())),
        fused_(fast::plan(layer(), in(), folds_, {.collapse = false})),
        standard_(fast::plan_standard(layer(), in(), e.standard_filter())) {
    const core::Shape z = core::depthwise_output_shape(layer(), in());
    if (bytes_of(z) > kMostBytesOfZ) return;
    z_ = core::Tensor(z);
    depthwise_.emplace(fast::plan_depthwise(layer(), in(), folds_.depthwise));
    pointwise_.emplace(fast::plan_pointwise(z, folds_.pointwise));
  }

  const std::string& fused_choice() const { return fused_.choice().sentence; }
  bool has(Way way) const { return way != Way::two_passes || depthwise_.has_value(); }

  void run(Way way, const core::StopFlag& stop) {
    switch (way) {
      case Way::fused: return fused_.run(e_.x()->tensor(), y_, &stop);
      case Way::standard: return standard_.run(e_.x()->tensor(), y_, &stop);
      case Way::two_passes:
        depthwise_->run(e_.x()->tensor(), z_, &stop);
        return pointwise_->run(z_, y_, &stop);
      case Way::collapsed: {
        const core::Filter w = core::collapse(folds_.depthwise, folds_.pointwise);
        return fast::plan_standard(layer(), in(), w).run(e_.x()->tensor(), y_, &stop);
      }
    }
  }

 private:
  const core::Layer& layer() const { return e_.document.layer; }
  const core::Shape& in() const { return e_.x()->shape; }

  const Evaluation& e_;
  core::Filters folds_;
  core::Tensor z_;
  core::Tensor y_;
  fast::Plan fused_;
  fast::Plan standard_;
  std::optional<fast::Plan> depthwise_;
  std::optional<fast::Plan> pointwise_;
};

Measuring::Measuring(std::shared_ptr<const Evaluation> numbers, KnownMachine& machine)
    : numbers_(std::move(numbers)),
      machine_(machine),
      m_{numbers_->document.layer, numbers_->x()->shape, {}, machine, "", false} {
  const std::string why_not = why_not_measured(m_.layer, m_.in);
  if (why_not.empty()) return;
  for (Timing& timing : m_.timings) timing.why_not = why_not;
  m_.done = true;
}

Measuring::~Measuring() = default;

bool Measuring::next(const core::StopFlag& stop) {
  if (m_.done) return true;
  if (!machine_ && !probe_) probe_.emplace(0, core::fast::Target::best);
  if (probe_) return probe();
  if (!runs_) begin();
  run(stop);
  return way_ == kWays && !stop && end_round();
}

/// A piece of measuring the machine; whether that was the last of all.
bool Measuring::probe() {
  if (probe_->next()) return false;
  take_best(machine_, probe_->best());
  m_.machine = machine_;
  probe_.reset();
  m_.done = is_settled_;
  return m_.done;
}

void Measuring::begin() {
  runs_ = std::make_unique<Runs>(*numbers_);
  m_.fused_choice = runs_->fused_choice();
  if (!runs_->has(Way::two_passes))
    m_.timings[static_cast<std::size_t>(Way::two_passes)].why_not = "z is too large to store";
}

/// The next way once, if it can be run.
void Measuring::run(const core::StopFlag& stop) {
  const auto i = static_cast<std::size_t>(way_++);
  if (!runs_->has(static_cast<Way>(i))) return;
  const Clock::time_point start = Clock::now();
  runs_->run(static_cast<Way>(i), stop);
  if (stop) return;
  const double seconds = seconds_since(start);
  seconds_ += seconds;
  // The first round warms caches and threads; it counts only while there is no other.
  if (round_ == 1) samples_[i].clear();
  samples_[i].push_back(seconds);
  m_.timings[i] = timing_of(samples_[i]);
}

bool Measuring::end_round() {
  way_ = 0;
  ++round_;
  is_settled_ = is_settled(m_, seconds_);
  if (is_settled_) probe_.emplace(0, core::fast::Target::best);
  return true;
}

Measurement measure(std::shared_ptr<const Evaluation> numbers, KnownMachine& machine) {
  Measuring measuring(std::move(numbers), machine);
  const core::StopFlag never = false;
  while (!measuring.so_far().done) measuring.next(never);
  return measuring.so_far();
}

Measurer::Measurer(base::Background& background, std::function<void()> wake)
    : background_(background), wake_(std::move(wake)) {}

Measurer::~Measurer() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    stop_ = true;
  }
  background_.stop(*this);
}

void Measurer::request(const std::shared_ptr<const Evaluation>& numbers) {
  {
    const std::lock_guard lock(mutex_);
    if (requested_ == numbers) return;
    requested_ = numbers;
    waiting_ = numbers;
    latest_ = nullptr;
    stop_ = true;
  }
  background_.post(*this);
}

void Measurer::stop() {
  const std::lock_guard lock(mutex_);
  if (waiting_ || running_) requested_ = nullptr;
  waiting_ = nullptr;
  stop_ = true;
}

std::shared_ptr<const Measurement> Measurer::latest() const {
  const std::lock_guard lock(mutex_);
  return latest_;
}

bool Measurer::busy() const {
  const std::lock_guard lock(mutex_);
  return waiting_ || running_;
}

/// Turns to what was asked for last; whether there is anything to do.
bool Measurer::begin_turn() {
  const std::lock_guard lock(mutex_);
  if (closing_) return false;
  if (waiting_) {
    measuring_.emplace(std::exchange(waiting_, nullptr), machine_);
    published_ = {};
    running_ = true;
    stop_ = false;
  }
  if (stop_) measuring_.reset();
  running_ = measuring_.has_value();
  return running_;
}

bool Measurer::next_piece() {
  try {
    return measuring_->next(stop_);
  } catch (const std::bad_alloc&) {
    const std::lock_guard lock(mutex_);
    stop_ = true;
    return false;
  }
}

bool Measurer::turn() {
  if (!begin_turn()) return false;
  const bool has_news = next_piece();
  const bool is_done = measuring_->so_far().done;
  if (is_done || (has_news && seconds_since(published_) >= kPublishSeconds)) publish();
  if (!is_done) return true;
  measuring_.reset();
  const std::lock_guard lock(mutex_);
  running_ = false;
  return waiting_ != nullptr;
}

void Measurer::publish() {
  {
    const std::lock_guard lock(mutex_);
    if (stop_) return;
    latest_ = std::make_shared<const Measurement>(measuring_->so_far());
  }
  published_ = Clock::now();
  wake_();
}

}  // namespace twofold::model::inline cost
