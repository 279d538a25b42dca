#include "core/check.h"

#include "tests/support/catch.h"

namespace twofold::core {
namespace {

constexpr Shape kPicture{1, 6, 8, 3};

/// The fields of the problems, in their order.
std::vector<Field> fields(const std::vector<Problem>& problems) {
  std::vector<Field> result;
  for (const Problem& p : problems) result.push_back(p.field);
  return result;
}

/// The fields of check() once `change` was applied to an ordinary layer.
template <class Change>
std::vector<Field> after(Change&& change) {
  Layer layer;
  Shape in = kPicture;
  change(layer, in);
  const std::vector<Problem> problems = check(layer, in);
  for (const Problem& p : problems) {
    CHECK_FALSE(p.sentence.empty());
    CHECK(p.sentence.find('\n') == std::string::npos);
    CHECK(p.sentence.back() != '.');
  }
  return fields(problems);
}

Filters fitting(const Layer& layer, const Shape& in) {
  return {Filter(depthwise_filter_shape(layer, in.channels)),
          Filter(pointwise_filter_shape(layer, in.channels)),
          {},
          Activation::none};
}

using Fields = std::vector<Field>;

}  // namespace

TEST_CASE("an ordinary layer has no problems") {
  CHECK(check(Layer{}, kPicture).empty());
  CHECK(check(Layer{}, kPicture, fitting(Layer{}, kPicture)).empty());
  CHECK(check_standard(Layer{}, kPicture, standard_filter_shape(Layer{}, 3)).empty());
}

TEST_CASE("sizes must be positive and within the limits") {
  CHECK(after([](Layer&, Shape& in) { in.batch = 0; }) == Fields{Field::input});
  CHECK(after([](Layer&, Shape& in) { in.height = 0; }) == Fields{Field::input});
  CHECK(after([](Layer&, Shape& in) { in.width = kMaxAxis + 1; }) == Fields{Field::input});
  CHECK(after([](Layer&, Shape& in) { in.channels = kMaxChannels + 1; }) == Fields{Field::input});
  CHECK(after([](Layer& l, Shape&) {
          l.kernel = {0, -1};
        }) == Fields{Field::kernel, Field::kernel});
  CHECK(after([](Layer& l, Shape&) { l.kernel.width = kMaxKernel + 1; }) == Fields{Field::kernel});
  CHECK(after([](Layer& l, Shape&) { l.strides.height = 0; }) == Fields{Field::strides});
  CHECK(after([](Layer& l, Shape&) { l.strides.width = kMaxStride + 1; }) ==
        Fields{Field::strides});
  CHECK(after([](Layer& l, Shape&) { l.dilations.width = 0; }) == Fields{Field::dilations});
  CHECK(after([](Layer& l, Shape&) { l.dilations.height = kMaxDilation + 1; }) ==
        Fields{Field::dilations});
  CHECK(after([](Layer& l, Shape&) { l.channel_multiplier = 0; }) ==
        Fields{Field::channel_multiplier});
  CHECK(after([](Layer& l, Shape&) { l.channel_multiplier = kMaxMultiplier + 1; }) ==
        Fields{Field::channel_multiplier});
  CHECK(after([](Layer& l, Shape&) { l.out_channels = 0; }) == Fields{Field::out_channels});
  CHECK(after([](Layer& l, Shape&) { l.out_channels = kMaxChannels + 1; }) ==
        Fields{Field::out_channels});
}

TEST_CASE("the limits themselves are possible") {
  CHECK(after([](Layer& l, Shape&) {
          l.kernel = {kMaxKernel, kMaxKernel};
          l.strides = {kMaxStride, kMaxStride};
          l.dilations = {kMaxDilation, kMaxDilation};
        }).empty());
  CHECK(after([](Layer& l, Shape& in) {
          in.channels = 1;
          l.channel_multiplier = kMaxMultiplier;
          l.out_channels = kMaxChannels;
        }).empty());
  CHECK(after([](Layer&, Shape& in) { in.batch = 4096; }).empty());
}

TEST_CASE("a VALID kernel must fit into the picture, and SAME has no such rule") {
  Layer layer{{5, 5}, {1, 1}, {1, 1}, Padding::valid, 1, 3};
  const std::vector<Problem> problems = check(layer, {1, 4, 3, 3});
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].field == Field::kernel);
  CHECK(problems[0].sentence ==
        "the 5x5 kernel is larger than the 4x3 picture; choose SAME padding or a smaller kernel");
  CHECK(check(layer, {1, 5, 5, 3}).empty());
  layer.padding = Padding::same;
  CHECK(check(layer, {1, 4, 3, 3}).empty());
}

TEST_CASE("a VALID kernel can be too large by its dilations alone") {
  const Layer layer{{3, 3}, {1, 1}, {4, 1}, Padding::valid, 1, 3};
  const std::vector<Problem> problems = check(layer, {1, 8, 8, 3});
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].sentence.find("spread to 9x3 by its dilations") != std::string::npos);
  CHECK(check(layer, {1, 9, 3, 3}).empty());
}

