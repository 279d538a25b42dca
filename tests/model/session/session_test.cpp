#include "app/model/session/session.h"

#include <concepts>

#include "app/model/steps/place.h"
#include "tests/model/edits.h"
#include "tests/model/generate.h"
#include "tests/model/pictures.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

using tests::change;
using tests::look;
using tests::pin_at;
using tests::walk_by;

static_assert(std::equality_comparable<Edits>, "what a frame asks for can be compared");

std::vector<Wanted> some_pictures() {
  return {{{paint::PictureKind::photograph, 0}, 64, 48},
          {paint::result_key(1, 0), 64, 48},
          {paint::result_key(2, 1), 64, 48}};
}

}  // namespace

TEST_CASE("a session settles on the numbers of its document") {
  Session session(tests::start(64, 48));
  session.settle();
  CHECK(session.is_current());
  CHECK(session.problems().empty());
  CHECK_FALSE(session.is_busy());
  session.apply(change(SetMultiplier{3}));
  CHECK_FALSE(session.is_current());
  REQUIRE(session.numbers());  // the last ones stay on screen meanwhile
  session.settle();
  CHECK(session.is_current());
  CHECK(session.numbers()->z()->shape.channels == 9);
}

TEST_CASE("the pin begins on the striking place") {
  Session session(tests::start(64, 48));
  session.settle();
  CHECK(session.view().pin == striking_place(*session.numbers()));
  Session::Start given = tests::start(64, 48);
  given.view.pin = {1, 3, 4, 1};
  given.pin_is_given = true;
  Session pinned(std::move(given));
  pinned.settle();
  CHECK(pinned.view().pin == Place{1, 3, 4, 1});
}

TEST_CASE("before a class the wide lane is that of the fold which the steps have come to") {
  Session session(tests::start(16, 12));
  session.settle();
  const auto step_to = [&](double share) {
    const auto last = static_cast<double>(session.walk()->last);
    session.apply(walk_by({GoToStep{static_cast<std::int64_t>(share * last)}}));
  };
  step_to(0.2);
  CHECK(session.view().present_lane == 1);
  // A lane that was chosen stays for as long as the fold does.
  session.apply(look(OpenLane{kInput}));
  step_to(0.3);
  CHECK(session.view().present_lane == kInput);
  step_to(1);
  CHECK(session.view().present_lane == kOutput);
  // Pixel by pixel the folds change all the time: nothing jumps.
  session.apply(walk_by({SetStepOrder{core::Order::by_pixel}}));
  for (const double share : {0.1, 0.101, 0.102, 0.5, 0.9}) {
    step_to(share);
    CHECK(session.view().present_lane == kOutput);
  }
}

TEST_CASE("problems keep the last good numbers") {
  Session session(tests::start(64, 48));
  session.settle();
  const Evaluation* numbers = session.numbers();
  Edits edits = change(SetKernel{{99, 99}});
  edits.changes.push_back({SetPadding{core::Padding::valid}, 0});
  session.apply(edits);
  session.settle();
  REQUIRE(session.problems().size() == 1);
  CHECK(session.problems().front().field == core::Field::kernel);
  CHECK(session.numbers() == numbers);
  CHECK_FALSE(session.is_current());
  session.apply(change(SetKernel{{5, 5}}));
  session.settle();
  CHECK(session.problems().empty());
  CHECK(session.is_current());
}

TEST_CASE("dragging a slider there and back returns the pin") {
  Session session(tests::start(64, 48));
  session.settle();
  const Place pin{2, 21, 33, 1};
  session.apply(pin_at(pin));
  for (int s = 1; s <= 8; ++s) session.apply(change(SetStrides{{s, s}}, 4));
  CHECK(session.view().pin.row < 4);
  for (int s = 8; s >= 1; --s) session.apply(change(SetStrides{{s, s}}, 4));
  CHECK(session.view().pin == pin);

  session.apply(change(SetMultiplier{3}));
  session.settle();
  session.apply(pin_at({1, 21, 33, 5}));  // q 1, r 2
  for (const int m : {2, 1, 2, 16, 3}) session.apply(change(SetMultiplier{m}, 5));
  CHECK(session.view().pin == Place{1, 21, 33, 5});
}

