#include "app/model/steps/path.h"

#include <cmath>

#include "app/model/steps/pixel_sums.h"
#include "tests/model/finished.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

using tests::Finished;

Path path_of(const Evaluation& e, const ViewState& view) {
  return looked_at_path(e, highlight(view.hover, view.pin, e.stages.list, e.x()->shape), view);
}

ViewState pinned(int result, int channel) {
  ViewState view;
  view.pin = {result, 3, 4, channel};
  return view;
}

}  // namespace

TEST_CASE("the path of a pinned output goes through the intermediate that adds most to it") {
  const Finished f;
  for (int k = 0; k < 3; ++k) {
    const Path path = path_of(f.e, pinned(2, k));
    CHECK(path.k() == k);
    CHECK(path.pixel == OutputPixel{3, 4});
    const MixSum mix = pointwise_sum(f.e, {0, path.pixel}, k);
    CHECK(path.t() == by_magnitude(mix.terms).front());
    CHECK(path.q() * 2 + path.r() == path.t());
  }
}

TEST_CASE("the intermediate that was chosen in the sum is on the path while it takes part") {
  const Finished f;
  ViewState view = pinned(2, 1);
  for (int t = 0; t < 4; ++t) {
    view.written_z = t;
    CHECK(path_of(f.e, view).t() == t);
  }
  view.written_z = 4;  // there is none of that number any more
  CHECK(path_of(f.e, view).t() == path_of(f.e, pinned(2, 1)).t());
  // A hovered input has its own intermediates.
  view.written_z = 0;
  view.hover.place = Place{model::kInput, 3, 4, 1};
  CHECK(path_of(f.e, view).q() == 1);
  CHECK(path_of(f.e, view).k() == 1);
}

TEST_CASE("what is hovered is on the path") {
  const Finished f;
  ViewState view = pinned(2, 0);
  view.hover.place = Place{1, 1, 2, 3};
  CHECK(path_of(f.e, view) == Path{{1, 2}, {1, 3, 0}, 1});
  view.hover = {};
  view.hover.weight = MixCell{2, 1};
  CHECK(path_of(f.e, view) == Path{{3, 4}, {1, 2, 1}, 0});
  view.hover = {};
  view.hover.tap = FilterCell{0, 1, 2, 2};
  CHECK(path_of(f.e, view) == Path{{3, 4}, {0, 1, 0}, 1});
}

TEST_CASE("in a standard convolution the path goes through the slice that adds most") {
  const Finished f;
  ViewState view = pinned(2, 2);
  view.operation = OperationView::regular;
  const Path path = path_of(f.e, view);
  std::vector<float> adds(2);
  for (const Product& p : standard_sum(f.e, {0, path.pixel}, 2).products)
    adds[static_cast<std::size_t>(p.q)] += p.product;
  CHECK(path.q() == (std::abs(adds[1]) > std::abs(adds[0]) ? 1 : 0));
  view.written_x = 1 - path.q();
  CHECK(path_of(f.e, view).q() == 1 - path.q());
}

}  // namespace twofold::model
