// The inner loops, once for each instruction set: pixels in planes.
#include "core/fast/loops/kernels.h"

// SSSE3 is left out: a processor without SSE4 runs the reference.
#define HWY_DISABLED_TARGETS HWY_SSSE3
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/fast/loops/kernels_planes.cpp"
#include <hwy/foreach_target.h>
// foreach_target.h comes first: it includes this file again for every instruction set.
#include <hwy/highway.h>

#if HWY_TARGET != HWY_SCALAR
#include "core/fast/loops/dot_rows-inl.h"
#include "core/fast/loops/interleave-inl.h"
#include "core/fast/loops/mix_planes-inl.h"
#include "core/fast/loops/multiply_planes-inl.h"
#endif

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

void set_planes([[maybe_unused]] Kernels& kernels) {
#if HWY_TARGET != HWY_SCALAR
  kernels.mix_planes = &mix_planes;
  kernels.dot_rows = &dot_rows;
  kernels.multiply_planes = &multiply_planes;
  kernels.interleave = &interleave;
  kernels.deinterleave = &deinterleave;
#endif
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace twofold::core::fast::inline loops {

HWY_EXPORT(set_planes);

void set_planes(Kernels& kernels) { HWY_DYNAMIC_DISPATCH(set_planes)(kernels); }

}  // namespace twofold::core::fast::inline loops
#endif
