// twofold_bench: every workload, computed in turn by this engine and by other libraries.
//
//     twofold_bench [--threads=N] [--workloads=FILE] [--quantile=0.5] [--clock=wall|cpu]
//                   [--pass=forward|backward] [Google Benchmark's options]
//
// One iteration lets every contender run in turn, so that whatever else the machine does, and its
// clock, meet all of them alike. Reported are medians (ms) and ratios: how many times faster the
// best plan is than the fastest other library that computes both folds ("x_separable") or anything
// ("x_any"), and the standard convolution against the fastest other one ("x_standard").
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <map>
#include <string_view>
#include <thread>

#include "core/equivalent.h"
#include "core/fast/separable.h"
#include "core/filters.h"
#include "core/separable.h"
#include "tests/bench/contender.h"

namespace twofold::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kTurnMilliseconds = 4;
// Other libraries' threads go on spinning for a while after their work, on processors that the next
// contender needs: its turn begins when this process has used next to no time for a while.
constexpr auto kQuiet = std::chrono::milliseconds(4);
constexpr double kQuietMilliseconds = 0.4;
constexpr int kMostWaits = 100;

double milliseconds(Clock::time_point from) {
  return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

/// How the samples are taken and summed up.
struct Method {
  int threads = 1;
  double share = 0.5;     ///< the sample that counts: the median
  bool cpu_time = false;  ///< of this process, rather than the wall clock's
  bool backward = false;  ///< gradients with respect to filters and input, z given
};

double milliseconds_of(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

double now_milliseconds(const Method& method) {
  return milliseconds_of(method.cpu_time ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC);
}

/// Sleeps until no thread of this process is running.
void wait_for_quiet() {
  for (int i = 0; i < kMostWaits; ++i) {
    const double before = milliseconds_of(CLOCK_PROCESS_CPUTIME_ID);
    std::this_thread::sleep_for(kQuiet);
    if (milliseconds_of(CLOCK_PROCESS_CPUTIME_ID) - before < kQuietMilliseconds) return;
  }
}

/// The sample that `share` of all samples lie below; 0.5 is the median.
double quantile(std::vector<double> samples, double share) {
  const auto place = samples.begin() +
                     static_cast<std::ptrdiff_t>(share * static_cast<double>(samples.size() - 1));
  std::nth_element(samples.begin(), place, samples.end());
  return *place;
}

std::vector<float> normal_values(std::size_t count, std::uint64_t seed, double deviation) {
  core::Random random(seed);
  std::vector<float> values(count);
  for (float& v : values) v = static_cast<float>(random.normal() * deviation);
  return values;
}

std::shared_ptr<const Job> make_job(const io::Workload& w, const Method& method) {
  auto job = std::make_shared<Job>();
  job->workload = w;
  job->threads = method.threads;
  job->x = {w.in, normal_values(static_cast<std::size_t>(w.in.count()), 1, 1)};
  const core::FilterShape d = core::depthwise_filter_shape(w.layer, w.in.channels);
  const core::FilterShape p = core::pointwise_filter_shape(w.layer, w.in.channels);
  job->filters.depthwise = {d, normal_values(static_cast<std::size_t>(d.count()), 2,
                                             1 / std::sqrt(w.layer.kernel.area()))};
  job->filters.pointwise = {
      p, normal_values(static_cast<std::size_t>(p.count()), 3, 1 / std::sqrt(p.in))};
  job->collapsed = core::collapse(job->filters.depthwise, job->filters.pointwise);
  if (!method.backward) return job;
  job->z = core::fast::depthwise_conv2d(job->x, job->filters.depthwise, w.layer);
  const core::Shape y = core::output_shape(w.layer, w.in);
  job->y_grad = {y, normal_values(static_cast<std::size_t>(y.count()), 4, 1)};
  return job;
}

/// Largest difference to the first contender's result, over its largest value.
double difference(const core::Tensor& got, const core::Tensor& want) {
  double largest = 0;
  double off = 0;
  for (std::size_t i = 0; i < want.values.size(); ++i) {
    largest = std::max(largest, std::abs(static_cast<double>(want.values[i])));
    off = std::max(off, std::abs(static_cast<double>(got.values[i]) - want.values[i]));
  }
  return off / largest;
}

/// One contender's turn: a run that is not counted, then as many as fit in a few milliseconds.
void take_turn(Contender& contender, const Method& method, std::vector<double>& samples) {
  wait_for_quiet();
  contender.run();
  const Clock::time_point begin = Clock::now();
  do {
    const double from = now_milliseconds(method);
    contender.run();
    samples.push_back(now_milliseconds(method) - from);
  } while (milliseconds(begin) < kTurnMilliseconds);
}

std::vector<Contender> contenders_of(const std::shared_ptr<const Job>& job, const Method& method) {
  if (method.backward) {
    std::vector<Contender> all = own_backward(job);
    for (Contender& c : onednn_backward(job)) all.push_back(std::move(c));
    return all;
  }
  std::vector<Contender> all = own_contenders(job);
  for (auto others : {onednn_contenders, xnnpack_contenders}) {
    for (Contender& c : others(job)) all.push_back(std::move(c));
  }
  return all;
}

void measure(benchmark::State& state, const io::Workload& workload, const Method& method) {
  const std::shared_ptr<const Job> job = make_job(workload, method);
  std::vector<Contender> contenders = contenders_of(job, method);
  contenders.front().run();
  const core::Tensor want = contenders.front().result();
  for (Contender& c : contenders) {
    c.run();
    const double off = difference(c.result(), want);
    if (off > 1e-4) return state.SkipWithError((c.name + " computes something else").c_str());
  }
  std::map<std::string, std::vector<double>> samples;
  for (auto _ : state) {
    const Clock::time_point from = Clock::now();
    for (Contender& c : contenders) take_turn(c, method, samples[c.name]);
    state.SetIterationTime(milliseconds(from) / 1000);
  }
  double separable = INFINITY, any = INFINITY, standard = INFINITY;
  for (const Contender& c : contenders) {
    const double ms = quantile(samples[c.name], method.share);
    state.counters[c.name] = ms;
    if (c.name.rfind("fast", 0) == 0) continue;
    any = std::min(any, ms);
    (c.standard ? standard : separable) = std::min(c.standard ? standard : separable, ms);
  }
  if (std::isinf(any)) return;
  state.counters["x_separable"] = separable / state.counters["fast"];
  state.counters["x_any"] = any / state.counters["fast"];
  state.counters["x_standard"] = standard / state.counters["fast standard"];
}

/// The value of --name=value, which is taken out of the arguments.
std::string take_option(int& argc, char** argv, std::string_view name, std::string value) {
  int kept = 0;
  for (int i = 0; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument.substr(0, name.size()) == name)
      value = argument.substr(name.size());
    else
      argv[kept++] = argv[i];
  }
  argc = kept;
  return value;
}

/// Memory that a run gives back stays with the process, as it does in whatever trains: a gradient
/// is returned in memory of its own, and new pages would take longer than small layers.
void keep_memory() {
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
}

int run(int argc, char** argv) {
  keep_memory();
  Method method;
  method.threads = std::atoi(take_option(argc, argv, "--threads=", "1").c_str());
  method.share = std::atof(take_option(argc, argv, "--quantile=", "0.5").c_str());
  method.cpu_time = take_option(argc, argv, "--clock=", "wall") == "cpu";
  method.backward = take_option(argc, argv, "--pass=", "forward") == "backward";
  const std::string file = take_option(argc, argv, "--workloads=", TWOFOLD_WORKLOADS);
  const auto workloads = io::load_workloads(file);
  if (!workloads) {
    std::fprintf(stderr, "twofold_bench: %s\n", workloads.error().sentence.c_str());
    return 2;
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  for (const io::Workload& w : *workloads) {
    benchmark::RegisterBenchmark(
        w.name.c_str(), [w, method](benchmark::State& state) { measure(state, w, method); })
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

}  // namespace
}  // namespace twofold::bench

int main(int argc, char** argv) { return twofold::bench::run(argc, argv); }
