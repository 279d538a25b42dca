#include "core/chain/schedule.h"

#include "core/chain/stage_cost.h"
#include "core/filters.h"
#include "tests/support/catch.h"
#include "tests/support/walk.h"

namespace twofold::core {
namespace {

using tests::enumerate_steps;
using tests::kWalks;
using tests::layer_cases;
using tests::LayerCase;
using tests::Walk;

bool same(const Step& a, const Step& b) {
  return a.value == b.value && a.term == b.term && a.terms == b.terms && a.source == b.source &&
         a.tap.ky == b.tap.ky && a.tap.kx == b.tap.kx && a.tap.iy == b.tap.iy &&
         a.tap.ix == b.tap.ix;
}

/// Whether two steps belong to the same instance of a unit.
bool together(const Step& a, const Step& b, Unit unit, Order order,
              const std::vector<int>& passes) {
  const Value& u = a.value;
  const Value& v = b.value;
  const bool same_pass =
      passes[static_cast<std::size_t>(u.stage)] == passes[static_cast<std::size_t>(v.stage)];
  const bool same_row = same_pass && u.b == v.b && u.oy == v.oy;
  if (unit == Unit::tap) return false;
  if (order == Order::by_pixel) {
    if (unit == Unit::row) return same_row;
    if (unit == Unit::pixel) return same_row && u.ox == v.ox;
    if (unit == Unit::stage) return same_row && u.ox == v.ox && u.stage == v.stage;
    return u == v;
  }
  if (unit == Unit::stage) return u.stage == v.stage;
  const bool same_channel = u.stage == v.stage && u.b == v.b && u.channel == v.channel;
  if (unit == Unit::channel) return same_channel;
  return same_channel && u.oy == v.oy && (unit == Unit::row || u.ox == v.ox);
}

constexpr Unit kUnits[] = {Unit::tap, Unit::pixel, Unit::row, Unit::channel, Unit::stage};

/// 12 megapixels, RGB, m = 8, 64 outputs: 3.4e11 multiply-adds in a batch of 14.
constexpr Layer kHuge{{3, 3}, {1, 1}, {1, 1}, Padding::same, 8, 64};
constexpr Shape kHugePhotographs{14, 3000, 4000, 3};

}  // namespace

TEST_CASE("there are as many steps as multiply-adds without padding") {
  for (const LayerCase& c : layer_cases()) {
    INFO(c.text());
    for (const Walk& walk : kWalks) {
      const Chain list = walk.list_of(c.layer);
      StageCost want;
      for (const StageCost& stage : stage_costs(list, c.in)) want = want + stage;
      CHECK(Schedule(list, c.in, walk.order).count() == want.macs_without_padding);
    }
  }
}

TEST_CASE("every step, against nested loops") {
  for (const LayerCase& c : layer_cases()) {
    INFO(c.text());
    for (const Walk& walk : kWalks) {
      const Schedule schedule(walk.list_of(c.layer), c.in, walk.order);
      const std::vector<Step> want = enumerate_steps(walk.list_of(c.layer), c.in, walk.order);
      REQUIRE(schedule.count() == std::ssize(want));
      std::int64_t wrong = 0;
      for (std::int64_t n = 0; n < schedule.count(); ++n) {
        const Step& step = want[static_cast<std::size_t>(n)];
        wrong += !same(schedule.at(n), step);
        wrong += schedule.first_step(step.value) != n - step.term;
        wrong += schedule.terms(step.value) != step.terms;
        wrong += !same(schedule.step_of(step.value, step.term), step);
      }
      CHECK(wrong == 0);
    }
  }
}

TEST_CASE("boundaries of units, against nested loops") {
  for (const LayerCase& c : layer_cases()) {
    if (c.in.height * c.in.width > 40) continue;
    INFO(c.text());
    for (const Walk& walk : kWalks) {
      const Schedule schedule(walk.list_of(c.layer), c.in, walk.order);
      const std::vector<Step> steps = enumerate_steps(walk.list_of(c.layer), c.in, walk.order);
      const std::vector<int> passes = tests::passes_of(schedule.list(), walk.order);
      for (const Unit unit : kUnits) {
        // boundary[n]: whether a unit begins at n.
        std::vector<bool> boundary(steps.size() + 1, true);
        for (std::size_t n = 1; n < steps.size(); ++n)
          boundary[n] = !together(steps[n - 1], steps[n], unit, walk.order, passes);
        std::int64_t wrong = 0;
        std::int64_t before = 0;
        for (std::int64_t n = 0; n <= schedule.count(); ++n) {
          wrong += schedule.previous(n, unit) != before;
          if (boundary[static_cast<std::size_t>(n)]) before = n;
        }
        std::int64_t after = schedule.count();
        for (std::int64_t n = schedule.count(); n >= 0; --n) {
          wrong += schedule.next(n, unit) != after;
          if (boundary[static_cast<std::size_t>(n)]) after = n;
        }
        CHECK(wrong == 0);
      }
    }
  }
}

TEST_CASE("larger units consist of whole smaller ones") {
  const LayerCase& c = layer_cases()[2];
  for (const Walk& walk : kWalks) {
    const Schedule schedule(walk.list_of(c.layer), c.in, walk.order);
    const auto units = schedule.units();
    for (std::size_t i = 1; i < units.size(); ++i) {
      for (std::int64_t n = 0; n < schedule.count(); ++n)
        CHECK(schedule.next(n, units[i - 1]) <= schedule.next(n, units[i]));
    }
  }
}

TEST_CASE("a value is complete from its last step on, and a plane fills row-major") {
  for (const LayerCase& c : layer_cases()) {
    if (c.in.height * c.in.width > 40) continue;
    INFO(c.text());
    for (const Walk& walk : kWalks) {
      const Schedule schedule(walk.list_of(c.layer), c.in, walk.order);
      const Extent out = schedule.size();
      const int stage = schedule.stages() - 1;
      const Value plane{stage, c.in.batch - 1, 0, 0, schedule.channels(stage) - 1};
      for (std::int64_t n = 0; n <= schedule.count(); n += 1 + schedule.count() / 50) {
        std::int64_t complete = 0;
        for (int oy = 0; oy < out.height; ++oy) {
          for (int ox = 0; ox < out.width; ++ox) {
            const Value value{stage, plane.b, oy, ox, plane.channel};
            const std::int64_t last = schedule.first_step(value) + schedule.terms(value);
            CHECK(schedule.complete(value, n) == (last <= n));
            complete += last <= n;
          }
        }
        CHECK(schedule.complete_pixels(plane, n) == complete);
      }
      CHECK(schedule.complete_pixels(plane, schedule.count()) == out.area());
    }
  }
}

TEST_CASE("a step is found at once among hundreds of billions") {
  Random random(5);
  for (const Walk& walk : kWalks) {
    const Schedule schedule(walk.list_of(kHuge), kHugePhotographs, walk.order);
    CHECK(schedule.count() > 50'000'000'000);
    for (int i = 0; i < 2000; ++i) {
      const std::int64_t n =
          static_cast<std::int64_t>(random.next() % static_cast<std::uint64_t>(schedule.count()));
      const Step step = schedule.at(n);
      CHECK(schedule.first_step(step.value) + step.term == n);
      CHECK(step.term < step.terms);
    }
    const Step last = schedule.at(schedule.count() - 1);
    const int stage = schedule.stages() - 1;
    CHECK(last.value == Value{stage, 13, 2999, 3999, schedule.channels(stage) - 1});
    CHECK(last.term == last.terms - 1);
  }
}

TEST_CASE("the corner of SAME has only the taps that read the picture") {
  // Output [0, 0] under 3x3: the first row and column of the filter lie in the padding.
  const Layer layer{{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 1};
  const Schedule schedule(separable_chain(layer), {1, 4, 4, 1}, Order::by_stage);
  const int cells[][2] = {{1, 1}, {1, 2}, {2, 1}, {2, 2}};
  for (int n = 0; n < 4; ++n) {
    CHECK(schedule.at(n).terms == 4);
    CHECK(schedule.at(n).tap.ky == cells[n][0]);
    CHECK(schedule.at(n).tap.kx == cells[n][1]);
  }
  CHECK(schedule.at(4).value == Value{0, 0, 0, 1, 0});
  CHECK(schedule.next(0, Unit::pixel) == 4);
  CHECK(schedule.next(0, Unit::row) == 4 + 6 + 6 + 4);
}

}  // namespace twofold::core
