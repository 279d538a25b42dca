#include "app/model/cost/measure.h"

#include <thread>

#include "app/base/thread_pool.h"
#include "app/model/cost/roofline.h"
#include "core/cost.h"
#include "tests/support/catch.h"

using namespace twofold;
using namespace twofold::model;

namespace {

Timing steady(double seconds, int runs) {
  return timing_of(std::vector<double>(static_cast<std::size_t>(runs), seconds));
}

std::shared_ptr<const Evaluation> numbers_of(const core::Layer& layer, const core::Shape& in) {
  Inputs inputs;
  inputs.document.source = InputSource::noise;
  inputs.document.noise = in;
  inputs.document.layer = layer;
  return evaluate(inputs, nullptr, {});
}

Measurement example() {
  Measurement m;
  m.in = {1, 100, 100, 3};
  m.timings = {steady(1e-3, 9), steady(2e-3, 9), steady(3e-3, 9), steady(4e-3, 9)};
  m.machine = Machine{2, "AVX2", 1e11, 1e10};
  return m;
}

}  // namespace

TEST_CASE("a timing is the median and the quartiles of its samples, in any order") {
  const Timing t = timing_of({5, 1, 3, 2, 4});
  CHECK(t.runs == 5);
  CHECK(t.median == 3);
  CHECK(t.low == 2);
  CHECK(t.high == 4);
  CHECK(t.spread() == Approx(2.0 / 3));
  CHECK(timing_of({}).runs == 0);
  CHECK(timing_of({7}).median == 7);
}

TEST_CASE("measuring goes on until all ways spread little, or time is up") {
  Measurement m = example();
  CHECK(is_settled(m, 0.1));
  m.timings[1] = timing_of({1, 2, 3, 4, 5, 6, 7, 8, 9});
  CHECK_FALSE(is_settled(m, 0.1));
  CHECK(is_settled(m, 60));
  m.timings[1] = Timing{};
  m.timings[1].why_not = "z is too large to store";
  CHECK(is_settled(m, 0.1));
}

TEST_CASE("the fused pass moves no z, two passes write and read it") {
  const core::Layer layer;
  const core::Shape in{2, 10, 12, 3};
  const core::Cost cost = core::cost(layer, in);
  const Work fused = work_of(Way::fused, layer, in);
  const Work passes = work_of(Way::two_passes, layer, in);
  CHECK(fused.flops == static_cast<double>(cost.separable.flops()));
  CHECK(passes.bytes - fused.bytes == 2 * static_cast<double>(cost.intermediate_bytes));
  CHECK(fused.bytes == 4.0 * (2 * 10 * 12 * (3 + 3) + 36));
}

TEST_CASE("a layer is measured in all four ways, and the machine once") {
  base::ThreadPool threads;
  Measurer measurer(threads, [] {});
  const auto numbers = numbers_of(core::Layer{}, {1, 24, 24, 3});
  measurer.request(numbers);
  while (measurer.busy()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  const auto m = measurer.latest();
  REQUIRE(m);
  CHECK(m->done);
  CHECK(m->machine.has_value());
  for (const Timing& t : m->timings) CHECK(t.runs > 0);
  for (const Timing& t : m->timings) CHECK((t.low <= t.median && t.median <= t.high));
}

TEST_CASE("a measurement that was stopped can be asked for again") {
  base::ThreadPool threads;
  Measurer measurer(threads, [] {});
  const auto numbers = numbers_of(core::Layer{}, {1, 24, 24, 3});
  measurer.request(numbers);
  measurer.stop();
  measurer.request(numbers);
  while (measurer.busy()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  REQUIRE(measurer.latest());
  CHECK(measurer.latest()->done);
}

TEST_CASE("what is said of the times is made of the numbers") {
  const std::string words = measured_sentence(example());
  // 36 / 81 weights: 2.25 times less arithmetic; 3 ms against 1 ms.
  // 0.72 MFLOP in 1 ms against 1.62 in 3; 10000 pixels of 6 values and 36 weights are 240 kB in
  // 1 ms, where 10 GB/s would take 0.024 ms. Collapsed: 4 ms.
  CHECK(words.find("2.2 times less arithmetic") != std::string::npos);
  CHECK(words.find("at 0.72 against 0.54 GFLOP/s: it takes 3.0 times less time") !=
        std::string::npos);
  CHECK(words.find("under the roof of memory and reaches only 2 % of it") != std::string::npos);
  CHECK(words.find("standard kernel it takes 4.0 times more time") != std::string::npos);
  CHECK(measured_sentence(Measurement{}).empty());
}

TEST_CASE("what holds the fused pass back is said by how near its roof it is") {
  Measurement m = example();
  m.machine->bandwidth = 4e8;  // 240 kB in 0.6 ms
  CHECK(measured_sentence(m).find("memory sets its pace: it reaches 60 % of that roof") !=
        std::string::npos);
  m.machine = Machine{2, "AVX2", 1e9, 1e10};  // 0.72 MFLOP in 0.72 ms
  CHECK(measured_sentence(m).find("arithmetic sets its pace: it reaches 72 % of that roof") !=
        std::string::npos);
  m.timings[0] = steady(4e-3, 9);
  m.timings[3] = steady(2e-3, 9);
  m.timings[1] = timing_of({1, 2, 3, 4});
  CHECK(measured_sentence(m).find("something else kept this machine busy") != std::string::npos);
  CHECK(measured_sentence(m).find("takes 1.3 times more time") != std::string::npos);
  CHECK(measured_sentence(m).find("standard kernel it takes 2.0 times less time") !=
        std::string::npos);
}

TEST_CASE("times that hardly differ are said to be the same") {
  Measurement m = example();
  m.timings[0] = steady(3e-3, 9);
  CHECK(measured_sentence(m).find("it takes as much time.") != std::string::npos);
}

TEST_CASE("a roof that is lower than what was reached is not argued from") {
  Measurement m = example();
  m.machine->flops = 1e8;  // the fused pass reaches 0.72e9
  const std::string words = measured_sentence(m);
  CHECK(words.find("takes 3.0 times less time") != std::string::npos);
  CHECK(words.find("not to be trusted") != std::string::npos);
  CHECK(words.find("of its roof") == std::string::npos);
}

TEST_CASE("times that still spread when time is up are said to") {
  Measurement m = example();
  CHECK(spreads_little(m));
  m.timings[0] = timing_of({1, 2, 3, 4});
  CHECK_FALSE(spreads_little(m));
  CHECK(is_settled(m, 60));
}

TEST_CASE("the roofline has a named dot for every way that was measured") {
  const paint::Drawing drawing = roofline_chart(example(), {600, 400});
  for (const Way way : {Way::fused, Way::two_passes, Way::standard, Way::collapsed}) {
    bool named = false;
    for (const paint::Mark& mark : drawing.marks)
      if (const auto* text = std::get_if<paint::TextMark>(&mark))
        named = named || text->words == way_name(way);
    CHECK(named);
  }
  CHECK(roofline_chart(Measurement{}, {600, 400}).marks.empty());
}

TEST_CASE("the depthwise stage alone stands on the roofline") {
  bool named = false;
  for (const paint::Mark& mark : roofline_chart(example(), {600, 400}).marks)
    if (const auto* text = std::get_if<paint::TextMark>(&mark))
      // 18 FLOP for every value of z; a value of x is read and one of z is written.
      named = named || text->words == "depthwise alone, 2.2 FLOP a byte";
  CHECK(named);
}