TEST_CASE("there is a limit to the intermediates") {
  const Fields want{Field::channel_multiplier};
  CHECK(after([](Layer& l, Shape& in) {
          in.channels = 1024;
          l.channel_multiplier = 1025;
        }) == want);
  CHECK(after([](Layer& l, Shape& in) {
          in.channels = 1024;
          l.channel_multiplier = 1024;
        }).empty());
}

TEST_CASE("counts beyond 64 bits are refused at the field that makes them") {
  CHECK(after([](Layer&, Shape& in) {
          in = {kMaxAxis, kMaxAxis, kMaxAxis, 3};
        }) == Fields{Field::input});
  // 2^60 pixels are countable; 2^60 * 9 multiply-adds and more are not.
  CHECK(after([](Layer& l, Shape& in) {
          in = {1 << 15, kMaxAxis, kMaxAxis, 1};
          l.channel_multiplier = 64;
          l.out_channels = 1;
        }) == Fields{Field::channel_multiplier});
  CHECK(after([](Layer& l, Shape& in) {
          in = {1 << 10, kMaxAxis, kMaxAxis, 1};
          l.kernel = {1, 1};
          l.out_channels = 4096;
        }) == Fields{Field::channel_multiplier});
  CHECK(after([](Layer& l, Shape& in) {
          in = {1, kMaxAxis, kMaxAxis, 64};
          l.kernel = {15, 15};
          l.out_channels = 4096;
        }) == Fields{Field::out_channels});
}

TEST_CASE("filters must have the shapes that the layer asks for") {
  Filters filters = fitting(Layer{}, kPicture);
  filters.depthwise = Filter({3, 3, 2, 1});
  std::vector<Problem> problems = check(Layer{}, kPicture, filters);
  CHECK(fields(problems) == Fields{Field::depthwise_filter});
  CHECK(problems[0].sentence.find("[3, 3, 2, 1]") != std::string::npos);
  CHECK(problems[0].sentence.find("[3, 3, 3, 1]") != std::string::npos);

  filters = fitting(Layer{}, kPicture);
  filters.pointwise = Filter({1, 1, 3, 4});
  CHECK(fields(check(Layer{}, kPicture, filters)) == Fields{Field::pointwise_filter});

  filters = fitting(Layer{}, kPicture);
  filters.bias = {1, 2};
  CHECK(fields(check(Layer{}, kPicture, filters)) == Fields{Field::bias});
  filters.bias = {1, 2, 3};
  CHECK(check(Layer{}, kPicture, filters).empty());
}

TEST_CASE("a layer that cannot be is not asked for its filters") {
  Layer layer;
  layer.channel_multiplier = 0;
  CHECK(fields(check(layer, kPicture, Filters{})) == Fields{Field::channel_multiplier});
}

TEST_CASE("the standard filter must fit, and the multiplier does not matter to it") {
  Layer layer;
  layer.channel_multiplier = -5;
  CHECK(check_standard(layer, kPicture, {3, 3, 3, 3}).empty());
  CHECK(fields(check_standard(layer, kPicture, {3, 3, 1, 3})) == Fields{Field::standard_filter});
}

TEST_CASE("TensorFlow has nothing to say about the opening") {
  CHECK(tensorflow_notes(Layer{}, kPicture).empty());
}

TEST_CASE("TensorFlow refuses unequal strides") {
  Layer layer;
  layer.strides = {1, 2};
  const auto notes = tensorflow_notes(layer, kPicture);
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].field == Field::strides);
  CHECK(notes[0].verdict == TensorFlowVerdict::refuses);
}

TEST_CASE("TensorFlow returns wrong numbers for strides and dilations both above 1") {
  Layer layer;
  layer.strides = {2, 2};
  CHECK(tensorflow_notes(layer, kPicture).empty());
  layer.dilations = {1, 2};
  const auto notes = tensorflow_notes(layer, kPicture);
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].field == Field::dilations);
  CHECK(notes[0].verdict == TensorFlowVerdict::wrong_numbers);
}

TEST_CASE("early TensorFlow refused more intermediates than outputs") {
  Layer layer;
  layer.channel_multiplier = 2;
  const auto notes = tensorflow_notes(layer, kPicture);
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].field == Field::channel_multiplier);
  CHECK(notes[0].verdict == TensorFlowVerdict::once_refused);
  layer.out_channels = 6;
  CHECK(tensorflow_notes(layer, kPicture).empty());
}

TEST_CASE("fields have the operation's own names") {
  CHECK(std::string(field_name(Field::channel_multiplier)) == "channel_multiplier");
  CHECK(std::string(field_name(Field::depthwise_filter)) == "depthwise_filter");
}

}  // namespace twofold::core