TEST_CASE("a document that comes with its pin has it there, exactly") {
  Session session(tests::start(64, 48));
  session.settle();
  Document other = session.document();
  other.layer.strides = {2, 2};
  other.layer.channel_multiplier = 2;
  for (const Place pin : {Place{2, 11, 20, 1}, Place{1, 3, 30, 5}}) {
    Edits edits;
    edits.changes.push_back({ReplaceDocument{other}, 0});
    edits.looks.emplace_back(MovePin{pin});
    session.apply(edits);
    CHECK(session.view().pin == pin);
    session.settle();
    session.apply({});
    CHECK(session.view().pin == pin);
    other.layer.strides = {1, 1};
  }
}

TEST_CASE("Reset all restores the opening also after a start with another look") {
  Session::Start start = tests::start(64, 48);
  start.view.operation = OperationView::regular;
  start.view.viewport.zoom = 4;
  start.view.theme = ThemeChoice::light;
  Session session(std::move(start));
  session.settle();
  Edits reset;
  reset.of_session.emplace_back(ResetAll{});
  session.apply(reset);
  CHECK(session.view().operation == OperationView::separable);
  CHECK(session.view().viewport == Viewport{});
  CHECK(session.view().theme == ThemeChoice::light);
}

TEST_CASE("the pin is carried over a setting that cannot be computed") {
  Session session(tests::start(64, 48));
  session.settle();
  session.apply(pin_at({2, 20, 30, 0}));
  session.apply(change(SetKernel{{99, 99}}));
  session.apply(change(SetPadding{core::Padding::valid}));
  session.apply(change(SetKernel{{3, 3}}));
  CHECK(session.view().pin == Place{2, 19, 29, 0});
  session.settle();
  CHECK(session.highlighted().pixel == OutputPixel{19, 29});
}

TEST_CASE("what is lit belongs to the numbers that are shown") {
  Session session(tests::start(64, 48));
  session.settle();
  session.apply(pin_at({2, 40, 60, 2}));
  session.apply(change(SetStrides{{4, 4}}));
  // The numbers are still those of stride 1.
  CHECK(session.view().pin == Place{2, 10, 15, 2});
  CHECK(session.highlighted().pixel == OutputPixel{40, 60});
  session.settle();
  CHECK(session.highlighted().pixel == OutputPixel{10, 15});
}

TEST_CASE("pictures that are wanted are painted, and let go when they are not") {
  Session session(tests::start(64, 48));
  session.want(some_pictures());
  session.settle();
  for (const Wanted& wanted : some_pictures()) {
    REQUIRE(session.painter().pictures().contains(wanted.key));
    CHECK(session.painter().pictures().at(wanted.key)->width == 64);
  }
  session.want({});
  session.settle();
  CHECK(session.painter().pictures().empty());
}

TEST_CASE("a picture that nothing else would bring keeps the window awake until it is painted") {
  Session session(tests::start(64, 48));
  session.settle();
  const std::vector<Wanted> share{{{paint::PictureKind::share, 0}, 64, 48}};
  Hover on_a_weight;
  on_a_weight.weight = MixCell{1, 1};
  session.apply(look(PointAt{on_a_weight}));
  session.want(share);
  CHECK(session.is_busy());
  session.tick(std::chrono::milliseconds(0));
  CHECK(session.painter().pictures().contains({paint::PictureKind::share, 0}));
  CHECK_FALSE(session.is_busy());
  session.want(share);
  CHECK_FALSE(session.is_busy());
}

TEST_CASE("the standard convolution is computed when it is looked at, and stays") {
  Session session(tests::start(64, 48));
  session.settle();
  CHECK_FALSE(session.numbers()->standard);
  session.apply(look(ShowResult{OutputView::difference}));
  CHECK_FALSE(session.is_current());
  session.settle();
  CHECK(session.numbers()->standard);
  session.apply(look(ShowResult{OutputView::separable}));
  session.settle();
  CHECK(session.is_current());
  CHECK(session.numbers()->standard);
  session.apply(change(SetMultiplier{2}));
  session.settle();
  CHECK_FALSE(session.numbers()->standard);
}

TEST_CASE("weights of few bits are compared with floats on their page, with a standard elsewhere") {
  Session session(tests::start(64, 48));
  session.apply(change(SetBits{0, core::WeightBits{3, false}}));
  session.apply(look(ShowResult{OutputView::standard}));
  session.settle();
  REQUIRE(session.numbers()->standard);
  CHECK_FALSE(session.numbers()->compares_floats());
  for (const OperationView operation : {OperationView::separable, OperationView::regular}) {
    session.apply(look(ShowOperation{operation}));
    session.apply(look(OpenCost{CostPage::bits}));
    session.settle();
    CHECK(session.numbers()->compares_floats());
  }
  session.apply(look(CloseCost{}));
  CHECK_FALSE(session.is_current());
  session.settle();
  CHECK_FALSE(session.numbers()->compares_floats());
}

