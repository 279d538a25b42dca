#include "app/model/steps/prediction.h"

#include "app/model/session/session.h"
#include "app/model/steps/playback.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

constexpr Facts kAll{.value = true, .shape = true, .cost = true, .winner = true};

Playback asking_for_all() {
  Playback p;
  p.asked = kAll;
  return asking(p, true);
}

TEST_CASE("asking hides what is known at once; values only when a step is taken") {
  const Playback p = asking_for_all();
  CHECK(p.hidden == Facts{.value = false, .shape = true, .cost = true, .winner = true});
  CHECK(hides_cost(p));
  CHECK_FALSE(asking(p, false).hidden.any());
  CHECK_FALSE(revealed(p).hidden.any());
  CHECK(revealed(p).predicts);
}

TEST_CASE("a setting that changes hides shape, cost and winner anew, if they are asked for") {
  CHECK(hidden_anew(revealed(asking_for_all())).hidden == asking_for_all().hidden);
  CHECK_FALSE(hidden_anew(Playback{}).hidden.any());
  Playback p;
  p.asked = {.value = true, .cost = true};
  CHECK(hidden_anew(asking(p, true)).hidden == Facts{.cost = true});
}

TEST_CASE("a fact that is asked for anew is hidden, one that no longer is is shown") {
  Playback p = revealed(asking_for_all());
  p = asking_for(p, {.value = true, .shape = true});
  CHECK_FALSE(p.hidden.any());
  p = asking_for(p, {.shape = true, .cost = true});
  CHECK(p.hidden == Facts{.cost = true});
  p = asking_for(p, {.shape = true});
  CHECK_FALSE(p.hidden.any());
}

TEST_CASE("a step on hides its value, and pictures stop before it") {
  const core::Layer layer{.kernel = {3, 3}, .channel_multiplier = 2, .out_channels = 3};
  const core::Shape in{1, 5, 6, 2};
  const WalkedLayer on{core::separable_chain(layer),
                       core::standard_chain(layer),
                       in,
                       OperationView::separable,
                       {},
                       0,
                       {}};
  const Walk w = walk({}, on);
  Playback p;
  p.predicts = true;
  p = stepped(p, w, on, core::Unit::row, 1);
  CHECK(p.hidden.value);
  CHECK(p.done > 0);
  CHECK(steps_shown(p) == 0);
  CHECK(steps_shown(revealed(p)) == p.done);
  CHECK_FALSE(stepped(p, w, on, core::Unit::tap, -1).hidden.value);
  CHECK_FALSE(moved_to(p, w, 7).hidden.value);
  p.asked.value = false;
  CHECK_FALSE(stepped(p, w, on, core::Unit::row, 1).hidden.any());
}

TEST_CASE("the pointer does not look under a hidden value") {
  ViewState view;
  view.playback.active = true;
  CHECK(follows_steps(view));
  view.hover.place = Place{};
  CHECK_FALSE(follows_steps(view));
  view.playback.hidden.value = true;
  CHECK(follows_steps(view));
}

}  // namespace
}  // namespace twofold::model
