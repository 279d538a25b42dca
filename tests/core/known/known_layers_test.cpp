#include "core/known/known_layers.h"

#include <set>

#include "core/check.h"
#include "core/cost.h"
#include "tests/support/catch.h"

namespace twofold::tests {
namespace {

TEST_CASE("Known layers have the figures that are told of them") {
  std::set<std::string_view> names;
  for (const core::KnownLayer& known : core::known_layers()) {
    INFO(known.name);
    CHECK(names.insert(known.name).second);
    CHECK(core::check(known.layer, known.in).empty());
    const core::Cost cost = core::cost(known.layer, known.in);
    if (known.name == "inception-v2") {
      CHECK(cost.separable.params == 2712);
      CHECK(cost.standard.params == 9408);
    }
    if (known.name == "tf-sample") {
      CHECK(core::output_shape(known.layer, known.in) == core::Shape{100, 8, 8, 3});
      CHECK(cost.separable.params == 36);
      CHECK(cost.standard.params == 81);
    }
  }
}

}  // namespace
}  // namespace twofold::tests