TEST_CASE("steps bring their picture of the batch and their pixel into sight") {
  Session session(tests::start(64, 48));
  session.apply(change(SetInput{InputSource::noise, {2, 12, 14, 2}, Pattern::impulse}));
  session.settle();
  session.apply(look(ZoomAbout{0, 0, 4}));
  const SharedWalk walk = session.walk();
  const core::Value last{0, 1, 11, 13, 1};
  session.apply(walk_by({GoToStep{walk->schedule.first_step(last) + 2}}));
  CHECK(session.view().batch_index == 1);
  const Region seen = session.view().viewport.region();
  CHECK(session.view().viewport.zoom == 4);
  CHECK(seen.left + seen.width >= 13.5 / 14);
  CHECK(seen.top + seen.height >= 11.5 / 12);
  CHECK(session.highlighted().pixel == OutputPixel{11, 13});
}

TEST_CASE("no picture is looked at that the batch does not have") {
  Session session(tests::start(64, 48));
  const auto noise_of = [](int batch) {
    return change(SetInput{InputSource::noise, {batch, 12, 14, 2}, Pattern::impulse});
  };
  session.apply(noise_of(3));
  session.settle();
  session.apply(look(ShowPicture{7}));
  CHECK(session.view().batch_index == 2);
  session.apply(look(ShowPicture{-1}));
  CHECK(session.view().batch_index == 0);
  // The numbers, and the walk over them, are still those of three pictures.
  session.apply(noise_of(1));
  const core::Value last{0, 2, 11, 13, 1};
  session.apply(walk_by({GoToStep{session.walk()->schedule.first_step(last) + 2}}));
  CHECK(session.view().batch_index == 0);
  session.settle();
  CHECK(session.view().batch_index == 0);
}

TEST_CASE("another order of the steps stands at the same value") {
  Session session(tests::start(16, 12));
  session.settle();
  const core::Value value{0, 0, 5, 7, 1};
  const auto at = [&] { return position(session.view().playback, *session.walk()); };
  session.apply(walk_by({GoToStep{session.walk()->schedule.first_step(value) + 4}}));
  const std::int64_t done = session.view().playback.done;
  session.apply(walk_by({SetStepOrder{core::Order::by_pixel}}));
  CHECK(session.view().playback.done != done);
  REQUIRE(at());
  CHECK(at()->step.value == value);
  CHECK(at()->terms_done == 4);
}

TEST_CASE("another picture is seen whole") {
  Session session(tests::start(64, 48));
  session.apply(look(ZoomAbout{0.2, 0.2, 5}));
  session.apply(change(SetMultiplier{2}));
  CHECK(session.view().viewport.zoom == 5);
  const PictureRef second =
      session.library().add({tests::picture_values(20, 10, 3), "second", "/b.png", ""});
  session.apply(change(OpenPictures{{second}}));
  CHECK(session.view().viewport == Viewport{});
}

TEST_CASE("a camera's pictures follow one another where one is looked at, as one step") {
  Session session(tests::start(64, 48));
  session.settle();
  const Document before = session.document();
  const auto live = [&](std::uint64_t seed) {
    session.show_live({tests::picture_values(32, 24, 3, seed), "camera", "", ""});
    session.settle();
  };
  live(2);
  CHECK(session.document().batch.front().name == "camera");
  CHECK(session.document().layer == before.layer);
  session.apply(look(ZoomAbout{0.5, 0.5, 2}));
  session.apply(pin_at({model::kOutput, 5, 6, 0}));
  const ViewState view = session.view();
  const auto first = session.numbers()->x();
  live(3);
  CHECK(session.numbers()->x() != first);
  CHECK(session.view().pin == view.pin);
  CHECK(session.view().viewport == view.viewport);
  session.apply(change(SetMultiplier{5}));
  live(4);
  CHECK(session.document().layer.channel_multiplier == 5);
  Edits undo;
  undo.of_session = {Undo{}};
  session.apply(undo);
  session.apply(undo);
  CHECK(session.document() == before);
}

