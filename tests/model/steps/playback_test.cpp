#include "app/model/steps/playback.h"

#include "tests/support/catch.h"

namespace twofold::model {
namespace {

using core::Order;
using core::Unit;

/// A small layer with padding, a stride and two channels.
struct Stage2 {
  core::Layer layer{
      .kernel = {3, 3}, .strides = {1, 2}, .channel_multiplier = 2, .out_channels = 3};
  core::Shape in{2, 5, 6, 2};
  Place pin{2, 2, 1, 1};

  WalkedLayer walked(OperationView operation = OperationView::separable) const {
    return {core::separable_chain(layer), core::standard_chain(layer), in, operation, pin, 0, {}};
  }
};

constexpr Unit kUnits[] = {Unit::tap, Unit::pixel, Unit::row, Unit::channel, Unit::stage};

TEST_CASE("stepping on and back returns to the same state") {
  const Stage2 s;
  for (const Order order : {Order::by_stage, Order::by_pixel}) {
    for (const int stage : {kEveryStage, 0, 1}) {
      for (const bool loops : {false, true}) {
        Playback start;
        start.order = order;
        start.stage = stage;
        start.loops = loops;
        const Walk w = walk(start, s.walked());
        REQUIRE(w.length() > 0);
        for (const Unit unit : kUnits) {
          Playback p = moved_to(start, w, w.first);
          std::vector<Playback> seen{p};
          while (p.done < w.last) {
            const Playback next = stepped(p, w, s.walked(), unit, 1);
            REQUIRE(next.done > p.done);
            seen.push_back(p = next);
          }
          for (std::size_t i = seen.size() - 1; i > 0; --i) {
            p = stepped(p, w, s.walked(), unit, -1);
            REQUIRE(p == seen[i - 1]);
          }
        }
      }
    }
  }
}

TEST_CASE("the first step on begins where playing would") {
  const Stage2 s;
  const Playback start;
  REQUIRE(begins_slowly(start));
  for (const OperationView operation :
       {OperationView::separable, OperationView::depthwise, OperationView::regular}) {
    const WalkedLayer on = s.walked(operation);
    const Walk w = walk(start, on);
    const Playback plays = played_or_paused(start, w, on);
    REQUIRE(plays.done > w.first);
    const Playback one = stepped(start, w, on, Unit::tap, 1);
    CHECK(one.done == plays.done + 1);
    CHECK_FALSE(one.playing);
    CHECK(stepped(one, w, on, Unit::tap, -1).done == plays.done);
    // From where it stands, and where a speed is set, nothing is jumped over.
    CHECK(stepped(moved_to(start, w, w.first), w, on, Unit::tap, 1).done == w.first + 1);
    Playback steady = start;
    steady.begins_slowly = false;
    CHECK(stepped(steady, w, on, Unit::tap, 1).done == w.first + 1);
  }
}

TEST_CASE("playing covers the walk at its speed, whatever the frames") {
  const Stage2 s;
  Playback p;
  p.speed = 0;
  p.begins_slowly = false;
  const Walk w = walk(p, s.walked());
  p = played_or_paused(p, w, s.walked());
  CHECK(p.active);
  for (int i = 0; i < 30; ++i) p = advance(p, w, 0.05);
  CHECK(p.done == 1);  // one tap a second, after one and a half
  for (int i = 0; i < 11; ++i) p = advance(p, w, 0.05);
  CHECK(p.done == 2);

  p.speed = 1;
  CHECK(steps_a_second(p, w) == Approx(static_cast<double>(w.schedule.count()) / 10));
  for (int i = 0; i < 1000 && p.playing; ++i) p = advance(p, w, 0.02);
  CHECK_FALSE(p.playing);
  CHECK(p.done == w.last);
  CHECK(played_or_paused(p, w, s.walked()).done == w.first);
}

TEST_CASE("a window that slept does not leap") {
  const Stage2 s;
  Playback p;
  p.speed = 1;
  p.begins_slowly = false;
  const Walk w = walk(p, s.walked());
  p = advance(played_or_paused(p, w, s.walked()), w, 3600);
  CHECK(p.done <= w.schedule.count() / 50);
}

TEST_CASE("playing begins at the pinned pixel, tap by tap, and is done within ten seconds") {
  Stage2 s;
  for (const core::Shape& in : {core::Shape{2, 5, 6, 2}, core::Shape{1, 1000, 1500, 3}}) {
    s.in = in;
    for (const Order order : {Order::by_stage, Order::by_pixel}) {
      for (const OperationView operation : {OperationView::separable, OperationView::regular}) {
        Playback p;
        p.order = order;
        const Walk w = walk(p, s.walked(operation));
        p = played_or_paused(p, w, s.walked(operation));
        REQUIRE(p.playing);
        const core::Step first = w.schedule.at(p.done);
        CHECK(first.value == core::Value{0, 0, s.pin.row, s.pin.column, 0});
        CHECK(first.term == 0);
        const std::int64_t begun = p.done;
        constexpr double kFrame = 1.0 / 64;
        std::int64_t widest = 0;
        int frames = 0;
        for (; p.playing && frames < 640; ++frames) {
          const std::int64_t before = p.done;
          p = advance(p, w, kFrame);
          REQUIRE(p.done >= before);
          if (p.done - begun <= 18) widest = std::max(widest, p.done - before);
        }
        CHECK(widest == 1);  // two values of a 3x3 filter one tap after the other
        CHECK(p.done == w.last);
        CHECK(frames < 640);
        // Again, as slowly as the first time, from wherever it stands.
        const Playback again = played_or_paused(p, w, s.walked(operation));
        CHECK(again.done == begun);
        CHECK(advance(again, w, kFrame).done == begun);
        CHECK(played_from_pin(moved_to(p, w, 3), w, s.walked(operation)) == again);
      }
    }
  }
}

TEST_CASE(
    "playing goes on slowly from where it was paused, and begins anew at a pin that is moved") {
  Stage2 s;
  Playback p;
  const Walk w = walk(p, s.walked());
  p = played_or_paused(moved_to(p, w, 30), w, s.walked());
  CHECK(p.done == 30);
  for (int i = 0; i < 300; ++i) p = advance(p, w, 1.0 / 64);
  p = played_or_paused(p, w, s.walked());
  REQUIRE_FALSE(p.playing);
  const std::int64_t paused = p.done;
  p = played_or_paused(p, w, s.walked());
  CHECK(p.done == paused);
  CHECK(advance(p, w, 1.0 / 64).done == paused);
  s.pin = {kOutput, 1, 2, 0};
  p = taken_along(p, w, s.walked());
  CHECK(p.playing);
  CHECK(w.schedule.at(p.done).value == core::Value{0, 0, 1, 2, 0});
  p.begins_slowly = false;
  CHECK(taken_along(p, w, s.walked()) == moved_to_pin(p, w, s.walked()));
}

TEST_CASE("a loop stays on the pinned pixel and passes through both folds") {
  const Stage2 s;
  Playback p;
  p.loops = true;
  p.speed = 0.5f;
  const Walk w = walk(p, s.walked());
  p = played_or_paused(p, w, s.walked());
  bool sees_depthwise = false;
  bool sees_pointwise = false;
  bool wraps = false;
  for (int i = 0; i < 2000; ++i) {
    const Playback next = advance(p, w, 0.1);
    wraps = wraps || next.done < p.done;
    p = next;
    const Position at = *position(p, w);
    CHECK(at.step.value.oy == s.pin.row);
    CHECK(at.step.value.ox == s.pin.column);
    sees_depthwise = sees_depthwise || at.step.value.stage == 0;
    sees_pointwise = sees_pointwise || at.step.value.stage == 1;
  }
  CHECK(p.playing);
  CHECK(sees_depthwise);
  CHECK(sees_pointwise);
  CHECK(wraps);
}

TEST_CASE("another order, one fold or a loop stands at the same value") {
  const Stage2 s;
  Playback p;
  const Walk stages = walk(p, s.walked());
  Playback other = p;
  other.order = Order::by_pixel;
  const Walk pixels = walk(other, s.walked());
  for (std::int64_t done = 1; done <= stages.last; ++done) {
    p = moved_to(p, stages, done);
    const Playback carried = carried_over(p, stages, pixels);
    const Position before = *position(p, stages);
    const Position after = *position(carried, pixels);
    CHECK(before.step.value == after.step.value);
    CHECK(before.terms_done == after.terms_done);
    CHECK(carried_over(carried, pixels, stages).done == done);
  }
}

TEST_CASE("one fold alone begins and ends at the seam") {
  const Stage2 s;
  Playback p;
  p.stage = 0;
  const Walk fold1 = walk(p, s.walked());
  p.stage = 1;
  const Walk fold2 = walk(p, s.walked());
  CHECK(fold1.first == 0);
  CHECK(fold1.last == fold2.first);
  CHECK(fold2.last == fold2.schedule.count());
  CHECK(position(moved_to(p, fold2, 0), fold2)->step.value.stage == 1);
  CHECK(walk({}, s.walked(OperationView::depthwise)).last == fold1.last);
}

TEST_CASE("the pin's moment is when its value is complete") {
  const Stage2 s;
  const Walk w = walk({}, s.walked());
  const Playback p = moved_to_pin({}, w, s.walked());
  const Position at = *position(p, w);
  CHECK(at.step.value == core::Value{1, 0, 2, 1, 1});
  CHECK(at.terms_done == at.step.terms);
}

TEST_CASE("a race by the clock keeps the ratio of the times, whoever needs more multiply-adds") {
  const Stage2 s;
  Playback p;
  p.races = true;
  p.by_clock = true;
  WalkedLayer on = s.walked();
  const Walk waiting = walk(p, on);
  CHECK(waiting.waits);
  p.playing = true;
  CHECK(advance(p, waiting, 0.1).done == 0);

  for (const RaceTimes times : {RaceTimes{0.001, 0.004}, RaceTimes{0.003, 0.001}}) {
    on.times = times;
    const Walk w = walk(p, on);
    REQUIRE(w.rival);
    CHECK_FALSE(w.waits);
    CHECK(w.last == w.clock().count());
    CHECK(w.schedule_done(0) == 0);
    CHECK(w.rival_done(0) == 0);
    CHECK(w.schedule_done(w.last) == w.schedule.count());
    CHECK(w.rival_done(w.last) == w.rival->count());
    // The faster side is done after its share of the slower one's time.
    const bool separable_wins = times.separable < times.standard;
    const double share = separable_wins ? 0.25 : 1.0 / 3;
    const auto moment = static_cast<std::int64_t>(share * static_cast<double>(w.last));
    const std::int64_t done =
        separable_wins ? w.schedule_done(moment + 1) : w.rival_done(moment + 1);
    const std::int64_t before =
        separable_wins ? w.schedule_done(moment - 1) : w.rival_done(moment - 1);
    const std::int64_t count = separable_wins ? w.schedule.count() : w.rival->count();
    CHECK(done == count);
    CHECK(before < count);
  }
}

TEST_CASE("a race runs until the slower side is done") {
  Stage2 s;
  Playback p;
  p.races = true;
  for (const int multiplier : {1, 4}) {
    s.layer.channel_multiplier = multiplier;
    const Walk w = walk(p, s.walked());
    REQUIRE(w.rival);
    CHECK(w.last == std::max(w.schedule.count(), w.rival->count()));
    const Playback end = stepped(moved_to(p, w, w.last - 1), w, s.walked(), Unit::tap, 1);
    CHECK(end.done == w.last);
    const std::int64_t pixels = w.schedule.size().area();
    using paint::PictureKind;
    CHECK(complete_pixels(w, end.done, {PictureKind::race_separable, 0}, 1) == pixels);
    CHECK(complete_pixels(w, end.done, {PictureKind::race_standard, 0}, 1) == pixels);
  }
}

TEST_CASE("pictures are complete exactly where all their terms were added") {
  const Stage2 s;
  for (const Order order : {Order::by_stage, Order::by_pixel}) {
    Playback p;
    p.order = order;
    const Walk w = walk(p, s.walked());
    const core::Extent size = w.schedule.size();
    for (std::int64_t done = 0; done <= w.last; done += 7) {
      for (int t = 0; t < 4; ++t) {
        std::int64_t count = 0;
        for (int i = 0; i < size.area(); ++i)
          count += w.schedule.complete({0, 1, i / size.width, i % size.width, t}, done);
        CHECK(complete_pixels(w, done, paint::result_key(1, t), 1) == count);
      }
      CHECK_FALSE(complete_pixels(w, done, paint::result_key(0, 0), 1));
    }
  }
}

}  // namespace
}  // namespace twofold::model
