// The inner loops, once for each instruction set: nested minimal filtering.
#include "core/fast/loops/kernels.h"

// SSSE3 is left out: a processor without SSE4 runs the reference.
#define HWY_DISABLED_TARGETS HWY_SSSE3
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/fast/loops/kernels_nested.cpp"
#include <hwy/foreach_target.h>
// foreach_target.h comes first: it includes this file again for every instruction set.
#include <hwy/highway.h>

// In a page it gains nothing over both folds, and would be a tenth of what is sent.
#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_WASM
#include "core/fast/loops/combine_nested-inl.h"
#include "core/fast/loops/multiply_nested-inl.h"
#endif

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

void set_nested([[maybe_unused]] Kernels& kernels) {
#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_WASM
  kernels.combine_nested = &combine_nested;
  kernels.multiply_nested = &multiply_nested;
#endif
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace twofold::core::fast::inline loops {

HWY_EXPORT(set_nested);

void set_nested(Kernels& kernels) { HWY_DYNAMIC_DISPATCH(set_nested)(kernels); }

}  // namespace twofold::core::fast::inline loops
#endif