TEST_CASE("a picture that comes whole takes the place of its small copy, before and after") {
  Session::Start start = tests::start(640, 480);
  const std::shared_ptr<const LibraryPicture> copy =
      start.library.find(start.document.batch.front().id);
  LibraryPicture whole{tests::picture_values(1280, 960, 3), copy->name, copy->path, ""};
  Session session(std::move(start));
  session.settle();
  session.apply(change(SetMultiplier{2}));
  session.apply(look(ZoomAbout{0.2, 0.2, 5}));
  session.apply(pin_at({model::kOutput, 5, 6, 0}));
  session.settle();
  const ViewState view = session.view();
  const core::Shape shape = session.numbers()->x()->shape;

  // Of another path it is another picture.
  LibraryPicture other = whole;
  other.path = "/another.png";
  session.take_whole(std::move(other));
  CHECK(session.document().batch.front().width == 640);

  session.take_whole(std::move(whole));
  session.settle();
  CHECK(session.document().batch.front().width == 1280);
  CHECK(session.document().layer.channel_multiplier == 2);
  CHECK(session.numbers()->document.batch.front().width == 1280);
  CHECK(session.numbers()->x()->shape == shape);
  CHECK(session.view().pin == view.pin);
  CHECK(session.view().viewport == view.viewport);
  Edits undo;
  undo.of_session = {Undo{}};
  session.apply(undo);
  CHECK(session.document().batch.front().width == 1280);
  CHECK(session.document().layer.channel_multiplier == 1);
  session.apply(undo);
  CHECK(session.document().layer.channel_multiplier == 1);
}

TEST_CASE("a race by the clock never runs by the times of another layer") {
  Session session(tests::start(16, 12));
  session.settle();
  session.apply(walk_by({ToggleRaceClock{}}));
  session.settle();
  while (session.walk()->waits) session.tick(std::chrono::milliseconds(20));
  CHECK(session.walk()->times);
  session.apply(walk_by({ToggleRace{}}));
  session.apply(change(SetMultiplier{2}));
  session.settle();
  session.apply(walk_by({ToggleRace{}}));
  CHECK(session.walk()->waits);
  CHECK_FALSE(session.walk()->times);
}

TEST_CASE("a large picture is computed as far as it is looked at") {
  Session session(tests::start(1200, 900));
  session.want({{paint::result_key(2, 0), 300, 225},
                {{paint::PictureKind::photograph, 0}, 300, 225},
                {paint::result_key(1, 0), 30, 20}});
  session.apply(change(SetLongestSide{0}));
  session.settle();
  REQUIRE_FALSE(session.numbers()->y()->is_held());
  const paint::PictureKey output = paint::result_key(2, 0);
  CHECK(session.painter().painted(output)->shape == core::Shape{1, 900, 1200, 3});
  CHECK(session.painter().pictures().at(output)->width == 300);
  // Zoomed in, another part is computed, pixel for pixel.
  session.apply(look(ZoomAbout{0.75, 0.75, 8}));
  session.settle();
  const Painted* painted = session.painter().painted(output);
  CHECK(painted->region.width < 400);
  CHECK(painted->region.left > 600);
  CHECK(session.is_current());
}

TEST_CASE("random actions, looks and requests never break a session") {
  core::Random random(77);
  Session session(tests::start(32, 24));
  for (int i = 0; i < 400; ++i) {
    Action action = tests::random_action(random, session.document());
    if (std::holds_alternative<OpenPictures>(action)) action = SetGrey{true};
    if (std::holds_alternative<ReplaceDocument>(action)) action = SetGrey{false};
    // Layers beyond the sliders take seconds, which would test only patience.
    const core::Layer next = update(session.document(), action, nullptr).layer;
    if (next.channel_multiplier > 16 || next.out_channels > 64 || next.kernel.area() > 400)
      action = SetSeed{random.next()};
    Edits edits = change(action, random.next() % 3);
    session.want(some_pictures());
    if (i % 5 == 0) edits.of_session.emplace_back(Undo{});
    if (i % 7 == 0) edits.of_session.emplace_back(Redo{});
    if (i % 50 == 0) edits.of_session.emplace_back(ResetAll{});
    if (i % 3 == 0) {
      const int channel = tests::random_integer(random, 0, 5);
      Hover on_a_weight;
      on_a_weight.weight = MixCell{channel, channel};
      edits.looks.emplace_back(PointAt{on_a_weight});
      edits.looks.emplace_back(SetPin{{1, channel, channel, channel}});
    }
    session.apply(edits);
    // Now and then a layer is so large that it is left behind, as an impatient user would.
    session.tick(std::chrono::milliseconds(5));
    if (session.numbers()) CHECK_FALSE(session.highlighted().window.empty());
  }
}

}  // namespace twofold::model
