#include "core/chain/conventions.h"

#include "core/separable.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::core {
namespace {

const Convention& named(std::string_view name) { return *find_convention(name); }

constexpr Layer kStrided{{3, 3}, {2, 2}, {1, 1}, Padding::same, 1, 1};

}  // namespace

TEST_CASE("SAME with stride 2: TensorFlow has its one zero at the end, PyTorch one at both") {
  const Shape in{1, 8, 8, 1};
  CHECK(*with_convention(kStrided, in, named("tensorflow")).explicit_pads == Pads{0, 1, 0, 1});
  CHECK(*with_convention(kStrided, in, named("onnx")).explicit_pads == Pads{0, 1, 0, 1});
  CHECK(*with_convention(kStrided, in, named("pytorch")).explicit_pads == Pads{1, 1, 1, 1});
  CHECK(*with_convention(kStrided, in, named("caffe")).explicit_pads == Pads{1, 1, 1, 1});
  CHECK(output_shape(with_convention(kStrided, in, named("pytorch")), in) ==
        output_shape(kStrided, in));
  CHECK(convention_note(kStrided, in, named("onnx")).empty());
  CHECK(convention_note(kStrided, in, named("pytorch")) ==
        "PyTorch puts the zeros elsewhere: 1 above, 1 below, 1 left, 1 right, where TensorFlow has "
        "0 above, 1 below, 0 left, 1 right; the shape is the same, the numbers are not");
}

TEST_CASE("an even kernel: Caffe's one number leaves the output smaller") {
  const Layer even{{4, 4}, {1, 1}, {1, 1}, Padding::same, 1, 1};
  const Shape in{1, 8, 8, 1};
  CHECK(*with_convention(even, in, named("pytorch")).explicit_pads == Pads{1, 2, 1, 2});
  CHECK(output_size(with_convention(even, in, named("caffe")), in) == Extent{7, 7});
  CHECK(convention_note(even, in, named("caffe")).find("7x7 instead of 8x8") != std::string::npos);
}

TEST_CASE("VALID and explicit zeros mean the same everywhere") {
  Layer valid = kStrided;
  valid.padding = Padding::valid;
  Layer given = kStrided;
  given.explicit_pads = Pads{2, 0, 0, 2};
  for (const Convention& convention : conventions()) {
    CHECK(with_convention(valid, {1, 8, 8, 1}, convention) == valid);
    CHECK(with_convention(given, {1, 8, 8, 1}, convention) == given);
  }
}

TEST_CASE("explicit zeros that are SAME's give SAME's numbers, whatever the layer") {
  for (const tests::LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const Layer given = with_convention(c.layer, c.in, named("tensorflow"));
    const Tensor x = tests::integer_tensor(c.in, 1);
    const Filters filters = tests::integer_filters(c, 2);
    CHECK(separable_conv2d(x, filters, given).y == separable_conv2d(x, filters, c.layer).y);
  }
}

}  // namespace twofold::core
