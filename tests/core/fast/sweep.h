// What the engine's tests run over: layers that reach every loop and every tail, and every
// instruction set that this machine has.
#pragma once

#include <vector>

#include "core/fast/plan.h"
#include "tests/support/generate.h"

namespace twofold::tests {

struct NamedTarget {
  core::fast::Target target;
  const char* name;
};

/// The instruction sets that can be run here.
inline std::vector<NamedTarget> targets() {
  using core::fast::Target;
  std::vector<NamedTarget> found;
  for (const NamedTarget& t :
       {NamedTarget{Target::sse4, "SSE4"}, NamedTarget{Target::avx2, "AVX2"},
        NamedTarget{Target::avx512, "AVX-512"}, NamedTarget{Target::neon, "NEON"}}) {
    if (core::fast::available(t.target)) found.push_back(t);
  }
  return found;
}

/// layer_cases() and, beside them, numbers of channels and outputs around every vector length,
/// multipliers 1 to 16, strides and dilations up to 4, widths below one vector and not a multiple.
inline std::vector<LayerCase> engine_cases() {
  std::vector<LayerCase> cases = layer_cases();
  const auto add = [&](core::Shape in, core::Layer layer) { cases.push_back({layer, in}); };
  using core::Padding;
  for (int c : {1, 2, 3, 4, 5, 7, 8, 9, 12, 16, 17, 24, 33, 48}) {
    add({1, 6, 9, c}, {{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, c + 1});
    add({2, 7, 5, c}, {{2, 3}, {2, 2}, {1, 1}, Padding::same, 2, 6});
    add({1, 9, 11, c}, {{3, 2}, {1, 1}, {2, 2}, Padding::valid, 3, 16});
  }
  for (int k : {1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 15, 16, 17, 23, 24, 31, 32, 33, 40, 64}) {
    add({1, 5, 7, 3}, {{3, 3}, {1, 1}, {1, 1}, Padding::same, 2, k});
    add({1, 5, 7, 20}, {{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, k});
  }
  for (int m = 1; m <= 16; ++m) {
    add({1, 6, 7, 3}, {{3, 3}, {1, 1}, {1, 1}, Padding::same, m, 8});
    add({1, 4, 6, 17}, {{3, 3}, {1, 1}, {1, 1}, Padding::same, m, 5});
  }
  for (int width : {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 50}) {
    add({1, 3, width, 3}, {{3, 3}, {1, 1}, {1, 1}, Padding::same, 2, 9});
    add({1, 4, width, 3}, {{3, 5}, {3, 3}, {1, 1}, Padding::same, 2, 3});
    add({4, 3, width, 16}, {{3, 3}, {1, 3}, {1, 1}, Padding::same, 1, 12});
    add({4, 5, width, 2}, {{3, 3}, {1, 1}, {4, 4}, Padding::same, 2, 4});
    add({1, 5, width, 18}, {{5, 5}, {1, 1}, {4, 4}, Padding::same, 2, 4});
  }
  // One filter a channel and as many outputs: rows stay interleaved, in groups of pictures or
  // bands.
  for (int c : {1, 2, 3, 5, 7}) {
    for (int height = 1; height <= 5; ++height) {
      add({3, 7, 11, c}, {{height, 3}, {1, 1}, {1, 1}, Padding::same, 1, c});
      add({1, 11, 13, c}, {{height, 4}, {1, 1}, {2, 3}, Padding::valid, 1, c});
    }
    add({33, 8, 9, c}, {{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, c});
    add({2, 45, 300, c}, {{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, c});
  }
  // Stride and dilation together, kernels smaller than the stride, kernels wider than the picture.
  add({1, 13, 17, 3}, {{3, 3}, {3, 3}, {2, 2}, Padding::same, 2, 8});
  add({1, 13, 17, 3}, {{2, 2}, {5, 4}, {1, 1}, Padding::same, 2, 8});
  add({1, 13, 17, 3}, {{1, 1}, {3, 3}, {1, 1}, Padding::valid, 4, 8});
  add({1, 13, 17, 19}, {{3, 3}, {3, 2}, {2, 3}, Padding::same, 2, 8});
  add({1, 3, 2, 3}, {{11, 11}, {1, 1}, {1, 1}, Padding::same, 2, 8});
  add({1, 3, 2, 16}, {{11, 11}, {1, 1}, {8, 8}, Padding::same, 1, 8});
  // Kernels of every height, whose rows go in threes where they can.
  for (int height = 1; height <= 9; ++height) {
    add({2, 10, 29, 3}, {{height, 3}, {1, 1}, {1, 1}, Padding::same, 3, 16});
    add({1, 11, 26, 2}, {{height, 4}, {2, 2}, {1, 1}, Padding::same, 8, 17});
    // Fewer outputs than lanes: two kinds of products share a vector.
    add({2, 10, 29, 3}, {{height, 3}, {1, 1}, {1, 1}, Padding::same, 4, 8});
    add({1, 11, 26, 2}, {{height, 4}, {2, 2}, {1, 1}, Padding::same, 8, 13});
    add({1, 12, 27, 1}, {{height, 3}, {1, 1}, {1, 2}, Padding::valid, 8, 5});
    add({1, 23, 14, 1}, {{height, 2}, {1, 1}, {2, 1}, Padding::valid, 8, 24});
    add({1, 21, 14, 3}, {{height, 5}, {2, 1}, {2, 2}, Padding::valid, 8, 33});
  }
  // Many channels, whose 3x3 loops slide along a row from tap to tap or do not.
  for (int dilation : {1, 2, 3}) {
    for (int m = 1; m <= 3; ++m)
      add({1, 8, 29, 20}, {{3, 3}, {1, 1}, {dilation, dilation}, Padding::same, m, 5});
  }
  // Pictures and layers large enough for several tiles and blocks.
  add({1, 90, 700, 3}, {{3, 3}, {1, 1}, {1, 1}, Padding::same, 4, 8});
  add({1, 61, 67, 3}, {{11, 11}, {1, 1}, {8, 8}, Padding::same, 2, 3});
  add({2, 30, 31, 40}, {{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 48});
  add({1, 130, 260, 32}, {{3, 3}, {1, 1}, {2, 2}, Padding::same, 2, 16});
  return cases;
}

/// Sizes whose work is worth several threads, one for each kind of loop.
inline std::vector<LayerCase> large_cases() {
  return {{{{3, 3}, {1, 1}, {1, 1}, core::Padding::same, 4, 8}, {1, 150, 210, 3}},
          {{{5, 3}, {1, 1}, {1, 1}, core::Padding::same, 8, 17}, {1, 149, 700, 3}},
          {{{3, 3}, {1, 1}, {1, 1}, core::Padding::same, 2, 3}, {2, 200, 210, 3}},
          {{{3, 3}, {1, 1}, {1, 1}, core::Padding::same, 1, 3}, {2, 200, 210, 3}},
          {{{3, 3}, {1, 1}, {1, 1}, core::Padding::same, 1, 100}, {1, 41, 37, 60}},
          {{{3, 3}, {1, 1}, {1, 1}, core::Padding::same, 1, 256}, {1, 7, 7, 300}},
          {{{3, 3}, {2, 2}, {1, 1}, core::Padding::same, 3, 32}, {2, 60, 61, 24}}};
}

/// Tensors for both stages of a case.
inline core::Separable empty_outputs(const LayerCase& c) {
  return {core::Tensor(core::depthwise_output_shape(c.layer, c.in)),
          core::Tensor(core::output_shape(c.layer, c.in))};
}

}  // namespace twofold::tests
