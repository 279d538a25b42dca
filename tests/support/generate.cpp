#include "tests/support/generate.h"

#include <sstream>

#include "core/check.h"
#include "core/filters.h"

namespace twofold::tests {
namespace {

int integer(core::Random& random, int low, int high) {
  return low + static_cast<int>(random.next() % static_cast<std::uint64_t>(high - low + 1));
}

LayerCase random_case(core::Random& random) {
  LayerCase c;
  c.layer.kernel = {integer(random, 1, 5), integer(random, 1, 5)};
  c.layer.strides = {integer(random, 1, 3), integer(random, 1, 3)};
  c.layer.dilations = {integer(random, 1, 3), integer(random, 1, 3)};
  c.layer.padding = integer(random, 0, 1) ? core::Padding::same : core::Padding::valid;
  c.layer.channel_multiplier = integer(random, 1, 3);
  c.layer.out_channels = integer(random, 1, 4);
  c.in = {integer(random, 1, 2), integer(random, 1, 9), integer(random, 1, 9),
          integer(random, 1, 3)};
  return c;
}

void fill_integers(std::span<float> values, std::uint64_t seed) {
  core::Random random(seed);
  for (float& v : values) v = static_cast<float>(integer(random, -4, 4));
}

void fill_normal(std::span<float> values, std::uint64_t seed) {
  core::Random random(seed);
  for (float& v : values) v = random.normal();
}

}  // namespace

std::string LayerCase::text() const {
  std::ostringstream s;
  s << in.batch << 'x' << in.height << 'x' << in.width << 'x' << in.channels << " k"
    << layer.kernel.height << 'x' << layer.kernel.width << " s" << layer.strides.height << 'x'
    << layer.strides.width << " d" << layer.dilations.height << 'x' << layer.dilations.width
    << (layer.padding == core::Padding::same ? " same m" : " valid m") << layer.channel_multiplier
    << " o" << layer.out_channels;
  return s.str();
}

const std::vector<LayerCase>& layer_cases() {
  static const std::vector<LayerCase> cases = [] {
    using core::Padding;
    std::vector<LayerCase> all{
        {{{1, 1}, {1, 1}, {1, 1}, Padding::same, 1, 1}, {1, 1, 1, 1}},
        {{{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 3}, {1, 5, 6, 3}},
        {{{3, 3}, {2, 2}, {1, 1}, Padding::same, 2, 2}, {1, 8, 7, 2}},
        {{{5, 5}, {1, 1}, {1, 1}, Padding::same, 1, 2}, {1, 3, 2, 1}},
        {{{2, 2}, {3, 3}, {2, 2}, Padding::valid, 1, 2}, {2, 9, 9, 1}},
        {{{1, 1}, {3, 3}, {1, 1}, Padding::same, 1, 2}, {1, 7, 8, 2}},
        {{{3, 3}, {2, 3}, {3, 2}, Padding::same, 2, 3}, {1, 9, 8, 2}},
        {{{11, 1}, {1, 1}, {1, 1}, Padding::same, 1, 1}, {1, 4, 4, 1}},
    };
    core::Random random(2026);
    while (all.size() < 300) {
      const LayerCase c = random_case(random);
      if (core::check(c.layer, c.in).empty()) all.push_back(c);
    }
    return all;
  }();
  return cases;
}

core::Tensor integer_tensor(const core::Shape& shape, std::uint64_t seed) {
  core::Tensor t(shape);
  fill_integers(t.values, seed);
  return t;
}

core::Filter integer_filter(const core::FilterShape& shape, std::uint64_t seed) {
  core::Filter f(shape);
  fill_integers(f.values, seed);
  return f;
}

core::Tensor normal_tensor(const core::Shape& shape, std::uint64_t seed) {
  core::Tensor t(shape);
  fill_normal(t.values, seed);
  return t;
}

core::Filter normal_filter(const core::FilterShape& shape, std::uint64_t seed) {
  core::Filter f(shape);
  fill_normal(f.values, seed);
  return f;
}

core::Filters integer_filters(const LayerCase& c, std::uint64_t seed) {
  return {integer_filter(core::depthwise_filter_shape(c.layer, c.in.channels), seed),
          integer_filter(core::pointwise_filter_shape(c.layer, c.in.channels), seed + 1),
          {},
          core::Activation::none};
}

core::Filters normal_filters(const LayerCase& c, std::uint64_t seed) {
  return {normal_filter(core::depthwise_filter_shape(c.layer, c.in.channels), seed),
          normal_filter(core::pointwise_filter_shape(c.layer, c.in.channels), seed + 1),
          {},
          core::Activation::none};
}

}  // namespace twofold::tests
