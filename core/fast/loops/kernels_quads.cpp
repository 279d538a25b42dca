// The inner loops, once for each instruction set: four rows at a time by F(4, 3).
#include "core/fast/loops/kernels.h"

// SSSE3 is left out: a processor without SSE4 runs the reference.
#define HWY_DISABLED_TARGETS HWY_SSSE3
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/fast/loops/kernels_quads.cpp"
#include <hwy/foreach_target.h>
// foreach_target.h comes first: it includes this file again for every instruction set.
#include <hwy/highway.h>

#if HWY_TARGET != HWY_SCALAR
#include "core/fast/loops/combine_rows-inl.h"
#include "core/fast/loops/multiply_quad_pairs-inl.h"
#include "core/fast/loops/multiply_quads-inl.h"
#endif

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

void set_quads([[maybe_unused]] Kernels& kernels) {
#if HWY_TARGET != HWY_SCALAR
  kernels.combine_rows = &combine_rows;
  kernels.multiply_quads = &multiply_quads;
  kernels.multiply_quad_pairs = &multiply_quad_pairs;
  kernels.add_quads = &add_quads;
#endif
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace twofold::core::fast::inline loops {

HWY_EXPORT(set_quads);

void set_quads(Kernels& kernels) { HWY_DYNAMIC_DISPATCH(set_quads)(kernels); }

}  // namespace twofold::core::fast::inline loops
#endif
