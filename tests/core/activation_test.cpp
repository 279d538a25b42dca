#include "core/activation.h"

#include <limits>
#include <set>

#include "tests/support/catch.h"

namespace twofold::core {

TEST_CASE("every activation has a name, and a formula that keeps what is not a number") {
  std::set<std::string_view> words;
  const float nan = std::numeric_limits<float>::quiet_NaN();
  for (const ActivationNames& names : kActivations) {
    CHECK(&names_of(names.activation) == &names);
    CHECK(words.insert(names.word).second);
    const float left = activate(nan, names.activation);
    CHECK(left != left);
    CHECK(activate(3, names.activation) == 3);
  }
  CHECK(activate(-2, Activation::none) == -2);
  CHECK(activate(-2, Activation::relu) == 0);
  CHECK(activate(7, Activation::relu6) == 6);
  CHECK(activate(-2, Activation::leaky_relu) == 0.1f * -2);
}

}  // namespace twofold::core
