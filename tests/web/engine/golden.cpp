// The golden cases by the page's engine and reference, in node: prints each that is wrong.
#include "tests/support/golden.h"

#include <fmt/format.h>

#include "core/fast/separable.h"
#include "core/separable.h"
#include "tests/support/agree.h"

namespace {

using namespace twofold;
using tests::GoldenCase;

/// The results of one engine against the expected ones; what is wrong, or nothing.
template <class Separable, class Depthwise, class Standard>
std::string fault(const GoldenCase& c, Separable separable, Depthwise depthwise,
                  Standard standard) {
  const auto differs = [](const core::Tensor& got, const tests::Wanted& want) {
    if (got.shape != want.shape) return std::string("another shape");
    return tests::agree(got.values, want.values).why;
  };
  if (c.op == "separable_conv2d") {
    const core::Separable both = separable(c.input, c.filters, c.layer, nullptr);
    return differs(both.z, c.z) + differs(both.y, c.y);
  }
  return differs(c.op == "conv2d" ? standard(c.input, c.standard, c.layer, nullptr)
                                  : depthwise(c.input, c.filters.depthwise, c.layer, nullptr),
                 c.y);
}

}  // namespace

int main() {
  int faults = 0;
  for (const GoldenCase& c : tests::golden_cases()) {
    const std::string plain =
        fault(c, core::separable_conv2d, core::depthwise_conv2d, core::conv2d);
    const std::string fast =
        fault(c, core::fast::separable_conv2d, core::fast::depthwise_conv2d, core::fast::conv2d);
    if (!plain.empty()) fmt::print("{}: reference: {}\n", c.name, plain);
    if (!fast.empty()) fmt::print("{}: fast: {}\n", c.name, fast);
    faults += (plain.empty() ? 0 : 1) + (fast.empty() ? 0 : 1);
  }
  fmt::print("{} golden cases, {} faults\n", tests::golden_cases().size(), faults);
  return faults == 0 && !tests::golden_cases().empty() ? 0 : 1;
}
