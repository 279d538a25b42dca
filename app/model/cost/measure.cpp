#include "app/model/cost/measure.h"

#include <algorithm>
#include <chrono>
#include <cmath>

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
void probe(KnownMachine& machine) {
  const KnownMachine now = measured_machine(0, core::fast::Target::best);
  if (!now) return;
  if (!machine) machine = now;
  machine->flops = std::max(machine->flops, now->flops);
  machine->bandwidth = std::max(machine->bandwidth, now->bandwidth);
}

double quantile(const std::vector<double>& sorted, double q) {
  const double at = q * static_cast<double>(sorted.size() - 1);
  const std::size_t below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double share = at - static_cast<double>(below);
  return sorted[below] + share * (sorted[above] - sorted[below]);
}

/// The four ways, planned once. Bias and activation are left out: they are the same for all.
class Runs {
 public:
  explicit Runs(const Evaluation& e)
      : e_(e),
        folds_{e.filters.depthwise, e.filters.pointwise, {}, core::Activation::none},
        y_(core::output_shape(layer(), in())),
        fused_(fast::plan(layer(), in(), folds_, {.collapse = false})),
        standard_(fast::plan_standard(layer(), in(), e.collapsed)) {
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
      case Way::fused: return fused_.run(e_.x->tensor(), y_, &stop);
      case Way::standard: return standard_.run(e_.x->tensor(), y_, &stop);
      case Way::two_passes:
        depthwise_->run(e_.x->tensor(), z_, &stop);
        return pointwise_->run(z_, y_, &stop);
      case Way::collapsed: {
        const core::Filter w = core::collapse(folds_.depthwise, folds_.pointwise);
        return fast::plan_standard(layer(), in(), w).run(e_.x->tensor(), y_, &stop);
      }
    }
  }

 private:
  const core::Layer& layer() const { return e_.document.layer; }
  const core::Shape& in() const { return e_.x->shape; }

  const Evaluation& e_;
  core::Filters folds_;
  core::Tensor z_;
  core::Tensor y_;
  fast::Plan fused_;
  fast::Plan standard_;
  std::optional<fast::Plan> depthwise_;
  std::optional<fast::Plan> pointwise_;
};

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

void measure(const Evaluation& numbers, KnownMachine& machine, const core::StopFlag& stop,
             const std::function<bool(const Measurement&)>& publish) {
  Measurement m{numbers.document.layer, numbers.x->shape, {}, machine, "", true};
  if (const std::string why_not = why_not_measured(m.layer, m.in); !why_not.empty()) {
    for (Timing& timing : m.timings) timing.why_not = why_not;
    publish(m);
    return;
  }
  if (!machine) probe(machine);
  m.machine = machine;
  m.done = false;
  Runs runs(numbers);
  m.fused_choice = runs.fused_choice();
  if (!runs.has(Way::two_passes))
    m.timings[static_cast<std::size_t>(Way::two_passes)].why_not = "z is too large to store";
  std::array<std::vector<double>, kWays> samples;
  const Clock::time_point begin = Clock::now();
  Clock::time_point published = begin - std::chrono::hours(1);
  for (int round = 0; !m.done; ++round) {
    for (int way = 0; way < kWays; ++way) {
      const std::size_t i = static_cast<std::size_t>(way);
      if (!runs.has(static_cast<Way>(way))) continue;
      const Clock::time_point start = Clock::now();
      runs.run(static_cast<Way>(way), stop);
      if (stop) return;
      // The first round warms caches and threads; it counts only while there is no other.
      if (round == 1) samples[i].clear();
      samples[i].push_back(seconds_since(start));
      m.timings[i] = timing_of(samples[i]);
    }
    m.done = is_settled(m, seconds_since(begin));
    if (m.done) {
      probe(machine);
      m.machine = machine;
    }
    if (!m.done && seconds_since(published) < kPublishSeconds) continue;
    if (!publish(m)) return;
    published = Clock::now();
  }
}

Measurer::Measurer(std::function<void()> wake)
    : wake_(std::move(wake)), thread_([this] { run(); }) {}

Measurer::~Measurer() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    stop_ = true;
  }
  changed_.notify_all();
  thread_.join();
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
  changed_.notify_all();
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

void Measurer::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return closing_ || waiting_; });
    if (closing_) return;
    const std::shared_ptr<const Evaluation> numbers = std::exchange(waiting_, nullptr);
    running_ = true;
    stop_ = false;
    lock.unlock();
    measure(*numbers, machine_, stop_, [this](const Measurement& m) { return publish(m); });
    lock.lock();
    running_ = false;
  }
}

bool Measurer::publish(const Measurement& measurement) {
  {
    const std::lock_guard lock(mutex_);
    if (stop_) return false;
    latest_ = std::make_shared<const Measurement>(measurement);
  }
  wake_();
  return true;
}

}  // namespace twofold::model::inline cost
