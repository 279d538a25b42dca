// The inner loops, once for each instruction set: rows as they are.
#include "core/fast/loops/kernels.h"

// SSSE3 is left out: a processor without SSE4 runs the reference.
#define HWY_DISABLED_TARGETS HWY_SSSE3
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/fast/loops/kernels_woven.cpp"
#include <hwy/foreach_target.h>
// foreach_target.h comes first: it includes this file again for every instruction set.
#include <hwy/highway.h>

#if HWY_TARGET != HWY_SCALAR
#include "core/fast/loops/weave-inl.h"
#endif

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

void set_woven([[maybe_unused]] Kernels& kernels) {
#if HWY_TARGET != HWY_SCALAR
  kernels.weave = &weave;
#endif
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace twofold::core::fast::inline loops {

HWY_EXPORT(set_woven);

void set_woven(Kernels& kernels) { HWY_DYNAMIC_DISPATCH(set_woven)(kernels); }

}  // namespace twofold::core::fast::inline loops
#endif
